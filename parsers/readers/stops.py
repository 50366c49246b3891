"""Stops: places at which columns begin in several rows, and the rows near them cut there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median, median_low

from parsers.document import union
from parsers.readers.directions import rtl_letters
from parsers.readers.lines import EVEN, Piece, Row, Segment, gaps_of, segment

STOP = 1.8
"""Points by which words that begin at one tab stop may differ."""
NEAR = 4
"""Rows to both sides in which columns may begin that cut a row."""
CLOSEST = 0.1
"""Heights of type that a gutter is wide at least where a row is cut there."""
_WIDER = 1.25
"""Times the usual gap of its line that a gutter above or below all other rows of its table is wide."""
_MANY_GAPS = 5
"""Gaps in a line from which their usual width is known."""
_EXACT = 0.5
"""Points by which words that begin at one place differ where programs set them there."""
_SURE = 3
"""Rows nearby that begin at one place, from which it is a column's however narrow the gap."""
_ROUNDS = 4
"""Times that rows are cut at most: a row that was cut tells rows near it where columns begin."""


def split_at_stops(rows: Sequence[Row]) -> list[Row]:
    """The rows, with segments cut where words begin at a place at which columns begin in rows nearby."""
    for _ in range(_ROUNDS):
        cut = _split_once(rows)
        if [len(row) for row in cut] == [len(row) for row in rows]:
            break
        rows = cut
    return list(rows)


def _split_once(rows: Sequence[Row]) -> list[Row]:
    several = [len(row) > 1 for row in rows]
    if not any(several):
        return list(rows)
    cut: list[Row] = []
    for at, row in enumerate(rows):
        above, below = slice(max(0, at - NEAR), at), slice(at + 1, at + NEAR + 1)
        if True not in several[max(0, at - NEAR) : at + NEAR + 1]:
            cut.append(row)
            continue
        near = [other for other in [*rows[above], *rows[below]] if len(other) > 1]
        within = any(several[above]) and any(several[below])
        stops = _Stops(
            [s.box[0] for other in near for s in other[1:]],
            [s.box[2] for other in near for s in other[:-1]],
            [s.box[0] for other in near for s in other],
            [s.box[2] for other in near for s in other],
            within,
            any(rtl_letters(p.text) for other in near for s in other for p in s.pieces),
        )
        cut.append([part for s in row for part in _cut(s, stops)])
    return cut


@dataclass(frozen=True, slots=True)
class _Stops:
    """Where segments begin and end in rows nearby that have several: those beside a gap, and all."""

    lefts: list[float]
    rights: list[float]
    all_lefts: list[float]
    all_rights: list[float]
    within: bool
    """True where such rows stand above and below."""
    rtl: bool
    """True where words in them run from right to left: columns end at one place."""

    def cut(self, before: Piece, piece: Piece, size: float, usual: float) -> bool:
        """True where a column begins between the two; `usual` is what most gaps of their line are wide."""
        gap = piece.box[0] - before.box[2]
        if gap <= CLOSEST * size:
            return False
        if gap < _WIDER * usual and not self.within:
            return False
        begins, ends = _count(self.lefts, piece.box[0], STOP), _count(self.rights, before.box[2], STOP)
        if (gap > 0.55 * size and (begins or ends)) or (gap > 0.38 * size and begins >= 2):
            return True
        exact = _count(self.all_lefts, piece.box[0], _EXACT)
        if self.rtl:
            exact = max(exact, _count(self.all_rights, before.box[2], _EXACT))
        return exact >= _SURE and (self.within or gap > 0.38 * size)

    def joint(self, piece: Piece) -> int | None:
        """The part of the piece with which a column begins."""
        return next(
            (n for n, part in enumerate(piece.parts) if n and _count(self.all_lefts, part.box[0], _EXACT) >= _SURE),
            None,
        )


def _count(places: Sequence[float], x: float, apart: float) -> int:
    return sum(1 for place in places if abs(place - x) <= apart)


def _cut(found: Segment, stops: _Stops) -> list[Segment]:
    if not stops.all_lefts:
        return [found]
    usual, gaps = _usual_gap(found), gaps_of(found.pieces)
    parts: list[list[Piece]] = [[]]
    for piece in found.pieces:
        if (
            parts[-1]
            and not _is_space(parts[-1][-1], piece, gaps)
            and stops.cut(parts[-1][-1], piece, found.size, usual)
        ):
            parts.append([])
        if (joint := stops.joint(piece)) is not None:
            parts[-1].append(_joined(piece, piece.parts[:joint]))
            parts.append([_joined(piece, piece.parts[joint:])])
        else:
            parts[-1].append(piece)
    return [segment(part) for part in parts]


def _is_space(before: Piece, piece: Piece, gaps: Sequence[float]) -> bool:
    """True where the gap between the two is as wide as their line's others."""
    gap = piece.box[0] - before.box[2]
    others = list(gaps)
    if gap not in others or len(others) == 1:
        return False
    others.remove(gap)
    return abs(gap - median_low(others)) <= EVEN * piece.size


def _usual_gap(found: Segment) -> float:
    """How wide the gaps of a long line are, of which most are a justified line's spaces; nothing for a short one."""
    gaps = gaps_of(found.pieces)
    return median(gaps) if len(gaps) >= _MANY_GAPS else 0.0


def _joined(piece: Piece, parts: Sequence[Piece]) -> Piece:
    box = union([part.box for part in parts])
    return replace(piece, text="".join(part.text for part in parts), box=box or piece.box, parts=(), glued=False)
