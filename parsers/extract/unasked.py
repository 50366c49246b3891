"""Columns that no known label heads, told by their answers: addresses and numbers, languages, roles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parsers.claims import Source
from parsers.expressions import later
from parsers.extract.context import Context
from parsers.extract.grids import Grid
from parsers.extract.items import Answer
from parsers.extract.looks import REACH, reached_by
from parsers.extract.passages import Passage
from parsers.extract.titles import title_of
from parsers.fields.languages import find_languages
from parsers.words import Label

_ROLE = Label(("role",))
_INSTITUTION = Label(("institution",))
_ROLE_END = later(r"\s*[:：]\s*|\n|\s[-–—]\s|\s*[(（]")
_WHO = frozenset({"name", "family_name", "given_name"})


def told_by_answers(grid: Grid, heads: int, column: int, context: Context) -> Label | None:
    """What a column asks whose head no lexicon has: addresses, numbers or languages, where most of its cells are such."""
    cells = [row[column].text for row in grid.rows[heads + 1 :] if column < len(row) and row[column]]
    if not cells:
        return None
    reached = [label for cell in cells if (label := reached_by(cell, context))]
    if 2 * len(reached) > len(cells):
        return reached[0] if all(label == reached[0] for label in reached) else REACH
    spoken = [cell for cell in cells if _is_languages(cell)]
    return Label(("languages",)) if 2 * len(spoken) > len(cells) else None


def reach_under_name(
    grid: Grid, heads: int, column: int, labels: Sequence[Label | None], context: Context
) -> Label | None:
    """What a column under "contact" asks that holds addresses and numbers, where another column names people; None for others."""
    label = labels[column]
    if label is None or not set(label.codes) & _WHO or label.compound:
        return None
    if not any(other and set(other.codes) & _WHO for c, other in enumerate(labels) if c != column):
        return None
    told = told_by_answers(grid, heads, column, context)
    return told if told is not None and set(told.codes) & set(REACH.codes) else None


def _is_languages(text: str) -> bool:
    named = find_languages(text)
    return bool(named) and sum(f.end - f.start for f in named) >= len(re.findall(r"\w", text)) / 2


def gives_roles(grid: Grid, heads: int, column: int, labels: Sequence[Label | None]) -> bool:
    """True for a column under "point of contact" that tells the roles of those whom another column names."""
    named = any(label and set(label.codes) & _WHO for c, label in enumerate(labels) if c != column)
    cells = [row[column].text for row in grid.rows[heads + 1 :] if row[column]]
    return named and bool(cells) and all(_role_end(cell, grid.languages) for cell in cells)


def _role_end(text: str, languages: Sequence[str]) -> int | None:
    """Where the role ends with which a text begins; None where it begins otherwise."""
    for end in (*(m.start() for m in _ROLE_END.finditer(text)), len(text)):
        title = title_of(text[:end], languages)
        if title and title.roles:
            return end
    return None


def which_and_where(asked: Passage, cell: Passage, grid: Grid, source: Source) -> Iterator[Answer]:
    """The role that a cell tells, and the body that stands behind it."""
    end = _role_end(cell.text, grid.languages)
    yield Answer(_ROLE, asked, cell.part(0, end), source)
    rest = cell.part(end if end is not None else len(cell.text))
    body = rest.part(len(rest.text) - len(rest.text.lstrip(" :：-–—(（\n")))
    if body:
        yield Answer(_INSTITUTION, asked, body.part(0, len(body.text.rstrip(" )）"))), source)
