"""Pictures of pages made fit for recognition, with the way back from what was recognised to the picture that people see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from domain.submission import Box
from parsers.readers.grid import Rule

_READING_DPI, _FINEST_DPI = 200, 245
_COARSE_READ_AT, _COARSE_DPI = 245, 190
_COPY = 900
"""Picture elements of the copy's longer side on which angles and edges are looked for."""
_ALL_COLOURED = 0.92
"""The share of ink in colour from which the text itself is in colour, and not a stamp over it."""
_FINE_DPI = 180
"""Dots per inch from which a median of three takes off specks; below, it takes off strokes."""

Picture = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A grey picture fit for reading; `back` (3 by 3) leads from its picture elements to points on the page as people see it."""

    grey: Picture
    dpi: float
    back: Picture

    def points(self, left: float, top: float, right: float, bottom: float) -> Box:
        """A box of the cleaned picture in its own points, where lines are level."""
        k = 72 / self.dpi
        return (left * k, top * k, right * k, bottom * k)

    def shown(self, left: float, top: float, right: float, bottom: float) -> Box:
        """The box, on the page as people see it, that holds a box of the cleaned picture."""
        corners = np.array([[left, top, 1], [right, top, 1], [right, bottom, 1], [left, bottom, 1]], dtype=float).T
        moved = self.back @ corners
        xs, ys = moved[0] / moved[2], moved[1] / moved[2]
        return (
            round(float(xs.min()), 1),
            round(float(ys.min()), 1),
            round(float(xs.max()), 1),
            round(float(ys.max()), 1),
        )

    def coded(self, picture: Picture | None = None, factor: float = 1.0) -> bytes:
        """The picture, or another one of its size, as the engine takes it, `factor` times as large."""
        chosen = self.grey if picture is None else picture
        if factor != 1:
            chosen = cv2.resize(
                chosen, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
            )
        done, coded = cv2.imencode(".pgm", chosen)
        if not done:
            raise ValueError("the picture could not be coded")
        return bytes(coded.tobytes())

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
        return Cleaned(cv2.rotate(self.grey, codes[degrees]), self.dpi, back)


def cleaned(picture: Picture, dpi: float, *, photo: bool = False) -> Cleaned:
    """The picture (RGB) without stamp colours, specks, shadows and slant, at about 200 dots per inch."""
    back = np.diag([72 / dpi, 72 / dpi, 1.0])
    if photo:
        flat = _flattened_page(picture)
        if flat is not None:
            picture, way = flat
            back = back @ way
    grey = _without_colour(picture)
    if dpi >= _FINE_DPI and not photo:
        grey = cv2.medianBlur(grey, 3)
    angle = slant(grey)
    if abs(angle) >= 0.1:
        grey, way = _rotated(grey, angle)
        back = back @ way
    grey = _even(grey)
    factor = _factor(dpi)
    if factor != 1:
        method = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
        wide, high = max(1, round(grey.shape[1] * factor)), max(1, round(grey.shape[0] * factor))
        back = back @ np.diag([grey.shape[1] / wide, grey.shape[0] / high, 1.0])
        grey = cv2.resize(grey, (wide, high), interpolation=method)
        dpi *= factor
    return Cleaned(_without_specks(grey, dpi), dpi, back)


def _factor(dpi: float) -> float:
    """How much larger the picture is read than it is: fine scans smaller, coarse ones larger, measured on both."""
    if dpi >= _FINEST_DPI:
        return _READING_DPI / dpi
    return _COARSE_READ_AT / dpi if dpi < _COARSE_DPI else 1.0


def _copy(picture: Picture, longest: int) -> tuple[Picture, float]:
    """A smaller copy whose longer side is at most `longest`, and how much smaller it is."""
    factor = min(1.0, longest / max(picture.shape[:2]))
    size = max(1, round(picture.shape[1] * factor)), max(1, round(picture.shape[0] * factor))
    return (cv2.resize(picture, size, interpolation=cv2.INTER_AREA) if factor < 1 else picture), factor


def _without_colour(picture: Picture) -> Picture:
    """Grey in which coloured ink (stamps, signatures) is gone and black ink stays; where most ink is coloured, plain grey."""
    if picture.ndim == 2:
        return picture
    red, green, blue = cv2.split(picture)
    light, dark = cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue)
    colour = cv2.subtract(light, dark)
    ink = dark < 110
    if float(np.count_nonzero(ink & (colour > 70))) > _ALL_COLOURED * max(1, int(np.count_nonzero(ink))):
        return np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY))
    strong = cv2.subtract(colour, 24)
    return np.asarray(cv2.add(light, cv2.add(strong, strong)))


def _without_specks(grey: Picture, dpi: float) -> Picture:
    """Dust off: small dark spots with no writing near them."""
    ink = cv2.threshold(grey, 150, 255, cv2.THRESH_BINARY_INV)[1]
    _, labels, places, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    largest = max(4.0, (dpi * 0.02) ** 2)
    small = places[:, cv2.CC_STAT_AREA] < largest
    small[0] = False
    writing = np.where(small[labels] | (labels == 0), 0, 255).astype(np.uint8)
    # wider than high: colons and full stops stand beside letters, dust anywhere
    near = cv2.dilate(writing, np.ones((max(3, round(dpi * 0.06)), max(3, round(dpi * 0.3))), np.uint8)) > 0
    close = np.zeros(len(small), dtype=bool)
    close[np.unique(labels[near])] = True
    dust = (small & ~close)[labels]
    if not dust.any():
        return grey
    spread = cv2.dilate(dust.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    cleaned_grey = grey.copy()
    cleaned_grey[spread & (writing == 0)] = 250
    return cleaned_grey


def slant(grey: Picture) -> float:
    """By how many degrees the lines of text fall to the right, at most 8; 0 where that cannot be told."""
    small, _ = _copy(grey, _COPY)
    ink = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)[1]
    edge = max(4, ink.shape[0] // 50)
    ink = ink[edge:-edge, edge:-edge]
    if ink.size == 0 or not ink.any():
        return 0.0
    high, wide = ink.shape

    def sharpest(middle: float, reach: float, step: float) -> float:
        count = round(reach / step)
        return max((middle + step * i for i in range(-count, count + 1)), key=sharpness)

    def sharpness(angle: float) -> float:
        way = cv2.getRotationMatrix2D((wide / 2, high / 2), angle, 1.0)
        profile = cv2.reduce(
            cv2.warpAffine(ink, way, (wide, high), flags=cv2.INTER_NEAREST), 1, cv2.REDUCE_SUM, dtype=cv2.CV_64F
        )
        return float(np.square(np.diff(profile[:, 0])).sum())

    coarse = sharpest(0.0, 8.0, 1.0)
    middle = sharpest(coarse, 0.75, 0.25)
    return sharpest(middle, 0.2, 0.05)


def _rotated(grey: Picture, angle: float) -> tuple[Picture, Picture]:
    high, wide = grey.shape[:2]
    way = cv2.getRotationMatrix2D((wide / 2, high / 2), angle, 1.0)
    turned = cv2.warpAffine(grey, way, (wide, high), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return turned, np.linalg.inv(np.vstack([way, [0, 0, 1]]))


def _even(grey: Picture) -> Picture:
    """Paper made white everywhere: shadows and stains off."""
    small, _ = _copy(grey, 300)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((9, 9), np.uint8)), 21)
    paper = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(grey, cv2.max(paper, 60), scale=250))


def _flattened_page(picture: Picture) -> tuple[Picture, Picture] | None:
    """The sheet of paper in a photograph as a rectangle, with the way back; None where the sheet's edges are not seen."""
    small, factor = _copy(picture, _COPY)
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
    seen = [quad for mask in _sheets(small) if (quad := _quadrilateral(mask)) is not None and _has_edges(grey, quad[1])]
    if not seen:
        return None
    corners = max(seen, key=lambda quad: quad[0])[1] / factor
    wide = max(float(np.linalg.norm(corners[1] - corners[0])), float(np.linalg.norm(corners[2] - corners[3])))
    high = max(float(np.linalg.norm(corners[3] - corners[0])), float(np.linalg.norm(corners[2] - corners[1])))
    flat = np.array([[0, 0], [wide - 1, 0], [wide - 1, high - 1], [0, high - 1]], dtype=np.float32)
    way = cv2.getPerspectiveTransform(corners.astype(np.float32), flat)
    sheet = cv2.warpPerspective(
        picture, way, (round(wide), round(high)), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return sheet, np.linalg.inv(way)


def _sheets(small: Picture) -> Iterator[Picture]:
    """Where the sheet may be: what is bright (by several thresholds, for shadows), and what is unlike the picture's edge."""
    grey = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), (7, 7), 0)
    middle, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    colours = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_RGB2LAB), (7, 7), 0).astype(np.float32)
    frame = np.concatenate(
        [
            colours[:6].reshape(-1, 3),
            colours[-6:].reshape(-1, 3),
            colours[:, :6].reshape(-1, 3),
            colours[:, -6:].reshape(-1, 3),
        ]
    )
    unlike = np.clip(np.linalg.norm(colours - np.median(frame, axis=0), axis=2), 0, 255).astype(np.uint8)
    for picture, threshold in (
        *((grey, middle * share) for share in (1.0, 0.85, 0.7, 0.55)),
        (unlike, cv2.threshold(unlike, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)[0]),
        (unlike, 0.6 * cv2.threshold(unlike, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)[0]),
    ):
        mask = cv2.threshold(picture, threshold, 255, cv2.THRESH_BINARY)[1]
        mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((25, 25), np.uint8))
        yield cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((25, 25), np.uint8))


