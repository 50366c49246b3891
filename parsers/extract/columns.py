"""Tables with a column of labels and a column for each contact, or for what was and what is to be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.submission import Action
from parsers.claims import Source
from parsers.extract.context import Context
from parsers.extract.drafts import similar
from parsers.extract.grammar import grammar
from parsers.extract.grids import Grid
from parsers.extract.heads import answers_in
from parsers.extract.items import Answer, Break, Heading, Item
from parsers.extract.passages import Passage
from parsers.extract.ranks import is_alternate, rank_named
from parsers.extract.sides import is_past, sides_of
from parsers.extract.titles import Title, title_of
from parsers.fields.emails import find_emails
from parsers.words import Label, formula, is_not_applicable

_FEWEST_ROWS = 3
_MOSTLY = 0.6
"""Share of the rows that have a label in the first column."""
_NEARLY_ALL = 0.8
_WHO = frozenset({"name", "family_name", "given_name", "institution"})
_NAMES = frozenset({"name", "family_name", "given_name", "patronymic", "honorific"})
_LONGEST_HEAD = 60
_MOST_CORRECTIONS = 12
_FEWEST_FIGURES = 5


def is_by_columns(grid: Grid) -> bool:
    """True where the first column asks and at least two others answer, row by row, without labels of their own."""
    asked = [(n, label) for n in range(len(grid.rows)) if (label := grid.asks(n, 0))]
    codes = {label.codes[0] for _, label in asked}
    if len(codes) < _FEWEST_ROWS or len(asked) < _MOSTLY * len(grid.rows):
        return False
    answers = [[c for c in range(1, grid.width) if grid.rows[n][c]] for n, _ in asked]
    several = sum(1 for filled in answers if len(filled) > 1)
    for column in range(2, grid.width):
        told = [n for n in range(len(grid.rows)) if grid.rows[n][column]]
        if len(told) > 1 and sum(1 for n in told if grid.asks(n, column)) >= _NEARLY_ALL * len(told):
            # label, value, label, value
            return False
    # a role's name in a cell answers, though it could ask as well
    asking = [(n, filled) for (n, label), filled in zip(asked, answers, strict=True) if "role" not in label.codes]
    labels = sum(1 for n, filled in asking for c in filled if grid.asks(n, c))
    return (
        several >= max(2, len(asked) / 2)
        and 4 * labels <= sum(len(filled) for filled in answers)
        and bool(codes & _WHO)
    )


def columns_of(grid: Grid, context: Context, source: Source) -> Iterator[Item]:
    """The items of such a table, column by column."""
    standing = stands_by_columns(grid, context)
    first = (
        1 if standing or stands_by_change(grid, context) else next(n for n in range(len(grid.rows)) if grid.asks(n, 0))
    )
    heads = {c: grid.rows[n][c] for n in range(first) for c in range(1, grid.width) if len(_filled(grid, n)) > 1}
    over = [cells[0] for n in range(first) if len(cells := _filled(grid, n)) == 1]
    titled = [(title, cell) for cell in over if (title := title_of(cell.text, context.languages))]
    above, told = next(iter(titled), (Title(()), None))
    if (change := _change(grid, heads, context)) is not None:
        titled = [(title, heads[c]) for c in change if (title := title_of(heads[c].text, context.languages))]
        if not above.roles:
            above, told = next(((title, head) for title, head in titled if title.roles), (above, told))
        yield from _changed(grid, first, change, above, told, context, source)
        return
    said = over[0] if over and above.roles else None
    before: tuple[str, ...] = ()
    role_said: Passage | None = None
    for column in range(1, grid.width):
        if not any(grid.rows[n][column] for n in range(first, len(grid.rows))):
            continue
        head = heads.get(column)
        title = title_of(head.text, context.languages) if head else None
        alternate = bool(title and title.alternate) or (
            head is not None and is_alternate(head.text, [one.text for one in heads.values()], context)
        )
        if title and title.roles:
            role_said = head
        elif above.roles:
            role_said = told
        title = Title((title.roles if title else ()) or above.roles or (before if alternate else ()), alternate)
        before = title.roles
        yield Heading(said or head or grid.rows[first][column].part(0, 0), title, source, told=role_said)
        yield from _answers(grid, first, column, source, context)
        yield Break()


def stands_by_columns(grid: Grid, context: Context) -> bool:
    """True where the first row calls one column the principal's and another the alternate's, above answers to the first column."""
    heads = grid.rows[0][1:]
    if {rank_named(head.text, context) for head in heads} != {True, False}:
        return False
    asked = sum(1 for n in range(1, len(grid.rows)) if grid.asks(n, 0))
    return asked >= max(2, _MOSTLY * (len(grid.rows) - 1))


def stands_by_change(grid: Grid, context: Context) -> bool:
    """True where the first row calls one column what was and another what is to be, above answers to the first column."""
    if not 2 <= len(grid.rows) <= _MOST_CORRECTIONS or _is_particular(grid):
        return False
    heads = {c: grid.rows[0][c] for c in range(1, grid.width) if grid.rows[0][c]}
    if any(grammar("spans", context.languages).is_whole(head.text) for head in heads.values()):
        # "From | To" may head hours
        return False
    asked = sum(1 for n in range(1, len(grid.rows)) if _asked(grid, n, context))
    return asked == len(grid.rows) - 1 and _change(grid, heads, context) is not None


def _asked(grid: Grid, row: int, context: Context) -> Label | None:
    """What the first cell of a row asks; a role's name alone asks who it is."""
    if (label := grid.label(row, 0)) is not None:
        return label
    title = title_of(grid.rows[row][0].text, context.languages)
    return Label(("name",)) if title is not None and title.roles else None


