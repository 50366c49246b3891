"""Marking: the picture of a page with the places drawn on it at which values were read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from domain.submission import Box
from parsers.limits import Limits
from parsers.pictures import drawn_page, png

_TYPE = 7.5
"""Points of the labels' type."""
_EDGE = 1.5
"""Points between a text and the box around it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on a page: its box in points, what it is called, its colour (`#rrggbb`), and whether its line is dashed."""

    box: Box
    label: str
    colour: str
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Key:
    """What a colour, or a dashed line, means."""

    text: str
    colour: str
    dashed: bool = False


def marked_page(
    data: bytes, media_type: str, page: int, dpi: int, limits: Limits, marks: Sequence[Mark], keys: Sequence[Key]
) -> bytes | None:
    """A PNG of a page (from 1) with these marks and, where there are any, a strip with their keys below it.

    None where the format has no pages or has no such page. Raises Unreadable where the file is damaged or locked."""
    shown = drawn_page(data, media_type, page, dpi, limits)
    if shown is None:
        return None
    picture, scale = shown
    sheet = _Sheet(picture.convert("RGB"), scale, strip=bool(keys))
    for mark in marks:
        sheet.frame(mark)
    for box, labels in _by_box(marks):
        sheet.label(box, labels)
    sheet.keys(keys)
    return png(sheet.picture)


def _by_box(marks: Sequence[Mark]) -> Iterator[tuple[Box, list[Mark]]]:
    """The marks of one box together, from the top of the page."""
    boxes = dict.fromkeys(mark.box for mark in marks)
    for box in sorted(boxes, key=lambda b: (b[1], b[0])):
        yield box, [mark for mark in marks if mark.box == box]


class _Sheet:
    """A picture that is being drawn on; all its measures are points."""

    def __init__(self, picture: Any, scale: float, strip: bool) -> None:
        from PIL import Image, ImageDraw, ImageFont

        self._scale = scale
        self._width, self._height = picture.width / scale, picture.height / scale
        self.picture = Image.new(
            "RGB", (picture.width, picture.height + (round(18 * scale) if strip else 0)), "#f2f2f2"
        )
        self.picture.paste(picture, (0, 0))
        self._grey = picture.convert("L")
        self._draw = ImageDraw.Draw(self.picture)
        self._font = ImageFont.load_default(max(8.0, _TYPE * scale))
        self._taken: list[Box] = []
        self._frames: list[Box] = []

    def frame(self, mark: Mark) -> None:
        """Draws the line around a place."""
        x0, y0, x1, y1 = mark.box
        box = (x0 - _EDGE, y0 - _EDGE, x1 + _EDGE, y1 + _EDGE)
        self._frames.append(box)
        self._outline(box, mark.colour, mark.dashed)

    def label(self, box: Box, marks: Sequence[Mark]) -> None:
        """Writes what a place is called, one line for each mark of it, where it hides least."""
        texts = list(dict.fromkeys((mark.label, mark.colour) for mark in marks))
        wide = max(self._draw.textlength(text, font=self._font) for text, _ in texts) / self._scale + 2 * _EDGE
        line = _TYPE + 2 * _EDGE
        place = self._free(box, wide, line * len(texts))
        self._taken.append(place)
        for number, (text, colour) in enumerate(texts):
            top = place[1] + number * line
            self._draw.rectangle(self._dots((place[0], top, place[2], top + line)), fill=colour)
            x, y, _, _ = self._dots((place[0] + _EDGE, top + 0.6 * _EDGE, 0, 0))
            self._draw.text((x, y), text, fill="white", font=self._font)

    def _free(self, box: Box, wide: float, high: float) -> Box:
        """Beside the box, above or below it: the place that covers least of other labels and places."""
        x0, y0, x1, y1 = box
        level = (y0 + y1 - high) / 2
        corners = (
            (x1 + 2 * _EDGE, level),
            (x0 - wide - 2 * _EDGE, level),
            (x0 - _EDGE, y0 - high - _EDGE),
            (x0 - _EDGE, y1 + _EDGE),
            (x1 + _EDGE - wide, y0 - high - _EDGE),
            (x1 + _EDGE - wide, y1 + _EDGE),
        )
        places = []
        for corner in corners:
            x = min(max(0.0, corner[0]), max(0.0, self._width - wide))
            y = min(max(0.0, corner[1]), max(0.0, self._height - high))
            places.append((x, y, x + wide, y + high))
        return min(places, key=self._hidden)

    def _hidden(self, place: Box) -> float:
        """Square points that a label would hide: other labels weigh most, blank paper nothing."""
        labels = sum(_overlap(place, other) for other in self._taken)
        frames = sum(_overlap(place, other) for other in self._frames)
        x0, y0, x1, y1 = (round(edge) for edge in self._dots(place))
        ink: float = sum(self._grey.crop((x0, y0, x1, y1)).histogram()[:128]) / self._scale**2
        return float(10 * labels + frames + 5 * ink)

    def keys(self, keys: Sequence[Key]) -> None:
        """Writes below the page what the colours mean."""
        x = 8.0
        for key in keys:
            self._outline((x, self._height + 4, x + 16, self._height + 14), key.colour, key.dashed)
            left, top, _, _ = self._dots((x + 20, self._height + 5, 0, 0))
            self._draw.text((left, top), key.text, fill="#222222", font=self._font)
            x += 36 + self._draw.textlength(key.text, font=self._font) / self._scale

    def _outline(self, box: Box, colour: str, dashed: bool) -> None:
        x0, y0, x1, y1 = self._dots(box)
        thick = max(1, round(1.2 * self._scale))
        if not dashed:
            self._draw.rectangle((x0, y0, x1, y1), outline=colour, width=thick)
            return
        dash, step = 4 * self._scale, 7 * self._scale
        for y in (y0, y1):
            for x in _steps(x0, x1, step):
                self._draw.line((x, y, min(x + dash, x1), y), fill=colour, width=thick)
        for x in (x0, x1):
            for y in _steps(y0, y1, step):
                self._draw.line((x, y, x, min(y + dash, y1)), fill=colour, width=thick)

    def _dots(self, box: Box) -> tuple[float, float, float, float]:
        x0, y0, x1, y1 = (edge * self._scale for edge in box)
        return x0, y0, x1, y1


def _steps(start: float, end: float, step: float) -> Iterator[float]:
    while start < end:
        yield start
        start += step


def _overlap(one: Box, other: Box) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide * high if wide > 0 and high > 0 else 0.0
