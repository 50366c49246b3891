"""Rows that an engine passed over, short last lines above all, shown to it once more: for scripts that one engine alone reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from parsers.engines import Recognised
from parsers.readers.scan_lines import DISPUTED
from parsers.readers.scan_rows import Row, bare_rows
from parsers.readers.scan_sheet import Picture

_PAPER = 250
_KNOWN = 0.6
"""Mean confidence from which a row that was passed over is writing."""
_ROWS, _LETTERS = 24, 2
"""Rows shown again at most, and letters of one at least."""
_LINES = 8000
"""Numbers of lines from here on are such rows."""


def with_missed_rows(
    picture: Picture, first: Sequence[Recognised], read: Callable[[Picture], list[Recognised]]
) -> list[Recognised]:
    """The words of `first`, and those of rows in which it has next to nothing as `read` sees them one below the other, disputed."""
    rows = bare_rows(picture, first)[:_ROWS]
    if not rows:
        return list(first)
    between = max(16, max(row.bottom - row.top for row in rows) // 2)
    wide = max(row.right - row.left for row in rows) + 2 * between
    sheet = np.full((sum(row.bottom - row.top + between for row in rows) + between, wide), _PAPER, np.uint8)
    tops = []
    at = between
    for row in rows:
        sheet[at : at + row.bottom - row.top, between : between + row.right - row.left] = picture[
            row.top : row.bottom, row.left : row.right
        ]
        tops.append(at)
        at += row.bottom - row.top + between
    seen = read(sheet)
    words = list(first)
    for number, (row, top) in enumerate(zip(rows, tops, strict=True)):
        own = [w for w in seen if top <= w.top + w.height / 2 < top + row.bottom - row.top]
        if _is_writing(own):
            words = [w for w in words if not row.holds(w)]
            words += [_placed(w, row, top, between, number) for w in own]
    return words


def _is_writing(words: Sequence[Recognised]) -> bool:
    letters = sum(c.isalnum() for w in words for c in w.text)
    weight = sum(len(w.text) for w in words)
    return letters >= _LETTERS and sum(w.confidence * len(w.text) for w in words) >= _KNOWN * weight


def _placed(word: Recognised, row: Row, top: int, margin: int, number: int) -> Recognised:
    return replace(
        word,
        left=word.left - margin + row.left,
        top=word.top - top + row.top,
        confidence=min(word.confidence, DISPUTED),
        line=(_LINES + number, 0, 0),
    )
