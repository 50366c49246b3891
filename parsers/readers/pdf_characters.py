"""The characters stored on a page of a PDF, with their places on the page turned until its writing is upright."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from domain.submission import Box
from parsers.readers.lines import Piece, letters
from parsers.readers.pdf_place import Placing
from parsers.readers.pdf_text import TextPage
from parsers.readers.pdf_type import Edges, Run, Types, turned_box
from parsers.readers.pdf_whole import LOOSE, PLAIN, WholeLine, crowded, whole_line

_MOST_LINES = 400
"""Lines up to which it is looked for lines that stand clear of all else; no page of prose has more."""
_FEW = 8
"""Printed characters up to which writing that lies otherwise than the page's is not read: letters of drawings."""
_GENERATED = frozenset((0x0D, 0x0A, 0x20))
"""What pdfium itself puts between lines and words."""
_SPACE = 0x20
_NOT_LEVEL = re.compile(r"[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff]")
_PLAIN_WORD = re.compile(rf"[{PLAIN}]{{2,}}")
_BREAK = "\r\n"


class Character(NamedTuple):
    """A character's text and its box on the page, with the height of its type and its baseline.

    Letters of a word that stand close, in a script that runs from left to right, are one character of several letters."""

    text: str
    box: Box
    size: float
    baseline: float
    space: bool = False
    parted: bool = False
    """True where pdfium sees a gap between words before it."""


@dataclass(frozen=True, slots=True)
class Writing:
    """The characters and whole lines that lie in one direction, and the placing on whose page they are upright."""

    placing: Placing
    characters: list[Character | Piece]


_Stored = tuple[Run, str, Edges, float, float, bool]
"""A character's run, its text, its box, its origin in the file's own coordinates, and whether a gap parts it from the one before
it."""


def writings(textpage: Any, placing: Placing, types: Types) -> tuple[list[Writing], int]:
    """What is written on the page, the direction in which most of it lies first, and how many characters are invisible."""
    stored, invisible = _stored(TextPage(textpage.raw, placing, types))
    lying = {one[0].quarters for one in stored if one[1] != " "}
    if len(lying) < 2:
        return [_upright(placing, stored, *(lying or {0}))], invisible
    counts: Counter[int] = Counter()
    for one in stored:
        counts[one[0].quarters] += letters(one[1])
    directions = [quarters for quarters, count in counts.most_common() if count > _FEW][:4] or [0]
    return [
        _upright(placing, [one for one in stored if one[0].quarters == quarters], quarters) for quarters in directions
    ], invisible


def _upright(placing: Placing, stored: Sequence[_Stored | WholeLine], quarters: int) -> Writing:
    turned = placing.turned(quarters)
    box_of, level = turned.box, turned.level
    written: list[Character | Piece] = []
    for one in stored:
        if isinstance(one, WholeLine):
            written.append(one.piece())
            continue
        run, text, edges, x, y, parted = one
        box = box_of(*edges)
        size = box[3] - box[1]
        stated = run.height
        if 0.5 < stated < 4.5 * size and size < 4 * stated:
            size = stated
        written.append(Character(text, box, size if size > 1.0 else 1.0, level(x, y), text == " ", parted))
    return Writing(turned, written)


def _stored(page: TextPage) -> tuple[Sequence[_Stored | WholeLine], int]:
    """The lines that stand clear of all else, and the characters of all others, in the order of the file; and how many more are
    invisible."""
    texts = page.written.split(_BREAK)
    starts = list(accumulate((len(text) + len(_BREAK) for text in texts), initial=0))
    if not page.written or len(texts) > _MOST_LINES or _is_not_level(page.written):
        return _characters(page, 0, page.count)
    wholes = [whole_line(page, text, start) for text, start in zip(texts, starts[:-1], strict=True)]
    if not any(wholes):
        return _characters(page, 0, page.count)
    found: list[Sequence[_Stored | WholeLine]] = []
    invisible = 0
    for text, start, whole in zip(texts, starts[:-1], wholes, strict=True):
        characters, unseen = ([whole], 0) if whole else _characters(page, start, start + len(text))
        found.append(characters)
        invisible += unseen
    for at in crowded([whole.edges if whole else _around(line) for whole, line in zip(wholes, found, strict=True)]):
        if wholes[at]:
            found[at], _ = _characters(page, starts[at], starts[at] + len(texts[at]))
    return [one for line in found for one in line], invisible


