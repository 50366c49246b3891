"""Lines of a PDF's page that are taken whole: plain prose of one text object, with nothing else printed at its height.

Most of what is written is such, and to measure it word by word, let alone character by character, would be most of the work of
reading. Where all spaces of a line are of one width, its words stand where they add up and need not be asked for; where not,
each word is measured. All that is in doubt is read character by character."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from domain.submission import Box
from parsers.readers.lines import Piece
from parsers.readers.pdf_place import Placing
from parsers.readers.pdf_text import TextPage
from parsers.readers.pdf_type import Band, Edges, Extent, Run

PLAIN = r"!-~\u00a1-\u00ac\u00ae-\u02af\u0370-\u0482\u048a-\u058f\u1e00-\u1fff\u2010-\u2027\u2030-\u203f"
"""Characters of scripts that run from left to right, each printed by itself: a part of an expression's set."""
LOOSE = 0.08
"""Heights of type by which a word may be wider or narrower than its letters together, to be taken as one stretch."""
_PLAIN_LINE = re.compile(rf"[ {PLAIN}]+")
_WORD = re.compile("[^ ]+")
_EXACT = 0.01
"""Points by which a word may stand elsewhere than where words and even spaces add up."""
_NARROW, _WIDE = 0.1, 1.5
"""Heights of type between which words of a whole line stand apart: neither one word where no space is stored nor in columns."""
_CROWDED = 0.4
"""Part of its height to which something else may stand beside a whole line, as the feet of letters do in close lines."""

Sides = tuple[float, float]
"""Left and right."""


class WholeLine(NamedTuple):
    """A line in the file's own coordinates, and what layout asks of it before it asks for its words."""

    run: Run
    text: str
    """Its words with one space between them."""
    edges: Edges
    placing: Placing
    box: Box
    """On the page."""
    base: float
    words: Sequence[str]
    extents: Sequence[Extent]
    even: bool
    """True where all words have one band."""
    space: float
    """How wide the spaces are where the words stand as they add up."""
    sides: Sequence[Sides] | None
    """Where each word begins and ends, if they were measured."""

    @property
    def top(self) -> float:
        """The median of its words' tops."""
        return self.box[1] if self.even else median([word.box[1] for word in self.pieces()])

    @property
    def bottom(self) -> float:
        """The median of its words' bottoms."""
        return self.box[3] if self.even else median([word.box[3] for word in self.pieces()])

    @property
    def first(self) -> float:
        """How wide its first word is."""
        return self.sides[0][1] - self.sides[0][0] if self.sides else self.extents[0].box

    def piece(self) -> Piece:
        """The line as one piece."""
        return Piece(self.text, self.box, self._size, whole=self)

    def pieces(self) -> list[Piece]:
        """Its words."""
        placed = zip(self.words, self.sides or self._added_up(), self.extents, strict=True)
        return [
            Piece(word, self.placing.box(left, self.base + foot, right, self.base + head), self._size)
            for word, (left, right), (*_, (foot, head)) in placed
        ]

    @property
    def _size(self) -> float:
        return self.run.height if self.run.height > 1.0 else 1.0

    def _added_up(self) -> list[Sides]:
        found = []
        x = self.edges[0] - self.extents[0].before
        for width, before, behind, _ in self.extents:
            found.append((x + before, x + width + behind))
            x += width + self.space
        return [*found[:-1], (found[-1][0], self.edges[2])]


def whole_line(page: TextPage, written: str, start: int) -> WholeLine | None:
    """What is written from the character `start` on as one line; None where it may be more or less than that."""
    text = written.strip(" ")
    if not text or not _PLAIN_LINE.fullmatch(text):
        return None
    start += written.find(text)
    last = start + len(text) - 1
    key = page.object_of(start)
    if not key or page.object_of(last) != key:
        return None
    run = page.run(key, start)
    if not run.plain:
        return None
    x, base = page.to_baseline_of(run, start)
    words = text.split()
    extents, ends = page.extents(run, words, text, start), page.box(last)
    if extents is None or ends is None:
        return None
    bands = run.type.bands if len(run.type.bands) == 1 else list({extent.band for extent in extents})
    if not all(_is_of_height(run.height, band) for band in bands):
        return None
    low, high = bands[0] if len(bands) == 1 else (min(low for low, _ in bands), max(high for _, high in bands))
    space = _even_space(page, run, text, start, (x, ends[2] - extents[-1].behind), extents)
    sides = None
    if space is None:
        sides = _measured(page, run, text, start, extents)
        if sides is None:
            return None
        text = " ".join(words)
    edges = (x + extents[0].before, base + low, ends[2], base + high)
    box = page.placing.box(*edges)
    return WholeLine(run, text, edges, page.placing, box, base, words, extents, len(bands) == 1, space or 0.0, sides)


def _is_of_height(stated: float, band: Band) -> bool:
    """True where boxes as high as that let their type's stated height be believed."""
    high = band[1] - band[0]
    return 0.5 < stated < 4.5 * high and high < 4 * stated


def _even_space(
    page: TextPage, run: Run, text: str, start: int, ends: Sides, extents: Sequence[Extent]
) -> float | None:
    """How wide the spaces are where all of a line's are of one width, as the first and the middle one are, and part its words.

    Where they are as wide as the font's own, the line's end has shown as much, and it is enough that the middle does."""
    if len(extents) == 1 or "  " in text:
        return None
    widths = [extent.width for extent in extents]
    begin, end = ends
    spaces = len(widths) - 1
    space = (end - begin - sum(widths)) / spaces
    if not _NARROW * run.height < space < _WIDE * run.height:
        return None
    own = abs(space - run.type.space) * spaces <= _EXACT
    first = text.find(" ")
    middle = max(first, text.rfind(" ", 0, len(text) // 2))
    for place in (middle,) if own else (first, middle):
        count = text.count(" ", 0, place)
        x = begin + sum(widths[: count + 1]) + count * space
        last = run.type.letters.get(text[place - 1])
        if last is None or abs(page.origin(start + place - 1)[0] + last.width - x) > _EXACT:
            return None
        if not own and abs(page.origin(start + place + 1)[0] - x - space) > _EXACT:
            return None
    return space


def _measured(page: TextPage, run: Run, text: str, start: int, extents: Sequence[Extent]) -> list[Sides] | None:
    """Where each word begins and ends, if its letters follow one another, and all stand apart as words of a line do."""
    found: list[Sides] = []
    loose, narrow, wide = LOOSE * run.height, _NARROW * run.height, _WIDE * run.height
    for word, extent in zip(_WORD.finditer(text), extents, strict=True):
        first, last = page.box(start + word.start()), page.box(start + word.end() - 1)
        if first is None or last is None or abs(last[2] - first[0] - extent.box) >= loose:
            return None
        if found and not narrow < first[0] - found[-1][1] < wide:
            return None
        found.append((first[0], last[2]))
    return found


def crowded(lines: Sequence[Edges | None]) -> set[int]:
    """The places of those that have another of them at their height."""
    found: set[int] = set()
    order = sorted((edges[1], edges[3], at) for at, edges in enumerate(lines) if edges)
    for place, (low, high, at) in enumerate(order):
        for other_low, other_high, other in order[place + 1 :]:
            if other_low >= high:
                break
            if min(high, other_high) - other_low >= _CROWDED * min(high - low, other_high - other_low):
                found |= {at, other}
    return found
