"""Those of whom a participle says that they left ("Ms A having completed her tour, Mr B assumes ...")."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.extract.context import Context
from parsers.extract.person import Person
from parsers.lexicons import phrases_in

_TO_VERB = 4
"""Characters between a name and the participle."""
_TO_NAME = 24
"""Characters between "habiendo" and the name: an article, a form of address."""


def having_left(text: str, people: Sequence[Person], context: Context) -> set[int]:
    """By number, those right behind whose name such a participle stands; where it begins before the name, both parts must."""
    gone: set[int] = set()
    before = phrases_in("bystanders", "having", context.languages).find(text)
    whole = phrases_in("bystanders", "having_left", context.languages).find(text)
    rest = phrases_in("bystanders", "left", context.languages).find(text) if before else []
    for number, person in enumerate(people):
        end = _end_of_name(text, person)
        if any(0 <= f.start - end <= _TO_VERB for f in whole):
            gone.add(number)
        opened = any(0 <= person.start - f.end <= _TO_NAME for f in before)
        if opened and any(0 <= f.start - end <= _TO_VERB for f in rest):
            gone.add(number)
    return gone


def _end_of_name(text: str, person: Person) -> int:
    """Where the name ends in the sentence; a name in another script may end before its bearer's run does."""
    if person.name is None:
        return person.end
    at = text.find(person.name.text, person.start)
    return at + len(person.name.text) if at >= 0 else person.end
