"""Fillable fields in columns: a column for each contact, its title above, and what is asked printed once, before the first."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from domain.submission import Box
from parsers.document import FormField, Line
from parsers.extract.context import Context
from parsers.extract.titles import title_of
from parsers.words import label_of

_FEWEST = 3
"""Rows that such columns have at least."""
_EXACT = 3.0
"""Points by which the fields of a column may begin apart, and the middles of those in a row lie apart."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of a page: `above` and `below` stand outside, `columns` hold one contact's title and fields each, all labelled."""

    above: list[FormField | Line]
    columns: list[list[FormField | Line]]
    below: list[FormField | Line]

    def entries(self) -> list[FormField | Line]:
        """All of the page, one column after the other."""
        return [*self.above, *(entry for column in self.columns for entry in column), *self.below]


def columns_of(entries: Sequence[FormField | Line], context: Context) -> Columns | None:
    """The page in columns, None where its fields do not stand in such ones; `entries` are in the page's order, with boxes."""
    rows = _rows([entry for entry in entries if isinstance(entry, FormField)])
    grid = _grid(rows)
    if len(grid) < _FEWEST or (asking := _asking(grid, context)) is None:
        return None
    top, bottom = min(_box(f)[1] for f in grid[0]), max(_box(f)[3] for f in grid[-1])
    own = {id(field) for row in grid for field in row}
    within = [e for e in entries if isinstance(e, FormField) and id(e) not in own and top < _middle(_box(e)) < bottom]
    boxes = [_boxes_below(grid[0], place, within) for place in range(len(grid[0]))]
    if sum(map(len, boxes)) < len(within):
        return None
    labels = [row[asking].label for row in grid]
    columns: list[list[FormField | Line]] = []
    taken: set[int] = {id(field) for field in within}
    for place in range(len(grid[0])):
        fields = [replace(row[place], label=label) for row, label in zip(grid, labels, strict=True)]
        head = _head(grid[0][place], place == asking, entries, context)
        taken |= {id(head)}
        ordered = sorted([*fields, *boxes[place]], key=lambda field: _middle(_box(field)))
        columns.append([*([head] if head is not None else []), *ordered])
    rest = [e for e in entries if id(e) not in own | taken]
    above = [e for e in rest if _middle(_box(e)) < top]
    between = [e for e in rest if top <= _middle(_box(e)) <= bottom]
    return Columns([*above, *between], columns, [e for e in rest if _middle(_box(e)) > bottom])


def _boxes_below(first: Sequence[FormField], place: int, fields: Sequence[FormField]) -> list[FormField]:
    """The boxes to be ticked that stand where the column of this place has its fields."""
    left, right = _box(first[place])[0] - _EXACT, _box(first[place])[2] + _EXACT
    return [f for f in fields if f.kind in ("check", "radio") and left <= _box(f)[0] and _box(f)[2] <= right]


def _rows(fields: Sequence[FormField]) -> list[list[FormField]]:
    """Text fields by the height at which they stand, from left to right."""
    rows: list[list[FormField]] = []
    for field in sorted((f for f in fields if f.kind in ("text", "choice")), key=lambda f: _middle(_box(f))):
        if rows and abs(_middle(_box(rows[-1][0])) - _middle(_box(field))) <= _EXACT:
            rows[-1].append(field)
        else:
            rows.append([field])
    return [sorted(row, key=lambda f: _box(f)[0]) for row in rows]


def _grid(rows: Sequence[list[FormField]]) -> list[list[FormField]]:
    """The first rows in a line that are alike: two fields or more, each below the one in the row before."""
    for number, first in enumerate(rows):
        if len(first) > 1:
            alike = functools.partial(_alike, first)
            found = list(takewhile(alike, rows[number:]))
            if len(found) >= _FEWEST:
                return found
    return []


def _alike(first: list[FormField], row: list[FormField]) -> bool:
    return len(row) == len(first) and all(
        abs(_box(a)[0] - _box(b)[0]) <= _EXACT for a, b in zip(first, row, strict=True)
    )


def _asking(grid: Sequence[list[FormField]], context: Context) -> int | None:
    """The column that has what is asked beside its fields, while those of the others have nothing, but for a title above them."""
    for place in (0, len(grid[0]) - 1):
        others = [(n, field) for n, row in enumerate(grid) for c, field in enumerate(row) if c != place]
        named = sum(label_of(row[place].label, context.languages) is not None for row in grid if row[place].label)
        if named < _FEWEST or not all(row[place].label for row in grid):
            continue
        if all(not field.label or (n == 0 and _is_title(field.label, context)) for n, field in others):
            return place
    return None


def _head(first: FormField, asking: bool, entries: Sequence[FormField | Line], context: Context) -> Line | None:
    """The title of the column that begins with this field: what was taken for its label, else the nearest line above it."""
    box = _box(first)
    if not asking and first.label:
        return Line(first.label, page=first.page, box=(box[0], box[1], box[2], box[1]))
    above = [
        e
        for e in entries
        if isinstance(e, Line) and e.box and e.box[3] <= box[1] + _EXACT and e.box[0] < box[2] and box[0] < e.box[2]
    ]
    nearest = max(above, key=lambda line: _box(line)[3], default=None)
    return nearest if nearest is not None and _is_title(nearest.text, context) else None


def _is_title(text: str, context: Context) -> bool:
    return title_of(text, context.languages) is not None


def _box(entry: FormField | Line) -> Box:
    return entry.box or (0.0, 0.0, 0.0, 0.0)


def _middle(box: Box) -> float:
    return (box[1] + box[3]) / 2
