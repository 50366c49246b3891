"""Captions: labels in brackets below the line that they ask for, as forms have them that were once ruled lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.extract.context import Context
from parsers.extract.heads import TYPED
from parsers.extract.items import CONTACT_CODES, Answer
from parsers.extract.passages import chain
from parsers.extract.rows import BRACKETED, Row, closes
from parsers.words import Label, label_of

_FEWEST = 3
_MOST_ABOVE = 3
"""Lines of a value, at most."""
_LINE = 100
"""Characters of a value's longest line."""
_SAID = re.compile(r"@|\d{3}")
_BLANK = re.compile(r"[\W_]*")


def with_captions(rows: list[Row], context: Context) -> list[Row]:
    """Labels in brackets ("(surname, first name)") ask for what stands above them, where several have their values there."""
    asked = {at: label for at, row in enumerate(rows) if (label := _caption(row, context))}
    above = {at: _value_above(rows, at, asked, context) for at in asked}
    if sum(1 for found in above.values() if found) < _FEWEST or not _stand_below(rows, asked):
        return rows
    taken = {n for found in above.values() for n in found}
    kept: list[Row] = []
    for at, row in enumerate(rows):
        if at in asked:
            value = chain([rows[n].passage for n in above[at] if not _BLANK.fullmatch(rows[n].passage.text)], "\n")
            if value:
                row.answer, row.title, row.whole = Answer(asked[at], row.passage, value), None, True
                kept.append(row)
        elif at not in taken:
            kept.append(row)
    return kept


def _caption(row: Row, context: Context) -> Label | None:
    """What the row asks, where it is a contact's label that stands in brackets whole."""
    text = row.passage.text
    label = label_of(text, context.languages) if BRACKETED.match(text) and not _SAID.search(text) else None
    return label if label is not None and set(label.codes) & CONTACT_CODES else None


def _value_above(rows: Sequence[Row], at: int, asked: dict[int, Label], context: Context) -> list[int]:
    """The rows above the caption that are its value, up to the caption, heading or sentence before it."""
    found: list[int] = []
    for n in range(at - 1, max(-1, at - 1 - _MOST_ABOVE), -1):
        row = rows[n]
        text = row.passage.text
        if n in asked or row.title is not None or (row.answer is not None and row.answer.asked):
            break
        ruled = _BLANK.fullmatch(text) is not None
        if not ruled and (len(text) > _LINE or text.rstrip().endswith((":", "：")) or closes(text, context)):
            break
        if found and rows[n].paragraph != rows[found[0]].paragraph and not (asked.keys() & set(range(n))):
            break
        found.insert(0, n)
    return found


def _stand_below(rows: Sequence[Row], asked: dict[int, Label]) -> bool:
    """True where what asks for addresses and numbers has them above it more often than below, and no form's label stands above."""
    votes = 0
    for at, label in asked.items():
        before = rows[at - 1] if at else None
        if before is not None and before.answer is not None and before.answer.asked and not before.answer.value:
            votes -= at - 1 not in asked
        elif set(label.codes) & TYPED:
            below = rows[at + 1].passage.text if at + 1 < len(rows) and at + 1 not in asked else ""
            votes += bool(any(_SAID.search(row.passage.text) for row in rows[max(0, at - 2) : at])) - bool(
                _SAID.search(below)
            )
    return votes > 0
