"""The words around which nomination sentences are built, from lexicon/grammar: bodies, desks, linking words, turns of phrase."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from parsers.expressions import later
from parsers.fields.found import Found
from parsers.lexicons import LANGUAGES, phrases_in, section
from parsers.words import Phrases


def grammar(kind: str, languages: Sequence[str] | None = None) -> Phrases:
    """The phrases of one kind, of these languages together (of all where none is named)."""
    return phrases_in("grammar", kind, languages)


def stops_in(text: str, languages: Sequence[str] | None = None) -> list[Found]:
    """Words that end a name or a run of particulars; not those that are part of an acronym (CERT-IS)."""
    found = grammar("stops", languages).find(text)
    if text.isupper():
        return found
    return [f for f in found if not _in_acronym(text, f)]


def _in_acronym(text: str, found: Found) -> bool:
    written = text[found.start : found.end]
    glued = text[max(0, found.start - 1) : found.start] == "-" or text[found.end : found.end + 1] == "-"
    return glued or (len(written) > 1 and written.isascii() and written.isupper())


@cache
def words(kind: str) -> frozenset[str]:
    """The plain words of one kind in all languages, as the files write them (folded)."""
    return frozenset(word for language in LANGUAGES for word in section("grammar", language).get(kind, ()))


@cache
def one_of(*kinds: str) -> str:
    """A regular expression for any word of these kinds in all languages, as the files write them; `*` stands for any ending."""
    found = sorted({word for kind in kinds for word in words(kind)}, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(_pattern(word) for word in found)})"


def behind_han(expression: str) -> str:
    """A regular expression for the place behind any Han character that this one writes: at its end, for the space that Chinese
    does not write. A class of all Han characters takes long to compile."""
    found = {sign for sign in expression if "\u4e00" <= sign <= "\u9fff"}
    return f"(?<=[{''.join(sorted(found))}])" if found else "(?!)"


def _pattern(word: str) -> str:
    return re.escape(word).replace(r"\*", r"\w*").replace("'", "['’]")


ARTICLE = rf"{one_of('articles')}(?:\s+|(?<=['’]))"
"""A regular expression for an article before its noun."""
UNFINISHED = later(rf"(?:[,،、/&–-]|\b{one_of('unfinished')})$")
"""How a line ends that goes on in the next."""