def _is_particular(grid: Grid) -> bool:
    """True where the first row is itself a label and two answers."""
    return any(find_emails(head.text) or len(re.findall(r"\d", head.text)) >= _FEWEST_FIGURES for head in grid.rows[0])


def side_by_side(grid: Grid, context: Context) -> tuple[int, list[int]] | None:
    """The row of titles, and the columns where labels begin, of forms that stand beside one another."""
    for at, row in enumerate(grid.rows[:4]):
        places = [c for c, cell in enumerate(row) if cell and title_of(cell.text, context.languages)]
        if len(places) < 2 or len(places) != len(_filled(grid, at)) or grid.width < 2 * len(places):
            continue
        below = range(at + 1, len(grid.rows))
        if all(sum(1 for n in below if grid.asks(n, c)) >= max(2, _MOSTLY * len(below)) for c in places):
            return at, places
    return None


def forms_beside(grid: Grid, at: int, places: list[int], context: Context, source: Source) -> Iterator[Item]:
    """The items of such forms, one form after the other."""
    for column in places:
        yield Heading(
            grid.rows[at][column], title_of(grid.rows[at][column].text, context.languages) or Title(()), source
        )
        for row in range(at + 1, len(grid.rows)):
            label = grid.label(row, column)
            value = grid.rows[row][column + 1]
            if label and value:
                yield from answers_in(Answer(label, grid.rows[row][column], value, source), context)
        yield Break()


def _filled(grid: Grid, row: int) -> list[Passage]:
    return [cell for cell in grid.rows[row] if cell]


def _answers(grid: Grid, first: int, column: int, source: Source, context: Context) -> Iterator[Item]:
    for row in range(first, len(grid.rows)):
        label = grid.label(row, 0)
        value = grid.answer(row, column)
        if label and value:
            yield from answers_in(Answer(label, grid.rows[row][0], value, source), context)


def _change(grid: Grid, heads: dict[int, Passage], context: Context) -> tuple[int, int] | None:
    """The columns of old and of new particulars, where the table has two such columns."""
    names = [
        n for n in range(1, len(grid.rows)) if (label := _asked(grid, n, context)) and label.codes[0] in _WHO & _NAMES
    ]
    same = grid.width > 2 and not any(_is_another(grid.rows[n][1], grid.rows[n][2], context) for n in names)
    return sides_of(heads, grid.width, context, same=same)


