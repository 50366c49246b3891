"""Tables of one contact's new particulars, whose head names the contact ("Technical point of contact Ms A | New particulars")."""

from __future__ import annotations

from domain.submission import Action
from parsers.claims import Source
from parsers.extract.amendments import NAME_AND_ROLE, NAME_ASKED
from parsers.extract.anchors import anchors
from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.grids import Grid
from parsers.extract.heads import answers_in
from parsers.extract.items import CONTACT_CODES, Answer, Break, Heading, Item
from parsers.extract.passages import Passage
from parsers.extract.sides import is_fresh
from parsers.extract.titles import Title, title_of
from parsers.words import is_not_applicable

_COLUMNS = 2


def named_head_of(grid: Grid, context: Context, source: Source) -> list[Item]:
    """The items of such a table: an update of the one named; empty for any other table."""
    below = range(1, len(grid.rows))
    if grid.width != _COLUMNS or len(grid.rows) < _COLUMNS or not all(grid.rows[0]):
        return []
    asked = {n: label for n in below if (label := grid.asks(n, 0)) and set(label.codes) & CONTACT_CODES}
    if len(asked) != len(below) or not _is_of_new(grid.rows[0][1], context):
        return []
    parts = [part for line in _lines(grid.rows[0][0]) for part in line.split(NAME_AND_ROLE)]
    titles = [(title, part) for part in parts if (title := title_of(part.text, context.languages))]
    names = [part for part in parts if anchors(part.text, context)[:1] == [0]]
    if len(names) != 1:
        return []
    told = next(((title, part) for title, part in titles if title.roles), None)
    title, said = told if told is not None else (Title(()), None)
    head = grid.rows[0][0]
    items: list[Item] = [Heading(head.part(0, 0), title, source, Action.UPDATE, said)]
    items += answers_in(Answer(NAME_ASKED, head.part(0, 0), names[0], source), context)
    for n, label in asked.items():
        if not is_not_applicable(grid.rows[n][1].text):
            items += answers_in(Answer(label, grid.rows[n][0], grid.rows[n][1], source), context)
    return [*items, Break()]


def _is_of_new(head: Passage, context: Context) -> bool:
    """True for a head that calls what stands below it new."""
    new = grammar("new", context.languages).search(head.text)
    told = grammar("particulars", context.languages).stands_in(head.text)
    return is_fresh(head.text, context) or (new is not None and told)


def _lines(cell: Passage) -> list[Passage]:
    """The cell's lines, each by itself."""
    return [cell.part(piece.start, piece.start + piece.length) for piece in cell.pieces]
