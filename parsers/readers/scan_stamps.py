"""Grey stamps and signatures taken off what is printed below them, where the print is darker."""

from __future__ import annotations

import cv2
import numpy as np

from parsers.readers.scan_ink import pieces, silhouette
from parsers.readers.scan_sheet import Picture

_INK = 190
_LEAST, _MOST = 0.45, 3.2
"""Inches of a stamp's sides."""
_SLENDER = 3.0
"""How many times longer than wide a stamp is at most."""
_FILLED = 0.5
"""The share of its box from which a shape is no stamp."""
_PAPER = 250
_LIGHTER = 30
"""By how much a stamp is lighter than print, at least, to be told from it."""
_REACH = 0.2
"""The part of a stamp's size by which it may go on beyond what hangs together of it."""
_SHARE = 0.7
"""Where between print and stamp the line is drawn: pressed too close to print, letters grow thin."""


def without_stamps(grey: Picture, dpi: float) -> Picture:
    """The picture in which large shapes of a lighter grey than print are paper, the print over or below them kept."""
    ink = cv2.threshold(grey, _INK, 255, cv2.THRESH_BINARY_INV)[1]
    if not _may_hold_large(ink, dpi):
        return grey
    print_tone = float(np.percentile(grey[ink > 0], 15))
    made: Picture | None = None
    for piece in pieces(ink):
        x, y, wide, high = piece[0]
        if not _is_large(wide, high, dpi):
            continue
        own = silhouette(ink, piece)
        # rings and strokes, neither pictures nor the frames of tables
        if float(own.mean()) >= _FILLED:
            continue
        tone = float(np.percentile(grey[y : y + high, x : x + wide][own], 35))
        if tone - print_tone < _LIGHTER:
            continue
        made = grey.copy() if made is None else made
        # where it is pressed lightly a ring falls apart: its other pieces stand close by
        reach = round(_REACH * max(wide, high))
        left, top = max(0, x - reach), max(0, y - reach)
        right, bottom = x + wide + reach, y + high + reach
        shape = grey[top:bottom, left:right]
        middle = print_tone + _SHARE * (tone - print_tone)
        stretched = (shape.astype(np.float32) - print_tone) * (_PAPER - print_tone) / (middle - print_tone) + print_tone
        made[top:bottom, left:right] = np.clip(stretched, 0, _PAPER).astype(np.uint8)
    return grey if made is None else made


def _may_hold_large(ink: Picture, dpi: float) -> bool:
    """A look at every third element of what is drawn a little thicker: False where nothing is as high and wide as a stamp."""
    thick = np.ascontiguousarray(cv2.dilate(ink, np.ones((3, 3), np.uint8))[::3, ::3])
    return any(3 * min(wide, high) >= _LEAST * dpi - 3 for (_, _, wide, high), _ in pieces(thick))


def _is_large(wide: int, high: int, dpi: float) -> bool:
    return _LEAST * dpi <= min(wide, high) and max(wide, high) <= min(_MOST * dpi, _SLENDER * min(wide, high))
