"""Tables that somebody typed into running text: cells parted by wide spaces, tabs or upright strokes, line below line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from parsers.document import Block, Cell, Document, Format, Line, Paragraph, Table
from parsers.extract.titles import title_of
from parsers.words import label_of

_RULE = re.compile(r"\s*[|+]?(?:[-=_:─═┼+|\s]){3,}\s*")
"""A line that only rules off the row above it."""
_BORDERED = re.compile(r"\s*\|.*\|\s*")
_CELL = re.compile(r"\S+(?:\s\S+)*")
"""Words that no wide space parts."""
_PLAIN: tuple[Format, ...] = ("text", "html")
_PROCESSED: tuple[Format, ...] = ("docx", "odt", "doc", "rtf")
_REGIONS = ("body", "textbox")
_TABS = re.compile(r"\t+")
"""In a word processor as many tabs as it takes to reach the column."""
_FEWEST_COLUMNS = 3
_FEWEST_LABELS = 3
"""Labels of a first column, where no first row is one of labels."""
_MOSTLY = 0.6
_LONG = 60
"""Lines of one make that ask for nothing are passed together from here on, for each could be looked at as the first."""
_STOP = 2
"""Characters by which cells of one column may begin apart."""

_Placed = list[tuple[int, str]]


def with_typed_tables(document: Document, languages: Sequence[str]) -> Document:
    """The document with each table that was typed into its body as a table; lines that are no rows stay as they are.

    In files of word processors and in HTML every line may be a paragraph; in the former only tabs and strokes part cells."""
    if document.format not in (*_PLAIN, *_PROCESSED):
        return document
    pages = (
        replace(page, blocks=tuple(_with_tables(page.blocks, document.format, languages))) for page in document.pages
    )
    return replace(document, pages=tuple(pages))


def _with_tables(blocks: Sequence[Block], form: Format, languages: Sequence[str]) -> Iterator[Block]:
    parted = form in _PROCESSED
    joined = form != "text"
    for mark, together in groupby(blocks, lambda block: _run_of(block, joined)):
        if mark is None:
            yield from together
            continue
        run = [block for block in together if isinstance(block, Paragraph)]
        yield from _in_run(run, parted, languages)


def _run_of(block: Block, joined: bool) -> object:
    """What the paragraphs have in common over which one table may go; None for a block that holds none."""
    if not isinstance(block, Paragraph) or not block.lines or block.region not in _REGIONS:
        return None
    return block.region if joined else id(block)


def _in_run(run: Sequence[Paragraph], parted: bool, languages: Sequence[str]) -> Iterator[Paragraph | Table]:
    owners = [paragraph for paragraph in run for _ in paragraph.lines]
    lines = [line for paragraph in run for line in paragraph.lines]
    left: list[int] = []
    at = 0
    while at < len(lines):
        taken, table = _table_at(lines, at, parted, languages)
        if table is None:
            passed = taken if taken > _LONG else 1
            left.extend(range(at, at + passed))
            at += passed
            continue
        yield from _paragraphs(left, owners, lines)
        left = []
        yield replace(table, region=owners[at].region)
        at += taken
    yield from _paragraphs(left, owners, lines)


def _paragraphs(left: Sequence[int], owners: Sequence[Paragraph], lines: Sequence[Line]) -> Iterator[Paragraph]:
    """The lines in the paragraphs in which they stood."""
    for _, some in groupby(left, lambda at: id(owners[at])):
        places = list(some)
        yield replace(owners[places[0]], lines=tuple(lines[at] for at in places))


def _table_at(lines: Sequence[Line], at: int, parted: bool, languages: Sequence[str]) -> tuple[int, Table | None]:
    """The table that begins at a line, and how many lines it takes; where it asks for nothing, how many are its like."""
    most = 0
    for rows, taken in (_by_strokes(lines, at, parted), ([], 0) if parted else _by_spaces(lines, at)):
        most = max(most, taken)
        if len(rows) > 1 and _asks(rows, languages):
            cells = (tuple(Cell((Line(text),) if text else ()) for text in row) for row in rows)
            return taken, Table(tuple(cells))
    return most, None


def _by_strokes(lines: Sequence[Line], at: int, parted: bool) -> tuple[list[list[str]], int]:
    """Rows whose cells are parted by strokes or tabs, all as many; and the lines that they take."""
    rows: list[list[str]] = []
    taken = 0
    for line in (lines[n] for n in range(at, len(lines))):
        if _RULE.fullmatch(line.text) and len(line.text.strip()) > 2:
            if not rows and taken:
                break
            taken += 1
            continue
        cells = _cells(_TABS.sub("\t", line.text) if parted else line.text)
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


def _by_spaces(lines: Sequence[Line], at: int) -> tuple[list[list[str]], int]:
    """Rows whose cells are parted by wide spaces; a row that lacks some, or goes on below, is told by where its cells begin."""
    first = _placed(lines[at].text)
    stops = [0, *(start for start, _ in first)] if first and first[0][0] > _STOP else [start for start, _ in first]
    if len(stops) < _FEWEST_COLUMNS:
        return [], 0
    rows: list[list[str]] = []
    taken = 0
    for line in (lines[n] for n in range(at, len(lines))):
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
