"""Whole numbers in markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.readers.markup_numbers import whole_number


@pytest.mark.parametrize(
    ("written", "number"),
    [("3", 3), (" 07 ", 7), ("0", 0), ("50", 50), ("51", 50), ("9" * 5000, 50), ("0" * 5000 + "4", 4)],
)
def test_what_stands_in_figures_is_read_within_its_bound(written: str, number: int) -> None:
    assert whole_number(written, 1, 50) == number


@pytest.mark.parametrize("written", [None, "", "³", "２", "-1", "2.5", "1e3", "zwei", "①"])
def test_all_else_is_the_default(written: str | None) -> None:
    assert whole_number(written, 1, 50) == 1


@given(st.text())
def test_any_text_gives_a_number_within_its_bound(written: str) -> None:
    assert 0 <= whole_number(written, 1, 50) <= 50
