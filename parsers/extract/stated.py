"""Statements that somebody is a point of contact ("The technical point of contact is Ms A B"), without a word of nomination."""

from __future__ import annotations

import re

from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.person import Person
from parsers.extract.roles import Mention
from parsers.lexicons import phrases_in
from parsers.matters import matter

_TO_COPULA = 60
"""Characters between a role and the verb, in which the State is named."""
_TO_PERSON = 14
_TO_ROLE = 40
"""Characters between the verb and the role: an article, a State's name."""
_APART = re.compile(r"[;:؛；。]|\.\s")


def is_stated(text: str, person: Person, mention: Mention | None, context: Context) -> bool:
    """True where a verb says that the person is or will be what the mention tells, and nothing that this was so before or
    is not yet settled."""
    if mention is None or mention.by_level or text.rstrip().endswith(("?", "؟", "？")):
        return False
    known = (
        matter("unchanged", context.languages),
        grammar("stays", context.languages),
        phrases_in("bystanders", "already", context.languages),
        phrases_in("bystanders", "nowadays", context.languages),
        grammar("past_posts", context.languages),
        grammar("pending", context.languages),
    )
    said = text[min(mention.start, person.start) : max(mention.end, person.start)]
    if any(words.stands_in(text) for words in known) or grammar("supposed", context.languages).stands_in(said):
        return False
    return any(
        (_joined(text, mention.end, verb.start, _TO_COPULA) and _joined(text, verb.end, person.start, _TO_PERSON))
        or (_joined(text, person.end, verb.start, _TO_PERSON) and _joined(text, verb.end, mention.start, _TO_ROLE))
        for verb in grammar("is_contact", context.languages).find(text)
    )


def _joined(text: str, low: int, high: int, reach: int) -> bool:
    return low <= high <= low + reach and _APART.search(text[low:high]) is None
