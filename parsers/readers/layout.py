"""The layout of a page: from words and drawn lines to paragraphs and tables in reading order."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import NamedTuple

from domain.submission import Box
from parsers.document import Block, Cell, FormField, Line, Paragraph, Table, union
from parsers.readers.columns import NEAR, Row, Run, runs, split_at_stops
from parsers.readers.directions import is_rtl
from parsers.readers.grid import Grid, GridCell, Rule, grids
from parsers.readers.gutters import with_edges, with_narrow_gutters
from parsers.readers.lines import Piece, line_of, rows_of, words_of
from parsers.readers.stacks import Level, stacked

_WIDE = 2.6
"""Heights of type from line to line up to which lines may be one paragraph."""


class _Set(NamedTuple):
    """A line with the pieces from which it was set."""

    line: Line
    pieces: tuple[Piece, ...]
    top: float
    bottom: float
    size: float


@dataclass(frozen=True, slots=True)
class _Item:
    """Something on the page with the height at which it stands."""

    top: float
    left: float
    lines: tuple[_Set, ...] = ()
    block: Block | None = None


def lay_out(
    pieces: Sequence[Piece],
    rules: Sequence[Rule],
    page: int,
    fields: Sequence[FormField] = (),
    *,
    scanned: bool = False,
) -> list[Block]:
    """The blocks of a page in reading order, its form fields among them where they stand on the page."""
    rtl = is_rtl(" ".join(p.text for p in pieces))
    rest = list(pieces)
    items: list[_Item] = []
    for grid in grids(rules, 0.4 if scanned else 0.0):
        if grid.columns < 2:
            continue
        rest = _with_words_beside(rest, grid.box)
        inside = [p for p in rest if _in(p, grid.box)]
        table = _ruled(grid, inside, page, rtl)
        if table is not None:
            rest = [p for p in rest if not _in(p, grid.box)]
            items.append(_Item(grid.box[1], grid.box[0], block=table))
    items.extend(_flow(rest, page, rtl, scanned))
    for form_field in fields:
        box = form_field.box or (0.0, 0.0, 0.0, 0.0)
        items.append(_Item((box[1] + min(box[3], box[1] + 18)) / 2, box[0], block=form_field))
    return _paragraphs(_in_order(items, rtl), rtl)


def _in(piece: Piece, box: tuple[float, float, float, float]) -> bool:
    x, y = (piece.box[0] + piece.box[2]) / 2, (piece.box[1] + piece.box[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _with_words_beside(pieces: list[Piece], box: Box) -> list[Piece]:
    """The pieces, lines at the height of the box word by word."""
    return [
        part
        for piece in pieces
        for part in (words_of([piece]) if piece.box[1] < box[3] and piece.box[3] > box[1] else (piece,))
    ]


def _ruled(grid: Grid, pieces: list[Piece], page: int, rtl_page: bool) -> Table | None:
    rows: list[list[Cell]] = [[Cell(spanned=True)] * grid.columns for _ in range(grid.rows)]
    rtl = is_rtl(" ".join(p.text for p in pieces))
    filled = 0
    for place in grid.cells:
        inside = [p for p in pieces if _in(p, place.box)]
        rows[place.row][place.column] = Cell(_cell_lines(inside, place, page, rtl or rtl_page))
        filled += bool(inside)
    if filled < 2:
        return None
    kept = [row[::-1] if rtl else row for row in rows]
    return Table(tuple(tuple(row) for row in _without_empty(kept)))


def _without_empty(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Rows and columns in which nothing stands are decoration (double rules, spacers)."""
    rows = [row for row in rows if any(cell.lines for cell in row)]
    columns = [i for i in range(len(rows[0])) if any(row[i].lines for row in rows)]
    return [[row[i] for i in columns] for row in rows]


def _cell_lines(pieces: list[Piece], place: GridCell, page: int, rtl: bool) -> tuple[Line, ...]:
    sets = [_set([p for s in row for p in s.pieces], page, rtl) for row in rows_of(pieces)]
    if not sets:
        return ()
    padding = max(
        1.0,
        min(
            min(p.box[0] for s in sets for p in s.pieces) - place.box[0],
            place.box[2] - max(p.box[2] for s in sets for p in s.pieces),
        ),
    )
    return tuple(s.line for s in _with_wraps(sets, place.box[0] + padding, place.box[2] - padding, rtl))


