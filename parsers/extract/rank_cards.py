"""Tables with a column of the principal and one of the alternate, each a card without labels, perhaps a row for each role."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.claims import Source
from parsers.document import Paragraph
from parsers.extract.change_cards import person_in, title_before, without_head
from parsers.extract.context import Context
from parsers.extract.grids import Grid
from parsers.extract.items import Break, Heading, Item
from parsers.extract.lines import items_of
from parsers.extract.ranks import are_ranks, rank_of
from parsers.extract.titles import Title, title_of
from parsers.words import is_not_applicable

_COLUMNS = 2


def rank_cards_of(grid: Grid, context: Context, source: Source) -> list[Item]:
    """The items of such a table, card by card; empty for any other table."""
    if grid.width != _COLUMNS or len(grid.rows) < _COLUMNS or not are_ranks([c.text for c in grid.rows[0]], context):
        return []
    told = [cell for row in grid.rows[1:] for cell in row if cell and not is_not_applicable(cell.text)]
    if not told or not all(person_in(cell, context) for cell in told):
        return []
    return [item for row in range(1, len(grid.rows)) for item in _pair(grid, row, context, source)]


def _pair(grid: Grid, row: int, context: Context, source: Source) -> Iterator[Item]:
    told = [title_before(cell, context) for cell in grid.rows[row]]
    for column, (own, begin) in enumerate(told):
        cell, head = grid.rows[row][column], grid.rows[0][column]
        title = own or title_of(head.text, context.languages) or next((one for one, _ in told if one), None)
        said = cell.part(0, begin) if begin else None
        if cell and not is_not_applicable(cell.text):
            yield Heading(
                head,
                Title(title.roles if title else (), bool(rank_of(head.text, context.languages))),
                source,
                told=said,
            )
            lines = without_head(grid.cells[row][column].lines, begin)
            yield from items_of([Paragraph(lines)], cell.path, context, source)
            yield Break()
