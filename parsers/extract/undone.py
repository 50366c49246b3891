"""Withdrawals that are only possible, on some later day ("consent may be withdrawn at any time", "valid until withdrawn")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.overlaps import overlaps
from parsers.fields.found import Found

_TO_TIME = 40
"""Characters between a word of withdrawal and "at any time"."""
_STOPS = re.compile(r"[.,;:،؛，。；：]")


def done_now(gone: Sequence[Found], text: str, context: Context) -> list[Found]:
    """The words of withdrawal without those that tell of what may be undone at any time, or how long a nomination is valid."""
    times = grammar("any_time", context.languages).find(text)
    until = grammar("valid_until", context.languages).find(text)
    return [f for f in gone if not (overlaps(f, until) or any(_is_beside(text, f, time) for time in times))]


def _is_beside(text: str, one: Found, other: Found) -> bool:
    low, high = min(one.end, other.end), max(one.start, other.start)
    return high - low <= _TO_TIME and not _STOPS.search(text, low, high)