def _set(pieces: Sequence[Piece], page: int, rtl: bool) -> _Set:
    line = line_of(pieces, page, rtl)
    if whole := pieces[0].whole:
        return _Set(line, tuple(pieces), whole.top, whole.bottom, pieces[0].size)
    top, bottom = median([p.box[1] for p in pieces]), median([p.box[3] for p in pieces])
    return _Set(line, tuple(pieces), top, bottom, median([p.size for p in pieces]))


def _flow(pieces: list[Piece], page: int, rtl: bool, scanned: bool) -> list[_Item]:
    rows = split_at_stops(_with_words_near_columns(rows_of(pieces)))
    items: list[_Item] = []
    at = 0
    found = runs(rows)
    if not scanned:
        found = [with_edges(rows, with_narrow_gutters(rows, run)) for run in found]
    for run in found:
        items.extend(_plain(rows[at : run.start], page, rtl))
        items.extend(_in_columns(rows[run.start : run.end], run, page, rtl, scanned))
        at = run.end
    items.extend(_plain(rows[at:], page, rtl))
    return items


def _with_words_near_columns(rows: list[Row]) -> list[Row]:
    """The rows, lines word by word where columns may be told from what stands near."""
    near = {other for at, row in enumerate(rows) if len(row) > 1 for other in range(at - NEAR, at + NEAR + 1)}
    return [
        [replace(found, pieces=tuple(words_of(found.pieces))) for found in row] if at in near else row
        for at, row in enumerate(rows)
    ]


def _plain(rows: Sequence[Row], page: int, rtl: bool) -> list[_Item]:
    """Each segment is a line; segments of one row in reading order."""
    items = []
    for row in rows:
        for found in row[::-1] if rtl else row:
            one = _set(found.pieces, page, rtl)
            items.append(_Item(min(s.box[1] for s in row), found.box[0], (one,)))
    return items


def _in_columns(rows: Sequence[Row], run: Run, page: int, rtl_page: bool, scanned: bool) -> list[_Item]:
    rows = [[replace(found, pieces=tuple(words_of(found.pieces))) for found in row] for row in rows]
    columns = len(run.gutters) + 1
    order = range(columns)
    rtl = is_rtl(" ".join(p.text for row in rows for s in row for p in s.pieces))
    top, left = min(s.box[1] for s in rows[0]), rows[0][0].box[0]
    if run.prose:
        lines = []
        for column in reversed(order) if rtl else order:
            for row in rows:
                inside = [p for s in row for p in s.pieces if run.column(p) == column]
                if inside:
                    lines.append(_set(inside, page, rtl_page))
        return [_Item(top, left, (one,)) for one in lines]
    places = [[tuple(p for s in row for p in s.pieces if run.column(p) == column) for column in order] for row in rows]
    levels = [_level(row) for row in places]
    cells = [
        [[_set(here, page, rtl_page) for at in group if (here := places[at][column])] for column in order]
        for group in stacked(levels, columns - 1 if rtl else 0, exact=not scanned)
    ]
    edges = _edges(rows, run)
    made = tuple(
        tuple(Cell(tuple(s.line for s in _with_wraps(cell, *edges[i], rtl))) for i, cell in _ordered(places, rtl))
        for places in cells
    )
    return [_Item(top, left, block=Table(made))]


def _level(places: Sequence[tuple[Piece, ...]]) -> Level:
    pieces = [p for inside in places for p in inside]
    middle = median((p.box[1] + p.box[3]) / 2 for p in pieces)
    return Level(middle, median(p.size for p in pieces), frozenset(c for c, inside in enumerate(places) if inside))


def _ordered(places: list[list[_Set]], rtl: bool) -> list[tuple[int, list[_Set]]]:
    numbered = list(enumerate(places))
    return numbered[::-1] if rtl else numbered


