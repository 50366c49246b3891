"""Designations that a sentence leaves to another day ("until new points of contact are designated")."""

from __future__ import annotations

from parsers.extract.anchors import anchors
from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.fields.found import Found

_NEAR = 60
"""Characters between words for another day and a designation that waits for it."""


def is_to_come(text: str, designation: Found, context: Context) -> bool:
    """True where words for another day stand beside a designation that names nobody behind it."""
    then = grammar("until_then", context.languages).find(text)
    near = any(0 <= designation.start - f.end <= _NEAR or 0 <= f.start - designation.end <= _NEAR for f in then)
    return near and not anchors(text[designation.end :], context)
