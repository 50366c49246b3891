"""Where things stand on a PDF's page: as the file says, as people see it, and as it is read where its writing lies turned."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2.raw as pdfium

from domain.submission import Box
from parsers.document import Block, FormField, Line, Page, Paragraph, Table


@dataclass(frozen=True, slots=True)
class Turn:
    """How writing lies on a page of this size in points: `quarters` turns clockwise from upright, 0 to 3."""

    quarters: int
    width: float
    height: float

    def upright(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page as people see it, on the page as it is read."""
        if self.quarters == 1:
            return y, self.width - x
        if self.quarters == 2:
            return self.width - x, self.height - y
        return (self.height - y, x) if self.quarters == 3 else (x, y)

    def shown(self, box: Box) -> Box:
        """A box of the page as it is read, on the page as people see it."""
        x0, y0, x1, y1 = box
        if self.quarters == 1:
            return self.width - y1, x0, self.width - y0, x1
        if self.quarters == 2:
            return self.width - x1, self.height - y1, self.width - x0, self.height - y0
        return (y0, self.height - x1, y1, self.height - x0) if self.quarters == 3 else box

    def page(self, page: Page) -> Page:
        """A page as it was read, with its size and every box as people see them."""
        if not self.quarters:
            return page
        blocks = tuple(self._block(block) for block in page.blocks)
        return replace(page, blocks=blocks, width=self.width, height=self.height)

    def _block(self, block: Block) -> Block:
        if isinstance(block, FormField):
            return replace(block, box=self.shown(block.box) if block.box else None)
        if isinstance(block, Paragraph):
            return replace(block, lines=self._lines(block.lines))
        return Table(
            tuple(tuple(replace(cell, lines=self._lines(cell.lines)) for cell in row) for row in block.rows),
            block.region,
        )

    def _lines(self, lines: tuple[Line, ...]) -> tuple[Line, ...]:
        return tuple(
            replace(
                line,
                box=self.shown(line.box) if line.box else None,
                words=tuple(replace(word, box=self.shown(word.box) if word.box else None) for word in line.words),
            )
            for line in lines
        )


class Placing:
    """From the file's own coordinates to points from the top left of the page (crop box and rotation applied).

    The page is the one that people see, or that page turned until its writing is upright (`turned`)."""

    def __init__(self, page: Any) -> None:
        width, height = page.get_size()
        self.turn = Turn(0, width, height)
        self.width, self.height = width, height
        scale = 16
        wide, high = max(1, round(width * scale)), max(1, round(height * scale))

        def shown(x: float, y: float) -> tuple[float, float]:
            a, b = ctypes.c_int(), ctypes.c_int()
            pdfium.FPDF_PageToDevice(page.raw, 0, 0, wide, high, 0, x, y, a, b)
            return a.value / scale, b.value / scale

        self._set(shown(0, 0), shown(1000, 0), shown(0, 1000))

    def _set(self, zero: tuple[float, float], across: tuple[float, float], up: tuple[float, float]) -> None:
        """The map, from where the file's (0, 0), (1000, 0) and (0, 1000) stand."""
        self._x, self._y = zero
        self._xx, self._yx = (across[0] - zero[0]) / 1000, (across[1] - zero[1]) / 1000
        self._xy, self._yy = (up[0] - zero[0]) / 1000, (up[1] - zero[1]) / 1000

    def turned(self, quarters: int) -> Placing:
        """The placing on the page that is turned until writing that lies `quarters` turns clockwise is upright."""
        if not quarters:
            return self
        made = Placing.__new__(Placing)
        made.turn = Turn(quarters, self.width, self.height)
        odd = quarters % 2
        made.width, made.height = (self.height, self.width) if odd else (self.width, self.height)
        points = (self.point(0, 0), self.point(1000, 0), self.point(0, 1000))
        zero, across, up = (made.turn.upright(*point) for point in points)
        made._set(zero, across, up)
        return made

    def quarters_of(self, matrix: tuple[float, float, float, float]) -> int:
        """How many quarter turns clockwise writing with this matrix (a, b, c, d) lies on the page; mirrored writing is upright."""
        a, b, c, d = matrix
        x, y = a * self._xx + b * self._xy, a * self._yx + b * self._yy
        if (a * d - b * c) < 0 and abs(x) >= abs(y):
            return 0
        if abs(x) >= abs(y):
            return 0 if x >= 0 else 2
        return 1 if y > 0 else 3

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point on the page."""
        return self._x + x * self._xx + y * self._xy, self._y + x * self._yx + y * self._yy

    def level(self, x: float, y: float) -> float:
        """How far below the page's top a point stands."""
        return self._y + x * self._yx + y * self._yy

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A rectangle on the page."""
        ax, bx = self._x + left * self._xx + bottom * self._xy, self._x + right * self._xx + top * self._xy
        ay, by = self._y + left * self._yx + bottom * self._yy, self._y + right * self._yx + top * self._yy
        if ax > bx:
            ax, bx = bx, ax
        return (ax, ay, bx, by) if ay <= by else (ax, by, bx, ay)
