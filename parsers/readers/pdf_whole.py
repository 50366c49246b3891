"""Lines of a PDF's page that are taken whole: plain prose of one text object, with nothing else printed at its height.

Most of what is written is such, and to measure it word by word, let alone character by character, would be most of the work of
reading. Where a line's words and spaces are together as wide as it is, they follow one another without gaps and their places
need not be asked for; where not, each word is measured. All that is in doubt is read character by character."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from parsers.readers.lines import Piece, Whole
from parsers.readers.pdf_place import Placing
from parsers.readers.pdf_type import Band, Edges, Extent, Run, TextPage

PLAIN = r"!-~\u00a1-\u00ac\u00ae-\u02af\u0370-\u0482\u048a-\u058f\u1e00-\u1fff\u2010-\u2027\u2030-\u203f"
"""Characters of scripts that run from left to right, each printed by itself: a part of an expression's set."""
LOOSE = 0.08
"""Heights of type by which a word may be wider or narrower than its letters together, to be taken as one stretch."""
_PLAIN_LINE = re.compile(rf"[ {PLAIN}]+")
_WORD = re.compile("[^ ]+")
_EXACT = 0.01
"""Points by which a line may be wider or narrower than its words and spaces together, for these to stand where they add up."""
_NARROW, _WIDE = 0.2, 1.5
"""Heights of type between which words of a whole line stand apart: neither one word nor in two columns."""
_CROWDED = 0.4
"""Part of its height to which something else may stand beside a whole line, as the feet of letters do in close lines."""


class WholeLine(NamedTuple):
    """A line with the places of its words, all in the file's own coordinates."""

    run: Run
    text: str
    """Its words with one space between them."""
    edges: Edges
    base: float
    words: Sequence[str]
    lefts: Sequence[float]
    rights: Sequence[float]
    bands: Sequence[Band]

    @property
    def size(self) -> float:
        """The height of its type."""
        return self.run.height if self.run.height > 1.0 else 1.0

    def placed(self, placing: Placing) -> Whole:
        """The line on the page on which it is upright."""
        left, low, right, high = self.edges
        if len(set(self.bands)) > 1:
            low, high = (self.base + median(ends) for ends in zip(*self.bands, strict=True))
        _, top, _, bottom = placing.box(left, low, right, high)

        def pieces() -> list[Piece]:
            return [
                Piece(word, placing.box(left, self.base + foot, right, self.base + head), self.size)
                for word, left, right, (foot, head) in zip(
                    self.words, self.lefts, self.rights, self.bands, strict=True
                )
            ]

        return Whole(top, bottom, self.rights[0] - self.lefts[0], pieces)


def whole_line(page: TextPage, start: int, end: int) -> WholeLine | None:
    """The characters from `start` to `end` as one line; None where they may be more or less than that."""
    written = page.written
    if not _PLAIN_LINE.fullmatch(written, start, end):
        return None
    places = [word.span() for word in _WORD.finditer(written, start, end)]
    if not places:
        return None
    first = places[0][0]
    key = page.object_of(first)
    if not key or page.object_of(places[-1][1] - 1) != key:
        return None
    run = page.run(key, first)
    if run.invisible or run.matrix is not None or run.slant or run.quarters or not run.type:
        return None
    if not page.to_baseline(run, first):
        return None
    words = [written[a:b] for a, b in places]
    extents: list[Extent] = []
    for word, (place, _) in zip(words, places, strict=True):
        extent = page.extent(run, word, place)
        if extent is None:
            return None
        extents.append(extent)
    bands = [band for _, band in extents]
    if not all(_is_of_height(run.height, band) for band in set(bands)):
        return None
    sides = _added_up(page, run, places, extents) or _measured(page, run, places, extents)
    if sides is None:
        return None
    lefts, rights = sides
    base = run.origin[1]
    low, high = base + min(bands)[0], base + max([head for _, head in bands])
    return WholeLine(run, " ".join(words), (lefts[0], low, rights[-1], high), base, words, lefts, rights, bands)


def _is_of_height(stated: float, band: Band) -> bool:
    """True where boxes as high as that let their type's stated height be believed."""
    high = band[1] - band[0]
    return 0.5 < stated < 4.5 * high and high < 4 * stated


_Places = list[tuple[int, int]]
_Sides = tuple[list[float], list[float]]


def _added_up(page: TextPage, run: Run, places: _Places, extents: list[Extent]) -> _Sides | None:
    """Where words begin and end that follow one another with one space between them."""
    space = _space(page, run, places)
    outer = page.sides(places[0][0]), page.sides(places[-1][1] - 1)
    if space is None or outer[0] is None or outer[1] is None:
        return None
    x, end = outer[0][0], outer[1][1]
    if abs(sum([width for width, _ in extents]) + space * (len(places) - 1) - (end - x)) > _EXACT:
        return None
    lefts, rights = [], []
    for width, _ in extents:
        lefts.append(x)
        rights.append(x + width)
        x += width + space
    rights[-1] = end
    return lefts, rights


def _space(page: TextPage, run: Run, places: _Places) -> float | None:
    """How wide a stored space is, where only single ones stand between the words, and they part them."""
    if len(places) < 2:
        return 0.0
    if sum([end - start for start, end in places]) + len(places) - 1 != places[-1][1] - places[0][0]:
        return None
    known = run.letters.get(" ") or page.stored_space(run, places[0][1])
    return known[0] if known and _NARROW * run.height < known[0] < _WIDE * run.height else None


def _measured(page: TextPage, run: Run, places: _Places, extents: list[Extent]) -> _Sides | None:
    """Where each word begins and ends, if their letters follow one another and they stand apart as words of a line do."""
    lefts: list[float] = []
    rights: list[float] = []
    loose, narrow, wide = LOOSE * run.height, _NARROW * run.height, _WIDE * run.height
    before = None
    for (start, end), (width, _) in zip(places, extents, strict=True):
        head, foot = page.sides(start), page.sides(end - 1)
        if head is None or foot is None:
            return None
        left, right = head[0], foot[1]
        if abs(right - left - width) >= loose or not (before is None or narrow < left - before < wide):
            return None
        lefts.append(left)
        rights.append(right)
        before = right
    return lefts, rights


def crowded(lines: Sequence[Edges | None]) -> set[int]:
    """The places of those that have another of them at their height."""
    found: set[int] = set()
    order = sorted((edges[1], edges[3], at) for at, edges in enumerate(lines) if edges)
    for place, (low, high, at) in enumerate(order):
        for other_low, other_high, other in itertools.islice(order, place + 1, None):
            if other_low >= high:
                break
            if min(high, other_high) - other_low >= _CROWDED * min(high - low, other_high - other_low):
                found |= {at, other}
    return found
