"""Tables of cards with a head for every row and every column: roles down, and across who is the principal and who the alternate."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.claims import Source
from parsers.document import Paragraph
from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.grids import Grid
from parsers.extract.items import Break, Heading, Item
from parsers.extract.lines import items_of
from parsers.extract.passages import Passage
from parsers.extract.titles import Title, title_of
from parsers.extract.whole_people import whole_person
from parsers.words import formula, is_not_applicable

_FEWEST = 2
"""Rows and columns of heads."""
_LONGEST_HEAD = 60


def crossed_cards_of(grid: Grid, context: Context, source: Source) -> list[Item]:
    """The items of such a table, card by card; empty for any other."""
    rows, columns = range(1, len(grid.rows)), range(1, grid.width)
    if len(rows) < _FEWEST or len(columns) < _FEWEST:
        return []
    down = [_head(grid.rows[n][0], context) for n in rows]
    across = [_head(grid.rows[0][c], context) for c in columns]
    if not any(_by_role(one) and _by_rank(other) for one, other in ((down, across), (across, down))):
        return []
    cells = [grid.rows[n][c] for n in rows for c in columns]
    told = [cell for cell in cells if cell and not is_not_applicable(cell.text)]
    if len(told) < _FEWEST or not all(_begins_with_somebody(cell, context) for cell in told):
        return []
    return list(_cards(grid, context, source))


def _cards(grid: Grid, context: Context, source: Source) -> Iterator[Item]:
    for n in range(1, len(grid.rows)):
        for c in range(1, grid.width):
            cell = grid.rows[n][c]
            heads = [(_head(head, context), head) for head in (grid.rows[n][0], grid.rows[0][c])]
            title, said = next(((one, head) for one, head in heads if one and one.roles), (Title(()), cell))
            alternate = any(one.alternate for one, _ in heads if one)
            if cell and not is_not_applicable(cell.text):
                yield Heading(said, Title(title.roles, alternate), source)
                yield from items_of([Paragraph(grid.cells[n][c].lines)], cell.path, context, source)
                yield Break()


def _head(cell: Passage, context: Context) -> Title | None:
    """What a head opens: the contact of a role, the principal or the alternate; None for any other text."""
    text = cell.text
    if not text or len(text) > _LONGEST_HEAD:
        return None
    if (title := title_of(text, context.languages)) is not None and title.roles:
        return title
    if formula("alternate", context.languages).stands_in(text):
        return Title((), alternate=True)
    return Title(()) if grammar("principal", context.languages).stands_in(text) else None


def _by_role(heads: list[Title | None]) -> bool:
    return all(head is not None and len(head.roles) == 1 for head in heads)


def _by_rank(heads: list[Title | None]) -> bool:
    ranks = {head.alternate for head in heads if head is not None and not head.roles}
    return len(ranks) == _FEWEST and all(head is not None and not head.roles for head in heads)


def _begins_with_somebody(cell: Passage, context: Context) -> bool:
    return whole_person(cell, context) is not None
