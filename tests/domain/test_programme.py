"""Our reference numbers, in whatever a State writes around them."""

from __future__ import annotations

import pytest

from domain.programme import Reference
from tests.builders.office import programme

PROGRAMME = programme()
OURS = PROGRAMME.reference(2024, 17)


@pytest.mark.parametrize(
    "text",
    [
        OURS,
        f"Re: {OURS}.",
        f"re: {OURS.lower()}",
        f"关于编号{OURS}的来信",
        f"(справочный номер:{OURS})",
        OURS.replace("-", "\u2011"),
        OURS.replace("-", "–"),
        OURS.replace("2024", "٢٠٢٤").replace("00017", "٠٠٠١٧"),
    ],
)
def test_our_reference_number_is_found_in_any_writing(text: str) -> None:
    assert PROGRAMME.references_in(text) == [Reference(2024, 17)]


@pytest.mark.parametrize("text", ["", f"X{OURS}", f"{OURS}A", f"{OURS}00000", OURS.replace("00017", "17")])
def test_what_only_looks_like_our_reference_number_is_none(text: str) -> None:
    assert PROGRAMME.references_in(text) == []


def test_several_reference_numbers_are_told_in_the_order_of_the_text() -> None:
    later = PROGRAMME.reference(2026, 123456)
    assert PROGRAMME.references_in(f"{later}, {OURS}") == [Reference(2026, 123456), Reference(2024, 17)]
