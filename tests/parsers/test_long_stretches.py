"""Expressions that meet whole lines: however long a stretch of one character may be, it holds nobody up."""

from __future__ import annotations

import re

import pytest

from parsers import doubts, spoken_of
from parsers.extract import answers, cards, entering, heads, interleaved, offices, particulars, rows
from parsers.fields import language

LONG = 100_000
SEARCHED = [
    doubts._ACRONYM, answers._BRACKETS, answers._SPACED, cards._TRAILING, particulars._CLOSING, entering._ADDRESS,
    interleaved._ADDRESS, spoken_of._ADDRESSES, language._NOISE, rows._TAIL, heads._DASH, offices.COMMA,
]  # fmt: skip


@pytest.mark.parametrize("expression", SEARCHED, ids=lambda expression: expression.pattern[:20])
@pytest.mark.parametrize("stretch", ["A-", "a", " ", "(", "( ", ";", ".", ". ", "\t"])
def test_long_stretches_hold_nobody_up(expression: re.Pattern[str], stretch: str) -> None:
    text = "Ab" + stretch * (LONG // len(stretch)) + "b"
    assert expression.sub("", text) is not None


@pytest.mark.parametrize(
    ("expression", "text", "expected"),
    [
        (answers._SPACED, "ana . ruiz @ mfa .example", "ana.ruiz@mfa.example"),
        (answers._SPACED, "a. . b", "a..b"),
        (cards._TRAILING, "Ana; Ruiz ;, (", "Ana; Ruiz"),
        (particulars._CLOSING, "a@b.example ).", "a@b.example"),
        (entering._ADDRESS, "to ana@b.example now", "to  now"),
    ],
)
def test_what_is_taken_away(expression: re.Pattern[str], text: str, expected: str) -> None:
    assert expression.sub(r"\1" if expression.groups else "", text) == expected


@pytest.mark.parametrize(
    ("text", "value"), [("Name ...... Ana", "Ana"), ("Name . . . . : Ana", "Ana"), ("Name ......", ".")]
)
def test_dots_lead_to_the_value(text: str, value: str) -> None:
    found = rows._LEADER.match(text)
    assert found is not None
    assert (found["head"], text[found.end() :]) == ("Name", value)
