"""References that stand alone on their line, with the letters of "note verbale" before a number and a year."""

from __future__ import annotations

import pytest

from parsers.fields.references import find_references


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("Permanent Mission of Ruritania\nNV 2025/031\nThe Permanent Mission presents", "NV 2025/031"),
        ("NV 31/2025", "NV 31/2025"),
        ("NV No. 31/2025", "31/2025"),
        ("further to NV 31/2025 of 3 May", "31/2025"),
    ],
)
def test_the_letters_belong_to_a_reference_that_stands_alone(text: str, reference: str) -> None:
    assert [found.value for found in find_references(text)] == [reference]


@pytest.mark.parametrize("text", ["P.1/2", "p.2/3", "P.01/02", "001/002", "S.1/2", "第1/2页"])
def test_the_count_of_a_faxs_pages_is_no_reference(text: str) -> None:
    assert find_references(text) == []


@pytest.mark.parametrize("text", ["NV/24/061", "012/25", "P.12/2024", "S.12/25", "031/024"])
def test_a_number_and_a_year_are_a_reference(text: str) -> None:
    assert [found.value for found in find_references(text)] == [text]
