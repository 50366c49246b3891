"""The rules of tables in the picture of a page, found though they are grey, thin or broken."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from parsers.readers.grid import Rule
from parsers.readers.scan_picture import Cleaned
from parsers.readers.scan_sheet import Picture
from parsers.readers.scan_underlines import is_underline

_INK = 170
"""The darkest grey of paper: whatever is darker is ink."""
_STEP = 3
"""Along a rule every third picture element tells enough of it."""
_CONTRAST = 22
"""By how much a grey rule is darker than the paper on both sides of it."""
_DRAWN = 0.72
"""The share of a broken rule's length that is drawn; less so in rows of letters."""
_LEVEL, _UPRIGHT = 0.45, 0.16
"""Inches of the shortest rules."""
_FAINT_LEVEL, _FAINT_UPRIGHT = 0.9, 0.32
"""Inches of the shortest ones that are grey or broken: longer than most words."""
_QUIET = 0.3
"""The share of what lies close above and below a faint level rule that may be ink; rows of letters have more on one side."""


def drawn_rules(page: Cleaned) -> list[Rule]:
    """The long level and upright lines in the picture, in its points: the rules of tables, without what underlines words."""
    ink = cv2.threshold(page.grey, _INK, 255, cv2.THRESH_BINARY_INV)[1]
    k = 72 / page.dpi
    rules: list[Rule] = []
    for level in (True, False):
        across, along = (1, _STEP) if level else (_STEP, 1)
        thin_ink, thin = (
            np.ascontiguousarray(picture[across // 2 :: across, along // 2 :: along]) for picture in (ink, page.lined)
        )
        lines = cv2.bitwise_or(_solid(thin_ink, page.dpi, level=level), _faint(thin, page.dpi, level=level))
        for x, y, wide, high in (cv2.boundingRect(outline) for outline in _outlines(lines)):
            if level and high <= page.dpi * 0.06:
                x0, x1, middle = x * _STEP, (x + wide) * _STEP, y + high / 2
                rules.append(Rule(x0 * k, middle * k, x1 * k, middle * k))
            elif not level and wide <= page.dpi * 0.06:
                middle, y0, y1 = x + wide / 2, y * _STEP, (y + high) * _STEP
                rules.append(Rule(middle * k, y0 * k, middle * k, y1 * k))
    # upright strokes of letters are as long as short rules: only those that meet a level rule bound a cell
    levels = [r for r in rules if r.level]
    rules = [r for r in rules if r.level or r.y1 - r.y0 > 40 or _meets(r, levels)]
    uprights = [r for r in rules if not r.level]
    return [r for r in rules if not (r.level and not _bounds(r, uprights) and is_underline(r, ink, page.dpi))]


def _solid(ink: Picture, dpi: float, *, level: bool) -> Picture:
    """What is dark without a gap."""
    length = round(dpi * (_LEVEL if level else _UPRIGHT) / _STEP)
    thick = np.ones((3, 1) if level else (1, 3), np.uint8)
    return np.asarray(
        cv2.morphologyEx(
            cv2.dilate(ink, thick), cv2.MORPH_OPEN, np.ones((1, length) if level else (length, 1), np.uint8)
        )
    )


def _faint(grey: Picture, dpi: float, *, level: bool) -> Picture:
    """What is thin, darker than the paper beside it, and mostly drawn along its length."""
    across, along = max(5, round(dpi * 0.05)), max(9, round(dpi * 0.15)) // _STEP | 1
    length = round(dpi * (_FAINT_LEVEL if level else _FAINT_UPRIGHT) / _STEP)
    thin = cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, np.ones((across, 1) if level else (1, across), np.uint8))
    dark = cv2.threshold(thin, _CONTRAST, 255, cv2.THRESH_BINARY)[1]
    # a line that is not quite level climbs by an element here and there
    dark = cv2.dilate(dark, np.ones((2, 1) if level else (1, 2), np.uint8))
    drawn = cv2.boxFilter(dark, -1, (along, 1) if level else (1, along))
    # of so few elements the nearest number: one more would shorten the rule at its ends
    mostly = cv2.threshold(drawn, 255 * round(_DRAWN * along) // along - 1, 255, cv2.THRESH_BINARY)[1]
    found = cv2.morphologyEx(mostly, cv2.MORPH_OPEN, np.ones((1, length) if level else (length, 1), np.uint8))
    return _apart(found, grey, dpi) if level else np.asarray(found)


def _apart(found: Picture, grey: Picture, dpi: float) -> Picture:
    """Of level lines those that stand by themselves, not within a row of letters."""
    ink = cv2.threshold(grey, _INK - 1, 255, cv2.THRESH_BINARY_INV)[1]
    kept = np.zeros_like(found)
    away = max(2, round(dpi * 0.015))
    for outline in _outlines(found):
        x, y, wide, high = cv2.boundingRect(outline)
        sides = (
            ink[max(0, y - 2 * away) : max(0, y - away), x : x + wide],
            ink[y + high + away : y + high + 2 * away, x : x + wide],
        )
        if all(cv2.countNonZero(side) <= _QUIET * side.size for side in sides if side.size):
            cv2.drawContours(kept, [outline], 0, 255, cv2.FILLED)
    return kept


def _outlines(lines: Picture) -> Sequence[Picture]:
    """Those of the first two thousand lines; quicker than numbering every picture element of what is mostly paper."""
    return cv2.findContours(lines, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0][:2000]


def _meets(upright: Rule, levels: list[Rule]) -> bool:
    def near(y: float) -> bool:
        return any(abs(level.y0 - y) < 2.5 and level.x0 - 4 <= upright.x0 <= level.x1 + 4 for level in levels)

    return near(upright.y0) and near(upright.y1)


def _bounds(level: Rule, uprights: list[Rule]) -> bool:
    """True where it ends at upright lines on both sides."""

    def ends(x: float) -> bool:
        return any(abs(upright.x0 - x) < 3 and upright.y0 - 3 <= level.y0 <= upright.y1 + 3 for upright in uprights)

    return ends(level.x0) and ends(level.x1)


def without_rules(page: Cleaned, rules: list[Rule]) -> Picture:
    """The grey picture with those lines painted over in white: engines take them for letters."""
    picture = page.grey.copy()
    k = page.dpi / 72
    half = max(2, round(page.dpi / 80))
    for rule in rules:
        x0, y0, x1, y1 = (round(v * k) for v in (rule.x0, rule.y0, rule.x1, rule.y1))
        if rule.level:
            cv2.rectangle(picture, (x0 - _STEP // 2, y0 - half), (x1 + _STEP // 2, y1 + half), 250, -1)
        else:
            cv2.rectangle(picture, (x0 - half, y0 - _STEP // 2), (x1 + half, y1 + _STEP // 2), 250, -1)
    return picture
