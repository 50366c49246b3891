"""Pictures of pages made fit for recognition, with the way back from what was recognised to the picture that people see."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from domain.submission import Box
from parsers.readers.scan_colours import without_colour
from parsers.readers.scan_faded import tones
from parsers.readers.scan_ink import Place, pieces
from parsers.readers.scan_sheet import Picture, copy, flattened_page, half
from parsers.readers.scan_stamps import without_stamps

_READING_DPI, _FINEST_DPI = 200, 245
_COARSE_READ_AT, _COARSE_DPI = 245, 190
_COPY = 900
"""Picture elements of the copy's longer side on which angles and edges are looked for."""
_DRAWN, _EDGE = 228, 0.3
"""The lightest grey that is drawn on paper, and inches of paper that are left around it."""
_FINE_DPI = 180
"""Dots per inch from which a median of three takes off specks; below, it takes off strokes."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A grey picture fit for reading; `back` (3 by 3) leads from its picture elements to points on the page as people see it."""

    grey: Picture
    dpi: float
    back: Picture
    lined: Picture
    """The same before specks were taken off, for with them go the thin rules of tables."""

    def points(self, left: float, top: float, right: float, bottom: float) -> Box:
        """A box of the cleaned picture in its own points, where lines are level."""
        k = 72 / self.dpi
        return (left * k, top * k, right * k, bottom * k)

    def shown(self, left: float, top: float, right: float, bottom: float) -> Box:
        """The box, on the page as people see it, that holds a box of the cleaned picture."""
        (a, b, c), (d, e, f), (g, h, i) = self.back.tolist()
        xs, ys = [], []
        for x, y in ((left, top), (right, top), (right, bottom), (left, bottom)):
            far = g * x + h * y + i
            xs.append((a * x + b * y + c) / far)
            ys.append((d * x + e * y + f) / far)
        return round(min(xs), 1), round(min(ys), 1), round(max(xs), 1), round(max(ys), 1)

    def coded(self, picture: Picture | None = None, factor: float = 1.0) -> bytes:
        """The picture, or another one of its size, as the engine takes it, `factor` times as large."""
        chosen = self.grey if picture is None else picture
        if factor != 1:
            chosen = cv2.resize(
                chosen, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
            )
        # the engine takes a tenth of a page's time to read the same from a PGM file
        done, coded = cv2.imencode(".bmp", chosen)
        if not done:
            raise ValueError("the picture could not be coded")
        return bytes(coded)

    def turned(self, degrees: int) -> Cleaned:
        """The same, turned clockwise by a multiple of 90 degrees."""
        high, wide = self.grey.shape[:2]
        codes = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}
        if degrees not in codes:
            return self
        ways = {
            90: [[0, 1, 0], [-1, 0, high - 1], [0, 0, 1]],
            180: [[-1, 0, wide - 1], [0, -1, high - 1], [0, 0, 1]],
            270: [[0, -1, wide - 1], [1, 0, 0], [0, 0, 1]],
        }
        back = self.back @ np.array(ways[degrees], dtype=float)
        code = codes[degrees]
        return Cleaned(cv2.rotate(self.grey, code), self.dpi, back, cv2.rotate(self.lined, code))


def cleaned(picture: Picture, dpi: float, *, photo: bool = False) -> Cleaned:
    """The picture (RGB or grey) without stamp colours, specks, shadows and slant, at about 200 dots per inch."""
    back = np.diag([72 / dpi, 72 / dpi, 1.0])
    if photo:
        flat = flattened_page(picture)
        if flat is not None:
            picture, way = flat
            back = back @ way
    lined = without_colour(picture, dpi)
    fine = dpi >= _FINE_DPI and not photo
    grey = cv2.medianBlur(lined, 3) if fine else lined
    angle = slant(grey)
    if abs(angle) >= 0.1:
        grey, way = _rotated(grey, angle)
        lined = _rotated(lined, angle, cv2.INTER_LINEAR)[0] if fine else grey
        back = back @ way
    paper = _paper(grey)
    lined = _on(lined, paper)
    grey = _on(grey, paper) if fine else lined
    if (darker := tones(grey)) is not None:
        lined = np.asarray(cv2.LUT(lined, darker))
        grey = np.asarray(cv2.LUT(grey, darker)) if fine else lined
    x, y, wide, high = _drawn_on(lined, dpi)
    lined, grey = lined[y : y + high, x : x + wide], grey[y : y + high, x : x + wide]
    back = back @ np.array([[1, 0, x], [0, 1, y], [0, 0, 1.0]])
    factor = _factor(dpi)
    if factor != 1:
        method = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
        wide, high = max(1, round(grey.shape[1] * factor)), max(1, round(grey.shape[0] * factor))
        back = back @ np.diag([grey.shape[1] / wide, grey.shape[0] / high, 1.0])
        lined = cv2.resize(lined, (wide, high), interpolation=method)
        grey = cv2.resize(grey, (wide, high), interpolation=method) if fine else lined
        dpi *= factor
    return Cleaned(_without_specks(without_stamps(grey, dpi), dpi), dpi, back, lined)


