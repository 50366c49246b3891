"""Letters that coarse print makes alike: both readers take them for one another, so their agreement tells nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parsers.engines import Recognised
from parsers.readers.scan_lines import DISPUTED

_COARSE = 9.5
"""Picture elements of the scan itself that small letters are high, from which on they are told apart."""
_SMALL_LETTERS = 0.47
"""Their part of the height of an address, which has letters with tops and feet."""
_ALIKE = re.compile("rn|m|vv|w")
_ADDRESS = re.compile(r"@|[^\W\d]\.[^\W\d]")


def with_alike(words: Sequence[Recognised], scanned: float) -> list[Recognised]:
    """The words, addresses disputed that hold such letters in coarse print; `scanned` is how many picture elements of the scan
    make one of the picture that was read."""
    return [
        replace(word, confidence=min(word.confidence, DISPUTED))
        if _ADDRESS.search(word.text)
        and _ALIKE.search(word.text.casefold())
        and _SMALL_LETTERS * word.height * scanned < _COARSE
        else word
        for word in words
    ]
