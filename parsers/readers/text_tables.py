"""Tables typed with spaces, tabs or strokes, in text that knows no other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from parsers.document import Block, Cell, Line, Paragraph, Table

_TAB = 8
_CELL = re.compile(r"\S+(?: \S+)*")
"""Words with single spaces between them."""
_FEWEST_ROWS = 3
_FEWEST_COLUMNS = 3
_NEAR = 2
"""Characters by which cells of one column may begin apart."""
_RULE = re.compile(r"[\s|+=_:—–-]{5,}")


@dataclass(frozen=True, slots=True)
class _Typed:
    """A cell of a line: where it begins, in characters, and its text."""

    start: int
    text: str


def with_tables(blocks: Iterable[Block]) -> Iterator[Block]:
    """The same blocks, with each paragraph that is a table of at least three columns as such; two columns stay lines, which are
    labels with their values."""
    for block in blocks:
        table = (_ruled(block) or _table(block)) if isinstance(block, Paragraph) else None
        yield table or block


def _ruled(paragraph: Paragraph) -> Table | None:
    """The table of lines that all have as many strokes, or as many tabs, between their cells."""
    lines = [line.text for line in paragraph.lines if not _RULE.fullmatch(line.text)]
    for mark in "|\t":
        rows = [[cell.strip() for cell in _bare(line, mark).split(mark)] for line in lines]
        framed = mark == "|" and all(line.lstrip().startswith(mark) for line in lines)
        least = _FEWEST_COLUMNS - 1 if framed else _FEWEST_COLUMNS
        if len(rows) > 1 and len(rows[0]) >= least and len({len(row) for row in rows}) == 1:
            return Table(
                tuple(tuple(Cell((Line(cell),)) if cell else Cell() for cell in row) for row in rows), paragraph.region
            )
    return None


def _bare(line: str, mark: str) -> str:
    """The line without the strokes that frame it."""
    return line.strip().removeprefix(mark).removesuffix(mark) if mark == "|" else line


def _table(paragraph: Paragraph) -> Table | None:
    lines = [line.text.expandtabs(_TAB) for line in paragraph.lines if not _RULE.fullmatch(line.text)]
    typed = [[_Typed(m.start(), m[0]) for m in _CELL.finditer(line)] for line in lines]
    columns = _columns(typed)
    if len(columns) < _FEWEST_COLUMNS or sum(len(row) > 1 for row in typed) < _FEWEST_ROWS:
        return None
    rows: list[list[list[str]]] = []
    for row in typed:
        places = [_column(cell.start, columns) for cell in row]
        if None in places:
            return None
        if 0 in places or not rows or (len(rows) == 1 and not rows[0][0]):
            rows.append([[] for _ in columns])
        for place, cell in zip(places, row, strict=True):
            rows[-1][place or 0].append(cell.text)
    if any(sum(1 for cell in row if cell) < 2 for row in rows):
        return None
    return Table(
        tuple(tuple(Cell(tuple(Line(text) for text in cell)) for cell in row) for row in rows), paragraph.region
    )


def _columns(typed: Sequence[Sequence[_Typed]]) -> list[int]:
    """Where at least half of the rows begin a cell, from left to right."""
    starts = sorted(cell.start for row in typed for cell in row)
    columns: list[int] = []
    for start in starts:
        if columns and start - columns[-1] <= _NEAR:
            continue
        if 2 * sum(1 for other in starts if 0 <= other - start <= _NEAR) > len(typed):
            columns.append(start)
    return columns


def _column(start: int, columns: Sequence[int]) -> int | None:
    return next((at for at, column in enumerate(columns) if 0 <= start - column <= _NEAR), None)
