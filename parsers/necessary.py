"""What a regular expression cannot match without: letters of which some stand in every text that it matches."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

# the standard library's own reading of an expression: a list of pairs (what, of what)
_parse = re._parser.parse  # type: ignore[attr-defined]

ANYWHERE = ("",)
"""Of an expression that may match any text."""
WORD = "\b"
"""Stands in what is necessary before letters with which a word begins, and behind letters with which one ends."""


def necessary(pattern: str) -> tuple[str, ...]:
    """Letters of which at least some stand, as written, wherever the expression matches; `ANYWHERE` where none must.

    `WORD` stands among them wherever a word surely begins or ends."""
    parsed = _parse(pattern)
    return ANYWHERE if parsed.state.flags & re.IGNORECASE else _of_row(parsed, "")


def _of_row(parsed: Iterable[tuple[Any, Any]], letters: str) -> tuple[str, ...]:
    """Of what must stand in a row, behind these letters, that which is longest at its shortest."""
    found: list[tuple[str, ...]] = []
    for what, argument in parsed:
        name = str(what)
        if name == "LITERAL":
            letters += chr(argument)
        elif name == "AT" and str(argument) in ("AT_BOUNDARY", "AT_BEGINNING"):
            letters += WORD
        else:
            found.append((letters,))
            begins = WORD if letters.endswith((WORD, " ")) else ""
            found.append(_of_one(name, argument, begins))
            letters = begins if _leaves_at_words(name, argument) else ""
    return max([*found, (letters,)], key=lambda texts: (min(len(text.strip(WORD)) for text in texts), -len(texts)))


def _of_one(name: str, argument: Any, begins: str) -> tuple[str, ...]:
    if name == "SUBPATTERN" and not argument[1] & re.IGNORECASE:
        return _of_row(argument[-1], begins)
    if name == "BRANCH":
        return tuple(dict.fromkeys(text for branch in argument[1] for text in _of_row(branch, begins)))
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and argument[0] > 0:
        return _of_row(argument[2], begins)
    return ANYWHERE


def _leaves_at_words(name: str, argument: Any) -> bool:
    """True for what may be left out, and ends with a space where it stands: `(?:hereby )?`."""
    if name != "MAX_REPEAT":
        return False
    rows = [argument[2]]
    while rows:
        row = list(rows.pop())
        if not row:
            return False
        what, within = row[-1]
        if str(what) == "SUBPATTERN":
            rows.append(within[-1])
        elif str(what) == "BRANCH":
            rows.extend(within[1])
        elif (str(what), within) != ("LITERAL", ord(" ")):
            return False
    return True
