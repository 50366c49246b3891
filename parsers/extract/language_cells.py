"""Languages that have a column or a row each, and a tick where a contact speaks them: put together into one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from parsers.document import Cell, Line, Table
from parsers.extract.context import Context
from parsers.extract.ticks import tick_marks
from parsers.fields.languages import find_languages
from parsers.lexicons import lexicons
from parsers.words import is_not_applicable, is_yes, label_of

_FEWEST = 2
"""Languages from which columns or rows are a group."""
_HIGHEST = 5
"""Rows among which that with the languages stands."""
_LONGEST = 16
"""Characters of the longest word that tells how well somebody speaks ("fluent", "working level")."""
_CROSSES, _CHECKS = frozenset("✗✘×"), frozenset("✓✔√☑")
_YES, _NO = frozenset("+•*vVüþý✓✔√●■◉1"), frozenset("-–—0○□¨o")
_LETTERS = 0.75
"""Share of a cell's letters that a language's name fills."""
_Row = tuple[Cell, ...]


def with_languages_together(table: Table, context: Context) -> Table:
    """The table with one column, or row, of the languages that are ticked in each group; as it is where there is no such group."""
    for at in range(min(_HIGHEST, len(table.rows) - 1)):
        for columns in _groups([_is_language(cell.text) for cell in table.rows[at]]):
            below = [[row[c] for c in columns] for row in table.rows[at + 1 :]]
            if all(len(row) > columns[-1] for row in table.rows) and _are_ticked(below):
                return with_languages_together(replace(table, rows=_joined_columns(table.rows, at, columns)), context)
    return replace(table, rows=tuple(_joined_rows(table.rows, context)))


def _groups(told: Sequence[bool]) -> list[list[int]]:
    """Stretches of places of which all are told."""
    runs = (list(run) for is_one, run in groupby(range(len(told)), lambda at: told[at]) if is_one)
    return [run for run in runs if len(run) >= _FEWEST]


def _is_language(text: str) -> bool:
    """True for a cell that names one language, or gives its code, and nothing else."""
    # "no" is Norwegian too
    found = find_languages(text) if 0 < len(text.strip()) <= 2 * _LONGEST and is_yes(text) is None else []
    letters = sum(character.isalpha() for character in text)
    return len(found) == 1 and found[0].end - found[0].start >= _LETTERS * letters


def _are_ticked(rows: Sequence[Sequence[Cell]]) -> bool:
    """True where the cells hold ticks, words for yes and no, or nothing, and somewhere a tick."""
    texts = [cell.text.strip() for row in rows for cell in row]
    if any(len(text) > _LONGEST or "@" in text for text in texts):
        return False
    if any(_is_language(text) or label_of(text) for text in texts if is_yes(text) is None):
        return False
    if any(sum(character.isdigit() for character in text) > 1 for text in texts):
        return False
    told = _teller(texts)
    return any(told(text) for text in texts)


def _teller(texts: Sequence[str]) -> Callable[[str], bool]:
    """What tells a ticked cell from another: a cross beside a tick says no."""
    both = any(set(text) & _CROSSES for text in texts) and any(set(text) & _CHECKS for text in texts)

    def told(text: str) -> bool:
        bare = text.strip()
        if not bare or set(bare) <= _NO or (both and set(bare) <= _CROSSES):
            return False
        marks = tick_marks(bare)
        if marks:
            return marks[0][2]
        yes = is_yes(bare)
        return yes if yes is not None else set(bare) <= _YES or not is_not_applicable(bare)

    return told


def _joined_columns(rows: Sequence[_Row], at: int, columns: Sequence[int]) -> tuple[_Row, ...]:
    first, rest = columns[0], set(columns[1:])
    told = _teller([row[c].text for row in rows[at + 1 :] for c in columns])
    over = rows[at - 1][first] if at and _asks_languages(rows[at - 1][first].text) else None
    alone = over is not None and all(c in columns or not cell.text.strip() for c, cell in enumerate(rows[at]))
    joined: list[_Row] = []
    for n, row in enumerate(rows):
        cell = row[first]
        if n == at:
            if alone:
                # the languages stand below their own label: one row of heads is enough
                continue
            cell = over or replace(cell, lines=tuple(line for c in columns for line in row[c].lines))
        elif n > at:
            cell = _spoken([rows[at][c] for c in columns if told(row[c].text)])
        joined.append(tuple(cell if c == first else other for c, other in enumerate(row) if c not in rest))
    return tuple(joined)


def _joined_rows(rows: Sequence[_Row], context: Context) -> Iterator[_Row]:
    """The rows, those of languages and of ticks beside them as one, which asks for languages."""
    at = 0
    while at < len(rows):
        column, count = next(
            ((c, count) for c in (0, 1) if (count := _count(rows, at, c)) >= _FEWEST and _may_join(rows, at, c, count)),
            (0, 0),
        )
        if not count:
            yield rows[at]
            at += 1
            continue
        group = rows[at : at + count]
        told = _teller([cell.text for row in group for cell in row[column + 1 :]])
        yield tuple(
            _label(group, column, context)
            if c == 0
            else Cell()
            if c <= column
            else _spoken([row[column] for row in group if told(row[c].text)])
            for c in range(len(rows[at]))
        )
        at += count


def _count(rows: Sequence[_Row], at: int, column: int) -> int:
    count = 0
    for row in rows[at:]:
        if len(row) <= column + 1 or not _is_language(row[column].text):
            break
        if column and count and row[0].text.strip() and row[0].text != rows[at][0].text:
            break
        count += 1
    return count


def _may_join(rows: Sequence[_Row], at: int, column: int, count: int) -> bool:
    group = rows[at : at + count]
    asked = not column or _asks_languages(group[0][0].text)
    return asked and len({len(row) for row in group}) == 1 and _are_ticked([row[column + 1 :] for row in group])


def _label(group: Sequence[_Row], column: int, context: Context) -> Cell:
    if column:
        return group[0][0]
    own = next(iter(lexicons(context.languages))).data["labels"]["languages"][0]
    return Cell((replace(group[0][0].lines[0], text=str(own), words=()),))


def _asks_languages(text: str) -> bool:
    label = label_of(text)
    return label is not None and label.codes[0] == "languages"


def _spoken(cells: Sequence[Cell]) -> Cell:
    lines: list[Line] = []
    for cell in cells:
        lines.extend(cell.lines)
    return Cell(tuple(lines))
