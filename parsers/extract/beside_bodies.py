"""Offices that are nominated in one sentence with a person ("the Agency A as technical contact, and Ms B as diplomatic one")."""

from __future__ import annotations

from collections.abc import Callable

from parsers.extract.context import Context
from parsers.extract.passages import Passage
from parsers.extract.person import Person
from parsers.extract.roles import Mention

_ROLES = 2


def office_beside(
    sentence: Passage,
    person: Person,
    mentioned: list[Mention],
    context: Context,
    nominee: Callable[[Passage, Context], Person | None],
) -> Person | None:
    """The office that has one of the two roles of which the sentence gives the person the other; None where there is no such.
    `nominee` reads whoever a part of the sentence nominates without a form of address."""
    if len(mentioned) != _ROLES or any(len(mention.roles) > 1 for mention in mentioned):
        return None
    first, second = mentioned
    if first.roles == second.roles:
        return None
    text = sentence.text
    if person.start >= second.end:
        halves = [(0, second.start)]
    elif person.end <= first.start:
        halves = [(first.end, len(text))]
    else:
        halves = [(second.start, len(text)), (0, person.start)]
    for low, high in halves:
        found = nominee(sentence.part(low, high), context)
        if found is not None and (found.institution or found.name):
            said = found.name or found.institution
            place = text.find(said.text, low) if said else -1
            if place >= 0 and not (place < person.end and person.start < place + 1):
                return Person(
                    found.name,
                    found.honorific,
                    found.position,
                    found.institution,
                    place,
                    place + found.end - found.start,
                )
    return None
