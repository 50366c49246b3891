"""The type in which a PDF's page is set, object by object: what their characters have in common, and how wide words are in it."""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from parsers.readers.pdf_place import Placing

_INVISIBLE = 3
_MOST_CHARACTERS = 60_000
_SURROGATES = re.compile("[\ud800-\udfff\U00010000-\U0010ffff]")

Edges = tuple[float, float, float, float]
"""Left, bottom, right and top in the file's own coordinates."""
Sides = tuple[float, float]
"""Left and right."""
Band = tuple[float, float]
"""Where characters begin and end above the baseline."""


class Extent(NamedTuple):
    """How wide characters are one after another, how far their box begins behind that and ends behind it, and their band."""

    width: float
    before: float
    behind: float
    band: Band

    @property
    def box(self) -> float:
        """How wide the box around them is."""
        return self.width - self.before + self.behind


@dataclass(slots=True)
class Run:
    """What the characters of one text object have in common."""

    invisible: bool
    size: float
    """The stated height of the type, before the matrix."""
    height: float
    """The height of the type on the page: browsers draw on a grid of pixels and shrink it."""
    quarters: int
    matrix: Edges | None
    """Given for writing that is not level in the file's own coordinates, of which pdfium tells no loose boxes."""
    slant: float = 0.0
    """How far sloped type leans over for each unit of its height: by that much its boxes are too wide."""
    across: float = 1.0
    """How far type of this size is stretched along its line."""
    font: Any = None
    bottom: float = float("nan")
    """The foot of the last character's box where `origin` is its origin."""
    origin: tuple[float, float] = (0.0, 0.0)
    ascent: float = 0.0
    descent: float = 0.0
    type: tuple[Any, ...] = ()
    """What tells its font, size and stretch."""
    letters: dict[str, Extent] = field(default_factory=dict)
    """Characters of this type, as far as met."""
    words: dict[str, Extent] = field(default_factory=dict)
    """The same of words."""


class TextPage:
    """A page's text objects as pdfium tells of them, each asked once."""

    def __init__(self, raw: Any, placing: Placing) -> None:
        self.raw = raw
        self.count = min(pdfium.FPDFText_CountChars(raw), _MOST_CHARACTERS)
        self.written = _written(raw, self.count)
        """The text of all characters, one for one; empty where pdfium tells it otherwise than character by character."""
        self._address = ctypes.cast(raw, ctypes.c_void_p)
        self._placing = placing
        self._runs: dict[int, Run] = {}
        self._types: dict[tuple[object, ...], tuple[dict[str, Extent], dict[str, Extent]]] = {}
        self._rectangle, self._x, self._y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()

    def object_of(self, index: int) -> int:
        """Tells the text object of a character from others; 0 where there is none."""
        return _object_of(self._address, index) or 0

    def run(self, key: int, index: int) -> Run:
        """What the characters of the object with this key have in common, of which the one at `index` is one."""
        run = self._runs.get(key)
        if run is None:
            run = self._runs[key] = _run_of(self.raw, index, self._placing)
            run.letters, run.words = self._types.setdefault(run.type, ({}, {}))
        return run

    def to_baseline(self, run: Run, index: int) -> Edges | None:
        """The box of a level character, on whose baseline its run's origin is then; None where it has no box."""
        box = self._rectangle
        if not pdfium.FPDFText_GetLooseCharBox(self.raw, index, box):
            return None
        if box.bottom != run.bottom:
            # what has one font and one foot has one baseline
            x, y = self._x, self._y
            pdfium.FPDFText_GetCharOrigin(self.raw, index, x, y)
            run.bottom, run.origin = box.bottom, (x.value, y.value)
        return box.left, box.bottom, box.right, box.top

    def origin(self, index: int) -> float:
        """Where a level character begins on its baseline."""
        pdfium.FPDFText_GetCharOrigin(self.raw, index, self._x, self._y)
        return float(self._x.value)

    def sides(self, index: int) -> Sides | None:
        """Where a level character begins and ends."""
        box = self._rectangle
        return (box.left, box.right) if pdfium.FPDFText_GetLooseCharBox(self.raw, index, box) else None

    def extent(self, run: Run, word: str, place: int) -> Extent | None:
        """How wide the letters of the word at `place` are one after another; its run's origin is on its line."""
        known = run.words.get(word)
        if known is not None:
            return known
        letters = [run.letters.get(letter) or self._letter(run, letter, at) for at, letter in enumerate(word, place)]
        met = [letter for letter in letters if letter is not None]
        if len(met) < len(letters):
            return None
        found = met[0]
        if len(met) > 1:
            bands = {letter.band for letter in met} | {(0.0, 0.0)}
            band = min([foot for foot, _ in bands]), max([head for _, head in bands])
            found = Extent(sum([letter.width for letter in met]), met[0].before, met[-1].behind, band)
        run.words[word] = found
        return found

    def _letter(self, run: Run, letter: str, index: int) -> Extent | None:
        box, base = self._rectangle, run.origin[1]
        if not pdfium.FPDFText_GetLooseCharBox(self.raw, index, box):
            return None
        x, width = self.origin(index), box.right - box.left
        advance = ctypes.c_float()
        if run.type and _width_of(run.type[0], ord(letter), run.size, advance) and advance.value > 0:
            # boxes are wider than the step to the next letter where a letter leans over it, as f does
            width = min(width, advance.value * run.across)
        band = (round(box.bottom - base, 4), round(box.top - base, 4))
        found = run.letters[letter] = Extent(width, box.left - x, box.right - x - width, band)
        return found


