"""Arabic commas that recognition took for full stops, on pages on which it saw none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from parsers.engines import Recognised

_COMMA = "،"
_LETTERS = "[\u0621-\u064a]"
_STOPPED = re.compile(rf"(.*{_LETTERS}{{3}})\.")
_COMMAS = re.compile(rf"{_LETTERS}\W{{0,2}}[,،]|^[,،]$")
_GOES_ON = re.compile(rf"(?![وف]|كما|هذا){_LETTERS}{{2}}")
"""A word that continues a sentence: nearly all sentences of a note begin with "and"."""


def with_commas(words: Sequence[Recognised]) -> list[Recognised]:
    """The words, full stops before words that go on with a sentence as commas, unless the page shows commas by themselves."""
    if any(_COMMAS.search(word.text) for word in words):
        return list(words)
    made = list(words)
    for at, (word, following) in enumerate(pairwise(words)):
        stopped = _STOPPED.fullmatch(word.text)
        if stopped and word.line[:2] == following.line[:2] and _GOES_ON.match(following.text):
            made[at] = replace(word, text=stopped[1] + _COMMA)
    return made
