"""The sheet of paper in a photograph, seen askew, laid flat."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np

# pages are read side by side, and threads of their own would only take turns with one another
cv2.setNumThreads(1)
Picture = np.ndarray[Any, Any]
_COPY = 900
"""Picture elements of the copy's longer side on which edges are looked for."""


def copy(picture: Picture, longest: int) -> tuple[Picture, float]:
    """A smaller copy whose longer side is at most `longest`, and how much smaller it is."""
    factor = min(1.0, longest / max(picture.shape[:2]))
    size = max(1, round(picture.shape[1] * factor)), max(1, round(picture.shape[0] * factor))
    # halves are made ten times as fast as other parts
    while min(picture.shape[:2]) > 1 and max(picture.shape[:2]) >= 2 * longest:
        picture = half(picture)
    return (cv2.resize(picture, size, interpolation=cv2.INTER_AREA) if factor < 1 else picture), factor


def half(picture: Picture) -> Picture:
    """A copy of half the size, without the last row or column of an odd number."""
    high, wide = (max(1, side // 2) for side in picture.shape[:2])
    return np.asarray(cv2.resize(picture[: 2 * high, : 2 * wide], (wide, high), interpolation=cv2.INTER_AREA))


def flattened_page(picture: Picture) -> tuple[Picture, Picture] | None:
    """The sheet of paper in a photograph as a rectangle, with the way back; None where the sheet's edges are not seen."""
    small, factor = copy(picture, _COPY)
    if small.ndim == 2:
        small = cv2.cvtColor(small, cv2.COLOR_GRAY2RGB)
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
