"""Paragraphs: lines in reading order that belong together, and which of them go on below because they were full."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from parsers.document import Block, Line, Paragraph
from parsers.readers.lines import Piece, line_of

_WIDE = 2.6
"""Heights of type from line to line up to which lines may be one paragraph."""
_ALIGNED = 4.0
"""Points by which lines that end at one margin may differ."""
_FEW_BEYOND = 3
"""Lines beyond a margin from which it is none."""
_ASIDE = 0.25
"""Part of the text's width by which a line begins further in than the next, from which that one does not continue it."""


class SetLine(NamedTuple):
    """A line with the pieces from which it was set."""

    line: Line
    pieces: tuple[Piece, ...]
    top: float
    bottom: float
    size: float


@dataclass(frozen=True, slots=True)
class Item:
    """Something on the page with the height at which it stands."""

    top: float
    left: float
    lines: tuple[SetLine, ...] = ()
    block: Block | None = None


def set_line(pieces: Sequence[Piece], page: int, rtl: bool) -> SetLine:
    """The pieces, which stand from left to right, as one line."""
    line = line_of(pieces, page, rtl)
    if whole := pieces[0].whole:
        return SetLine(line, tuple(pieces), whole.top, whole.bottom, pieces[0].size)
    top, bottom = median([p.box[1] for p in pieces]), median([p.box[3] for p in pieces])
    return SetLine(line, tuple(pieces), top, bottom, median([p.size for p in pieces]))


def blocks_of(items: Sequence[Item], rtl: bool) -> list[Block]:
    """The items as blocks in reading order, lines that belong together as paragraphs."""
    return _paragraphs(_in_order(items, rtl), rtl)


def _in_order(items: Sequence[Item], rtl: bool) -> list[Item]:
    """From top to bottom; what stands on one row keeps the order in which it is read."""
    tables = [item for item in items if item.block is not None]
    lines = [item for item in items if item.block is None]
    ordered: list[Item] = []
    waiting = sorted(tables, key=lambda item: (round(item.top), -item.left if rtl else item.left))
    for item in lines:
        middle = (item.lines[0].top + item.lines[0].bottom) / 2
        while waiting and waiting[0].top + 4.0 < middle:
            ordered.append(waiting.pop(0))
        ordered.append(item)
    return [*ordered, *waiting]


def _paragraphs(items: list[Item], rtl: bool) -> list[Block]:
    sets = [one for item in items for one in item.lines]
    leading = _leading(sets)
    edges = (_left_margin(sets), _right_margin(sets))
    blocks: list[Block] = []
    held: list[SetLine] = []

    def end() -> None:
        if held:
            blocks.append(Paragraph(tuple(with_wraps(held, *edges, rtl))))
            held.clear()

    for item in items:
        if item.block is not None:
            end()
            blocks.append(item.block)
            continue
        for one in item.lines:
            if held and not _goes_on(held[-1], one, leading) and not _is_continued(held[-1], one, edges, rtl):
                end()
            held.append(one)
    end()
    return blocks


def _right_margin(sets: list[SetLine]) -> float:
    """Where the text ends on the right: the furthest place at which two lines end, for a stamp or number may stand further out,
    but where more lines do it is set ragged."""
    return _margin(sorted((s.pieces[-1].box[2] for s in sets), reverse=True))


def _left_margin(sets: list[SetLine]) -> float:
    """Where the text begins on the left, in the same way."""
    return _margin(sorted(s.pieces[0].box[0] for s in sets))


def _margin(edges: list[float]) -> float:
    """The edge of the text among the lines' edges, which come from the outermost inwards."""
    if not edges:
        return 0.0
    at = next((n for n, (a, b) in enumerate(itertools.pairwise(edges)) if abs(a - b) <= _ALIGNED), 0)
    return edges[1] if at >= _FEW_BEYOND else edges[at]


def _leading(sets: list[SetLine]) -> float:
    """The usual distance from line to line, in heights of type."""
    steps = [
        (b.bottom - a.bottom) / max(a.size, 1.0)
        for a, b in itertools.pairwise(sets)
        if 0 < b.bottom - a.bottom < 3.0 * a.size and 0.84 <= b.size / max(a.size, 1.0) <= 1.19
    ]
    steps.sort()
    return steps[len(steps) // 3] if steps else 1.2


def _goes_on(above: SetLine, below: SetLine, leading: float) -> bool:
    step = (below.bottom - above.bottom) / max(above.size, 1.0)
    if step < -0.5 or step > max(1.28 * leading, leading + 0.25):
        return False
    return 0.84 <= below.size / max(above.size, 1.0) <= 1.19


def _is_continued(above: SetLine, below: SetLine, edges: tuple[float, float], rtl: bool) -> bool:
    """True where a full line is followed, widely spaced as some notes are, by one that begins within a sentence."""
    text, following = above.line.text.rstrip(), below.line.text.lstrip()
    step = (below.bottom - above.bottom) / max(above.size, 1.0)
    if not (following[:1].islower() and text[-1:].isalpha() and 0 < step < _WIDE):
        return False
    if not 0.84 <= below.size / max(above.size, 1.0) <= 1.19:
        return False
    return with_wraps([above, below], *edges, rtl)[0].wraps


def with_wraps(sets: Sequence[SetLine], left: float, right: float, rtl: bool) -> list[Line]:
    """The lines, which wrap where the next line's first word would not have fitted; not of what is set at the other side."""
    marked = []
    for at, one in enumerate(sets):
        wraps = False
        following = sets[at + 1] if at + 1 < len(sets) else None
        if following is not None and following.bottom > one.bottom + 0.3 * one.size:
            first = following.pieces[-1 if rtl else 0]
            wide = first.whole.first if first.whole else first.box[2] - first.box[0]
            room = one.pieces[0].box[0] - left if rtl else right - one.pieces[-1].box[2]
            inner = (
                following.pieces[-1].box[2] - one.pieces[-1].box[2]
                if rtl
                else one.pieces[0].box[0] - following.pieces[0].box[0]
            )
            wraps = room < wide + 0.2 * one.size and inner < _ASIDE * (right - left)
        marked.append(one.line.wrapped() if wraps else one.line)
    return marked