def corrections_of(grid: Grid, context: Context, source: Source) -> list[Answer]:
    """The right values of a table of two columns, wrong and right, without labels; they belong to whoever was named above it."""
    heads = grid.rows[0]
    if grid.width != 2 or not 2 <= len(grid.rows) <= _MOST_CORRECTIONS or not is_past(heads[0].text, context):
        return []
    fresh = grammar("changed_to", context.languages).stands_in(heads[1].text)
    if not fresh or any(len(head.text) > _LONGEST_HEAD or find_emails(head.text) for head in heads):
        return []
    answers: list[Answer] = []
    for wrong, right in grid.rows[1:]:
        code = _code_of(wrong, right, context)
        if right and code and right.value != wrong.value:
            answers.append(Answer(Label((code,)), heads[1], right, source))
    return answers


def _code_of(wrong: Passage, right: Passage, context: Context) -> str | None:
    """Which particular a wrong and a right value are, by what they look like."""
    if find_emails(right.text):
        return "email"
    if len(re.findall(r"\d", right.text)) >= _FEWEST_FIGURES:
        return "phone"
    for kind, code in (("bodies", "institution"), ("weak_words", "position")):
        if grammar(kind, context.languages).stands_in(right.text) and grammar(kind, context.languages).stands_in(
            wrong.text
        ):
            return code
    return "name" if similar(wrong.text, right.text) else None


def _changed(
    grid: Grid,
    first: int,
    change: tuple[int, int],
    above: Title,
    told: Passage | None,
    context: Context,
    source: Source,
) -> Iterator[Item]:
    """Old and new particulars of one contact: only what is new, under the name that stays; another name is a replacement."""
    old, new = change
    rows = [(n, label) for n in range(first, len(grid.rows)) if (label := _asked(grid, n, context))]
    staying = {n for n, _ in rows if _names_role(grid, n, context) and _is_unchanged(grid.rows[n][new], context)}
    rows = [(n, label) for n, label in rows if n not in staying]
    names = [n for n, label in rows if label.codes[0] in _WHO & _NAMES]
    another = any(_is_another(grid.rows[n][old], grid.rows[n][new], context) for n in names)
    head = grid.rows[first][new].part(0, 0)
    if another:
        yield Heading(head, above, source, Action.REMOVE, told)
        for n, label in rows:
            if grid.rows[n][old]:
                yield from answers_in(Answer(label, grid.rows[n][0], grid.rows[n][old], source), context)
        yield Break()
    if names or above.roles:
        # else they belong to whoever was named above the table
        yield Heading(head, above, source, Action.ADD if another else Action.UPDATE, told)
    for n, label in rows:
        before, after = grid.rows[n][old], grid.rows[n][new]
        identifies = label.codes[0] in _NAMES | {"role"}
        if not after or _is_unchanged(after, context):
            after = before if identifies or another else after.part(0, 0)
        elif after.value == before.value and not identifies and not another:
            continue
        if after:
            yield from answers_in(Answer(label, grid.rows[n][0], after, source), context)
    yield Break()


def _names_role(grid: Grid, row: int, context: Context) -> bool:
    """True for a row of a role's own contact: "unchanged" there says that nobody comes or goes."""
    title = title_of(grid.rows[row][0].text, context.languages)
    return title is not None and bool(title.roles)


def _is_another(before: Passage, after: Passage, context: Context) -> bool:
    return bool(before and after) and not _is_unchanged(after, context) and not similar(before.text, after.text)


def _is_unchanged(cell: Passage, context: Context) -> bool:
    same = formula("same_as_above", context.languages).is_whole(cell.text) or grammar("as_it_was").is_whole(cell.text)
    return same or is_not_applicable(cell.text) or grammar("unchanged", context.languages).stands_in(cell.text)
