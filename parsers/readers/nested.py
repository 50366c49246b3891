"""Tables within cells, laid out as one with the table around them: what stands beside or above them still does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from parsers.document import Block, Cell, Paragraph, Table

_LONG = 160
"""Characters from which a cell is running text, and the table around it arranges a page."""
_NARROWEST = 2
"""Columns of a table within a cell that is more than a frame."""


def whole_table(rows: Sequence[Sequence[Cell]], blocks: Mapping[tuple[int, int], Sequence[Block]]) -> Table | None:
    """The table with the tables within its cells as rows of its own; `blocks` tells by row and column what a cell holds.

    A table within stands below the cells beside it, several of one row side by side. None where the table arranges a page:
    where cells hold running text, several tables, text behind a table, or nothing beside one."""
    inner = {place: found for place, held in blocks.items() if (found := _only_table(held)) is not None}
    widest = max((len(row) for row in rows), default=0)
    if not inner or widest < _NARROWEST or any(_arranges(held) for held in blocks.values()):
        return None
    if not all(_is_told(row, [c for r, c in inner if r == n]) for n, row in enumerate(rows)):
        return None
    beside = any(sum(1 for r, _ in inner if r == n) > 1 for n in range(len(rows)))
    widths = [max([1, *(_width(t) for (_, at), t in inner.items() if at == c and beside)]) for c in range(widest)]
    width = max([sum(widths), *(_width(table) for table in inner.values())])
    laid: list[tuple[Cell, ...]] = []
    for n, row in enumerate(rows):
        spread = [part for c, cell in enumerate(row) for part in (cell, *(Cell() for _ in range(widths[c] - 1)))]
        if any(cell.lines for cell in spread):
            laid.append(_padded(spread, width))
        within = {c: table for (r, c), table in inner.items() if r == n}
        for k in range(max((len(table.rows) for table in within.values()), default=0)):
            parts: list[Cell] = []
            for c, table in sorted(within.items()):
                offset = sum(widths[:c]) if beside else 0
                parts.extend(Cell() for _ in range(offset - len(parts)))
                parts.extend(table.rows[k] if k < len(table.rows) else ())
            laid.append(_padded(parts, width))
    return Table(tuple(laid))


def laid_out(rows: Sequence[Sequence[Cell]], blocks: Mapping[tuple[int, int], Sequence[Block]]) -> Iterator[Block]:
    """What a word processor's table says: one table with those within it, the blocks within a frame of one column, or the table
    and behind it those that stood in its cells."""
    width = max((len(row) for row in rows), default=0)
    if (whole := whole_table(rows, blocks)) is not None:
        yield whole
        return
    if width == 1:
        for held in blocks.values():
            yield from _joined(held)
        return
    if any(cell.lines for row in rows for cell in row):
        yield Table(tuple(_padded(row, width) for row in rows))
    yield from (block for held in blocks.values() for block in held if isinstance(block, Table))


def _joined(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks of a frame, the text between its tables as one paragraph."""
    for text, group in groupby(blocks, lambda block: isinstance(block, Paragraph)):
        if text:
            yield Paragraph(tuple(line for block in group if isinstance(block, Paragraph) for line in block.lines))
        else:
            yield from group


def _only_table(held: Sequence[Block]) -> Table | None:
    return next((block for block in held if isinstance(block, Table)), None)


def _width(table: Table) -> int:
    return max((len(row) for row in table.rows), default=0)


def _arranges(held: Sequence[Block]) -> bool:
    """True for what no cell of a table of particulars holds."""
    tables = [at for at, block in enumerate(held) if isinstance(block, Table)]
    text = sum(len(block.text) for block in held if isinstance(block, Paragraph))
    behind = bool(tables) and tables[0] < len(held) - 1
    narrow = any(_width(block) < _NARROWEST for block in held if isinstance(block, Table))
    return text > _LONG or behind or narrow


def _is_told(row: Sequence[Cell], columns: Sequence[int]) -> bool:
    """True for a row without tables, and for one where text stands beside or above them or they stand beside one another."""
    return not columns or len(columns) > 1 or any(cell.lines for cell in row)


def _padded(cells: Sequence[Cell], width: int) -> tuple[Cell, ...]:
    return (*cells, *(Cell() for _ in range(width - len(cells))))
