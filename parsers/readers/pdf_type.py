"""The types in which a PDF is set: what its text objects have in common, and how wide letters and words are in them."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from parsers.readers.pdf_place import Placing

_SAME_BAND = 2e-4
"""Points by which what pdfium tells of one font's height differs from line to line, as its numbers are short."""

Edges = tuple[float, float, float, float]
"""Left, bottom, right and top in the file's own coordinates."""
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


@dataclass(slots=True, eq=False)
class Type:
    """A font in one size and stretch, with what has been measured of it."""

    font: int
    size: float
    across: float
    """How far type of this size is stretched along its line."""
    space: float = 0.0
    """How wide its space is; 0 where the font does not tell."""
    bands: list[Band] = field(default_factory=list)
    """Those of its letters: one and the same, but in odd fonts."""
    letters: dict[str, Extent] = field(default_factory=dict)
    words: dict[str, Extent] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.space = self.advance(" ") * self.across

    def advance(self, letter: str) -> float:
        """How far behind this letter the next one stands in type that is not stretched; 0 where the font does not tell."""
        told = ctypes.c_float()
        return max(0.0, told.value) if _width_of(self.font, ord(letter), self.size, told) else 0.0

    def band(self, foot: float, head: float) -> Band:
        """The band between these, as it was told first."""
        for band in self.bands:
            if abs(band[0] - foot) < _SAME_BAND and abs(band[1] - head) < _SAME_BAND:
                return band
        self.bands.append((round(foot, 4), round(head, 4)))
        return self.bands[-1]


class Types:
    """The types of a document, each measured once. Until it is closed it holds their fonts: pdfium lets go of those with their
    page, and another may have the same address then."""

    def __init__(self, document: Any) -> None:
        self._document = ctypes.cast(document, ctypes.c_void_p)
        self._types: dict[tuple[int, float, Edges], Type] = {}
        self._holders: list[int] = []
        self._held: set[int] = set()

    def of(self, font: int, size: float, stretch: Edges) -> Type:
        """The font's type in this size and stretch."""
        known = self._types.get((font, size, stretch))
        if known is None:
            known = Type(font, size, stretch[0])
            if self._holds(font):
                self._types[font, size, stretch] = known
        return known

    def _holds(self, font: int) -> bool:
        if font not in self._held and (holder := _object_in(self._document, font, 1.0)):
            # a text object on no page; of a font that no dictionary of the file describes it holds another
            self._holders.append(holder)
            self._held.add(_font_of(holder))
        return font in self._held

    def close(self) -> None:
        """Lets go of the fonts; before the document is closed."""
        self._types.clear()
        self._held.clear()
        while self._holders:
            _destroy(self._holders.pop())


@dataclass(slots=True, eq=False)
class Run:
    """What the characters of text objects that are set alike have in common."""

    type: Type
    invisible: bool
    height: float
    """The height of the type on the page: browsers draw on a grid of pixels and shrink it."""
    quarters: int
    matrix: Edges | None = None
    """Given for writing that is not level in the file's own coordinates, of which pdfium tells no loose boxes."""
    slant: float = 0.0
    """How far sloped type leans over for each unit of its height: by that much its boxes are too wide."""
    plain: bool = False
    """True where its characters are level, upright and seen."""
    ascent: float = 0.0
    descent: float = 0.0
    bottom: float = float("nan")
    """The foot of the last character's box where `origin` is its origin."""
    origin: tuple[float, float] = (0.0, 0.0)


def by_address(function: Any, *more: Any, result: Any = ctypes.c_void_p) -> Any:
    """The same function, which takes and gives addresses as numbers: these compare, and a pointer costs ten times the call.

    It answers so soon that to let other threads run meanwhile would cost more."""
    return ctypes.PYFUNCTYPE(result, ctypes.c_void_p, *more)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_font_of = by_address(pdfium.FPDFTextObj_GetFont)
_object_in = by_address(pdfium.FPDFPageObj_CreateTextObj, ctypes.c_void_p, ctypes.c_float)
_destroy = by_address(pdfium.FPDFPageObj_Destroy, result=None)
_width_of = by_address(
    pdfium.FPDFFont_GetGlyphWidth, ctypes.c_uint, ctypes.c_float, ctypes.POINTER(ctypes.c_float), result=ctypes.c_int
)
_ascent_of, _descent_of = (
    by_address(function, ctypes.c_float, ctypes.POINTER(ctypes.c_float), result=ctypes.c_int)
    for function in (pdfium.FPDFFont_GetAscent, pdfium.FPDFFont_GetDescent)
)


def run_of(type_: Type, stretch: Edges, invisible: bool, placing: Placing) -> Run:
    """What text objects have in common that are set in this type, with this matrix."""
    a, b, c, d = stretch
    size = type_.size
    run = Run(type_, invisible, size * math.hypot(c, d), placing.quarters_of(stretch))
    if abs(a) > abs(b) and a > 0:
        run.slant = max(0.0, c / d) if d else 0.0
        run.plain = not (invisible or run.slant or run.quarters)
        return run
    run.matrix = stretch
    ascent, descent = ctypes.c_float(), ctypes.c_float()
    _ascent_of(type_.font, size, ascent)
    _descent_of(type_.font, size, descent)
    told = ascent.value > descent.value
    run.ascent, run.descent = (ascent.value, descent.value) if told else (0.8 * size, -0.2 * size)
    return run


def turned_box(letter: str, run: Run, x: float, y: float) -> Edges:
    """The box of a character that does not lie level: as wide as its advance and as high as its font."""
    assert run.matrix is not None  # noqa: S101 - asked for turned runs only
    a, b, c, d = run.matrix
    width = run.type.advance(letter) or 0.5 * run.type.size
    corners = [
        (x + across * a + up * c, y + across * b + up * d)
        for across in (0.0, width)
        for up in (run.descent, run.ascent)
    ]
    xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return min(xs), min(ys), max(xs), max(ys)
