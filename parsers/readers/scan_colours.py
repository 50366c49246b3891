"""Ink in colour: stamps and signatures are taken off, print in blue (links, as programs set them) is kept."""

from __future__ import annotations

import cv2
import numpy as np

from parsers.readers.scan_sheet import Picture

_ALL_COLOURED = 0.92
"""The share of ink in colour from which the text itself is in colour, and not a stamp over it."""
_COLOURED, _BLUE = 45, 30
"""By how much channels differ in coloured ink, and by how much blue is the strongest of them in a link."""
_LEAST, _HIGH, _MOST = 0.05, 0.11, 0.26
"""Inches that a line of print is high: at least, of letters alone, and at most where two lines hang together."""
_LONG = 0.5
"""Inches that a line of blue print is long, at least."""
_FULL = (0.08, 0.62)
"""The share of a line of print that is ink: signatures have less, solid marks more."""


def without_colour(picture: Picture, dpi: float) -> Picture:
    """Grey in which coloured ink is gone and black ink and lines of blue print stay; where most ink is coloured, plain grey."""
    if picture.ndim == 2:
        return picture
    red, green, blue = cv2.split(picture)
    light, dark = cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue)
    colour = cv2.subtract(light, dark)
    ink = dark < 110
    plain = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY))
    if float(np.count_nonzero(ink & (colour > 70))) > _ALL_COLOURED * max(1, int(np.count_nonzero(ink))):
        return plain
    strong = cv2.subtract(colour, 24)
    black = np.asarray(cv2.add(light, cv2.add(strong, strong)))
    for x, y, wide, high in _blue_lines(colour, cv2.subtract(blue, cv2.max(red, cv2.subtract(green, 1))), dpi):
        part = np.s_[y : y + high, x : x + wide]
        black[part] = np.minimum(black[part], plain[part])
    return black


def _blue_lines(colour: Picture, bluer: Picture, dpi: float) -> list[tuple[int, int, int, int]]:
    """The boxes of level lines of blue print that no larger coloured shape (a stamp, a signature) holds or crosses."""
    coloured = (colour > _COLOURED).astype(np.uint8)
    if not coloured.any():
        return []
    # letters beside one another become one piece, lines do not
    along = cv2.morphologyEx(coloured, cv2.MORPH_CLOSE, np.ones((1, max(3, round(dpi * 0.08))), np.uint8))
    count, _, places, _ = cv2.connectedComponentsWithStats(along, connectivity=8)
    boxes = [tuple(int(v) for v in places[at][:4]) for at in range(1, min(count, 3000))]
    large = [(x, y, wide, high) for x, y, wide, high in boxes if high > _MOST * dpi]
    found = []
    for x, y, wide, high in boxes:
        part = np.s_[y : y + high, x : x + wide]
        share = float(coloured[part].mean())
        if (
            _LEAST * dpi <= high <= _MOST * dpi
            and wide >= _LONG * dpi
            and _FULL[0] <= share <= _FULL[1]
            and float((bluer[part][coloured[part] > 0] > _BLUE).mean()) > 0.5
            and not any(_overlap((x, y, wide, high), other) for other in large)
        ):
            pad = max(1, round(dpi * 0.01))
            found.append((max(0, x - pad), max(0, y - pad), wide + 2 * pad, high + 2 * pad))
    return found


def _overlap(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )
