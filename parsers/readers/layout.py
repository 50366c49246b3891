"""The layout of a page: from words and drawn lines to paragraphs and tables in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from domain.submission import Box
from parsers.document import Block, Cell, FormField, Line, Table, union
from parsers.readers.columns import Run, runs
from parsers.readers.directions import is_rtl
from parsers.readers.grid import Grid, GridCell, Rule, grids
from parsers.readers.gutters import with_edges, with_narrow_gutters
from parsers.readers.lines import Piece, Row, rows_of, words_of
from parsers.readers.paragraphs import Item, SetLine, blocks_of, set_line, with_wraps
from parsers.readers.stacks import Level, stacked
from parsers.readers.stops import NEAR, split_at_stops


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
    if not rules and not fields and all(p.whole for p in pieces):
        # with nothing beside any line there is neither a column nor a table
        lines = sorted(pieces, key=lambda p: p.box[1] + p.box[3])
        return blocks_of([Item(0.0, 0.0, tuple([set_line((p,), page, rtl) for p in lines]))] if lines else [], rtl)
    rest = list(pieces)
    items: list[Item] = []
    for grid in grids(rules, 0.4 if scanned else 0.0):
        if grid.columns < 2:
            continue
        rest = _with_words_beside(rest, grid.box)
        inside = [p for p in rest if _in(p, grid.box)]
        table = _ruled(grid, inside, page, rtl)
        if table is not None:
            rest = [p for p in rest if not _in(p, grid.box)]
            items.append(Item(grid.box[1], grid.box[0], block=table))
    items.extend(_flow(rest, page, rtl, scanned))
    for form_field in fields:
        box = form_field.box or (0.0, 0.0, 0.0, 0.0)
        items.append(Item((box[1] + min(box[3], box[1] + 18)) / 2, box[0], block=form_field))
    return blocks_of(items, rtl)


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
    sets = [set_line([p for s in row for p in s.pieces], page, rtl) for row in rows_of(pieces)]
    if not sets:
        return ()
    padding = max(
        1.0,
        min(
            min(p.box[0] for s in sets for p in s.pieces) - place.box[0],
            place.box[2] - max(p.box[2] for s in sets for p in s.pieces),
        ),
    )
    return tuple(with_wraps(sets, place.box[0] + padding, place.box[2] - padding, rtl))


def _flow(pieces: list[Piece], page: int, rtl: bool, scanned: bool) -> list[Item]:
    rows = split_at_stops(_with_words_near_columns(rows_of(pieces)))
    items: list[Item] = []
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


def _plain(rows: Sequence[Row], page: int, rtl: bool) -> list[Item]:
    """Each segment is a line; segments of one row in reading order."""
    items = []
    for row in rows:
        for found in row[::-1] if rtl else row:
            one = set_line(found.pieces, page, rtl)
            items.append(Item(min(s.box[1] for s in row), found.box[0], (one,)))
    return items


def _in_columns(rows: Sequence[Row], run: Run, page: int, rtl_page: bool, scanned: bool) -> list[Item]:
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
                    lines.append(set_line(inside, page, rtl_page))
        return [Item(top, left, (one,)) for one in lines]
    places = [[tuple(p for s in row for p in s.pieces if run.column(p) == column) for column in order] for row in rows]
    levels = [_level(row) for row in places]
    cells = [
        [[set_line(here, page, rtl_page) for at in group if (here := places[at][column])] for column in order]
        for group in stacked(levels, columns - 1 if rtl else 0, exact=not scanned)
    ]
    edges = _edges(rows, run)
    made = tuple(
        tuple(Cell(tuple(with_wraps(cell, *edges[i], rtl))) for i, cell in _ordered(places, rtl)) for places in cells
    )
    return [Item(top, left, block=Table(made))]


def _level(places: Sequence[tuple[Piece, ...]]) -> Level:
    pieces = [p for inside in places for p in inside]
    middle = median((p.box[1] + p.box[3]) / 2 for p in pieces)
    return Level(middle, median(p.size for p in pieces), frozenset(c for c, inside in enumerate(places) if inside))


def _ordered(places: list[list[SetLine]], rtl: bool) -> list[tuple[int, list[SetLine]]]:
    numbered = list(enumerate(places))
    return numbered[::-1] if rtl else numbered


def _edges(rows: Sequence[Row], run: Run) -> list[tuple[float, float]]:
    edges = []
    for column in range(len(run.gutters) + 1):
        pieces = [p for row in rows for s in row for p in s.pieces if run.column(p) == column]
        box = union([p.box for p in pieces]) or (0.0, 0.0, 0.0, 0.0)
        edges.append((box[0], box[2]))
    return edges
