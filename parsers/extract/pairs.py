"""Who goes and who comes, told behind dashes or colons ("Former technical contact – A B; new – C D")."""

from __future__ import annotations

import re

from parsers.expressions import later
from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.passages import Passage
from parsers.extract.people import named, unaddressed
from parsers.extract.person import Person

_SIGN = later(r"[^,;.\n–—:：]{0,48}?\s*(?:[–—]|\s-\s|[:：])\s*(?=\S)")
"""What leads from such a word to the name: the rest of the role's own name, and a dash or colon."""
_SIGNS = re.compile("[–—:：]|\\s-\\s")
_BOTH = 2
_OPENS = later(r"(?:^|[,;.:،؛，；。\n(]|\s[–—-])\s*(?:[^\W\d_]{1,4}\s)?$")
"""What stands before such a word: the beginning of a clause."""


def pairs_in(text: str, context: Context) -> list[tuple[int, int, bool]]:
    """Where such words begin, where the names behind them begin, and whether that one goes; empty unless somebody goes and
    somebody comes."""
    if len(_SIGNS.findall(text)) < _BOTH:
        return []
    told: list[tuple[int, int, bool]] = []
    for kind, goes in (("former_contact", True), ("new_contact", False)):
        for found in grammar(kind, context.languages).find(text):
            sign = _SIGN.match(text, found.end)
            if sign is not None and _OPENS.search(text[: found.start]):
                told.append((found.start, sign.end(), goes))
    told = sorted({begin: (start, begin, goes) for start, begin, goes in told}.values())
    return told if {goes for _, _, goes in told} == {True, False} else []


def people_of_pairs(sentence: Passage, context: Context) -> list[Person]:
    """Those whom such words lead to, each with the office behind the name; empty where they are no names."""
    told = pairs_in(sentence.text, context)
    if not told:
        return []
    ends = [*(start for start, _, _ in told[1:]), len(sentence.text)]
    people: list[Person] = []
    for (_, begin, _), end in zip(told, ends, strict=True):
        part = sentence.part(begin, end)
        person = unaddressed(part, context) or named(part, context)
        if person is None or person.name is None:
            return []
        people.append(
            Person(person.name, person.honorific, person.position, person.institution, begin, begin + person.end)
        )
    return people
