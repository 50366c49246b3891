"""Rows of RTF's tables, whose cells know no columns but their right edges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from parsers.document import Block, Cell, Line, Paragraph, Table


@dataclass
class Row:
    """The right edges of a row's cells in twips, and which cells go on from the cell before."""

    edges: list[int] = field(default_factory=list)
    merged: list[bool] = field(default_factory=list)
    goes_on: bool = False


def blocks_of(rows: Sequence[tuple[Row, list[tuple[Line, ...]]]], region: str) -> list[Block]:
    """The rows, with the lines of their cells, as one table; as paragraphs where there is but one column."""
    edges = sorted({edge for row, _ in rows for edge in row.edges})
    columns = [edge for edge, before in zip(edges, [-(10**9), *edges], strict=False) if edge - before > 40]
    width = max(len(columns), *(len(cells) for _, cells in rows))
    table: list[tuple[Cell, ...]] = []
    for row, cells in rows:
        placed = [Cell(spanned=True)] * width if columns else [Cell()] * width
        for at, lines in enumerate(cells):
            left = row.edges[at - 1] if 0 < at <= len(row.edges) else -(10**9)
            place = sum(1 for edge in columns if edge <= left + 40) if columns and at < len(row.edges) else at
            merged = at < len(row.merged) and row.merged[at] and not lines
            placed[min(place, width - 1)] = Cell(spanned=True) if merged else Cell(lines)
        table.append(tuple(placed))
    if width == 1:
        return [Paragraph(cell.lines) for row_ in table for cell in row_ if cell.lines]
    if any(cell.lines for row_ in table for cell in row_):
        return [Table(tuple(table), region)]  # type: ignore[arg-type]
    return []
