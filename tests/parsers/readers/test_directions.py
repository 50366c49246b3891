"""Reading order of right-to-left text with Latin words and numbers in it."""

from __future__ import annotations

import pytest

from parsers.readers.directions import in_reading_order, word_text


@pytest.mark.parametrize(
    ("shown", "read"),
    [
        (["4284", "234", "11", "+966", "الهاتف:"], ["الهاتف:", "+966", "11", "234", "4284"]),
        (["+966", "11", "234", "4284", "الهاتف:"], ["الهاتف:", "+966", "11", "234", "4284"]),
        (["(Ana", "Ruiz)", "رويز", "آنا"], ["آنا", "رويز", "(Ana", "Ruiz)"]),
        (["2024", "أكتوبر", "20"], ["20", "أكتوبر", "2024"]),
        (["التقنية", "Centre", "24/7", "مركز"], ["مركز", "Centre", "24/7", "التقنية"]),
    ],
)
def test_words_of_a_right_to_left_line(shown: list[str], read: list[str]) -> None:
    assert in_reading_order(shown, str, rtl=True) == read


def test_arabic_in_a_left_to_right_line_is_turned() -> None:
    assert in_reading_order(["Ana", "رويز", "آنا", "of", "Oman"], str, rtl=False) == [
        "Ana",
        "آنا",
        "رويز",
        "of",
        "Oman",
    ]


@pytest.mark.parametrize(
    ("shown", "read"),
    [
        ("عجرملا"[::1], "المرجع"),
        (".1", "1."),
        ("358/2025/ش", "ش/358/2025"),
        (";a.ruiz@example.org", "a.ruiz@example.org;"),
        ("ﻼﺳ", "سلا"),
        ("+966", "+966"),
    ],
)
def test_characters_of_a_word(shown: str, read: str) -> None:
    assert word_text(list(shown), rtl=True) == read
