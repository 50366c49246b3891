"""Tables whose rows are contacts though no head says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.claims import Source
from parsers.expressions import later
from parsers.extract.anchors import anchors
from parsers.extract.context import Context
from parsers.extract.grammar import UNFINISHED
from parsers.extract.grids import Grid
from parsers.extract.items import Answer, Break, Heading, Item, Text
from parsers.extract.passages import Passage, chain, join
from parsers.extract.titles import Title, title_of
from parsers.extract.whole_people import whole_person
from parsers.fields.emails import find_emails
from parsers.fields.languages import find_languages
from parsers.words import Label, formula

_NUMBER = later(r"[+(]{0,2}\d[\d\s().+/–-]{4,24}\d")
_EMAIL, _PHONE, _LANGUAGES = (Label((code,)) for code in ("email", "phone", "languages"))


def is_by_records(grid: Grid, context: Context) -> bool:
    """True where at least two rows each hold somebody and an address, in cells that no label explains."""
    rows = [n for n in range(len(grid.rows)) if _is_record(grid, n, context)]
    if grid.width < 2 or len(rows) < 2 or rows[-1] - rows[0] >= 2 * len(rows):
        return False
    outside = [n for n in range(rows[0], len(grid.rows)) if n not in rows]
    return all(len(_filled(grid, n)) == 1 for n in outside) and rows[0] <= 2


def records_of(grid: Grid, context: Context, source: Source) -> Iterator[Item]:
    """The items of such a table: what each line of a row's cells is, its content tells."""
    carried, told = Title(()), None
    for at in range(len(grid.rows)):
        filled = _filled(grid, at)
        first = grid.rows[at][filled[0]]
        if not _is_record(grid, at, context):
            if len(filled) == 1 and (title := title_of(first.text, context.languages)):
                carried, told = title, first
            continue
        yield from _record(grid, at, carried, told, context, source)
        yield Break()


def _is_record(grid: Grid, at: int, context: Context) -> bool:
    cells = [grid.rows[at][c] for c in _filled(grid, at)]
    if len(cells) < 2 or sum(len(find_emails(cell.text)) for cell in cells) == 0:
        return False
    if any(grid.asks(at, c) and "@" not in grid.rows[at][c].text for c in _filled(grid, at)):
        return False
    return any(anchors(cell.text, context)[:1] == [0] for cell in cells) or any(
        whole_person(cell, context) is not None for cell in cells if "@" not in cell.text
    )


def _record(
    grid: Grid, at: int, carried: Title, told: Passage | None, context: Context, source: Source
) -> Iterator[Item]:
    lines = [line for c in _filled(grid, at) for line in _lines(grid, at, c, context)]
    title, alternate = carried, carried.alternate
    said = lines[0].part(0, 0)
    answers: list[Answer] = []
    free: list[Passage] = []
    for line in lines:
        text = line.text
        own = title_of(text, context.languages)
        if own and (own.roles or own.alternate):
            title, said = Title(own.roles or title.roles), line
            told = line if own.roles else told
            alternate = alternate or own.alternate
        elif formula("alternate", context.languages).is_whole(text):
            alternate = True
        elif _NUMBER.fullmatch(text):
            answers.append(Answer(_PHONE, line.part(0, 0), line, source))
        elif "@" in text and len(text.split()) == len(find_emails(text)):
            answers.append(Answer(_EMAIL, line.part(0, 0), line, source))
        elif _names_languages(text):
            answers.append(Answer(_LANGUAGES, line.part(0, 0), line, source))
        else:
            free.append(line)
    who = next((n for n, line in enumerate(free) if anchors(line.text, context)[:1] == [0]), 0)
    free = [*free[who : who + 1], *free[:who], *free[who + 1 :]]
    yield Heading(said, Title(title.roles, alternate), source, told=told)
    if free:
        yield Text(tuple(free), chain(free, "\n"))
    yield from answers


def _lines(grid: Grid, at: int, column: int, context: Context) -> list[Passage]:
    """The lines of a cell, those joined that a narrow column broke."""
    lines: list[Passage] = []
    for printed in grid.cells[at][column].lines:
        line = join(grid.rows[at][column].path, [printed])
        before = lines[-1] if lines else None
        broken = before and line and (line.text[0].islower() or UNFINISHED.search(before.text))
        if before and broken and "@" not in line.text and not title_of(line.text, context.languages):
            lines[-1] = chain([before, line])
        elif line:
            lines.append(line)
    return lines


def _names_languages(text: str) -> bool:
    named = find_languages(text)
    return bool(named) and sum(f.end - f.start for f in named) >= len(re.findall(r"\w", text)) / 2


def _filled(grid: Grid, at: int) -> list[int]:
    return [c for c, cell in enumerate(grid.rows[at]) if cell]
