"""Heads of tables in two rows, the lower one telling the parts of what the upper one asks over several columns: made one row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.document import Cell, Line, Table
from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.titles import title_of
from parsers.words import Label, label_of

_HIGHEST = 4
"""Rows among which the upper row stands."""
_FEWEST = 2
_LONGEST = 50
_TYPED = frozenset({"email", "phone", "mobile", "fax", "family_name", "given_name", "patronymic"})
"""What a part asks without its whole."""
_Row = tuple[Cell, ...]


def with_heads_together(table: Table, context: Context) -> Table:
    """The table with such two rows of heads as one; as it is for any other."""
    for at in range(min(_HIGHEST, len(table.rows) - _FEWEST)):
        heads = _joined(table.rows[at], table.rows[at + 1], context)
        if heads is not None:
            return replace(table, rows=(*table.rows[:at], heads, *table.rows[at + 2 :]))
    return table


def _joined(upper: _Row, lower: _Row, context: Context) -> _Row | None:
    parts = [c for c, cell in enumerate(lower) if cell.text.strip()]
    if len(upper) != len(lower) or len(parts) < _FEWEST or len(parts) == len(lower):
        return None
    if any(len(lower[c].text) > _LONGEST or title_of(lower[c].text, context.languages) for c in parts):
        return None
    over = {c: _over(upper, c) for c in parts}
    shared = [c for c in parts if sum(1 for other in parts if over[other] == over[c]) > 1]
    if any(place is None for place in over.values()) or len(shared) < _FEWEST:
        return None
    if any(title_of(upper[place or 0].text, context.languages) for place in over.values()):
        # below a role stand its own labels
        return None
    alone = [c for c in range(len(upper)) if c not in parts and upper[c].text.strip()]
    if sum(1 for c in alone if label_of(upper[c].text, context.languages)) < _FEWEST:
        return None
    heads = {c: _head(upper[over[c] or 0], lower[c], context) for c in parts}
    if sum(1 for c in parts if label_of(heads[c].text, context.languages)) <= len(parts) / 2:
        return None
    return tuple(heads.get(c, upper[c]) for c in range(len(upper)))


def _over(upper: Sequence[Cell], column: int) -> int | None:
    """The column in which the head stands that lies over this one."""
    return next((c for c in range(column, -1, -1) if upper[c].text.strip()), None)


def _head(whole: Cell, part: Cell, context: Context) -> Cell:
    """What a column asks: its part where that asks by itself, else both, or its whole where both are no label."""
    own = label_of(part.text, context.languages)
    if own is not None and _asks_alone(own, part.text, context):
        return part
    both = Line(f"{whole.text} ({part.text.strip()})", page=whole.lines[0].page, box=whole.lines[0].box)
    label = label_of(both.text, context.languages)
    return Cell((both,), header=True) if label else whole if own is None else part


def _asks_alone(label: Label, text: str, context: Context) -> bool:
    # "Office" below "Telephone" is no body
    line = grammar("office_lines", context.languages).is_whole(text.strip())
    return bool(set(label.codes) & _TYPED) and not line