def _quadrilateral(mask: Picture) -> tuple[float, Picture] | None:
    """How well the largest patch of a mask is a sheet of paper, and its corners; None where it is none."""
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return None
    largest = max(outlines, key=cv2.contourArea)
    area = cv2.contourArea(largest)
    share = area / (mask.shape[0] * mask.shape[1])
    corners = _corners(largest)
    if corners is None or not 0.25 < share < 0.985:
        return None
    own = cv2.contourArea(corners)
    fit = min(area, own) / max(area, own, 1.0)
    sides = [corners[(i + 1) % 4] - corners[i] for i in range(4)]
    lengths = [float(np.linalg.norm(side)) for side in sides]
    angles = [abs(float(np.dot(sides[i], sides[i - 1]))) / max(1.0, lengths[i] * lengths[i - 1]) for i in range(4)]
    alike = (
        min(lengths[0], lengths[2]) / max(lengths[0], lengths[2]),
        min(lengths[1], lengths[3]) / max(lengths[1], lengths[3]),
    )
    if fit < 0.93 or max(angles) > 0.35 or min(alike) < 0.7:
        return None
    return fit * min(alike) * share**0.25, corners


def _has_edges(grey: Picture, corners: Picture) -> bool:
    """True where paper ends sharply at three sides at least, for shadows end softly; a side may be the picture's own."""
    high, wide = grey.shape
    middle = corners.mean(axis=0)
    sharp = 0
    for i in range(4):
        a, b = corners[i], corners[(i + 1) % 4]
        normal = np.array([b[1] - a[1], a[0] - b[0]]) / max(1.0, float(np.linalg.norm(b - a)))
        if float(np.dot(normal, middle - a)) < 0:
            normal = -normal
        steps = []
        for share in np.linspace(0.08, 0.92, 25):
            place = a + share * (b - a)
            (x0, y0), (x1, y1) = place - 7 * normal, place + 7 * normal
            if min(x0, y0, x1, y1) >= 0 and max(x0, x1) < wide and max(y0, y1) < high:
                steps.append(int(grey[int(y1), int(x1)]) - int(grey[int(y0), int(x0)]))
        sharp += len(steps) < 5 or float(np.median(steps)) > 22
    outside = sum(1 for x, y in corners if 4 < x < wide - 4 and 4 < y < high - 4)
    return sharp >= 3 and outside >= 2


