"""Which lines of a table without rules stand in one of its rows: told by the labels and by the distances between the lines."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

BESIDE = 0.8
"""Heights of type below which two lines are no neighbours in one cell: each stands beside the other."""
_NEARER = 0.7
"""Points by which a line is nearer to the one below it than to the one above it."""
_APART = 1.12
"""Part of the distance between lines of one cell by which rows stand further apart."""
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Level:
    """One line across the table: where its middle stands, the height of its type, and the columns in which it has words."""

    middle: float
    size: float
    columns: frozenset[int]


def stacked(levels: Sequence[Level], labels: int, *, exact: bool) -> list[list[int]]:
    """The lines' numbers, row by row; `labels` is the column that is read first, `exact` says whether the distances can be trusted.

    A line with no label goes on with the row above it, or begins the one below it where it is nearer; a line with one goes on
    where it stands as close as lines of one cell do and rows stand further apart."""
    steps = [below.middle - above.middle for above, below in itertools.pairwise(levels)]
    close = _within_cells(levels, steps, labels)
    groups: list[list[int]] = []
    for at in range(len(levels)):
        goes_on = (
            _goes_on(levels, steps, groups[-1], labels, close) if at and exact else labels not in levels[at].columns
        )
        if at and goes_on:
            groups[-1].append(at)
        else:
            groups.append([at])
    return groups


def _goes_on(levels: Sequence[Level], steps: Sequence[float], group: Sequence[int], labels: int, close: float) -> bool:
    at = group[-1] + 1
    above, here, step = levels[at - 1], levels[at], steps[at - 1]
    if not above.columns & here.columns and step < BESIDE * here.size:
        return True
    if step <= close and not _is_apart(levels, group, here, labels, close):
        return True
    if labels in here.columns:
        # lines that were nearer to this one than to the row above wait for their label
        waiting = group[0] > 0 and not any(labels in levels[n].columns for n in group)
        return waiting and step < steps[group[0] - 1] - _NEARER
    below = next((level for level in levels[at + 1 :] if level.columns & here.columns), None)
    return below is None or step <= below.middle - here.middle + _NEARER


def _is_apart(levels: Sequence[Level], group: Sequence[int], here: Level, labels: int, close: float) -> bool:
    """True for a line with a label that stands further below the row's label than lines of one cell do."""
    if labels not in here.columns:
        return False
    told = [levels[at].middle for at in group if labels in levels[at].columns]
    return bool(told) and here.middle - told[-1] > close


def _within_cells(levels: Sequence[Level], steps: Sequence[float], labels: int) -> float:
    """The distance up to which lines stand in one cell, where rows stand clearly further apart; else nothing does."""
    inner = [
        step
        for step, (above, below) in zip(steps, itertools.pairwise(levels), strict=True)
        if above.columns & below.columns and (labels not in below.columns or below.columns == {labels})
    ]
    if not inner:
        return 0.0
    most = _APART * min(inner)
    full = [
        step
        for step, (above, below) in zip(steps, itertools.pairwise(levels), strict=True)
        if labels in above.columns and labels in below.columns and len(above.columns) > 1 and len(below.columns) > 1
    ]
    apart = [step for step in full if step > most]
    if len(apart) < _FEWEST or len(apart) <= len(full) - len(apart):
        return 0.0
    return most if most < median(apart) else 0.0
