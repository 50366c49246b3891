"""Underlined words: the line stays in the picture, for the feet of letters go with it, and may hide what looks like it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from parsers.engines import Recognised
from parsers.readers.grid import Rule
from parsers.readers.scan_lines import DISPUTED
from parsers.readers.scan_sheet import Picture

_INK = 170
_ABOVE, _BELOW = 0.11, 0.015
"""Inches over the line between which the letters stand that it underlines."""
_TALL = 0.26
"""Inches over the line within which the letters end."""
_PAPER, _INKED = 0.06, 0.08
"""The share of ink up to which a row is paper, and from which letters stand over the line."""
_SPACE = 0.07
"""Inches between words that one line underlines."""
_COVERED = 0.88
"""The share of an underline's length over which letters stand; a table's rule or a blank to be filled in is longer."""
_DRAWN = 0.85
"""The share of a line's length that is drawn."""
_BEYOND = 0.5
"""The part of a word's height by which its line may go on."""
_HIDDEN = 0.27
"""The part of a word's height from which nothing between two of its letters may be a low line that the other one hides."""


def is_underline(rule: Rule, ink: Picture, dpi: float) -> bool:
    """True where letters stand over the whole length of a level line and no longer; `ink` is not 0 where ink is."""
    k = dpi / 72
    x0, x1, y = round(rule.x0 * k), round(rule.x1 * k), round(rule.y0 * k)
    letters = ink[max(0, y - round(_ABOVE * dpi)) : max(0, y - round(_BELOW * dpi) - 1), max(0, x0) : x1]
    if not letters.size:
        return False
    columns = (letters > 0).max(axis=0, keepdims=True).astype(np.uint8)
    joined = cv2.morphologyEx(columns, cv2.MORPH_CLOSE, np.ones((1, max(3, round(_SPACE * dpi))), np.uint8))
    above = ink[max(0, y - round(_TALL * dpi)) : max(1, y - round(_ABOVE * dpi) // 2), max(0, x0) : x1]
    # over words there is paper, over the foot of a picture there is more of it
    alone = float((above > 0).mean(axis=1).min()) < _PAPER
    return alone and float(joined.mean()) >= _COVERED and float((letters > 0).mean()) > _INKED


def with_hidden(picture: Picture, words: Sequence[Recognised]) -> list[Recognised]:
    """The words, those underlined addresses disputed in which a gap between letters may hold a `_` that the line hides."""
    return [replace(w, confidence=min(w.confidence, DISPUTED)) if _hides(picture, w) else w for w in words]


def _hides(picture: Picture, word: Recognised) -> bool:
    if not re.search(r"@|\w\.\w", word.text) or word.height < 8:
        return False
    reach = round(_BEYOND * word.height)
    top, left = max(0, word.top), max(0, word.left)
    rows = np.s_[top : word.top + word.height + round(0.35 * word.height)]
    ink = picture[rows, left : left + word.width] < _INK
    low = round(0.55 * word.height)
    level = np.flatnonzero(ink[low:].mean(axis=1) > _DRAWN) if ink[low:].size else np.array([], int)
    if not level.size:
        return False
    # the line goes on beyond the word: a part of the address was lost, or stands as a word of its own
    line = picture[rows][low + level] < _INK
    for beyond in (line[:, max(0, left - reach) : left], line[:, left + word.width : left + word.width + reach]):
        if beyond.size and float(beyond.max(axis=0).mean()) > _DRAWN:
            return True
    columns = ink[: max(1, low + int(level[0]) - 1)].max(axis=0)
    filled = np.flatnonzero(columns)
    return filled.size > 1 and int(np.diff(filled).max()) - 1 > _HIDDEN * word.height