def _written(raw: Any, count: int) -> str:
    units = (ctypes.c_ushort * (count + 1))()
    if count == 0 or pdfium.FPDFText_GetText(raw, 0, count, units) != count + 1:
        return ""
    text = bytes(units)[: 2 * count].decode("utf-16-le", "surrogatepass")
    return "" if _SURROGATES.search(text) or len(text) != count else text


def _by_address(function: Any, *more: Any, result: Any = ctypes.c_void_p) -> Any:
    """The same function, which takes and gives addresses as numbers: these compare, and a pointer costs ten times the call."""
    return ctypes.CFUNCTYPE(result, ctypes.c_void_p, *more)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_object_of = _by_address(pdfium.FPDFText_GetTextObject, ctypes.c_int)
_font_of = _by_address(pdfium.FPDFTextObj_GetFont)
_width_of = _by_address(
    pdfium.FPDFFont_GetGlyphWidth, ctypes.c_uint, ctypes.c_float, ctypes.POINTER(ctypes.c_float), result=ctypes.c_int
)


def _run_of(raw: Any, index: int, placing: Placing) -> Run:
    owner = pdfium.FPDFText_GetTextObject(raw, index)
    invisible = bool(owner) and pdfium.FPDFTextObj_GetTextRenderMode(owner) == _INVISIBLE
    size = pdfium.FPDFText_GetFontSize(raw, index)
    matrix = pdfium.FS_MATRIX()
    if not owner or not pdfium.FPDFText_GetMatrix(raw, index, matrix):
        return Run(invisible, size, size, placing.quarters_of((1.0, 0.0, 0.0, 1.0)), None)
    stretch = (matrix.a, matrix.b, matrix.c, matrix.d)
    quarters = placing.quarters_of(stretch)
    height = size * math.hypot(matrix.c, matrix.d)
    if abs(matrix.a) > abs(matrix.b) and matrix.a > 0:
        slant = max(0.0, matrix.c / matrix.d) if matrix.d else 0.0
        return Run(
            invisible, size, height, quarters, None, slant, across=matrix.a, type=(_font_of(owner), size, stretch)
        )
    font, ascent, descent = pdfium.FPDFTextObj_GetFont(owner), ctypes.c_float(), ctypes.c_float()
    if font:
        pdfium.FPDFFont_GetAscent(font, size, ascent)
        pdfium.FPDFFont_GetDescent(font, size, descent)
    if ascent.value <= descent.value:
        ascent.value, descent.value = 0.8 * size, -0.2 * size
    return Run(invisible, size, height, quarters, stretch, font=font, ascent=ascent.value, descent=descent.value)


def turned_box(code: int, run: Run, x: float, y: float) -> Edges:
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
