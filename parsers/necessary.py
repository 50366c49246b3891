"""What a regular expression cannot match without: letters of which some stand in every text that it matches."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

# the standard library's own reading of an expression: a list of pairs (what, of what)
_parse = re._parser.parse  # type: ignore[attr-defined]

ANYWHERE = ("",)
"""Of an expression that may match any text."""


def necessary(pattern: str) -> tuple[str, ...]:
    """Texts of which at least one stands, as written, wherever the expression matches; `ANYWHERE` where none must."""
    parsed = _parse(pattern)
    return ANYWHERE if parsed.state.flags & re.IGNORECASE else _of_sequence(parsed)


def _of_sequence(parsed: Iterable[tuple[Any, Any]]) -> tuple[str, ...]:
    """Of what must stand in a row, that which is longest at its shortest."""
    found: list[tuple[str, ...]] = []
    letters = ""
    for what, argument in parsed:
        if str(what) == "LITERAL":
            letters += chr(argument)
            continue
        found.append((letters,))
        letters = ""
        found.append(_of_one(str(what), argument))
    return max([*found, (letters,)], key=lambda texts: (min(map(len, texts)), -len(texts)))


def _of_one(what: str, argument: Any) -> tuple[str, ...]:
    if what == "SUBPATTERN" and not argument[1] & re.IGNORECASE:
        return _of_sequence(argument[-1])
    if what == "BRANCH":
        return tuple(dict.fromkeys(text for branch in argument[1] for text in _of_sequence(branch)))
    if what in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and argument[0] > 0:
        return _of_sequence(argument[2])
    return ANYWHERE
