"""Tables whose labels stand over rows of answers, each row with an answer for every contact, whose roles head the columns."""

from __future__ import annotations

from collections.abc import Iterator

from domain.submission import Action
from parsers.claims import Source
from parsers.extract.context import Context
from parsers.extract.grids import Grid
from parsers.extract.heads import answers_in
from parsers.extract.items import CONTACT_CODES, Answer, Break, Heading, Item
from parsers.extract.ranks import rank_of
from parsers.extract.senses import answers
from parsers.extract.sides import one_side_of
from parsers.extract.titles import Title, title_of
from parsers.labels import Label

_FEWEST = 2
"""Columns, and labels over rows of answers."""
_UNTOLD: tuple[Title, Action | None] = Title(()), None
_WHO = frozenset({"name", "family_name", "given_name", "institution"})


def labels_over_of(grid: Grid, context: Context, source: Source) -> list[Item] | None:
    """The items of such a table, contact by contact; None for any other."""
    titled = len(_filled(grid, 0)) == grid.width
    strips = _strips(grid, 1 if titled else 0, context)
    if grid.width < _FEWEST or strips is None or len(strips) < _FEWEST:
        return None
    if not any(set(label.codes) & _WHO for label, _ in strips):
        return None
    several = sum(1 for _, row in strips if len(_filled(grid, row)) > 1)
    heads = _heads(grid, context) if titled else dict.fromkeys(range(grid.width), _UNTOLD)
    if heads is None or 2 * several < len(strips):
        return None
    return list(_items(grid, heads, strips, context, source))


def _items(
    grid: Grid,
    heads: dict[int, tuple[Title, Action | None]],
    strips: list[tuple[Label, int]],
    context: Context,
    source: Source,
) -> Iterator[Item]:
    for column, (title, action) in heads.items():
        said = grid.rows[0][column] if title.roles or action or title.alternate else grid.rows[0][column].part(0, 0)
        yield Heading(said, title, source, action)
        for label, row in strips:
            if value := grid.rows[row][column]:
                yield from answers_in(
                    Answer(label, next(cell for cell in grid.rows[row - 1] if cell), value, source), context
                )
        yield Break()


def _strips(grid: Grid, first: int, context: Context) -> list[tuple[Label, int]] | None:
    """What the rows ask of which only one cell is filled, each with the row of answers below it; None where rows do not alternate
    so."""
    rows = range(first, len(grid.rows))
    if len(rows) % 2:
        return None
    strips: list[tuple[Label, int]] = []
    for at in rows[::2]:
        filled = _filled(grid, at)
        label = grid.label(at, filled[0]) if len(filled) == 1 else None
        if label is None or not set(label.codes) & CONTACT_CODES or not _answers(grid, at + 1, label, context):
            return None
        strips.append((label, at + 1))
    return strips


def _answers(grid: Grid, row: int, label: Label, context: Context) -> bool:
    told = [grid.rows[row][c].text for c in _filled(grid, row)]
    return bool(told) and all(answers(label.codes[0], text, context.languages) for text in told)


def _heads(grid: Grid, context: Context) -> dict[int, tuple[Title, Action | None]] | None:
    """What the head of each column opens, and what is done with whom; None where a head is none of a contact."""
    cells = grid.rows[0]
    side = one_side_of(dict(enumerate(cells, 1)), context) if grid.width == _FEWEST else None
    acts = {side[0] - 1: Action.REMOVE, side[1] - 1: Action.ADD} if side is not None else {}
    heads: dict[int, tuple[Title, Action | None]] = {}
    for column, cell in enumerate(cells):
        rank, title = rank_of(cell.text, context.languages), title_of(cell.text, context.languages)
        if title is None and rank is None and column not in acts:
            return None
        heads[column] = (title or Title((), bool(rank) and not acts), acts.get(column))
    return heads


def _filled(grid: Grid, row: int) -> list[int]:
    return [c for c, cell in enumerate(grid.rows[row]) if cell]
