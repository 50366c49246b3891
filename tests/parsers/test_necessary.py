"""What an expression cannot match without is told, and never too much of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.fold import fold
from parsers.necessary import ANYWHERE, WORD, all_necessary, necessary
from parsers.phrases import Phrases

CASES = {
    r"\bno longer works? (?:at|for|in)\b": (f"{WORD}no longer work",),
    r"\b(?:is|was) (?:hereby )?(?:replaced|succeeded)\b": (f"{WORD}replaced", f"{WORD}succeeded"),
    r"\bis (?:hereby )+(?:replaced|succeeded)\b": (f"{WORD}replaced", f"{WORD}succeeded"),
    r"\bis (?:here)?(?:replaced|succeeded)\b": ("replaced", "succeeded"),
    r"\bis (?:hereby |now )?(?:replaced|succeeded)\b": (f"{WORD}replaced", f"{WORD}succeeded"),
    r"^(?:head|chief)\b": (f"{WORD}head", f"{WORD}chief"),
    r"министерств\w*": ("министерств",),
    r"副?理事长?": ("理事",),
    r"(?:head|chief)? of .{2,9}": (" of ",),
    r"(?:ab){2,3}c?": ("ab",),
    r"[a-z]+": ANYWHERE,
    r"(?i)note": ANYWHERE,
    r"(?i:note)": ANYWHERE,
    r"(?!note)\w+": ANYWHERE,
    r"note|\d+": ANYWHERE,
}


@pytest.mark.parametrize(("pattern", "expected"), CASES.items())
def test_what_an_expression_needs(pattern: str, expected: tuple[str, ...]) -> None:
    assert necessary(pattern) == expected


def test_all_parts_of_a_row_are_needed() -> None:
    assert all_necessary(r"\bpoints? of contact (?:at|in) the (?:hotel|venue)\b") == [
        ("point",), (" of contact ",), ("at", "in"), (" the ",), ("hotel", "venue"),
    ]  # fmt: skip


@pytest.mark.parametrize("pattern", CASES)
@settings(max_examples=30, deadline=None, database=None)
@given(data=st.data())
def test_every_match_has_it(pattern: str, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(re.compile(pattern)))
    assert [letters for letters in necessary(pattern) if letters.replace(WORD, "") in text] != []
    assert [part for part in all_necessary(pattern) if not any(letters in text for letters in part)] == []


@pytest.mark.parametrize("pattern", [pattern for pattern in CASES if "i" not in pattern[:3]])
@settings(max_examples=30, deadline=None, database=None)
@given(data=st.data())
def test_a_list_finds_every_match(pattern: str, data: st.DataObject) -> None:
    text = fold(data.draw(st.from_regex(re.compile(pattern))))
    matches = [found.span() for found in re.finditer(pattern, text) if found[0]]
    assert [(hit.start, hit.end) for hit in Phrases([f"re:{pattern}"]).hits(text)] == matches
