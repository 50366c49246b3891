"""Forms of a change: who it is stands above, and below heads for what was and what is to be the particulars, row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from domain.submission import Action
from parsers.claims import Source
from parsers.extract.columns import columns_of, stands_by_change
from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.grids import Grid
from parsers.extract.items import Answer, Break, Heading, Item
from parsers.extract.roles import roles_of_answer
from parsers.extract.sides import sides_of
from parsers.extract.titles import Title, title_of
from parsers.words import Label

_WIDTH = 3
_ROLE = Label(("role",))
_WHO = frozenset({"name", "family_name", "given_name"})
_ONES = _WHO | {"role"}
"""What opens another contact where it is answered once, beneath what changed for the one before."""
_HEADS = ("heads_before", "heads_after", "heads_was", "heads_now")
_OF_CHANGE = frozenset(
    {"position", "institution", "department", "phone", "mobile", "fax", "email", "languages", "honorific", "patronymic"}
)
"""What may be left empty on one side of a change."""

Reader = Callable[[Grid], Iterable[Item]]


def changes_below_of(grid: Grid, context: Context, source: Source, plainly: Reader) -> list[Item]:
    """The items of such a form, contact by contact, its other rows read `plainly`; empty for any other table."""
    if grid.width != _WIDTH:
        return []
    heads = [n for n in range(len(grid.rows) - 1) if _heads_change(grid, n, context)]
    items: list[Item] = []
    begin = 0
    for at in heads:
        if at < begin:
            continue
        end = _end(grid, at, context)
        block = _rows(grid, [at, *(n for n in range(at + 1, end) if grid.label(n, 0))])
        if not stands_by_change(block, context):
            continue
        above = list(plainly(_rows(grid, range(begin, at)))) if at > begin else []
        items += _of_one(above, list(columns_of(block, context, source)), context.languages, source)
        begin = end
    if begin and begin < len(grid.rows):
        items += plainly(_rows(grid, range(begin, len(grid.rows))))
    return items


def _rows(grid: Grid, numbers: Iterable[int]) -> Grid:
    kept = list(numbers)
    return Grid(tuple(grid.rows[n] for n in kept), tuple(grid.cells[n] for n in kept), grid.languages)


def _heads_change(grid: Grid, row: int, context: Context) -> bool:
    """True for a row that calls one column what was and the other what is to be, and asks nothing itself."""
    cells = grid.rows[row]
    if not (cells[1] and cells[2]):
        return False
    if grid.asks(row, 0) and not all(_is_head(cell.text, context) for cell in cells[1:]):
        return False
    named = any(_is_name(grid, n) and not grid.rows[n][2] for n in range(row))
    return sides_of({1: cells[1], 2: cells[2]}, _WIDTH, context, same=named) is not None


def _is_head(text: str, context: Context) -> bool:
    return any(grammar(kind, context.languages).is_whole(text) for kind in _HEADS)


def _is_name(grid: Grid, row: int) -> bool:
    label = grid.label(row, 0)
    return label is not None and bool(set(label.codes) & _WHO)


def _end(grid: Grid, head: int, context: Context) -> int:
    """The row behind the last particular that stands below the heads."""
    for n in range(head + 1, len(grid.rows)):
        if grid.rows[n][1] and grid.rows[n][2] and not _heads_change(grid, n, context):
            continue
        label = grid.label(n, 0)
        codes = set(label.codes) if label else set()
        titled = title_of(grid.rows[n][0].text, context.languages) is not None
        once = bool(grid.rows[n][1]) and not grid.rows[n][2]
        if codes & _ONES and once and n == head + 1:
            continue
        if titled or not codes & _OF_CHANGE:
            return n
    return len(grid.rows)


def _of_one(above: list[Item], changed: list[Item], languages: tuple[str, ...], source: Source) -> Iterator[Item]:
    """What changed for whoever the rows above it name; where it begins with somebody itself, they tell the role at most."""
    answers = [item for item in above if isinstance(item, Answer)]
    asked = [item for item in answers if "role" in item.label.codes or roles_of_answer(item.value.text, languages)]
    roles = [replace(item, label=_ROLE) for item in asked]
    title = next((item for item in reversed(above) if isinstance(item, Heading) and item.title.roles), None)
    if any(isinstance(item, Heading) for item in changed):
        yield from (item for item in above if item not in asked and not isinstance(item, Break) and item is not title)
        yield Break()
        for item in changed:
            if not isinstance(item, Heading) or item.title.roles:
                yield item
            elif title is not None:
                yield replace(item, title=title.title, told=title.role_said)
            else:
                yield item
                yield from roles
        return
    who = next((n for n, item in enumerate(above) if _tells_who(item)), None)
    if who is None:
        yield from (item for item in above if not isinstance(item, Break))
        yield from changed
        return
    if not any(isinstance(item, Heading) for item in above):
        first = above[who]
        place = first.asked if isinstance(first, Answer) else first.passage if isinstance(first, Heading) else None
        if place is not None:
            above.insert(who, Heading(place.part(0, 0), Title(()), source, Action.UPDATE))
    for item in above:
        if isinstance(item, Heading):
            yield replace(item, action=item.action or Action.UPDATE)
        elif not isinstance(item, Break):
            yield item
    yield from changed


def _tells_who(item: Item) -> bool:
    if isinstance(item, Heading):
        return bool(item.title.roles)
    return isinstance(item, Answer) and bool(item.value) and bool(set(item.label.codes) & _ONES)
