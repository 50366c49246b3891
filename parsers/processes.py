"""Which process a text is about, by the names that the programme lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from domain.programme import Programme
from parsers.expressions import later
from parsers.phrases import Phrases

_ACRONYM = later(r"(?=.*[A-Z].*[A-Z])[A-Za-z]{2,6}")
_NUMBERS = re.compile(r"\+\d[\d ().-]{6,}\d")
"""Telephone numbers, whose last figures may be those of a resolution."""


def names(keywords: Sequence[str], text: str) -> bool:
    """True where one of these stands in the text."""
    return _listed(tuple(keywords)).stands_in(text)


def _names_elsewhere(others: Sequence[str], text: str) -> bool:
    """True where one of these stands in the text; an acronym only as it is written, and not before a colon or full stop: "Att:"
    is a line of address, "first" a word."""
    return any(
        not _ACRONYM.fullmatch(hit.value)
        or (text[hit.start : hit.end] == hit.value and text[hit.end : hit.end + 1] not in (":", "."))
        for hit in _listed(tuple(others)).find(text)
    )


@lru_cache(maxsize=16)
def _listed(texts: tuple[str, ...]) -> Phrases:
    return Phrases(texts)


def names_other_process(programme: Programme, text: str) -> bool:
    """True where another process is named, and nothing of ours."""
    if not names_another(programme, text):
        return False
    text = _NUMBERS.sub(" ", text)
    return not names(programme.keywords, text) and not names(programme.documents, text)


def names_another(programme: Programme, text: str) -> bool:
    """True where another process is named, whatever else is."""
    return _names_elsewhere(programme.other_processes, _NUMBERS.sub(" ", text))


def names_neighbour(programme: Programme, text: str) -> bool:
    """True where another body of the same field is named, and nothing that is ours alone."""
    if not _names_elsewhere(programme.neighbours, text):
        return False
    return not names(programme.names, text) and not names(programme.documents, text)
