"""Tables whose labels stand above their values: a row of labels, a row of answers, and so on down."""

from __future__ import annotations

from parsers.claims import Source
from parsers.extract.context import Context
from parsers.extract.grids import Grid
from parsers.extract.heads import answers_in
from parsers.extract.items import Answer, Break, Heading, Item
from parsers.extract.senses import answers, sense_of
from parsers.extract.titles import title_of
from parsers.labels import Label

_TYPED = frozenset({"email", "phone", "mobile", "fax", "languages"})
_MOSTLY = 0.6
"""Share of the answers that are no labels: a ministry's name can be taken for one."""
_WIDEST_ALONE = 3
"""Columns of a single pair of rows that belongs to the contact being told of; a wider one has a row for each contact."""


def strips_of(grid: Grid, context: Context, source: Source) -> list[Item] | None:
    """The items of such a table; None for any other."""
    items: list[Item] = []
    codes: list[str] = []
    pairs, at = 0, 0
    answered: list[bool] = []
    while at < len(grid.rows):
        filled = [c for c, cell in enumerate(grid.rows[at]) if cell]
        title = title_of(grid.rows[at][filled[0]].text, context.languages) if len(filled) == 1 else None
        if title and title.roles:
            items.append(Heading(grid.rows[at][filled[0]], title, source))
            at += 1
            continue
        asked = _asked(grid, at, filled)
        if asked is None or not _answered(grid, at + 1, asked, context):
            return None
        for column, label in asked.items():
            value = grid.rows[at + 1][column]
            items.extend(answers_in(Answer(label, grid.rows[at][column], value, source), context))
        codes.extend(label.codes[0] for label in asked.values())
        answered.extend(grid.label(at + 1, c) is None for c, cell in enumerate(grid.rows[at + 1]) if cell)
        pairs, at = pairs + 1, at + 2
    if sum(answered) < _MOSTLY * len(answered) or (pairs == 1 and not all(answered)):
        return None
    if pairs == 1:
        alone = 2 <= grid.width <= _WIDEST_ALONE and len(set(codes)) == grid.width and all(grid.rows[-1])
        return items if alone and len(grid.rows) == 2 else None
    return [*items, Break()] if pairs else None


def _asked(grid: Grid, row: int, filled: list[int]) -> dict[int, Label] | None:
    """What each cell of a row of labels asks; None where one is no label, or none is a known one."""
    if len(filled) < 2:
        return None
    known = {c: grid.asks(row, c) for c in filled}
    asked = {c: label or sense_of(grid.rows[row][c].text, grid.languages) for c, label in known.items()}
    if not any(known.values()) or not all(asked.values()):
        return None
    return {c: label for c, label in asked.items() if label}


def _answered(grid: Grid, row: int, asked: dict[int, Label], context: Context) -> bool:
    """True where the row answers: it fills none but these columns, not with labels alone, and what is typed fits."""
    if row >= len(grid.rows):
        return False
    filled = [c for c, cell in enumerate(grid.rows[row]) if cell]
    if not filled or not set(filled) <= set(asked) or all(grid.label(row, c) for c in filled):
        return False
    typed = [c for c in filled if asked[c].codes[0] in _TYPED]
    return all(answers(asked[c].codes[0], grid.rows[row][c].text, context.languages) for c in typed)
