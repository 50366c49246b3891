"""Gutters that a run's first row does not show: narrow ones, beside which the words of all its rows stand at one place."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median

from parsers.readers.columns import Gap, Run
from parsers.readers.directions import rtl_letters
from parsers.readers.lines import Piece, Row, words_of
from parsers.readers.stacks import BESIDE

_EXACT = 0.8
"""Points by which words set at one place may differ."""
_FEWEST = 4
"""Rows that have words on either side of such a gutter at least."""
_BESIDE = 2
"""Rows that have words on both."""
_MOSTLY = 0.8
"""Share of these rows whose words stand at its place."""
_RAGGED = 1.0
"""Heights of type by which the words on its other side end unevenly: groups of figures in a list of numbers do not."""


def with_narrow_gutters(rows: Sequence[Row], run: Run) -> Run:
    """The run with every gutter that no word of its rows crosses and on which they agree; prose stays as it is."""
    if run.prose:
        return run
    words = [words_of([p for s in row for p in s.pieces]) for row in rows[run.start : run.end]]
    found = [gap for gap in _free(words) if not _is_known(gap, run) and _is_gutter(gap, words, run)]
    return replace(run, gutters=tuple(sorted([*run.gutters, *found]))) if found else run


def _free(words: Sequence[Sequence[Piece]]) -> Iterator[Gap]:
    """Where no row has a word, from left to right, between the first word and the last one."""
    boxes = sorted((p.box[0], p.box[2]) for row in words for p in row)
    reach = boxes[0][1]
    for left, right in boxes:
        if left > reach:
            yield reach, left
        reach = max(reach, right)


def _is_known(gap: Gap, run: Run) -> bool:
    return any(gap[0] < gutter[1] and gutter[0] < gap[1] for gutter in run.gutters)


def _is_gutter(gap: Gap, words: Sequence[Sequence[Piece]], run: Run) -> bool:
    """True where words begin (right to left: end) at one place behind others that end (begin) unevenly."""
    column = run.column_at((gap[0] + gap[1]) / 2)
    ends: list[float] = []
    begins: list[float] = []
    both = 0
    for row in words:
        own = [p for p in row if run.column(p) == column]
        before = [p.box[2] for p in own if p.box[2] <= gap[0] + 0.1]
        after = [p.box[0] for p in own if p.box[0] >= gap[1] - 0.1]
        ends += before[-1:]
        begins += after[:1]
        both += bool(before and after)
    if min(len(ends), len(begins)) < _FEWEST or both < _BESIDE:
        return False
    size = median(p.size for row in words for p in row)
    rtl = rtl_letters(" ".join(p.text for row in words for p in row)) > 0
    return (_at_one_place(begins, gap[1]) and _uneven(ends, size)) or (
        rtl and _at_one_place(ends, gap[0]) and _uneven(begins, size)
    )


def _at_one_place(xs: Sequence[float], edge: float) -> bool:
    return sum(1 for x in xs if abs(x - edge) <= 2 * _EXACT) >= _MOSTLY * len(xs)


def _uneven(xs: Sequence[float], size: float) -> bool:
    return max(xs) - min(xs) >= _RAGGED * size and not _at_one_place(xs, median(xs))


def with_edges(rows: Sequence[Row], run: Run) -> Run:
    """The run with the lines above and below it that stand in one of its cells: half beside its first or last line, or the rest
    of its last label."""
    if run.prose:
        return run
    start, end = run.start, run.end
    while start and any(_are_beside(rows[start - 1], other, run) for other in rows[max(0, start - 2) : start + 1]):
        start -= 1
    if end < len(rows) and _ends_label(rows, run):
        end += 1
    while end < len(rows) and any(_are_beside(rows[end], other, run) for other in rows[end - 1 : end + 2]):
        end += 1
    return replace(run, start=start, end=end)


def _are_beside(row: Row, other: Row, run: Run) -> bool:
    """True where the row is one piece of a column half a line above or below the other."""
    apart = abs(middle_of(row) - middle_of(other))
    return len(row) == 1 and row is not other and apart < BESIDE * row[0].size and _fits(row, run) and _fits(other, run)


def _fits(row: Row, run: Run) -> bool:
    """True where the row's words stand in one column."""
    return not any(s.box[0] < gutter[0] and s.box[2] > gutter[1] for s in row for gutter in run.gutters)


def _ends_label(rows: Sequence[Row], run: Run) -> bool:
    """True where the row below the run stands under its last label as close as a line of the same cell."""
    row, last = rows[run.end], rows[run.end - 1]
    if len(row) != 1 or len(last) < 2 or not _fits(row, run):
        return False
    label = last[-1] if rtl_letters(" ".join(p.text for p in words_of(last[-1].pieces))) else last[0]
    if row[0].box[2] < label.box[0] or row[0].box[0] > label.box[2] or abs(row[0].size - label.size) > 1.0:
        return False
    middles = [middle_of(row) for row in rows[run.start : run.end]]
    steps = [step for a, b in itertools.pairwise(middles) if (step := b - a) >= BESIDE * label.size]
    within = min(steps, default=0.0)
    return middle_of(row) - middle_of(last) <= within + 0.3 and within < 0.9 * max(steps, default=0.0)


def middle_of(row: Row) -> float:
    """Half way between a row's top and bottom, as most of its segments have it."""
    return median(s.middle for s in row)
