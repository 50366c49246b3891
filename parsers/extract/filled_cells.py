"""Tables whose cells each hold a label and, on the lines below it, the answer, as printed forms with boxes have them."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.claims import Source
from parsers.extract.context import Context
from parsers.extract.grids import Grid
from parsers.extract.heads import answers_in
from parsers.extract.items import CONTACT_CODES, Answer, Break, Heading, Item
from parsers.extract.name_cells import lines_of
from parsers.extract.passages import Passage
from parsers.extract.titles import Title, title_of
from parsers.words import Label, label_of

_FEWEST = 3
"""Such cells, of which at least two stand side by side."""
_MOSTLY = 0.75


def filled_cells_of(grid: Grid, context: Context, source: Source) -> list[Item] | None:
    """The items of such a table, row by row, or column by column below roles; None for any other."""
    cells = {(n, c): cell for n, row in enumerate(grid.rows) for c, cell in enumerate(row) if cell}
    titles = {at: title for at, cell in cells.items() if (title := title_of(cell.text, context.languages))}
    titles = {at: title for at, title in titles.items() if title.roles or title.alternate}
    asked = {at: found for at, cell in cells.items() if at not in titles and (found := _label_above(cell, context))}
    rest = [cell for at, cell in cells.items() if at not in titles]
    beside = any(sum(1 for row, _ in asked if row == n) > 1 for n in range(len(grid.rows)))
    if sum(1 for *_, value in asked.values() if value) < _FEWEST or len(asked) < _MOSTLY * len(rest) or not beside:
        return None
    down = sum(1 for n, _ in titles if not n) > 1
    order = sorted(cells, key=lambda at: (at[1], at[0]) if down else at)
    return list(_items(order, cells, titles, asked, context, source))


def _items(
    order: list[tuple[int, int]],
    cells: dict[tuple[int, int], Passage],
    titles: dict[tuple[int, int], Title],
    asked: dict[tuple[int, int], tuple[Label, Passage, Passage]],
    context: Context,
    source: Source,
) -> Iterator[Item]:
    for n, at in enumerate(order):
        if (title := titles.get(at)) is not None:
            if n:
                yield Break()
            yield Heading(cells[at], title, source)
        elif (found := asked.get(at)) is not None:
            label, said, value = found
            yield from answers_in(Answer(label, said, value, source), context)
    yield Break()


def _label_above(cell: Passage, context: Context) -> tuple[Label, Passage, Passage] | None:
    """The label in a cell's first line, that line, and the lines below it; None where it holds anything else."""
    lines = lines_of(cell)
    label = _asks(lines[0].text, context) if lines else None
    if label is None or (len(lines) > 1 and _asks(lines[1].text, context)):
        return None
    return label, lines[0], cell.part(cell.pieces[1].start if len(lines) > 1 else len(cell.text))


def _asks(text: str, context: Context) -> Label | None:
    label = label_of(text, context.languages) if "@" not in text else None
    return label if label and set(label.codes) & CONTACT_CODES else None