def _around(line: Sequence[_Stored | WholeLine]) -> Edges | None:
    """The box around all of a line."""
    if not line:
        return None
    lefts, bottoms, rights, tops = zip(*[one[2] for one in line], strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _characters(page: TextPage, start: int, count: int) -> tuple[list[_Stored], int]:
    """The characters from `start` to `count`, and how many more are invisible."""
    raw, written = page.raw, page.written
    found: list[_Stored] = []
    invisible, parted = 0, False
    words = _words(written, start, count)
    index = start - 1
    while index + 1 < count:
        index += 1
        code = ord(written[index]) if written else pdfium.FPDFText_GetUnicode(raw, index)
        if code in _GENERATED and pdfium.FPDFText_IsGenerated(raw, index):
            parted = code == _SPACE
            continue
        text = printed(code)
        if not text:
            continue
        key = page.object_of(index)
        run = page.run(key, index)
        if run.invisible:
            invisible += text != " "
            continue
        if run.matrix is not None:
            origin = page.origin(index)
            edges = turned_box(chr(code), run, *origin)
        elif level := page.to_baseline(run, index):
            edges, origin = level, run.origin
            if index in words:
                end = _end_of_stretch(page, key, index, words[index])
                stretch = _stretch(page, run, index, end, edges[0])
                if stretch is not None:
                    text, edges = written[index:end], stretch
                    index = end - 1
            if run.slant:
                edges = (edges[0], edges[1], edges[2] - run.slant * (edges[3] - edges[1]), edges[3])
        else:
            continue
        found.append((run, text, edges, *origin, parted))
        parted = False
    return found, invisible


def _is_not_level(text: str) -> bool:
    return not text.isascii() and bool(_NOT_LEVEL.search(text))


def _words(text: str, start: int, end: int) -> dict[int, int]:
    """Where plain words begin and end, and each of their letters but the last with the same end; none beside letters that are
    written from right to left."""
    if _is_not_level(text):
        return {}
    places = (word.span() for word in _PLAIN_WORD.finditer(text, start, end))
    return {place: end for first, end in places for place in range(first, end - 1)}


def _end_of_stretch(page: TextPage, key: int, start: int, end: int) -> int:
    """How far the characters from `start` on belong to one text object."""
    if page.object_of(end - 1) == key:
        return end
    while page.object_of(start + 1) == key:
        start += 1
    return start + 1


def _stretch(page: TextPage, run: Run, start: int, end: int, left: float) -> Edges | None:
    """The box of these characters, if they follow one another without gaps: are together as wide as each by itself."""
    last = page.box(end - 1) if end > start + 1 else None
    extent = page.extent(run, page.written[start:end], start) if last else None
    if last is None or extent is None:
        return None
    right, base = last[2], run.origin[1]
    foot, head = extent.band
    return (left, base + foot, right, base + head) if abs(right - left - extent.box) < LOOSE * run.height else None


@lru_cache(maxsize=4096)
def printed(code: int) -> str:
    """What stands on the page for a character's code: nothing for marks that are not seen, a space for every space."""
    if code in (0x02, 0xFFFE):  # pdfium's mark for a hyphen at a line's end
        return "-"
    if code in (0, 0xFFFF, 0xAD) or 0xD800 <= code <= 0xDFFF:
        return ""
    text = chr(code)
    if text in "\r\n\t\u00a0" or unicodedata.category(text) == "Zs":
        return " "
    return "" if unicodedata.category(text) in ("Cc", "Cf") else text
