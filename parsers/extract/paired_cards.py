"""Tables with a role down and two people across in every row: the one who leaves and the one who comes, or a contact and the
alternate, as their heads tell; where these tell nothing, both are read and what is done with them is doubted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from domain.submission import Action
from parsers.claims import Source
from parsers.document import Paragraph
from parsers.extract.anchors import anchors
from parsers.extract.context import Context
from parsers.extract.drafts import similar
from parsers.extract.grammar import grammar
from parsers.extract.grids import Grid
from parsers.extract.items import Break, Heading, Item
from parsers.extract.lines import items_of
from parsers.extract.reach import numbers_in
from parsers.extract.sides import one_side_of
from parsers.extract.titles import Title, title_of
from parsers.extract.whole_people import whole_person
from parsers.fields.emails import find_emails
from parsers.words import formula, is_not_applicable

_WIDTH = 3
_FIRST, _SECOND = 1, 2
_HEAD = 80


def paired_cards_of(grid: Grid, context: Context, source: Source) -> list[Item]:
    """The items of such a table, or of one with the roles across and the people down, role by role; empty for any other."""
    if len(grid.rows) == _WIDTH and not any(_role(grid, n, context) for n in (_FIRST, _SECOND)):
        grid = _turned(grid)
        if grid.label(0, _FIRST) and grid.label(0, _SECOND):
            return []
    below = range(1, len(grid.rows))
    if grid.width != _WIDTH or not below or not all(_role(grid, n, context) for n in below):
        return []
    filled = [(n, c) for n in below for c in (_FIRST, _SECOND) if _tells(grid, n, c)]
    pairs = [n for n in below if (n, _FIRST) in filled and (n, _SECOND) in filled]
    if not pairs or not all(_is_card(grid, n, c, context) for n, c in filled):
        return []
    if any(similar(_name(grid, n, _FIRST, context), _name(grid, n, _SECOND, context)) for n in pairs):
        return []
    acts, alternate, sure = _told(grid, filled, context)
    return list(_cards(grid, filled, acts, alternate, sure, context, source))


def _turned(grid: Grid) -> Grid:
    return replace(grid, rows=tuple(zip(*grid.rows, strict=True)), cells=tuple(zip(*grid.cells, strict=True)))


def _told(grid: Grid, filled: list[tuple[int, int]], context: Context) -> tuple[dict[int, Action], int | None, bool]:
    """What each column's people are: their action, which column is the alternate's, and whether the heads tell it."""
    both = {_FIRST: Action.ADD, _SECOND: Action.ADD}
    heads = {c: grid.rows[0][c] for c in (_FIRST, _SECOND) if grid.rows[0][c]}
    if (side := one_side_of(heads, context)) is not None:
        return {side[0]: Action.REMOVE, side[1]: Action.ADD}, None, True
    kinds = formula("alternate", context.languages), grammar("deputies", context.languages)
    ranked = [c for c, head in heads.items() if any(kind.stands_in(head.text) for kind in kinds)]
    if len(ranked) == 1:
        return both, ranked[0], True
    reached = {c for n, c in filled if _is_reached(grid.rows[n][c].text, context)}
    # only who comes is introduced with an address
    return ({_FIRST: Action.REMOVE, _SECOND: Action.ADD} if reached == {_SECOND} else both), None, False


def _cards(
    grid: Grid,
    filled: list[tuple[int, int]],
    acts: dict[int, Action],
    alternate: int | None,
    sure: bool,
    context: Context,
    source: Source,
) -> Iterator[Item]:
    for n, c in filled:
        role = grid.rows[n][0]
        title = Title((_role(grid, n, context) or Title(())).roles, c == alternate)
        yield Heading(grid.rows[0][c] or role, title, source, acts[c], role, sure=sure)
        yield from items_of([Paragraph(grid.cells[n][c].lines)], role.path, context, source)
        yield Break()


def _role(grid: Grid, row: int, context: Context) -> Title | None:
    title = title_of(grid.rows[row][0].text, context.languages)
    return title if title is not None and len(title.roles) == 1 else None


def _tells(grid: Grid, row: int, column: int) -> bool:
    cell = grid.rows[row][column]
    return bool(cell) and not is_not_applicable(cell.text)


def _is_card(grid: Grid, row: int, column: int, context: Context) -> bool:
    cell = grid.rows[row][column]
    if grid.label(row, column) is not None:
        return False
    return anchors(cell.text[:_HEAD], context)[:1] == [0] or bool(_name(grid, row, column, context))


def _name(grid: Grid, row: int, column: int, context: Context) -> str:
    cell = grid.rows[row][column]
    person = whole_person(cell.part(0, cell.pieces[0].length), context)
    return person.name.text if person is not None and person.name is not None else ""


def _is_reached(text: str, context: Context) -> bool:
    return bool(find_emails(text) or numbers_in(text, context))
