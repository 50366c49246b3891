"""Two forms that stand beside one another and drift apart: a title over each column, below it its labels and values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from parsers.claims import Source
from parsers.document import Block, Cell, Line, Paragraph, Table
from parsers.extract.context import Context
from parsers.extract.grids import Grid
from parsers.extract.heads import answers_in
from parsers.extract.items import CONTACT_CODES, Answer, Break, Heading, Item
from parsers.extract.lines import items_of
from parsers.extract.titles import Title, title_of
from parsers.words import label_at_head, label_of

_FEWEST = 3
"""Labels that each column has of its own at least."""
_COLUMNS = 2
_EXACT = 2.0
"""Points by which lines of one column may begin apart."""
_ROOM = 40.0
"""Points by which a line may be longer than those above it in its column."""


def stands_drifting(grid: Grid, context: Context) -> bool:
    """True where each column has a role over it and labels of its own, which do not all stand beside the other's."""
    if grid.width < 2 or len(grid.rows) < _FEWEST:
        return False
    titles = [title_of(cell.text, context.languages) for cell in grid.rows[0]]
    if not all(title and title.roles for title in titles):
        return False
    columns = [[_is_label(line, context) for line in _lines(grid, c)] for c in range(grid.width)]
    if any(sum(labels) < _FEWEST for labels in columns):
        return False
    asked = [{_asked(grid, n, c, context) for c in range(grid.width)} for n in range(1, len(grid.rows))]
    # a row that asks nothing goes on with what stands above it
    return any(len(row) > 1 or row == {()} for row in asked) or any(
        _is_label(line, context) for row in grid.cells[1:] for cell in row for line in cell.lines[1:]
    )


def drifting_forms_of(grid: Grid, path: str, context: Context, recognised: bool, source: Source) -> Iterator[Item]:
    """The items of such forms, one after the other; the last one stays open for what stands below them."""
    for column in range(grid.width):
        if column:
            yield Break()
        head = grid.rows[0][column]
        if title := title_of(head.text, context.languages):
            yield Heading(head, title, source)
        yield from items_of([Paragraph(_lines(grid, column))], path, context, source, recognised)


def stands_apart(grid: Grid, context: Context) -> list[int] | None:
    """The columns over which roles stand whose forms below have rows of their own, so that hardly any stand side by side; None
    for other tables."""
    places = [c for c, cell in enumerate(grid.rows[0]) if cell]
    titles = [title_of(grid.rows[0][c].text, context.languages) for c in places]
    if len(places) < _COLUMNS or not all(title and title.roles for title in titles):
        return None
    most = 0
    for low, high in _spans(grid, places):
        pairs = [cells for n in range(1, len(grid.rows)) if (cells := _filled(grid, n, low, high))]
        asked = sum(1 for n, c in (cells[0] for cells in pairs) if grid.asks(n, c))
        if len(pairs) < _FEWEST or any(len(cells) != _COLUMNS for cells in pairs) or not asked:
            return None
        most = max(most, asked)
    return places if most >= _FEWEST else None


def forms_apart(grid: Grid, places: list[int], context: Context, source: Source) -> Iterator[Item]:
    """The items of such forms, one after the other."""
    for (low, high), place in zip(_spans(grid, places), places, strict=True):
        head = grid.rows[0][place]
        yield Heading(head, title_of(head.text, context.languages) or Title(()), source)
        for n in range(1, len(grid.rows)):
            for row, column in _filled(grid, n, low, high)[:1]:
                value = grid.rows[row][_filled(grid, n, low, high)[1][1]]
                if (label := grid.label(row, column)) is not None:
                    yield from answers_in(Answer(label, grid.rows[row][column], value, source), context)
        yield Break()


def _spans(grid: Grid, places: list[int]) -> list[tuple[int, int]]:
    """From which column to which each form stands."""
    return list(pairwise([*places, grid.width]))