def _edges(rows: Sequence[Row], run: Run) -> list[tuple[float, float]]:
    edges = []
    for column in range(len(run.gutters) + 1):
        pieces = [p for row in rows for s in row for p in s.pieces if run.column(p) == column]
        box = union([p.box for p in pieces]) or (0.0, 0.0, 0.0, 0.0)
        edges.append((box[0], box[2]))
    return edges


def _in_order(items: list[_Item], rtl: bool) -> list[_Item]:
    """From top to bottom; what stands on one row keeps the order in which it is read."""
    tables = [item for item in items if item.block is not None]
    lines = [item for item in items if item.block is None]
    ordered: list[_Item] = []
    waiting = sorted(tables, key=lambda item: (round(item.top), -item.left if rtl else item.left))
    for item in lines:
        middle = (item.lines[0].top + item.lines[0].bottom) / 2
        while waiting and waiting[0].top + 4.0 < middle:
            ordered.append(waiting.pop(0))
        ordered.append(item)
    return [*ordered, *waiting]


def _paragraphs(items: list[_Item], rtl: bool) -> list[Block]:
    sets = [one for item in items for one in item.lines]
    leading = _leading(sets)
    edges = (_left_margin(sets), _right_margin(sets))
    blocks: list[Block] = []
    held: list[_Set] = []

    def end() -> None:
        if held:
            blocks.append(Paragraph(tuple(s.line for s in _with_wraps(held, *edges, rtl))))
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


def _right_margin(sets: list[_Set]) -> float:
    """Where the text ends on the right: the furthest place at which two lines end, for a stamp or number may stand further out."""
    ends = sorted((s.pieces[-1].box[2] for s in sets), reverse=True)
    return next((a for a, b in itertools.pairwise(ends) if a - b <= 4.0), ends[0] if ends else 0.0)


def _left_margin(sets: list[_Set]) -> float:
    """Where the text begins on the left, in the same way."""
    starts = sorted(s.pieces[0].box[0] for s in sets)
    return next((a for a, b in itertools.pairwise(starts) if b - a <= 4.0), starts[0] if starts else 0.0)


def _leading(sets: list[_Set]) -> float:
    """The usual distance from line to line, in heights of type."""
    steps = [
        (b.bottom - a.bottom) / max(a.size, 1.0)
        for a, b in itertools.pairwise(sets)
        if 0 < b.bottom - a.bottom < 3.0 * a.size and 0.84 <= b.size / max(a.size, 1.0) <= 1.19
    ]
    steps.sort()
    return steps[len(steps) // 3] if steps else 1.2


def _goes_on(above: _Set, below: _Set, leading: float) -> bool:
    step = (below.bottom - above.bottom) / max(above.size, 1.0)
    if step < -0.5 or step > max(1.28 * leading, leading + 0.25):
        return False
    return 0.84 <= below.size / max(above.size, 1.0) <= 1.19


def _is_continued(above: _Set, below: _Set, edges: tuple[float, float], rtl: bool) -> bool:
    """True where a full line is followed, widely spaced as some notes are, by one that begins within a sentence."""
    text, following = above.line.text.rstrip(), below.line.text.lstrip()
    step = (below.bottom - above.bottom) / max(above.size, 1.0)
    if not (following[:1].islower() and text[-1:].isalpha() and 0 < step < _WIDE):
        return False
    if not 0.84 <= below.size / max(above.size, 1.0) <= 1.19:
        return False
    return _with_wraps([above, below], *edges, rtl)[0].line.wraps


def _with_wraps(sets: Sequence[_Set], left: float, right: float, rtl: bool) -> list[_Set]:
    """Says of lines that they wrap where the next line's first word would not have fitted."""
    marked = []
    for at, one in enumerate(sets):
        wraps = False
        following = sets[at + 1] if at + 1 < len(sets) else None
        if following is not None and following.bottom > one.bottom + 0.3 * one.size:
            first = following.pieces[-1 if rtl else 0]
            wide = first.whole.first if first.whole else first.box[2] - first.box[0]
            room = one.pieces[0].box[0] - left if rtl else right - one.pieces[-1].box[2]
            wraps = room < wide + 0.2 * one.size
        marked.append(one._replace(line=replace(one.line, wraps=wraps)) if wraps else one)
    return marked
