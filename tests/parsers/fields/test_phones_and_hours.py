"""Telephone numbers with the hours in which they are answered behind them."""

from __future__ import annotations

import pytest

from parsers.fields.phones import find_phones


@pytest.mark.parametrize(
    ("text", "region", "number"),
    [
        ("电话：+86-10-82990999（24小时值班）", "CN", "+861082990999"),
        ("电话：（010）8299 0999（7×24小时）", "CN", "+861082990999"),
        ("电话：（010）82990999（8:00至18:00）", "CN", "+861082990999"),
        ("тел. +7 916 555-01-23 (9–18 ч.)", "RU", "+79165550123"),
        ("Tel. +260 211 252 601 (8.30-17.30)", "ZM", "+260211252601"),
        ("الهاتف: +965 2222 1111 (24 ساعة)", "KW", "+96522221111"),
    ],
)
def test_hours_behind_a_number_are_no_part_of_it(text: str, region: str, number: str) -> None:
    assert [(one.value, one.sure) for one in find_phones(text, region, labelled=True)] == [(number, True)]
