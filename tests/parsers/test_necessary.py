"""What an expression cannot match without is told, and never too much of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.necessary import ANYWHERE, necessary

CASES = {
    r"\bno longer works? (?:at|for|in)\b": ("no longer work",),
    r"\b(?:is|was) (?:hereby )?(?:replaced|succeeded)\b": ("replaced", "succeeded"),
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


@pytest.mark.parametrize("pattern", CASES)
@settings(max_examples=30, deadline=None, database=None)
@given(data=st.data())
def test_every_match_has_it(pattern: str, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(re.compile(pattern)))
    assert [needed for needed in necessary(pattern) if needed in text] != []
