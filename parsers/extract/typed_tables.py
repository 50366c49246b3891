"""Tables that somebody typed into running text: cells parted by wide spaces, tabs or upright strokes, line below line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from parsers.document import Cell, Line, Paragraph, Table
from parsers.extract.titles import title_of
from parsers.words import label_of

_RULE = re.compile(r"\s*[|+]?(?:[-=_:─═┼+|\s]){3,}\s*")
"""A line that only rules off the row above it."""
_BORDERED = re.compile(r"\s*\|.*\|\s*")
_CELL = re.compile(r"\S+(?:\s\S+)*")
"""Words that no wide space parts."""
_FEWEST_COLUMNS = 3
_FEWEST_LABELS = 3
"""Labels of a first column, where no first row is one of labels."""
_MOSTLY = 0.6
_STOP = 2
"""Characters by which cells of one column may begin apart."""

_Placed = list[tuple[int, str]]


def with_tables(paragraph: Paragraph, languages: Sequence[str]) -> list[Paragraph | Table]:
    """The paragraph with each typed table in it as a table; lines that are no rows stay as they are."""
    kept: list[Paragraph | Table] = []
    at = 0
    while at < len(paragraph.lines):
        end, table = _table_at(paragraph.lines[at:], languages)
        if table is not None:
            kept.append(replace(table, region=paragraph.region))
            at += end
            continue
        last = kept[-1] if kept else None
        if isinstance(last, Paragraph):
            kept[-1] = replace(last, lines=(*last.lines, paragraph.lines[at]))
        else:
            kept.append(replace(paragraph, lines=(paragraph.lines[at],)))
        at += 1
    return kept


def _table_at(lines: Sequence[Line], languages: Sequence[str]) -> tuple[int, Table | None]:
    """The table with which the lines begin, and how many of them it takes."""
    for rows, taken in (_by_strokes(lines), _by_spaces(lines)):
        if len(rows) > 1 and _asks(rows, languages):
            cells = (tuple(Cell((Line(text),) if text else ()) for text in row) for row in rows)
            return taken, Table(tuple(cells))
    return 0, None


def _by_strokes(lines: Sequence[Line]) -> tuple[list[list[str]], int]:
    """Rows whose cells are parted by strokes or tabs, all as many; and the lines that they take."""
    rows: list[list[str]] = []
    taken = 0
    for line in lines:
        if _RULE.fullmatch(line.text) and len(line.text.strip()) > 2:
            if not rows and taken:
                break
            taken += 1
            continue
        cells = _cells(line.text)
        if cells is None or (rows and len(cells) != len(rows[0])):
            break
        rows.append(cells)
        taken += 1
    return rows, taken


def _cells(text: str) -> list[str] | None:
    sign = "|" if text.count("|") >= text.count("\t") else "\t"
    bordered = sign == "|" and _BORDERED.fullmatch(text) is not None
    inner = text.strip().strip("|") if bordered else text.rstrip("\n")
    cells = [cell.strip() for cell in inner.split(sign)]
    return cells if len(cells) >= _FEWEST_COLUMNS or (bordered and len(cells) > 1) else None


def _by_spaces(lines: Sequence[Line]) -> tuple[list[list[str]], int]:
    """Rows whose cells are parted by wide spaces; a row that lacks some, or goes on below, is told by where its cells begin."""
    first = _placed(lines[0].text)
    stops = [0, *(start for start, _ in first)] if first and first[0][0] > _STOP else [start for start, _ in first]
    if len(stops) < _FEWEST_COLUMNS:
        return [], 0
    rows: list[list[str]] = []
    taken = 0
    for line in lines:
        if rows and _RULE.fullmatch(line.text):
            taken += 1
            continue
        placed = _placed(line.text)
        if len(placed) == len(stops) and placed[0][0] <= _STOP:
            rows.append([text for _, text in placed])
        else:
            columns = [_column(start, stops) for start, _ in placed]
            if None in columns or len(set(columns)) < len(columns) or (len(columns) == 1 and not columns[0]):
                break
            row = [""] * len(stops)
            for column, (_, text) in zip(columns, placed, strict=True):
                row[column or 0] = text
            if row[0] or not rows:
                rows.append(row)
            else:
                rows[-1] = [f"{above} {below}".strip() for above, below in zip(rows[-1], row, strict=True)]
        taken += 1
    return rows, taken


def _placed(text: str) -> _Placed:
    return [(cell.start(), cell[0]) for cell in _CELL.finditer(text.expandtabs())]


def _column(start: int, stops: Sequence[int]) -> int | None:
    return next((n for n, stop in enumerate(stops) if abs(stop - start) <= _STOP), None)


def _asks(rows: Sequence[Sequence[str]], languages: Sequence[str]) -> bool:
    """True where the first row or the first column is one of labels, as every table of particulars has."""
    head = [cell for cell in rows[0] if cell]
    told = [cell for cell in head if label_of(cell, languages) or title_of(cell, languages)]
    if len(told) > 1 and len(told) >= _MOSTLY * len(head):
        return True
    column = list(_labels(rows, languages))
    return len(column) >= _FEWEST_LABELS and len(column) >= _MOSTLY * len(rows)


def _labels(rows: Sequence[Sequence[str]], languages: Sequence[str]) -> Iterator[str]:
    return (row[0] for row in rows if row[0] and label_of(row[0].rstrip(" :："), languages))
