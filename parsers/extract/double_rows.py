"""Tables in which each contact fills two rows or three, under as many rows of labels: laid out in one row each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parsers.document import Cell, Table
from parsers.extract.context import Context
from parsers.extract.titles import title_of
from parsers.fields.emails import find_emails
from parsers.fold import fold
from parsers.words import Label, label_of

_HIGHEST = 4
"""Rows among which the first row of labels stands."""
_MOST = 3
"""Rows of one contact, at most."""
_FEWEST_LABELS = 2
_MOSTLY = 0.75
_FEWEST_FIGURES = 5
_Row = tuple[Cell, ...]


def with_rows_together(table: Table, context: Context) -> Table:
    """The table with a row for each contact, where rows of labels tell that each has several; as it is for any other."""
    if len({len(row) for row in table.rows}) != 1:
        return table
    for at in range(min(_HIGHEST, len(table.rows))):
        for count in range(_MOST, 1, -1):
            heads = table.rows[at : at + count]
            labels = [_labels(row, context) for row in heads]
            if len(heads) == count and all(labels) and not _repeat(heads):
                rows = _laid_out(table.rows[at:], count, labels, context)
                if rows is not None:
                    blank = tuple(Cell() for _ in range(len(rows[0]) - len(table.rows[0])))
                    return replace(table, rows=(*((*row, *blank) for row in table.rows[:at]), *rows))
    return table


def _labels(row: _Row, context: Context) -> dict[int, Label]:
    """What the cells of a row of labels ask; empty for any other row."""
    filled = [c for c, cell in enumerate(row) if cell.text.strip()]
    asked = {c: label for c in filled if (label := label_of(row[c].text, context.languages))}
    return asked if len(asked) >= max(_FEWEST_LABELS, _MOSTLY * len(filled)) else {}


def _repeat(rows: Sequence[_Row]) -> bool:
    """True where one row of labels says what another has said, as heads of several tables below one another do."""
    said = [fold(cell.text) for row in rows for cell in row if cell.text.strip()]
    return len(set(said)) < len(said)


def _laid_out(
    rows: Sequence[_Row], count: int, labels: Sequence[dict[int, Label]], context: Context
) -> list[_Row] | None:
    """The rows of labels as one, and below it each contact's as one; None where they are not laid out so."""
    used = [[c for c, cell in enumerate(row) if cell.text.strip()] for row in rows[:count]]
    out = [_in_one(rows[:count], used)]
    width = len(out[0])
    at = contacts = 0
    below = [row for row in rows[count:] if any(cell.text.strip() for cell in row)]
    while at < len(below):
        filled = [cell for cell in below[at] if cell.text.strip()]
        if len(filled) == 1 and title_of(filled[0].text, context.languages):
            out.append((*below[at], *(Cell() for _ in range(width - len(below[at]))))[:width])
            at += 1
            continue
        group = below[at : at + count]
        if len(group) < count or not all(map(_fits, group, used, labels)):
            return None
        out.append(_in_one(group, used))
        at, contacts = at + count, contacts + 1
    return out if contacts and width >= len(rows[0]) else None


def _in_one(rows: Sequence[_Row], used: Sequence[Sequence[int]]) -> _Row:
    return tuple(row[c] for row, columns in zip(rows, used, strict=True) for c in columns)


def _fits(row: _Row, used: Sequence[int], labels: dict[int, Label]) -> bool:
    """True where a row holds nothing but answers to its labels: addresses and numbers stand where they are asked for."""
    if any(cell.text.strip() and c not in used for c, cell in enumerate(row)):
        return False
    for c, label in labels.items():
        text, codes = row[c].text, set(label.codes)
        if not text.strip():
            continue
        number = len(re.findall(r"\d", text)) >= _FEWEST_FIGURES
        if (bool(find_emails(text)) and "email" not in codes) or ("email" in codes and number and "@" not in text):
            return False
        if number and "@" not in text and not codes & {"phone", "mobile", "fax", "extension"}:
            return False
    return True
