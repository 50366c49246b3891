"""Tables without rules as programs set them: columns close together, cells that wrap, either direction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.builders.pages import PdfPages


@dataclass(frozen=True, slots=True)
class Setting:
    """How a table is set; lengths in points."""

    gap: float
    """Between the longest line of a column and the next column."""
    font: str = "Serif"
    size: float = 10.0
    padding: float = 6.0
    """Between rows, more than between the lines of a cell."""
    middle: bool = False
    """True where cells stand in the middle of their row's height."""
    rtl: bool = False
    widest: Sequence[float] = (90.0, 170.0, 170.0)
    """Widths at which the columns' cells wrap."""


def wrapped(text: str, setting: Setting, width: float) -> list[str]:
    """The lines of a cell of this width."""
    lines: list[str] = []
    for word in text.split():
        if lines and stringWidth(f"{lines[-1]} {word}", setting.font, setting.size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def set_table(page: PdfPages, top: float, rows: Sequence[Sequence[str]], setting: Setting) -> float:
    """Draws the table and says where it ends; cells are given in reading order."""
    cells = [[wrapped(text, setting, setting.widest[c]) for c, text in enumerate(row)] for row in rows]
    wide = [max(_width(line, setting) for row in cells for line in row[c]) for c in range(len(rows[0]))]
    leading, edge = 1.25 * setting.size, 540.0 if setting.rtl else 72.0
    for row in cells:
        high, x = max(len(cell) for cell in row), edge
        for cell, width in zip(row, wide, strict=True):
            down = (high - len(cell)) * leading / 2 if setting.middle else 0.0
            for number, line in enumerate(cell):
                shown = _shown(line, setting)
                left = x - _width(line, setting) if setting.rtl else x
                page.line(left, top + down + number * leading, shown, setting.size, setting.font)
            x += -(width + setting.gap) if setting.rtl else width + setting.gap
        top += high * leading + setting.padding
    return top


def _width(line: str, setting: Setting) -> float:
    return stringWidth(line, setting.font, setting.size)


def _shown(line: str, setting: Setting) -> str:
    """The line's characters from left to right."""
    if not setting.rtl:
        return line
    return " ".join(word[::-1] if "\u0600" <= word[0] <= "\u06ff" else word for word in reversed(line.split()))
