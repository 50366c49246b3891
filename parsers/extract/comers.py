"""Who a sentence calls the new point of contact."""

from __future__ import annotations

import re

from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.person import Person
from parsers.extract.to_come import is_to_come
from parsers.fields.found import Found
from parsers.words import phrases

_A_WORD = re.compile(r"\s*(?:\w+\s*)?")
_TO_CONTACT = 14
"""Characters between a word for new and the one for point of contact: a role's."""


def called_new(text: str, people: list[Person], context: Context) -> set[int]:
    """Those beside whom words stand for a new point of contact: behind them, or right before."""
    contacts = phrases("roles", "contact", context.languages).find(text)
    new = grammar("new_contact", context.languages).find(text)
    told = [
        (min(c.start, f.start), max(c.end, f.end))
        for c in contacts
        for f in new
        if _near(c, f, text) and not is_to_come(text, c, context)
    ]
    starts = [*(person.start for person in people), len(text)]
    return {
        n
        for n, person in enumerate(people)
        if any(person.end <= start < starts[n + 1] or 0 <= person.start - end <= _TO_CONTACT for start, end in told)
    }


def _near(one: Found, other: Found, text: str) -> bool:
    """True where nothing but a word for a role may stand between them."""
    between = text[min(one.end, other.end) : max(one.start, other.start)]
    return len(between) <= _TO_CONTACT and _A_WORD.fullmatch(between) is not None
