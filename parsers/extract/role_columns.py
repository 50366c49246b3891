"""Tables with labels in the first column and a contact in each of the others, under its role or under its role and rank."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.claims import Source
from parsers.extract.context import Context
from parsers.extract.grids import Grid
from parsers.extract.heads import answers_in
from parsers.extract.items import Answer, Break, Heading, Item
from parsers.extract.ranks import rank_of
from parsers.extract.titles import Title, title_of


def role_columns(grid: Grid) -> tuple[int, dict[int, Title]] | None:
    """The row that gives roles to columns, and the roles: labels in the first column, a contact in each of the others. None for
    other tables."""
    for at, row in enumerate(grid.rows[:5]):
        titles = {c: title for c in range(1, grid.width) if row[c] and (title := title_of(row[c].text, grid.languages))}
        if len(titles) >= 2 and len(titles) < grid.width - 1 and (ranked := _with_ranks(grid, at)) is not None:
            return at + 1, ranked
        if len(titles) >= 2 and all(c in titles or not row[c] for c in range(1, grid.width)):
            labelled = sum(1 for n in range(len(grid.rows)) if n != at and grid.label(n, 0))
            if labelled >= 2:
                return at, titles
    return None


def _with_ranks(grid: Grid, at: int) -> dict[int, Title] | None:
    """The contacts of columns over which roles stand, each over a principal's and an alternate's; None for other heads."""
    if at + 1 >= len(grid.rows) or not all(grid.rows[at + 1][c] for c in range(1, grid.width)):
        return None
    told: dict[int, Title] = {}
    role = Title(())
    for c in range(1, grid.width):
        if grid.rows[at][c]:
            role = title_of(grid.rows[at][c].text, grid.languages) or Title(())
        alternate = rank_of(grid.rows[at + 1][c].text, grid.languages)
        if not role.roles or alternate is None:
            return None
        told[c] = Title(role.roles, alternate)
    return told if len({title.roles for title in told.values()}) > 1 else None


def column_for_each_contact(
    grid: Grid, heads: int, titles: dict[int, Title], context: Context, source: Source
) -> Iterator[Item]:
    """The items of such a table, column by column."""
    for row in range(heads):
        if (label := grid.label(row, 0)) and grid.width > 1:
            yield Answer(label, grid.rows[row][0], grid.rows[row][1], source)
    for column, title in titles.items():
        yield Heading(grid.rows[heads][column], title, source)
        for row in range(heads + 1, len(grid.rows)):
            label = grid.label(row, 0)
            value = grid.answer(row, column)
            if label and value:
                yield from answers_in(Answer(label, grid.rows[row][0], value, source), context)
        yield Break()
