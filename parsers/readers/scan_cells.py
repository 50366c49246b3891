"""Tables taken apart for recognition: their cells one below the other, for engines mix the lines of cells side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from parsers.engines import Recognised
from parsers.readers.grid import Rule, grids
from parsers.readers.scan_picture import Cleaned
from parsers.readers.scan_sheet import Picture

STEADY = 0.4
"""The share of its table's height that an upright rule covers at least; shorter ones are letters."""
_PAPER = 250
_INK = 150
_MARGIN, _BETWEEN = 0.4, 0.14
"""Inches on the left of the cells, and between them."""
_SMALLEST = 0.06
"""Inches of the sides of a cell in which something may stand."""


@dataclass(frozen=True, slots=True)
class _Moved:
    """A cell that stands elsewhere: from `top` to `bottom` of the new picture, so far right and down of its place on the page."""

    top: int
    bottom: int
    right: int
    down: int


@dataclass(frozen=True, slots=True)
class Unfolded:
    """A page's picture with its tables' cells below it, one in each row."""

    picture: Picture
    _moved: tuple[_Moved, ...]

    def placed(self, words: Sequence[Recognised]) -> list[Recognised]:
        """The words of the picture where they stand on the page."""
        return [self._placed(word) for word in words]

    def _placed(self, word: Recognised) -> Recognised:
        middle = word.top + word.height // 2
        for cell in self._moved:
            if cell.top <= middle < cell.bottom:
                return replace(word, left=word.left - cell.right, top=word.top - cell.down)
        return word


def unfolded(page: Cleaned, clean: Picture, rules: Sequence[Rule]) -> Unfolded:
    """The picture without rules, the cells of every ruled table of two columns or more moved below it."""
    k = page.dpi / 72
    inset, between, margin = (round(page.dpi * share) for share in (0.012, _BETWEEN, _MARGIN))
    picture = clean.copy()
    wide = clean.shape[1]
    strips: list[Picture] = []
    moved: list[_Moved] = []
    at = clean.shape[0] + between
    for grid in grids(rules, STEADY):
        if grid.columns < 2:
            continue
        for cell in grid.cells:
            x0, y0, x1, y1 = (round(v * k) for v in cell.box)
            found = clean[max(0, y0 + inset) : max(0, y1 - inset), max(0, x0 + inset) : max(0, x1 - inset)]
            if min(found.shape) < _SMALLEST * page.dpi or not (found < _INK).any():
                continue
            left = min(margin, wide - found.shape[1])
            strip = np.full((found.shape[0] + between, wide), _PAPER, np.uint8)
            strip[: found.shape[0], left : left + found.shape[1]] = found
            moved.append(_Moved(at, at + found.shape[0] + between, left - max(0, x0 + inset), at - max(0, y0 + inset)))
            strips.append(strip)
            at += strip.shape[0]
        x0, y0, x1, y1 = (round(v * k) for v in grid.box)
        picture[max(0, y0) : y1, max(0, x0) : x1] = _PAPER
    if not strips:
        return Unfolded(clean, ())
    return Unfolded(np.vstack([picture, np.full((between, wide), _PAPER, np.uint8), *strips]), tuple(moved))
