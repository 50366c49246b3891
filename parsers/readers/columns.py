"""Columns without rules: labels with their values beside them, unruled tables, and prose set in two columns."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from parsers.readers.lines import Piece, Row, Segment
from parsers.readers.stacks import BESIDE
from parsers.readers.stops import CLOSEST, NEAR, STOP

_NARROWEST = 0.5
"""Heights of type that a gutter is wide at least."""
_FEWEST_BELOW = 3
"""Rows below a table's head that show a column which the head has not."""

Gap = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Run:
    """Rows from `start` to `end` (excluded) that stand in columns, and the gutters between these.

    `prose` where each column is read by itself."""

    start: int
    end: int
    gutters: tuple[Gap, ...]
    prose: bool

    def column(self, piece: Piece) -> int:
        """The column in which a piece stands."""
        return self.column_at((piece.box[0] + piece.box[2]) / 2)

    def column_at(self, x: float) -> int:
        """The column at this place."""
        return sum(1 for gutter in self.gutters if x > (gutter[0] + gutter[1]) / 2)


def runs(rows: Sequence[Row]) -> list[Run]:
    """The runs of rows that stand in columns, from top to bottom."""
    found: list[Run] = []
    at = 0
    while at < len(rows):
        run = _run(rows, at) if len(rows[at]) > 1 else None
        if run is None:
            at += 1
            continue
        found.append(run)
        at = run.end
    return found


def _run(rows: Sequence[Row], start: int) -> Run | None:
    gutters = [*_gaps(rows[start]), *_beside_the_head(rows, start)]
    gutters.sort()
    last_full, end = start, start + 1
    kept = gutters
    while end < len(rows) and _near(rows[end - 1], rows[end]):
        gutters = _common(gutters, rows[end])
        if not gutters:
            break
        if len(rows[end]) > 1:
            if not any(
                left.box[2] <= g[0] + 0.1 and right.box[0] >= g[1] - 0.1
                for g in gutters
                for left, right in _pairs(rows[end])
            ) and not _is_between(rows, end):
                break
            last_full, kept = end, gutters
        end += 1
    # rows behind the last full one that go on in the value's column belong to it
    stop = last_full + 1
    while stop < end and _continues(rows[stop], rows[stop - 1], kept):
        stop += 1
    full = [row for row in rows[start:stop] if len(row) > 1]
    if len(full) < 2 or not _aligned(full, kept):
        return None
    return Run(start, stop, tuple(kept), _is_prose(full, kept))


def _beside_the_head(rows: Sequence[Row], start: int) -> list[Gap]:
    """Gutters that most rows below a table's head have beyond its last cell, where its corner is empty."""
    head, below = rows[start], [row for row in rows[start + 1 : start + 1 + NEAR] if len(row) > 1]
    if len(below) < _FEWEST_BELOW:
        return []
    found = []
    for free in ((-1e9, head[0].box[0]), (head[-1].box[2], 1e9)):
        gaps = [
            (max(low, free[0]), min(high, free[1]))
            for row in below
            for low, high in _gaps(row)
            if min(high, free[1]) - max(low, free[0]) >= _NARROWEST * row[0].size
        ]
        low, high = max((gap[0] for gap in gaps), default=0.0), min((gap[1] for gap in gaps), default=0.0)
        if len(gaps) >= max(_FEWEST_BELOW, 0.7 * len(below)) and high > low:
            found.append((low, high))
    return found


def _is_between(rows: Sequence[Row], at: int) -> bool:
    """True for a row that stands half a line below another: cells in the middle of their row's height."""
    return rows[at][0].middle - rows[at - 1][0].middle < BESIDE * rows[at][0].size


def _pairs(row: Row) -> list[tuple[Segment, Segment]]:
    return list(itertools.pairwise(row))


def _gaps(row: Row) -> list[Gap]:
    return [(left.box[2], right.box[0]) for left, right in _pairs(row)]


def _common(gutters: list[Gap], row: Row) -> list[Gap]:
    """What the row leaves of the gutters; the longest label comes close to its value, but where the row is cut is a gutter."""
    size = min(median(s.size for s in row), 8.0)
    cut = _gaps(row)
    found = []
    for gutter in gutters:
        for free in ((-1e9, row[0].box[0]), *cut, (row[-1].box[2], 1e9)):
            both = (max(gutter[0], free[0]), min(gutter[1], free[1]))
            least = CLOSEST if free in cut or both == gutter else _NARROWEST
            if both[1] - both[0] >= least * size:
                found.append(both)
    return found


def _near(above: Row, below: Row) -> bool:
    gap = min(s.box[1] for s in below) - max(s.box[3] for s in above)
    return gap <= 2.0 * max(s.size for s in [*above, *below])


def _continues(row: Row, above: Row, gutters: list[Gap]) -> bool:
    """A single segment that is not in the first column, close below its cell."""
    gap = min(s.box[1] for s in row) - max(s.box[3] for s in above)
    return len(row) == 1 and row[0].box[0] >= gutters[0][1] - 0.1 and gap <= 0.6 * row[0].size


def _aligned(full: list[Row], gutters: list[Gap]) -> bool:
    """Cells begin (right to left: end) beside the gutter at one place, or three are centred; mere gaps in lines do not."""
    for gutter in gutters:
        right = [s for row in full if (s := next((s for s in row if s.box[0] >= gutter[1] - 0.1), None))]
        left = [s for row in full if (s := next((s for s in reversed(row) if s.box[2] <= gutter[0] + 0.1), None))]
        places = [[s.box[0] for s in right], [s.box[2] for s in left]]
        if min(len(right), len(left)) >= 3:
            places.append([(s.box[0] + s.box[2]) / 2 for s in right])
        for xs in places:
            if len(xs) >= 2 and sum(1 for x in xs if abs(x - median(xs)) <= 2 * STOP) >= max(2, 0.7 * len(xs)):
                return True
    return False


def _is_prose(full: list[Row], gutters: list[Gap]) -> bool:
    """Long lines that fill their column on both sides of one gutter are prose in two columns."""
    if len(full) < 4 or len(gutters) != 1:
        return False
    sides = ([row[0] for row in full], [row[-1] for row in full])
    for side in sides:
        low, high = min(s.box[0] for s in side), max(s.box[2] for s in side)
        filled = sum(1 for s in side if s.box[2] - s.box[0] > 0.8 * (high - low))
        if filled < 0.6 * len(side) or median(len("".join(p.text for p in s.pieces)) for s in side) < 18:
            return False
    return True
