"""Vowel signs of a PDF's right-to-left lines, which some programs write before the letters of their line."""

from __future__ import annotations

import unicodedata

from parsers.readers.lines import Piece
from parsers.readers.pdf_characters import Character

_LIFT = 0.5
"""Heights of type up to which a sign's baseline lies off that of its letter."""


def is_borne(character: Character) -> bool:
    """True for a sign that belongs to the letter before it."""
    return character.text > "\u02ff" and unicodedata.combining(character.text[0]) > 0


def with_signs_at_letters(rows: list[list[Character] | Piece]) -> list[list[Character] | Piece]:
    """The rows, in each of which the signs that came first have gone to the row whose letters stand under them."""
    for at, row in enumerate(rows):
        if isinstance(row, Piece) or not is_borne(row[0]):
            continue
        first = next((place for place, c in enumerate(row) if not is_borne(c)), len(row))
        kept: list[Character] = []
        for sign in row[:first]:
            own = _bears(row, sign)
            other = None if own else next((o for o in rows if o is not row and _bears(o, sign)), None)
            if isinstance(other, list):
                other.append(sign)
            else:
                kept.append(sign)
        rows[at] = [*kept, *row[first:]]
    return [row for row in rows if row]


def _bears(row: list[Character] | Piece, sign: Character) -> bool:
    if isinstance(row, Piece):
        return False
    middle = (sign.box[0] + sign.box[2]) / 2
    return any(
        c.box[0] <= middle <= c.box[2] and abs(c.baseline - sign.baseline) < _LIFT * c.size and not c.space
        for c in row
        if not is_borne(c)
    )
