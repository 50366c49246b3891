"""Boxes to be ticked in the picture of a page: recognition takes them for letters, and loses which of them are ticked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from parsers.engines import Recognised
from parsers.readers.scan_lines import DISPUTED
from parsers.readers.scan_sheet import Picture

_INK, _PAPER = 170, 250
_RUN = 0.06
"""Inches of a straight line, at least; shorter ones are strokes of letters."""
_SIDE, _LARGEST = 0.08, 0.24
"""Inches of a box's sides, at least and at most."""
_SQUARE = 1.3
"""How many times longer than the other one a side is at most."""
_DRAWN = 0.85
"""The share of each side that is drawn."""
_CORNER = 0.1
"""The part of a side within which there is ink at each corner; letters are round there."""
_THICK, _OUTER, _NEARLY = 0.08, 0.2, 0.75
"""The part of a side within which the line beside it is drawn, that in which it is looked for, and its share that tells it."""
_ALIKE = 1.25
"""How many times larger than the usual one a box of the same form is at most."""
_ROOM, _HAN_ROOM = 0.25, 0.7
"""The part of a box's width that is paper on its left; among Chinese characters, where 口 and 日 stand closer."""
_COMB = 1.6
"""The part of their width by which boxes stand apart that take a letter each."""
_EMPTY, _TICKED = 0.05, 0.09
"""How dark the inside is at most, and at least, in parts of the frame's darkness."""
_SURE = 0.96
_MOST = 6000
"""Pieces of ink of one page that are looked at."""
_LINES = 9000
"""Numbers of lines from here on are those of boxes beside which nothing is written."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box's place in picture elements, and how dark it is inside, in parts of its frame's darkness."""

    left: int
    top: int
    width: int
    height: int
    filled: float

    @property
    def text(self) -> str:
        """The sign for it."""
        return "☒" if self.filled > (_EMPTY + _TICKED) / 2 else "☐"

    @property
    def sure(self) -> float:
        """How sure it is ticked or not."""
        return DISPUTED if _EMPTY < self.filled < _TICKED else _SURE


def boxes_in(picture: Picture, dpi: float, *, han: bool = False) -> list[Box]:
    """The boxes of a form, ticked or not: two of one size at least, of which one is empty; `han` where 口 may be a letter."""
    room = _HAN_ROOM if han else _ROOM
    ink = cv2.threshold(picture, _INK, 255, cv2.THRESH_BINARY_INV)[1]
    length = max(5, round(_RUN * dpi))
    # what is slanted goes: a tick drawn beyond its box; a line that is not quite level stays
    level, upright = (
        cv2.morphologyEx(cv2.dilate(ink, thick), cv2.MORPH_OPEN, along)
        for thick, along in (
            (np.ones((2, 1), np.uint8), np.ones((1, length), np.uint8)),
            (np.ones((1, 2), np.uint8), np.ones((length, 1), np.uint8)),
        )
    )
    lines = cv2.bitwise_and(cv2.bitwise_or(level, upright), ink)
    outlines = cv2.findContours(lines, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0][:_MOST]
    places = [
        place
        for place in map(cv2.boundingRect, outlines)
        if _SIDE * dpi <= min(place[2:]) <= max(place[2:]) <= _LARGEST * dpi
    ]

    def box_at(place: Sequence[int]) -> Box | None:
        x, y, wide, high = place
        if (
            _SIDE * dpi <= min(wide, high)
            and max(wide, high) <= _SQUARE * min(wide, high)
            and _is_framed(ink[y : y + high, x : x + wide])
            and not ink[y + high // 4 : y + 3 * high // 4, max(0, x - round(room * wide)) : max(0, x - 3)].any()
        ):
            return Box(x, y, wide, high, _filled(picture[y : y + high, x : x + wide]))
        return None

    found = [box for place in places if (box := box_at(place))]
    # nothing crosses the frame of an empty one
    if not any(box.filled < _EMPTY for box in found):
        return []
    crossed = [
        place for place in places if not _is_framed(ink[place[1] : place[1] + place[3], place[0] : place[0] + place[2]])
    ]
    found += [box for place in crossed if (box := box_at(_framed(ink, place))) and box.filled >= _TICKED]
    found = [box for box in found if not any(_comb(box, other) for other in found if other is not box)]
    usual = float(np.median([box.width for box in found])) if found else 0.0
    alike = [box for box in found if usual / _ALIKE <= box.width <= usual * _ALIKE]
    return alike if len(alike) > 1 and any(box.filled < _EMPTY for box in alike) else []


def _framed(ink: Picture, place: Sequence[int]) -> tuple[int, int, int, int]:
    """The place of the frame alone, of no size where there is none: a tick that crosses it at one or two sides makes it larger."""
    x, y, wide, high = place
    part = ink[y : y + high, x : x + wide] > 0
    if min(wide, high) < 8:
        return x, y, wide, high
    ends = []
    for lines in (part, part[::-1], part.T, part.T[::-1]):
        outer = lines[: round(_OUTER * len(lines)) + 2]
        # the first such line, 0 where there is none
        ends.append(int(((outer[:-1] | outer[1:]).mean(axis=1) >= _NEARLY).argmax()))
    top, bottom, left, right = ends
    if sum(end > 1 for end in ends) > 2:
        return x, y, 0, 0
    return x + left, y + top, wide - left - right, high - top - bottom


def _is_framed(ink: Picture) -> bool:
    """True where all four sides are straight and drawn from corner to corner."""
    size = min(ink.shape)
    corner, thick = max(2, round(_CORNER * size)), max(4, round(_THICK * size))
    ends = (ink[:corner, :corner], ink[:corner, -corner:], ink[-corner:, :corner], ink[-corner:, -corner:])
    return all(end.any() for end in ends) and all(
        float((side[:-2] | side[1:-1] | side[2:] > 0).mean(axis=1).max()) >= _DRAWN
        for side in (ink[:thick], ink[-thick:], ink[:, :thick].T, ink[:, -thick:].T)
    )


def _filled(grey: Picture) -> float:
    edge = max(3, round(0.2 * min(grey.shape)))
    dark = np.clip(_PAPER - grey.astype(np.float32), 0, None)
    inside = dark[edge:-edge, edge:-edge]
    frame = float(np.percentile(dark, 90))
    return float(inside.mean()) / max(1.0, frame) if inside.size else 1.0


def _comb(one: Box, other: Box) -> bool:
    return abs(one.top - other.top) < one.height / 2 and abs(one.left - other.left) < _COMB * one.width


def without_boxes(picture: Picture, boxes: Sequence[Box]) -> Picture:
    """The picture with paper where the boxes are."""
    if not boxes:
        return picture
    made = picture.copy()
    for box in boxes:
        # a tick goes on beyond the box, but words stand close to it
        made[max(0, box.top - 2) : box.top + box.height + 2, max(0, box.left - 2) : box.left + box.width + 2] = _PAPER
    return made


def with_boxes(words: Sequence[Recognised], boxes: Sequence[Box]) -> list[Recognised]:
    """The words and the boxes, each in the line of the word that stands next to it."""
    made = list(words)
    for number, box in enumerate(boxes):
        middle = box.top + box.height / 2
        level = [w for w in words if w.top <= middle <= w.top + w.height and any(c.isalnum() for c in w.text)]
        near = min(level, key=lambda w: min(abs(w.left - box.left), abs(w.left + w.width - box.left)), default=None)
        line = near.line if near else (_LINES + number, 0, 0)
        made.append(Recognised(box.text, box.left, box.top, box.width, box.height, box.sure, line))
    return made
