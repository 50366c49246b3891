"""Tables without rules of which every printed line became a row: the cards that stand side by side, put together again."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.document import Cell, Table
from parsers.extract.anchors import anchors
from parsers.extract.change_cards import person_in, title_before
from parsers.extract.context import Context
from parsers.extract.passages import join
from parsers.extract.ranks import are_ranks
from parsers.extract.sides import one_side_of
from parsers.extract.titles import title_of
from parsers.fields.emails import find_emails
from parsers.words import is_not_applicable, label_of

_COLUMNS = 2
_FEWEST = 3
"""Rows of the smallest of such tables."""
_LONGEST_HEAD = 60
_AROUND = " :：–—-"


def with_cards_whole(table: Table, context: Context) -> Table:
    """The table with one row for each card, where two heads call whose the columns are, and below them one line of a card stands
    in each row; any other table as it is."""
    rows = [row for row in table.rows if any(cell.text.strip() for cell in row)]
    if len(rows) < _FEWEST or len(rows[0]) != _COLUMNS or not _heads(rows[0], context):
        return table
    below = rows[1:]
    opened = _opening(below, context)
    if not all(_is_somebody(cell, context) for cell in below[1 if _roles(below[0], context) else 0]):
        return table
    told = [cell for n, row in enumerate(below) for cell in row if n not in opened]
    reached = any(find_emails(cell.text) for row in below for cell in row)
    if not reached or any(_asks(cell, context) for cell in told):
        return table
    named = [n for n in opened if not (n - 1 in opened and _roles(below[n - 1], context))]
    cards = [below[at:until] for at, until in zip(named, [*named[1:], len(below)], strict=True)]
    return Table((rows[0], *(_whole(card) for card in cards)), table.region)


def _whole(card: Sequence[Sequence[Cell]]) -> tuple[Cell, ...]:
    return tuple(Cell(tuple(line for row in card for line in row[c].lines)) for c in range(_COLUMNS))


def _heads(row: Sequence[Cell], context: Context) -> bool:
    """True where both cells are heads of whom the columns are: of who goes and who comes, or of a principal and the alternate."""
    texts = [cell.text for cell in row]
    if not all(texts) or any(len(text) > _LONGEST_HEAD or "@" in text for text in texts):
        return False
    heads = dict(enumerate((join("", cell.lines) for cell in row), 1))
    return are_ranks(texts, context) or one_side_of(heads, context) is not None


def _opening(rows: Sequence[Sequence[Cell]], context: Context) -> list[int]:
    """The rows that begin a card in every column that they fill: the first, one that gives a role, one that addresses somebody."""
    opened = [0]
    for n, row in enumerate(rows[1:], 1):
        firsts = [cell.lines[0].text for cell in row if cell.lines]
        addressed = [not is_not_applicable(text) for text in firsts if anchors(text, context)[:1] != [0]]
        if (
            _roles(row, context)
            or any(_gives_role(cell, context) for cell in row)
            or (firsts and len(addressed) < len(firsts) and not any(addressed))
        ):
            opened.append(n)
    return opened


def _roles(row: Sequence[Cell], context: Context) -> bool:
    titles = [title_of(cell.text.strip(_AROUND), context.languages) for cell in row if cell.text.strip()]
    return bool(titles) and all(title is not None and title.roles for title in titles)


def _gives_role(cell: Cell, context: Context) -> bool:
    """True for a cell that begins with a role and somebody's form of address behind it."""
    return bool(cell.lines) and title_before(join("", cell.lines[:1]), context)[0] is not None


def _is_somebody(cell: Cell, context: Context) -> bool:
    return bool(cell.lines) and person_in(join("", cell.lines[:1]), context) is not None


def _asks(cell: Cell, context: Context) -> bool:
    return "@" not in cell.text and label_of(cell.text, context.languages) is not None
