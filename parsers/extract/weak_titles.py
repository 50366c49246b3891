"""Titles that are as often a position ("Chief", "Secretary"), and count only before what is surely a name."""

from __future__ import annotations

import re

from parsers.expressions import later
from parsers.extract.grammar import grammar, one_of, words
from parsers.fields.names import is_person_like
from parsers.fold import fold

_FEWEST_NAMES = 2
"""Words of a name behind a title that is as often a position or part of a body's name."""
_PLAIN = frozenset({"madame", "madam"})
"""Forms of address that stand before a post as well ("Madam President")."""
_CALLED = later(rf"\s{one_of('called')}\s")

_LINE = re.compile(r"[,،;:()|\n—–]|\s-\s")


def is_weak(honorific: str, name: str, languages: tuple[str, ...]) -> bool:
    """True for words that are as often a position ("Chief", "Secretary"): they count only before what is surely a name."""
    core = fold(honorific).replace(".", "")
    if _goes_on_as_office(name) and not grammar("plain_titles").is_whole(core):
        return True
    if core not in words("weak_honorifics"):
        return False
    if core in _PLAIN or (core == "m" and languages[:1] == ("fr",)):
        # "M. Ngoma est Directeur", but "Madam President"
        word = re.split(r"[\s,;:()—]", name)[0]
        return any(grammar(kind).stands_in(word) for kind in ("bodies", "positions", "posts", "weak_words"))
    head = _CALLED.split(re.split(r"[,;:()]", name)[0])[0]
    first = " ".join(head.split()[:4])
    return (
        not is_person_like(first)
        or len(first.split()) < _FEWEST_NAMES
        or grammar("bodies").stands_in(first)
        or grammar("positions").stands_in(first)
        or grammar("weak_words").stands_in(first)
    )


def _goes_on_as_office(name: str) -> bool:
    """True where what would be a name is a word that belongs to the office before it ("Directora General | Adjunta"), alone or with
    the body's name behind a preposition."""
    rest = _LINE.split(name)[0].strip(" .")
    said = next((hit for hit in grammar("office_adjectives").find(rest) if not hit.start), None)
    behind = rest[said.end :].strip(" .") if said else "X"
    return not behind or (behind[0].islower() and behind.split()[0] not in words("particles"))
