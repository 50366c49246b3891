"""Tables without rules, a row for each contact, whose cells were broken over lines that became rows: put together again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from parsers.document import Cell, Line, Table
from parsers.extract.anchors import anchors
from parsers.extract.context import Context
from parsers.extract.grammar import UNFINISHED
from parsers.extract.titles import title_of
from parsers.words import Label, label_of

_HIGHEST = 3
"""Rows among which the row of labels stands."""
_FEWEST_LABELS = 3
_CLOSE = 2.2
"""Heights of type from one line of a cell to the next, at most."""
_CLEARLY = 0.85
"""Share of the distance between contacts that lines of one contact stand apart at most, where that alone tells them."""
_WHOLE_NUMBER = 7
"""Figures of the shortest telephone number."""
_NUMBERS = frozenset({"phone", "mobile", "fax"})
_Row = tuple[Cell, ...]


def with_wrapped_rows(table: Table, context: Context) -> Table:
    """The table with one row for each contact, where rows without an address or number of their own go on the one above; any
    other table as it is."""
    if any(line.box is None or not line.size for row in table.rows for cell in row for line in cell.lines):
        return table
    for at in range(min(_HIGHEST, len(table.rows))):
        for heads in (table.rows[at : at + 1], table.rows[at : at + 2]):
            asked = _asked(heads, context)
            below = table.rows[at + len(heads) :]
            if asked and len(whole := _joined(below, asked, context)) < len(below):
                return replace(table, rows=(*table.rows[:at], _in_one(heads), *whole))
    return table


def _asked(heads: Sequence[_Row], context: Context) -> dict[int, Label]:
    """What the columns below a row of labels ask, which may be broken over two; empty where they ask no names and addresses."""
    row = _in_one(heads)
    if len(heads) > 1 and not 0 < _distance(heads[0], heads[1]) <= _CLOSE * (_size(heads[1]) or 0.0):
        return {}
    asked = {c: label for c, cell in enumerate(row) if (label := label_of(_text(cell), context.languages))}
    codes = {label.codes[0] for label in asked.values()}
    return asked if len(asked) >= _FEWEST_LABELS and {"name", "email"} <= codes else {}


def _in_one(rows: Sequence[_Row]) -> _Row:
    return tuple(
        replace(cells[0], lines=tuple(line for c in cells for line in c.lines)) for cells in zip(*rows, strict=True)
    )


def _text(cell: Cell) -> str:
    return cell.text.replace("\n", " ")


def _size(row: _Row) -> float:
    return median([line.size or 0.0 for cell in row for line in cell.lines] or [0.0])


def _joined(rows: Sequence[_Row], asked: dict[int, Label], context: Context) -> list[_Row]:
    opened = [n for n, row in enumerate(rows) if _is_reached(row, asked)]
    apart = [_distance(rows[n - 1], rows[n]) for n in opened if n]
    usual = median(apart) if apart else 0.0
    kept: list[_Row] = []
    for n, row in enumerate(rows):
        if kept and n not in opened and _goes_on(rows[n - 1], kept[-1], row, asked, usual, context):
            kept[-1] = _in_one((kept[-1], row))
        else:
            kept.append(row)
    return kept


def _goes_on(above: _Row, contact: _Row, row: _Row, asked: dict[int, Label], usual: float, context: Context) -> bool:
    """True for a row close below a contact's that only has the rest of cells above it, and shows it by a word."""
    filled = [c for c, cell in enumerate(row) if cell.lines]
    distance = _distance(above, row)
    if not filled or not 0 < distance <= _CLOSE * _size(row) or any(cell.spanned for cell in row):
        return False
    if not _is_reached(contact, asked) or not all(contact[c].lines for c in filled):
        return False
    if len(filled) == 1 and title_of(row[filled[0]].text, context.languages):
        return False
    names = [c for c in filled if c in asked and asked[c].codes[0] == "name"]
    if any(anchors(row[c].text, context)[:1] == [0] for c in names):
        return False
    parts = (_is_rest(contact[c].text, row[c].text, asked.get(c)) for c in filled)
    return not names or any(parts) or (usual > 0 and distance < _CLEARLY * usual)


def _is_rest(above: str, text: str, label: Label | None) -> bool:
    """True for a text that cannot begin what a cell tells: the rest of an address or number, or of words left unfinished."""
    if label is not None and label.codes[0] == "email":
        return "@" not in text
    if label is not None and label.codes[0] in _NUMBERS:
        return len(re.findall(r"\d", text)) < _WHOLE_NUMBER
    return text[:1].islower() or UNFINISHED.search(above) is not None


def _is_reached(row: _Row, asked: dict[int, Label]) -> bool:
    """True for a row with an address, or a whole number, where they are asked for."""
    told = {c: cell.text for c, cell in enumerate(row) if c in asked}
    if any("@" in text for c, text in told.items() if asked[c].codes[0] == "email"):
        return True
    numbers = (text for c, text in told.items() if asked[c].codes[0] in _NUMBERS)
    return any(len(re.findall(r"\d", text)) >= _WHOLE_NUMBER for text in numbers)


def _distance(above: _Row, below: _Row) -> float:
    """From the last line of one row to the first of the next; 0 where they stand on two pages."""
    last = [line for cell in above for line in cell.lines[-1:]]
    first = [line for cell in below for line in cell.lines[:1]]
    if not last or not first or last[0].page != first[0].page:
        return 0.0
    return min(map(_middle, first)) - max(map(_middle, last))


def _middle(line: Line) -> float:
    return (line.box[1] + line.box[3]) / 2 if line.box else 0.0
