"""Whole numbers as a document's markup writes them: counts of cells, spaces and entries."""

from __future__ import annotations

_LONGEST = 9
"""Figures that are read; Python itself refuses thousands of them."""


def whole_number(written: str | None, default: int, most: int) -> int:
    """The number that stands there in ASCII figures, `most` where it is greater, `default` where there is none."""
    figures = (written or "").strip()
    if not (figures.isascii() and figures.isdigit()):  # isdigit alone takes ³ too, of which int() makes nothing
        return default
    return most if len(figures.lstrip("0")) > _LONGEST else min(int(figures[-_LONGEST:]), most)
