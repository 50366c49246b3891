"""The characters stored on a page of a PDF, with their places on the page turned until its writing is upright."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from domain.submission import Box
from parsers.readers.pdf_place import Placing

_INVISIBLE = 3
_MOST_CHARACTERS = 60_000
_FEW = 8
"""Printed characters up to which writing that lies otherwise than the page's is not read: letters of drawings."""
_GENERATED = frozenset((0x0D, 0x0A, 0x20))
"""What pdfium itself puts between lines and words."""
_SPACE = 0x20
_LOOSE = 0.08
"""Heights of type by which a word may be wider or narrower than its letters together, to be taken as one stretch."""
_SURROGATES = re.compile("[\ud800-\udfff\U00010000-\U0010ffff]")
_NOT_LEVEL = re.compile(r"[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff]")
_PLAIN_WORD = re.compile(
    r"[!-~\u00a1-\u00ac\u00ae-\u02af\u0370-\u0482\u048a-\u058f\u1e00-\u1fff\u2010-\u2027\u2030-\u203f]{2,}"
)


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
    """The characters that lie in one direction, and the placing on whose page they are upright."""

    placing: Placing
    characters: list[Character]


@dataclass(slots=True)
class _Run:
    """What the characters of one text object have in common."""

    invisible: bool
    size: float
    """The stated height of the type, before the matrix."""
    height: float
    """The height of the type on the page: browsers draw on a grid of pixels and shrink it."""
    quarters: int
    matrix: tuple[float, float, float, float] | None
    """Given for writing that is not level in the file's own coordinates, of which pdfium tells no loose boxes."""
    slant: float = 0.0
    """How far sloped type leans over for each unit of its height: by that much its boxes are too wide."""
    font: Any = None
    bottom: float = float("nan")
    """The foot of the last character's box where `origin` is its origin."""
    origin: tuple[float, float] = (0.0, 0.0)
    ascent: float = 0.0
    descent: float = 0.0
    type: tuple[object, ...] = ()
    """What tells its font, size and stretch."""
    letters: dict[str, tuple[float, float, float]] = field(default_factory=dict)
    """How wide characters of this type are, where they begin and end above the baseline, as far as met."""


_Stored = tuple[_Run, str, tuple[float, float, float, float], float, float, bool]
"""A character's run, its text, its box (left, bottom, right, top), its origin in the file's own coordinates, and whether a gap
parts it from the one before it."""


def writings(textpage: Any, placing: Placing) -> tuple[list[Writing], int]:
    """What is written on the page, the direction in which most of it lies first, and how many characters are invisible."""
    stored, invisible = _stored(textpage.raw, placing)
    counts: Counter[int] = Counter()
    for run, text, *_ in stored:
        if text != " ":
            counts[run.quarters] += len(text)
    directions = [quarters for quarters, count in counts.most_common() if count > _FEW][:4] or [0]
    if len(counts) < 2:
        return [_upright(placing, stored, *(counts or directions))], invisible
    return [
        _upright(placing, [one for one in stored if one[0].quarters == quarters], quarters) for quarters in directions
    ], invisible


def _upright(placing: Placing, stored: list[_Stored], quarters: int) -> Writing:
    turned = placing.turned(quarters)
    box_of, level = turned.box, turned.level
    characters = []
    for run, text, edges, x, y, parted in stored:
        box = box_of(*edges)
        size = box[3] - box[1]
        stated = run.height
        if 0.5 < stated < 4.5 * size and size < 4 * stated:
            size = stated
        characters.append(Character(text, box, size if size > 1.0 else 1.0, level(x, y), text == " ", parted))
    return Writing(turned, characters)


