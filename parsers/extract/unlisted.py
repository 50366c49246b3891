"""Addresses and numbers that a text gives and does not mean for the directory ("this number is not to be entered in it")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from parsers.extract.circumstances import circumstance
from parsers.fields.found import Found
from parsers.words import phrases

_STOP = re.compile(r"[;؛；。\n]|(?<=[^\W\d_]{3})[.!?؟]\s|(?<=[\d)])\.\s+(?=[^\W\d_])")
_CLOSED = re.compile(r"[)）\]]")
_OPEN = re.compile(r"[(（\[][^()（）\[\]]*$")
_COLON = re.compile(r"\s*[:：]")
_TO_VALUE = re.compile(r"[^.;؛；。]{0,14}[:：][^.;؛；。]{0,24}$")


def unlisted(text: str, values: Sequence[Found]) -> list[Found]:
    """Those of the values, in the text's order, of which it says so: in brackets right behind one, behind it in its clause or
    the next, or before it and a colon; with one that "and" joins to it."""
    out: list[Found] = []
    for hit in circumstance("unlisted").find(text) if values else ():
        before = [value for value in values if value.end <= hit.start]
        behind = next((value for value in values if value.start >= hit.end), None)
        if (
            behind is not None
            and _TO_VALUE.match(text[hit.end : behind.start])
            and not _tells_what_is_before(text, hit)
        ):
            out.append(behind)
        elif before and len(_STOP.findall(text, before[-1].end, hit.start)) <= 1:
            out.append(before[-1])
            out.extend(_joined(text, before))
    return out


def _tells_what_is_before(text: str, hit: Found) -> bool:
    """True for words in brackets behind a value; not for those within its label: "Mobile (not for the directory): +1 ..."."""
    closed = _CLOSED.search(text, hit.end)
    return closed is not None and _OPEN.search(text[: hit.start]) is not None and not _COLON.match(text, closed.end())


def _joined(text: str, values: Sequence[Found]) -> Iterator[Found]:
    """The values before the last one to which only "and" joins them."""
    for one, other in reversed(list(pairwise(values))):
        between = text[one.end : other.start].strip(" ,،、")
        if not phrases("words", "and").is_whole(between):
            return
        yield one
