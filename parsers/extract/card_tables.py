"""Tables whose cells are cards, or tell of one change each, by the first reading that fits."""

from __future__ import annotations

from parsers.claims import Source
from parsers.extract.change_cards import change_cards_of
from parsers.extract.context import Context
from parsers.extract.crossed_cards import crossed_cards_of
from parsers.extract.filled_cells import filled_cells_of
from parsers.extract.grids import Grid
from parsers.extract.items import Item
from parsers.extract.labels_over import labels_over_of
from parsers.extract.paired_cards import paired_cards_of
from parsers.extract.rank_cards import rank_cards_of
from parsers.extract.strips import strips_of

_CARDS = (change_cards_of, rank_cards_of, crossed_cards_of, paired_cards_of)
_STRIPS = (filled_cells_of, labels_over_of, strips_of)


def cards_of(grid: Grid, context: Context, source: Source) -> list[Item]:
    """The items of a table with a card in each cell; empty for any other."""
    return next((cards for read in _CARDS if (cards := read(grid, context, source))), [])


def below_labels_of(grid: Grid, context: Context, source: Source) -> list[Item] | None:
    """The items of a table whose labels stand above their answers, in one cell with them or in a row of their own; None for any
    other."""
    return next((items for read in _STRIPS if (items := read(grid, context, source)) is not None), None)