def _stored(raw: Any, placing: Placing) -> tuple[list[_Stored], int]:
    rectangle, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    page = ctypes.cast(raw, ctypes.c_void_p)
    found: list[_Stored] = []
    invisible, parted = 0, False
    runs: dict[int, _Run] = {}
    types: dict[tuple[object, ...], dict[str, tuple[float, float, float]]] = {}
    loose_box = pdfium.FPDFText_GetLooseCharBox
    count = min(pdfium.FPDFText_CountChars(raw), _MOST_CHARACTERS)
    written = _written(raw, count)
    words = _words(written)
    index = -1
    while index + 1 < count:
        index += 1
        code = ord(written[index]) if written else pdfium.FPDFText_GetUnicode(raw, index)
        if code in _GENERATED and pdfium.FPDFText_IsGenerated(raw, index):
            parted = code == _SPACE
            continue
        text = printed(code)
        if not text:
            continue
        key = _object_of(page, index) or 0
        run = runs.get(key)
        if run is None:
            run = runs[key] = _run(raw, index, placing)
            run.letters = types.setdefault(run.type, {})
        if run.invisible:
            invisible += text != " "
            continue
        if run.matrix is not None:
            pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
            edges = _turned_box(code, run, x.value, y.value)
        elif loose_box(raw, index, rectangle):
            edges = (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
            if edges[1] != run.bottom:
                # what has one font and one foot has one baseline
                pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
                run.bottom, run.origin = edges[1], (x.value, y.value)
            if index in words:
                end = _end_of_stretch(page, key, index, words[index])
                stretch = _stretch(raw, run, written, index, end, edges[0])
                if stretch is not None:
                    text, edges = written[index:end], stretch
                    index = end - 1
            if run.slant:
                edges = (edges[0], edges[1], edges[2] - run.slant * (edges[3] - edges[1]), edges[3])
        else:
            continue
        found.append((run, text, edges, *(run.origin if run.matrix is None else (x.value, y.value)), parted))
        parted = False
    return found, invisible


def _written(raw: Any, count: int) -> str:
    """The text of all characters, one for one; empty where pdfium tells it otherwise than character by character."""
    units = (ctypes.c_ushort * (count + 1))()
    if count == 0 or pdfium.FPDFText_GetText(raw, 0, count, units) != count + 1:
        return ""
    text = bytes(units)[: 2 * count].decode("utf-16-le", "surrogatepass")
    return "" if _SURROGATES.search(text) or len(text) != count else text


def _words(text: str) -> dict[int, int]:
    """Where plain words begin and end, and each of their letters but the last with the same end; none beside letters that are
    written from right to left."""
    if _NOT_LEVEL.search(text):
        return {}
    return {place: word.end() for word in _PLAIN_WORD.finditer(text) for place in range(word.start(), word.end() - 1)}


def _end_of_stretch(page: Any, key: int, start: int, end: int) -> int:
    """How far the characters from `start` on belong to one text object."""
    if (_object_of(page, end - 1) or 0) == key:
        return end
    while (_object_of(page, start + 1) or 0) == key:
        start += 1
    return start + 1


def _stretch(
    raw: Any, run: _Run, written: str, start: int, end: int, left: float
) -> tuple[float, float, float, float] | None:
    """The box of these characters, if they follow one another without gaps: are together as wide as each by itself."""
    box = pdfium.FS_RECTF()
    if end < start + 2 or not pdfium.FPDFText_GetLooseCharBox(raw, end - 1, box):
        return None
    right, base = box.right, run.origin[1]
    total, foot, head = 0.0, 0.0, 0.0
    for place in range(start, end):
        met = run.letters.get(written[place])
        if met is None:
            if not pdfium.FPDFText_GetLooseCharBox(raw, place, box):
                return None
            met = run.letters[written[place]] = (box.right - box.left, box.bottom - base, box.top - base)
        total += met[0]
        foot = met[1] if met[1] < foot else foot
        head = met[2] if met[2] > head else head
    return (left, base + foot, right, base + head) if abs(right - left - total) < _LOOSE * run.height else None


# the same function, its result a number: to compare objects by their addresses is wanted for every character
_object_of = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(
    ctypes.cast(pdfium.FPDFText_GetTextObject, ctypes.c_void_p).value or 0
)


def _run(raw: Any, index: int, placing: Placing) -> _Run:
    owner = pdfium.FPDFText_GetTextObject(raw, index)
    invisible = bool(owner) and pdfium.FPDFTextObj_GetTextRenderMode(owner) == _INVISIBLE
    size = pdfium.FPDFText_GetFontSize(raw, index)
    matrix = pdfium.FS_MATRIX()
    if not owner or not pdfium.FPDFText_GetMatrix(raw, index, matrix):
        return _Run(invisible, size, size, placing.quarters_of((1.0, 0.0, 0.0, 1.0)), None)
    stretch = (matrix.a, matrix.b, matrix.c, matrix.d)
    quarters = placing.quarters_of(stretch)
    height = size * math.hypot(matrix.c, matrix.d)
    if abs(matrix.a) > abs(matrix.b) and matrix.a > 0:
        slant = max(0.0, matrix.c / matrix.d) if matrix.d else 0.0
        font = ctypes.cast(pdfium.FPDFTextObj_GetFont(owner), ctypes.c_void_p).value
        return _Run(invisible, size, height, quarters, None, slant, type=(font, size, stretch))
    font, ascent, descent = pdfium.FPDFTextObj_GetFont(owner), ctypes.c_float(), ctypes.c_float()
    if font:
        pdfium.FPDFFont_GetAscent(font, size, ascent)
        pdfium.FPDFFont_GetDescent(font, size, descent)
    if ascent.value <= descent.value:
        ascent.value, descent.value = 0.8 * size, -0.2 * size
    return _Run(invisible, size, height, quarters, stretch, 0.0, font, ascent=ascent.value, descent=descent.value)


def _turned_box(code: int, run: _Run, x: float, y: float) -> tuple[float, float, float, float]:
    """The box of a character that does not lie level: as wide as its advance and as high as its font."""
    assert run.matrix is not None  # noqa: S101 - asked for turned runs only
    a, b, c, d = run.matrix
    width = ctypes.c_float()
    if not (run.font and pdfium.FPDFFont_GetGlyphWidth(run.font, code, run.size, width) and width.value > 0):
        width.value = 0.5 * run.size
    corners = [
        (x + across * a + up * c, y + across * b + up * d)
        for across in (0.0, width.value)
        for up in (run.descent, run.ascent)
    ]
    xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return min(xs), min(ys), max(xs), max(ys)


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