def _filled(grid: Grid, row: int, low: int, high: int) -> list[tuple[int, int]]:
    return [(row, c) for c in range(low, high) if grid.rows[row][c]]


def with_tails(blocks: Sequence[Block], context: Context) -> list[Block]:
    """The blocks, each such table with the lines below it that go on with one of its columns where the others have ended."""
    joined: list[Block] = []
    for block in blocks:
        above = joined[-1] if joined else None
        if isinstance(block, Paragraph) and isinstance(above, Table) and block.region == "body":
            column = _column_below(above, block, context)
            if column is not None:
                tail = tuple(Cell(block.lines) if c == column else Cell() for c in range(len(above.rows[0])))
                joined[-1] = replace(above, rows=(*above.rows, tail))
                continue
        if isinstance(block, Paragraph) and isinstance(above, Paragraph) and (own := _stands_beside(above, block)):
            joined[-1] = replace(above, lines=(*above.lines, *block.lines[own:]))
            joined.append(replace(block, lines=block.lines[:own]))
        else:
            joined.append(block)
    return joined


def _stands_beside(left: Paragraph, right: Paragraph) -> int | None:
    """From which line on the right one of two columns of a page goes on below the left one; None where it does not."""
    boxes = [line.box for line in right.lines]
    beside = [line.box for line in left.lines]
    if not (boxes and beside and boxes[0] and beside[0]) or right.lines[0].page != left.lines[0].page:
        return None
    if abs(boxes[0][1] - beside[0][1]) > _EXACT or boxes[0][0] <= beside[0][0]:
        return None
    back = next((n for n, box in enumerate(boxes) if box and box[2] < boxes[0][0]), None)
    below = back and all(box and abs(box[0] - beside[0][0]) <= _EXACT and box[2] < boxes[0][0] for box in boxes[back:])
    return back if below else None


def _column_below(table: Table, below: Paragraph, context: Context) -> int | None:
    """The column of forms beside one another under which the paragraph goes on, beginning with a label."""
    heads = [title_of(cell.text, context.languages) for cell in table.rows[0]] if table.rows else []
    if len(heads) < _COLUMNS or not all(head and head.roles for head in heads):
        return None
    if not _is_label(below.lines[0], context) and not any(_is_label(line, context) for line in _last(table)):
        return None
    boxes = [[line.box for row in table.rows for line in row[c].lines if line.box] for c in range(len(heads))]
    own = [line.box for line in below.lines if line.box]
    if not all(boxes) or len(own) < len(below.lines) or any(line.page != below.lines[0].page for line in _last(table)):
        return None
    spans = [(min(box[0] for box in column), max(box[2] for box in column)) for column in boxes]
    left, right = min(box[0] for box in own), max(box[2] for box in own)
    under = [c for c, span in enumerate(spans) if span[0] - _EXACT <= left and right <= span[1] + _ROOM]
    beside = [c for c, span in enumerate(spans) if left < span[1] and span[0] < right]
    return under[0] if len(under) == 1 and under == beside else None


def _last(table: Table) -> list[Line]:
    return [cell.lines[-1] for cell in table.rows[-1] if cell.lines]


def _asked(grid: Grid, row: int, column: int, context: Context) -> tuple[str, ...]:
    """What a cell asks, with its answer behind the label or without."""
    text = grid.rows[row][column].text
    label = grid.label(row, column)
    head = label_at_head(text, context.languages) if label is None and text else None
    return label.codes if label else head[0].codes if head else ()


def _lines(grid: Grid, column: int) -> tuple[Line, ...]:
    return tuple(line for row in grid.cells[1:] for line in row[column].lines)


def _is_label(line: Line, context: Context) -> bool:
    head = label_at_head(line.text, context.languages)
    label = label_of(line.text.strip(" :："), context.languages) or (head[0] if head else None)
    return label is not None and bool(set(label.codes) & CONTACT_CODES)
