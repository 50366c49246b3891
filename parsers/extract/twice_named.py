"""People named twice in one sentence, the second time as the predecessor of somebody else."""

from __future__ import annotations

from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.person import Person
from parsers.fold import fold
from parsers.scripts import CYRILLIC

_SIGNS = " ,،(（，"
_CASE = 2
"""Letters by which the cases of a name differ."""
_SHORTEST = 3
_TO_WORD = 2
"""Characters between a word for the predecessor and the name behind it."""


def predecessors(text: str, people: list[Person], context: Context) -> set[int]:
    """Those whom a word behind the name calls the predecessor of somebody else in the sentence ("Mr A B, her predecessor")."""
    told = grammar("predecessor", context.languages).find(text)
    before = [words[-1] for found in told if (words := text[: found.start].rstrip(_SIGNS).split())]
    return {
        n
        for n, person in enumerate(people)
        if person.name is not None and any(_same(word, person.name.text.split()[-1]) for word in before)
    }


def _same(one: str, other: str) -> bool:
    """True for the same word, in Russian in another case too."""
    first, second = fold(one), fold(other)
    stem = max(_SHORTEST, min(len(first), len(second)) - _CASE)
    inflected = CYRILLIC.search(one) and first[:stem] == second[:stem]
    return first == second or (bool(inflected) and abs(len(first) - len(second)) <= _CASE)


def once_each(text: str, people: list[Person], context: Context) -> list[Person]:
    """The people without those named before in the sentence, and again only to be called a predecessor."""
    told = grammar("predecessor", context.languages).find(text)
    if not told:
        return people
    kept: list[Person] = []
    for person in people:
        name = person.name.text if person.name else ""
        known = bool(name) and any(one.name and _is_part(name, one.name.text) for one in kept)
        behind = predecessors(text[person.start :], [person], context)
        at_head = any(0 <= person.start - found.end <= _TO_WORD or found.start == person.start for found in told)
        if not (known and (behind or at_head)):
            kept.append(person)
    return kept


def _is_part(name: str, whole: str) -> bool:
    return all(any(_same(word, other) for other in whole.split()) for word in name.split())
