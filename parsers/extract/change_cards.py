"""Tables with a column of who was and one of who is to be, each a card without labels: the one leaves, the other comes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from domain.submission import Action
from parsers.claims import Source
from parsers.document import Line, Paragraph
from parsers.extract.anchors import address_length
from parsers.extract.context import Context
from parsers.extract.drafts import similar
from parsers.extract.grids import Grid
from parsers.extract.items import Break, Heading, Item
from parsers.extract.lines import items_of
from parsers.extract.passages import Passage
from parsers.extract.person import Person
from parsers.extract.sides import one_side_of
from parsers.extract.titles import Title, title_of, without_time
from parsers.extract.whole_people import whole_person

_COLUMNS = 2
_LONGEST_HEAD = 60
_AROUND = " \n:：–—-,()"
_SIGN = re.compile(r"\s*[:：(,–—-]?\s+")
"""What may stand between a role and the form of address behind it."""


def change_cards_of(grid: Grid, context: Context, source: Source) -> list[Item]:
    """The items of such a table, pair by pair; empty for any other table, and where both columns are of one person."""
    if grid.width != _COLUMNS or len(grid.rows) < _COLUMNS or (sides := _sides(grid, context)) is None:
        return []
    below = range(1, len(grid.rows))
    people = [[person_in(grid.rows[n][c], context) for c in sides] for n in below]
    asked = (
        grid.label(n, c)
        for n, row in zip(below, people, strict=True)
        for c, who in zip(sides, row, strict=True)
        if not who
    )
    if not all(people[0]) or any(asked):
        return []
    # a row for each pair, or a card over all rows
    groups = [[n] for n in below] if all(all(pair) for pair in people) else [list(below)]
    return [item for rows in groups for item in _pair(grid, rows, sides, context, source)]


def _sides(grid: Grid, context: Context) -> tuple[int, int] | None:
    """The columns of who was and of who is to be; a head for one of them is enough."""
    heads = grid.rows[0]
    if not all(heads) or any(len(head.text) > _LONGEST_HEAD for head in heads):
        return None
    told = one_side_of(dict(enumerate(heads, 1)), context)
    return (told[0] - 1, told[1] - 1) if told is not None else None


def person_in(cell: Passage, context: Context) -> Person | None:
    """Whoever a card names on its first line, or below the role with which it begins; None for any other cell."""
    cell = cell.part(title_before(cell, context)[1]) if cell else cell
    person = whole_person(cell.part(0, cell.pieces[0].length), context) if cell else None
    return person if person is not None and person.name is not None else None


def title_before(cell: Passage, context: Context) -> tuple[Title | None, int]:
    """The role with which a cell begins, on a line of its own or before somebody's form of address ("Diplomatic: Mr A B"), and
    where the person begins."""
    first = cell.text[: cell.pieces[0].length] if cell.pieces else ""
    starts = (sign.end() for sign in _SIGN.finditer(first[:_LONGEST_HEAD]))
    begin = next((at for at in starts if address_length(first, at, context)), 0)
    if not begin and len(cell.pieces) > 1:
        # nobody is addressed on the first line, which may be the role's own
        begin = cell.pieces[1].start
    title = title_of(cell.text[:begin].strip(_AROUND), context.languages) if begin else None
    return (title, begin) if title is not None and title.roles else (None, 0)


def _pair(grid: Grid, rows: Sequence[int], sides: tuple[int, int], context: Context, source: Source) -> Iterator[Item]:
    names = [person_in(grid.rows[rows[0]][c], context) for c in sides]
    old, new = (person.name.text if person and person.name else "" for person in names)
    same = similar(old, new)
    told = [title_before(grid.rows[rows[0]][c], context) for c in sides]
    role = next((title for title, _ in told if title is not None), None)
    for column, action in zip(sides, (Action.REMOVE, Action.UPDATE if same else Action.ADD), strict=True):
        if same and column == sides[0]:
            continue
        head = grid.rows[0][column]
        title = title_of(without_time(head.text, context.languages), context.languages)
        title = title if title is not None and (title.roles or role is None) else None
        said = next((grid.rows[rows[0]][c].part(0, end) for c, (_, end) in zip(sides, told, strict=True) if end), None)
        yield Heading(head, title or role or Title(()), source, action, told=said if role and not title else None)
        known = {line.text for n in rows for line in grid.cells[n][sides[0]].lines} if same else set()
        lines = [line for n in rows for line in grid.cells[n][column].lines]
        kept = tuple(line for at, line in enumerate(lines) if not at or line.text not in known)
        yield from items_of([Paragraph(without_head(kept, told[sides.index(column)][1]))], head.path, context, source)
        yield Break()


def without_head(lines: Sequence[Line], count: int) -> tuple[Line, ...]:
    """The lines without as many characters at their head."""
    kept: list[Line] = []
    for line in lines:
        cut = min(count, len(line.text))
        count -= min(count, cut + 1)
        if not cut:
            kept.append(line)
        elif line.text[cut:].strip():
            words = tuple(replace(w, start=w.start - cut) for w in line.words if w.start >= cut)
            kept.append(replace(line, text=line.text[cut:], words=words))
    return tuple(kept)
