"""Tables that answer in the same cells for a contact and for the deputy ("Alternate: ..."), who gets cells of his own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.document import Cell, Line, Table
from parsers.expressions import later
from parsers.extract.context import Context
from parsers.extract.titles import title_of
from parsers.words import formula, label_of

_HEAD = later(r"\s*[(（\[•·–-]?\s*(?P<word>[^:：@\d()（）\[\]]{2,40}?)\s*(?:[:：]|[)）\]]\s*[:：]?|\s[-–—](?=\s))\s*")
_FEWEST = 2
"""Cells of one column or row that tell of the deputy, at least."""
_Row = tuple[Cell, ...]
_EMPTY = Cell()


def with_deputies_apart(table: Table, context: Context) -> Table:
    """The table with what its cells say of a deputy in a column, row or lower half of its own; as it is for any other."""
    places = {
        (r, c): cut for r, row in enumerate(table.rows) for c, cell in enumerate(row) if (cut := _cut(cell, context))
    }
    if len(places) < _FEWEST:
        return table
    asked = [row[0].text for row in table.rows if label_of(row[0].text, context.languages)]
    by_columns = 2 * sum(1 for text in asked if title_of(text, context.languages) is None) >= len(table.rows)
    lines = [place[1 if by_columns else 0] for place in places]
    shared = sorted({at for at in lines if lines.count(at) >= _FEWEST}, reverse=True)
    if not shared or (by_columns and not shared[-1]):
        return table
    rows = list(table.rows)
    for at in shared:
        rows = (_below if not by_columns else _beside if _is_headed(rows, at, context) else _behind)(rows, at, places)
    return replace(table, rows=tuple(rows))


_Cut = tuple[Cell, Cell, Line]
"""What a cell says of the contact, what it says of the deputy, and the word for the deputy."""
_Places = dict[tuple[int, int], _Cut]


def _cut(cell: Cell, context: Context) -> _Cut | None:
    """The cell cut where a line begins with a word for a deputy and a sign; None for any other cell."""
    for n, line in enumerate(cell.lines):
        head = _HEAD.match(line.text) if n else None
        word = head["word"] if head else ""
        label = label_of(word, context.languages) if word else None
        told = formula("alternate", context.languages).is_whole(word) or (label and label.codes == ("alternate",))
        if head is None or not told:
            continue
        first = replace(line, text=line.text[head.end() :], words=(), box=line.box_of(head.end(), len(line.text)))
        behind = [first, *cell.lines[n + 1 :]] if first.text.strip() else list(cell.lines[n + 1 :])
        if behind:
            own = [*cell.lines[: n - 1], replace(cell.lines[n - 1], wraps=False)]
            said = replace(line, text=word.strip(), words=(), box=line.box_of(*head.span("word")), wraps=False)
            return replace(cell, lines=tuple(own)), replace(cell, lines=tuple(behind)), said
    return None


def _is_headed(rows: Sequence[_Row], column: int, context: Context) -> bool:
    """True where the table's first row calls its columns contacts of a role."""
    head = rows[0][column].text
    return len(rows[0]) > _FEWEST and bool(head) and title_of(head, context.languages) is not None


def _beside(rows: Sequence[_Row], column: int, places: _Places) -> list[_Row]:
    """The rows with a column for the deputy behind that of the contact."""
    word = next(cut[2] for (_, c), cut in places.items() if c == column)
    head = rows[0][column]
    bracket = replace(word, text=f"({word.text})")
    new = [(*rows[0][: column + 1], replace(head, lines=(*head.lines, bracket)), *rows[0][column + 1 :])]
    for at, row in enumerate(rows[1:], 1):
        own, theirs, _ = places.get((at, column), (row[column], _EMPTY, word))
        new.append((*row[:column], own, theirs, *row[column + 1 :]))
    return new


def _behind(rows: Sequence[_Row], column: int, places: _Places) -> list[_Row]:
    """The rows, and below them those that answer for the deputy."""
    told = [(at, cut) for (at, c), cut in places.items() if c == column]
    new = [
        (*row[:column], places[at, column][0], *row[column + 1 :]) if (at, column) in places else row
        for at, row in enumerate(rows)
    ]
    gap = (_EMPTY,) * len(rows[0])
    new.append((Cell((told[0][1][2],)), *gap[1:]))
    new += [(rows[at][0], *gap[1:column], cut[1], *gap[column + 1 :]) for at, cut in told]
    return new


def _below(rows: Sequence[_Row], at: int, places: _Places) -> list[_Row]:
    """The rows with one for the deputy below that of the contact, in the role that this one has."""
    cuts = {c: cut for (r, c), cut in places.items() if r == at}
    word = next(iter(cuts.values()))[2]
    row = rows[at]
    own = tuple(cuts[c][0] if c in cuts else cell for c, cell in enumerate(row))
    bracket = replace(word, text=f"({word.text})")
    head = _EMPTY if 0 in cuts or not row[0].lines else replace(row[0], lines=(*row[0].lines, bracket))
    theirs = tuple(cuts[c][1] if c in cuts else (head if not c else _EMPTY) for c, _ in enumerate(row))
    return [*rows[:at], own, theirs, *rows[at + 1 :]]
