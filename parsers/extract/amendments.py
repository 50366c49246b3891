"""Tables of amendments: in each row whom it is about, which particular, what it was and what it is to be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from domain.submission import Action
from parsers.claims import Source
from parsers.expressions import later
from parsers.extract.context import Context
from parsers.extract.drafts import similar
from parsers.extract.grids import Grid
from parsers.extract.heads import answers_in
from parsers.extract.items import Answer, Break, Heading, Item
from parsers.extract.passages import Passage
from parsers.extract.sides import sides_of
from parsers.extract.titles import Title, title_of
from parsers.fields.emails import find_emails
from parsers.words import Label, is_not_applicable

_FEWEST_COLUMNS = 4
NAME_AND_ROLE = later(r"\s*[()（）\[\]:：|/;]\s*|\s+[-–—]\s+|\s*,\s+")
"""What parts somebody's name from the role in one cell."""
NAME_ASKED = Label(("name",))
"""What a cell answers that names somebody without asking."""

Row = tuple[int, Label]


def amendments_of(grid: Grid, context: Context, source: Source) -> list[Item]:
    """The items of such a table, contact by contact: an update of what is new; empty for any other table."""
    asked = _column_of_particulars(grid, context)
    if asked is None:
        return []
    rows = [(n, label) for n in range(1, len(grid.rows)) if (label := grid.asks(n, asked))]
    items: list[Item] = []
    for _, some in groupby(rows, lambda row: _who_row(grid, row[0], asked)):
        items += _of_one(grid, list(some), asked, context, source)
    return items


def _column_of_particulars(grid: Grid, context: Context) -> int | None:
    """The column that names particulars, right before those of what was and what is to be, behind one that tells whose."""
    if grid.width < _FEWEST_COLUMNS or len(grid.rows) < 2 or any(find_emails(cell.text) for cell in grid.rows[0]):
        return None
    asked = grid.width - 3
    below = range(1, len(grid.rows))
    known = all(grid.asks(n, asked) and grid.rows[n][asked + 2] for n in below)
    if not known or not any(grid.rows[1][:asked]):
        return None
    heads = {1: grid.rows[0][asked + 1], 2: grid.rows[0][asked + 2]}
    return asked if sides_of(heads, _FEWEST_COLUMNS - 1, context, same=True) == (1, 2) else None


def _who_row(grid: Grid, row: int, asked: int) -> int:
    """The row that tells whom this one is about: itself, or one above it of which the same holds."""
    while row > 1 and (
        not any(grid.rows[row][:asked]) or _texts(grid.rows[row][:asked]) == _texts(grid.rows[row - 1][:asked])
    ):
        row -= 1
    return row


def _texts(cells: Sequence[Passage]) -> list[str]:
    return [cell.value for cell in cells]


def _of_one(grid: Grid, rows: list[Row], asked: int, context: Context, source: Source) -> Iterator[Item]:
    """The items of one contact: its role and name out of the cells before the particulars, then what is new."""
    first = _who_row(grid, rows[0][0], asked)
    said = [part for cell in grid.rows[first][:asked] if cell for part in cell.split(NAME_AND_ROLE)]
    titled = [(title, part) for part in said if (title := title_of(part.text, context.languages))]
    title, told = next(((title, part) for title, part in titled if title.roles), (Title(()), None))
    names = [part for part in said if all(part is not other for _, other in titled)]
    head = grid.rows[rows[0][0]][asked].part(0, 0)
    renamed = next((n for n, label in rows if "name" in label.codes), None)
    if renamed is not None and not similar(grid.rows[renamed][asked + 1].text, grid.rows[renamed][asked + 2].text):
        # another name is a replacement
        yield Heading(head, title, source, Action.REMOVE, told)
        yield from answers_in(Answer(NAME_ASKED, head, grid.rows[renamed][asked + 1], source), context)
        yield Break()
        yield Heading(head, title, source, Action.ADD, told)
    else:
        yield Heading(head, title, source, Action.UPDATE, told)
        if names and renamed is None:
            yield from answers_in(Answer(NAME_ASKED, grid.rows[0][0], names[0], source), context)
    for n, label in rows:
        before, after = grid.rows[n][asked + 1], grid.rows[n][asked + 2]
        if after.value != before.value and not is_not_applicable(after.text):
            yield from answers_in(Answer(label, grid.rows[n][asked], after, source), context)
    yield Break()
