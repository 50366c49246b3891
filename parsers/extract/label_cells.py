"""Rows told by their labels, where a page's distances did not part them: a label over several rows, several labels in one cell."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from parsers.document import Cell, Line, Table
from parsers.extract.context import Context
from parsers.extract.titles import title_of
from parsers.words import label_of, phrases

_CLOSE = 1.7
"""Heights of type from one line of a label to the next, at most."""
_MOST_LINES = 4
"""Lines of the longest label."""
_MOST_VALUES = 12
"""Lines of values up to which it is tried how they belong to labels."""
_UNANSWERED = 3.0
"""Heights of type by which a value would have to stand away from its label for the label to be left empty."""

_Row = tuple[Cell, ...]


def with_labels_whole(table: Table, context: Context) -> Table:
    """The table with each label of its first column in a row of its own; as it is where lines have no places."""
    if any(line.box is None or not line.size for row in table.rows for cell in row for line in cell.lines):
        return table
    rows = tuple(part for row in _joined(table.rows, context) for part in _parted(row, context))
    return replace(table, rows=rows) if rows != table.rows else table


def _joined(rows: Sequence[_Row], context: Context) -> Iterator[_Row]:
    """The rows, those as one whose first cells are the lines of one label."""
    at = 0
    while at < len(rows):
        most = min(_MOST_LINES, len(rows) - at)
        count = next((n for n in range(most, 1, -1) if _are_one(rows[at : at + n], context)), 1)
        yield tuple(
            Cell(tuple(line for cell in cells for line in cell.lines), cells[0].header, all(c.spanned for c in cells))
            for cells in zip(*rows[at : at + count], strict=True)
        )
        at += count


def _are_one(rows: Sequence[_Row], context: Context) -> bool:
    labels = [row[0].lines for row in rows]
    if not all(labels) or len({len(row) for row in rows}) > 1:
        return False
    lines = [line for cell in labels for line in cell]
    if not all(_follow(above, below) for above, below in itertools.pairwise(lines)):
        return False
    return _is_label(lines, context)


def _is_label(lines: Sequence[Line], context: Context) -> bool:
    """True for the lines of one label, which is none before its last line, and of which none begins another or is an address."""
    if any("@" in line.text for line in lines[1:]):
        return False
    if label_of(_text(lines), context.languages) is None or _holds_label(lines[1:], context):
        return False
    for at in range(1, len(lines)):
        begun = label_of(_text(lines[:at]), context.languages) is not None
        if _is_title([lines[at]], context) or (begun and not lines[at].text.lstrip()[:1].islower()):
            return False
    return len(lines) == 1 or not _is_title(lines[:1], context)


def _holds_label(lines: Sequence[Line], context: Context) -> bool:
    """True where a line is a label by itself, and does not begin as the rest of one; a word for point of contact may be either."""
    texts = (line.text.strip() for line in lines)
    contact = phrases("roles", "contact", context.languages)
    return any(
        not text[:1].islower() and label_of(text, context.languages) is not None and not contact.is_whole(text)
        for text in texts
    )


def _follow(above: Line, below: Line) -> bool:
    return above.page == below.page and 0 < _middle(below) - _middle(above) <= _CLOSE * (above.size or 0.0)


def _parted(row: _Row, context: Context) -> Iterator[_Row]:
    """The row, or one for each of the labels in its first cell, with the lines of the others that stand beside it."""
    labels = _labels_in(row[0].lines, context)
    if len(labels) < 2 or max(len(cell.lines) for cell in row) > _MOST_VALUES:
        yield row
        return
    titled = [_is_title(lines, context) for lines in labels]
    shared = [_beside(cell.lines, labels, titled) for cell in row[1:]]
    for n, lines in enumerate(labels):
        yield (Cell(tuple(lines), row[0].header), *(Cell(tuple(parts[n])) for parts in shared))


def _labels_in(lines: Sequence[Line], context: Context) -> list[Sequence[Line]]:
    """The lines as the fewest labels and titles of contacts that they make up; none where something else stands among them."""
    if len(lines) < 2:
        return []
    best: list[list[Sequence[Line]] | None] = [[], *(None for _ in lines)]
    for end in range(1, len(lines) + 1):
        for start in range(max(0, end - _MOST_LINES), end):
            before, last = best[start], lines[start:end]
            if before is None or (best[end] is not None and len(before) + 1 >= len(best[end] or ())):
                continue
            if _is_label(last, context) or _is_title(last, context):
                best[end] = [*before, last]
    return best[len(lines)] or []


def _is_title(lines: Sequence[Line], context: Context) -> bool:
    title = title_of(_text(lines), context.languages)
    return title is not None and bool(title.roles) and (len(lines) == 1 or not _holds_label(lines, context))


def _beside(values: Sequence[Line], labels: Sequence[Sequence[Line]], titled: Sequence[bool]) -> list[Sequence[Line]]:
    """The lines of a column label by label: as they stand nearest, where all cells begin, or have their middle, at one height."""
    best: tuple[float, list[Sequence[Line]]] | None = None
    for cuts in itertools.combinations_with_replacement(range(len(values) + 1), len(labels) - 1):
        parts = [values[a:b] for a, b in itertools.pairwise((0, *cuts, len(values)))]
        for by_top in (True, False):
            away = sum(_away(*one, by_top) for one in zip(parts, labels, titled, strict=True))
            if best is None or away < best[0] - 0.01:
                best = (away, parts)
    return best[1] if best else []


def _away(values: Sequence[Line], labels: Sequence[Line], titled: bool, by_top: bool) -> float:
    size = labels[0].size or 1.0
    if not values:
        return 0.0 if titled else _UNANSWERED
    if titled:
        return _UNANSWERED
    if by_top:
        return abs(_middle(values[0]) - _middle(labels[0])) / size
    centres = [(_middle(lines[0]) + _middle(lines[-1])) / 2 for lines in (values, labels)]
    return abs(centres[0] - centres[1]) / size


def _middle(line: Line) -> float:
    return (line.box[1] + line.box[3]) / 2 if line.box else 0.0


def _text(lines: Sequence[Line]) -> str:
    return " ".join(line.text.strip() for line in lines)
