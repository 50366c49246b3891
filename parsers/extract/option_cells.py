"""Rows in which options have cells of their own, their ticks beside them ("Diplomatic | X | Technical | ") or with them
("☒ English | ☐ French"): each as one cell with boxes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parsers.document import Cell, Line, Table, union
from parsers.extract.context import Context
from parsers.extract.ticks import tick_marks
from parsers.fields.languages import find_languages
from parsers.words import is_yes, roles_in

_FEWEST = 2
_LONGEST = 50
_ON, _OFF = "☒", "☐"
_SIGNS = frozenset("xXхХ×+✓✔√vV☒☑■●◉1")
"""Signs that tick a cell of their own."""
_Row = tuple[Cell, ...]


def with_options_together(table: Table, context: Context) -> Table:
    """The table, each row of options as one cell that holds them all with their boxes."""
    rows = tuple(_joined(_with_boxes_together(row), context) for row in table.rows)
    return replace(table, rows=rows) if rows != table.rows else table


def _with_boxes_together(row: _Row) -> _Row:
    """The row, its cells of one box and its option each as one cell, where several stand side by side."""
    boxed = [c for c, cell in enumerate(row) if _is_boxed(cell.text)]
    between = [cell.text for cell in row[boxed[0] : boxed[-1]]] if boxed else []
    if len(boxed) < _FEWEST or any(text.strip() and not _is_boxed(text) for text in between):
        return row
    whole = Cell(tuple(line for c in boxed for line in row[c].lines))
    return tuple(whole if c == boxed[0] else Cell() if c in boxed else cell for c, cell in enumerate(row))


def _is_boxed(text: str) -> bool:
    """True for one box and what it stands for, on one line."""
    bare = text.strip()
    marks = tick_marks(bare)
    if len(marks) != 1 or "\n" in bare or len(bare) > _LONGEST:
        return False
    (start, end, _) = marks[0]
    return (not start or end == len(bare)) and bool(bare[:start].strip() or bare[end:].strip())


def _joined(row: _Row, context: Context) -> _Row:
    options = [c for c, cell in enumerate(row) if _is_option(cell.text, context)]
    if len(options) < _FEWEST:
        return row
    for step in (1, -1):
        marks = _marks(row, options, step)
        if marks is None or not any(told for _, told in marks):
            continue
        used = {*options, *(c for places, _ in marks for c in places)}
        first = min(used)
        lines = [line for c in options for line in row[c].lines]
        text = "  ".join(
            f"{_ON if told else _OFF} {row[c].text.strip()}" for c, (_, told) in zip(options, marks, strict=True)
        )
        cell = Cell((Line(text, page=lines[0].page, box=union([line.box for line in lines if line.box])),))
        return tuple(cell if c == first else Cell() if c in used else other for c, other in enumerate(row))
    return row


def _is_option(text: str, context: Context) -> bool:
    """True for a role's name or a language's and nothing beside it that ticks it."""
    bare = text.strip()
    if not 0 < len(bare) <= _LONGEST or tick_marks(bare) or re.search("[@:]", bare) or is_yes(bare) is not None:
        return False
    named = find_languages(bare) if len(bare.split()) <= _FEWEST else []
    if len(named) == 1 and named[0].end - named[0].start >= len(bare) / 2:
        return True
    return len({role.value for role in roles_in(bare, context.languages)}) == 1 and len(bare.split()) <= len("poc") + 1


def _marks(row: _Row, options: Sequence[int], step: int) -> list[tuple[list[int], bool]] | None:
    """Of each option the cells of its tick and whether it is ticked, read behind (1) or before it (-1); None where other text
    stands there."""
    told: list[tuple[list[int], bool]] = []
    for option in options:
        places: list[int] = []
        at = option + step
        while 0 <= at < len(row) and at not in options:
            if not _is_mark(row[at].text):
                if step < 0 and at < options[0]:
                    break
                return None
            places.append(at)
            at += step
        if not places:
            return None
        told.append((places, any(_is_on(row[at].text) for at in places)))
    return told


def _is_mark(text: str) -> bool:
    bare = text.strip()
    marks = tick_marks(bare)
    alone = len(marks) == 1 and marks[0][:2] == (0, len(bare))
    return not bare or alone or set(bare) <= _SIGNS | frozenset("-–—_") or is_yes(bare) is not None


def _is_on(text: str) -> bool:
    bare = text.strip()
    marks = tick_marks(bare)
    return marks[0][2] if marks else bool(bare) and (set(bare) <= _SIGNS or is_yes(bare) is True)
