"""Texts as both databases can hold them."""

from __future__ import annotations

import re
from typing import Any

_REFUSED = re.compile("[\0\ud800-\udfff]")


def storable(given: str) -> str:
    """The text with U+FFFD for NUL and lone surrogates, which PostgreSQL refuses; all other texts stay as they are."""
    return _REFUSED.sub("\ufffd", given)


def storable_json(given: Any) -> Any:
    """A value for a JSON column, with every text in it (keys too) made storable."""
    if isinstance(given, str):
        return storable(given)
    if isinstance(given, dict):
        return {storable(key): storable_json(value) for key, value in given.items()}
    if isinstance(given, list | tuple):
        return [storable_json(value) for value in given]
    return given