def _corners(outline: Picture) -> Picture | None:
    """Top left, top right, bottom right, bottom left of an outline that has four corners."""
    hull = cv2.convexHull(outline)
    for share in (0.02, 0.03, 0.04, 0.05, 0.06):
        shape = cv2.approxPolyDP(hull, share * cv2.arcLength(hull, True), True)
        if len(shape) == 4:
            points = shape[:, 0, :].astype(np.float32)
            sums, differences = points.sum(axis=1), points[:, 1] - points[:, 0]
            order = [int(sums.argmin()), int(differences.argmin()), int(sums.argmax()), int(differences.argmax())]
            return points[order] if len(set(order)) == 4 else None
    return None


def drawn_rules(page: Cleaned) -> list[Rule]:
    """The long level and upright lines in the picture, in its points: the rules of tables."""
    ink = cv2.threshold(page.grey, 170, 255, cv2.THRESH_BINARY_INV)[1]
    k = 72 / page.dpi
    rules: list[Rule] = []
    for level in (True, False):
        length = round(page.dpi * (0.45 if level else 0.16))
        shape = (length, 1) if level else (1, length)
        thick = (1, 3) if level else (3, 1)
        lines = cv2.morphologyEx(
            cv2.dilate(ink, np.ones(thick[::-1], np.uint8)), cv2.MORPH_OPEN, np.ones(shape[::-1], np.uint8)
        )
        count, _, places, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
        for index in range(1, min(count, 2000)):
            x, y, wide, high = (float(v) for v in places[index][:4])
            if level and high <= page.dpi * 0.06:
                rules.append(Rule(x * k, (y + high / 2) * k, (x + wide) * k, (y + high / 2) * k))
            elif not level and wide <= page.dpi * 0.06:
                rules.append(Rule((x + wide / 2) * k, y * k, (x + wide / 2) * k, (y + high) * k))
    # upright strokes of letters are as long as short rules: only those that meet a level rule bound a cell
    levels = [r for r in rules if r.level]
    return [r for r in rules if r.level or r.y1 - r.y0 > 40 or _meets(r, levels)]


def _meets(upright: Rule, levels: list[Rule]) -> bool:
    def near(y: float) -> bool:
        return any(abs(level.y0 - y) < 2.5 and level.x0 - 4 <= upright.x0 <= level.x1 + 4 for level in levels)

    return near(upright.y0) and near(upright.y1)


def without_rules(page: Cleaned, rules: list[Rule]) -> Picture:
    """The grey picture with those lines painted over in white: engines take them for letters."""
    picture = page.grey.copy()
    k = page.dpi / 72
    half = max(2, round(page.dpi / 80))
    for rule in rules:
        x0, y0, x1, y1 = (round(v * k) for v in (rule.x0, rule.y0, rule.x1, rule.y1))
        if rule.level:
            cv2.rectangle(picture, (x0, y0 - half), (x1, y1 + half), 250, -1)
        else:
            cv2.rectangle(picture, (x0 - half, y0), (x1 + half, y1), 250, -1)
    return picture