def _drawn_on(picture: Picture, dpi: float) -> Place:
    """The part of an even picture on which something is drawn, with a little of the paper around it: margins take time too."""
    high, wide = picture.shape
    x, y, across, down = (2 * side for side in cv2.boundingRect(cv2.inRange(half(picture), 0, _DRAWN)))
    if not across:
        return 0, 0, wide, high
    edge = round(_EDGE * dpi)
    left, top = max(0, x - edge), max(0, y - edge)
    return left, top, min(wide, x + across + edge) - left, min(high, y + down + edge) - top


def _factor(dpi: float) -> float:
    """How much larger the picture is read than it is: fine scans smaller, coarse ones larger, measured on both."""
    if dpi >= _FINEST_DPI:
        return _READING_DPI / dpi
    return _COARSE_READ_AT / dpi if dpi < _COARSE_DPI else 1.0


def _without_specks(grey: Picture, dpi: float) -> Picture:
    """Dust off: small dark spots with no writing near them."""
    ink = cv2.threshold(grey, 150, 255, cv2.THRESH_BINARY_INV)[1]
    largest = max(4.0, (dpi * 0.02) ** 2)
    small = [piece for piece in pieces(ink) if _is_small(ink, piece[0], largest)]
    if not small:
        return grey
    writing = cv2.drawContours(ink.copy(), [outline for _, outline in small], -1, 0, cv2.FILLED)
    # wider than high: colons and full stops stand beside letters, dust anywhere
    near = cv2.dilate(writing, np.ones((max(3, round(dpi * 0.06)), max(3, round(dpi * 0.3))), np.uint8))
    dust = [outline for (x, y, wide, high), outline in small if not near[y : y + high, x : x + wide].any()]
    if not dust:
        return grey
    spots = cv2.drawContours(np.zeros_like(ink), dust, -1, 255, cv2.FILLED)
    cleaned_grey = grey.copy()
    cleaned_grey[cv2.dilate(spots, np.ones((5, 5), np.uint8)) > writing] = 250
    return cleaned_grey


def _is_small(ink: Picture, place: Place, largest: float) -> bool:
    """True for a piece of fewer picture elements."""
    x, y, wide, high = place
    return max(wide, high) < largest and (
        wide * high < largest or cv2.countNonZero(ink[y : y + high, x : x + wide]) < largest
    )


def slant(grey: Picture) -> float:
    """By how many degrees the lines of text fall to the right, at most 8; 0 where that cannot be told."""
    small, _ = copy(grey, _COPY)
    ink = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)[1]
    edge = max(4, ink.shape[0] // 50)
    ink = ink[edge:-edge, edge:-edge]
    if ink.size == 0 or not ink.any():
        return 0.0

    def sharpest(ink: Picture, middle: float, reach: float, step: float) -> float:
        count = round(reach / step)
        # of angles that are as good the one nearest to the middle: a level page stays as it is
        return max(
            (middle + step * i for i in sorted(range(-count, count + 1), key=abs)), key=lambda a: sharpness(ink, a)
        )

    def sharpness(ink: Picture, angle: float) -> float:
        high, wide = ink.shape
        way = cv2.getRotationMatrix2D((wide / 2, high / 2), angle, 1.0)
        profile = cv2.reduce(
            cv2.warpAffine(ink, way, (wide, high), flags=cv2.INTER_NEAREST), 1, cv2.REDUCE_SUM, dtype=cv2.CV_32S
        )
        return float(np.square(np.diff(profile[:, 0].astype(float))).sum())

    coarse = sharpest(half(ink), 0.0, 8.0, 1.0)
    middle = sharpest(ink, coarse, 0.75, 0.25)
    return sharpest(ink, middle, 0.2, 0.05)


def _rotated(grey: Picture, angle: float, method: int = cv2.INTER_CUBIC) -> tuple[Picture, Picture]:
    high, wide = grey.shape[:2]
    way = cv2.getRotationMatrix2D((wide / 2, high / 2), angle, 1.0)
    turned = cv2.warpAffine(grey, way, (wide, high), flags=method, borderMode=cv2.BORDER_REPLICATE)
    return turned, np.linalg.inv(np.vstack([way, [0, 0, 1]]))


def _paper(grey: Picture) -> Picture:
    """How light the paper is everywhere, in shadows and stains too."""
    small, _ = copy(grey, 300)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((9, 9), np.uint8)), 21)
    return np.asarray(cv2.max(cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR), 60))


def _on(grey: Picture, paper: Picture) -> Picture:
    """The picture with that paper made white."""
    return np.asarray(cv2.divide(grey, paper, scale=250))
