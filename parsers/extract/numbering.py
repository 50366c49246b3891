"""Numbers, letters or dots before the text of a line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.expressions import later
from parsers.extract.grammar import behind_han, one_of
from parsers.extract.passages import Passage
from parsers.fold import fold_pattern, fold_with_places

_NUMBER = re.compile(
    r"^\W*(?:[ivxIVX]{1,4}|[A-Ha-hА-Еа-е]|\d{1,2}|[一二三四五六七八九十]{1,3}|[أ-ي])\s?[.)）、．:/°º-]\W*|^\W+|[\W¹²³⁴-⁹]+$"
)
_ORDINAL = re.compile(rf"^\W*{fold_pattern(one_of('ordinals'))}\W*(?:[:：،,.)、–—-]|$)\W*", re.IGNORECASE)
"""Numbering in words."""
_COUNTED = (
    r"(?:\(?(?:[A-HА-Еa-hа-е]|[IVX]{1,4}|\d{1,2}|[一二三四五六七八九十甲乙丙丁]|[أ-ي])\)?"
    rf"|{fold_pattern(one_of('counted'))})"
)
_PART = fold_pattern(one_of("sections"))
_SECTION = re.compile(
    rf"^\W*(?:{_PART}\s?(?:n?[°º.]\s?)?{_COUNTED}|{_COUNTED}\s?{_PART})(?:{behind_han(_PART + _COUNTED)}|(?![^\W_]))\W*",
    re.IGNORECASE,
)
"""A form's part with its letter, number or count ("Part A", "Zweiter Abschnitt", "第一部分")."""
_DOTS = "-–—•·*▪◦●■►➢→"
_COUNT = r"\(?\d{1,2}\s?[.)°ºª/]{1,2}-?"
LIST_MARK = re.compile(rf"^\s*(?:\(?(?:[a-hA-Hа-е]|[ivx]{{1,4}}|\d{{1,2}})\s?[.)°ºª/]{{1,2}}-?|[{_DOTS}])\s+")
"""A list's letter, number or dot before the text of a line."""
ITEM_MARK = re.compile(
    rf"^\s*(?:\(?\d{{1,2}}\s?[.)\]°ºª/]{{1,2}}-?\s*|\(?(?:[a-hA-Hа-еА-Е]|[ivx]{{1,4}})\s?[.)\]/]{{1,2}}\s+|\d{{1,2}}\s?[-–—]\s+|[{_DOTS}]\s*)(?=\S)"
)
"""The number, letter or dot of an item, which may stand close to its text."""
BULLET = re.compile(rf"^\s*(?:[{_DOTS}o]|\(?(?:[a-hA-H]|[ivx]{{1,4}})\)|{_COUNT})\s+\S")
"""A line of a list."""
LISTED_LABEL = later(rf"^\s*(?:[{_DOTS}]|\(?(?:[a-hA-H]|[ivx]{{1,4}})\)|{_COUNT})\s+[^:：@\d]{{2,60}}[:：]\s")
"""A line of a list that has a label of its own, known or not."""


def without_number(text: str) -> str:
    """The text without numbering and signs around it."""
    bare = text.strip()
    ordinal = _ordinal_end(bare)
    return _NUMBER.sub("", bare[ordinal:])


def is_ordinal(text: str) -> bool:
    """True for a number in words alone ("أولا", "во-первых"), or for a form's part and its letter ("Part A")."""
    return bool(text.strip()) and _ordinal_end(text.strip()) >= len(text.strip())


def _ordinal_end(text: str) -> int:
    folded = fold_with_places(text[:40])
    found = _ORDINAL.match(folded.text) or _SECTION.match(folded.text)
    return folded.span(0, found.end())[1] if found else 0


def unmarked(lines: Sequence[Passage]) -> tuple[Passage, ...]:
    """The lines without their dots, letters or numbers, where all but a last one have them."""
    marks = [LIST_MARK.match(line.text) for line in lines]
    if len(lines) < 2 or not all(marks):
        return tuple(lines)
    return tuple(line.part(mark.end()) for line, mark in zip(lines, marks, strict=True) if mark)
