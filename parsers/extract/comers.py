"""Who a sentence calls the new point of contact."""

from __future__ import annotations

import re

from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.pairs import pairs_in
from parsers.extract.person import Person
from parsers.extract.roles import Mention, mentions
from parsers.extract.to_come import is_to_come
from parsers.extract.turns import Turns
from parsers.fields.found import Found
from parsers.words import phrases

_A_WORD = re.compile(r"\s*(?:\w+\s*)?")
_MARK = re.compile(r"[,;:.،؛，；。]")
_TO_VERB = 45
"""Characters between a role and its verb, in which the State is named."""
_TO_NOUN = 26
"""Characters between a verb and what it leads to: "now", an article."""
_TO_CONTACT = 14
"""Characters between a word for new and the one for point of contact: a role's."""
_TO_NAME = 30
"""Characters between a point of contact and its name: a comma, a verb, a form of address."""
_SIGN = re.compile(r"[;.؛；。(（]|[,،，].*[,،，]")


def called_new(text: str, people: list[Person], context: Context) -> set[int]:
    """Those beside whom words stand for a new point of contact: behind them, or right before."""
    told = _told("new_contact", text, context)
    starts = [*(person.start for person in people), len(text)]
    return {
        n
        for n, person in enumerate(people)
        if any(person.end <= start < starts[n + 1] or 0 <= person.start - end <= _TO_CONTACT for start, end in told)
    }


def becomes_contact(text: str, turns: Turns, people: list[Person], context: Context) -> bool:
    """True where all that a sentence says of the only one whom it names is that he is a point of contact now ("Ms A is now our
    technical contact", "the technical contact is now Ms A")."""
    if (
        len(people) != 1
        or turns.nominate
        or turns.withdraw
        or turns.replace
        or turns.replaced_by
        or turns.only_unchanged
    ):
        return False
    person, told = people[0], mentions(text, context.languages)
    verbs = [*turns.update, *grammar("is_contact", context.languages).find(text)]
    said = [f for f in verbs if any(_leads(text, f, person, mention) for mention in told)]
    apart = [f for f in turns.update if not any(f.start <= one.end + 1 and one.start <= f.end + 1 for one in said)]
    return bool(said) and not apart


def _leads(text: str, verb: Found, person: Person, mention: Mention) -> bool:
    """True where the verb stands between the two, right at the role, or right at the person behind it."""
    if mention.start >= person.start:
        return person.end <= verb.start + 1 and _is_near(text, verb.end, mention.start)
    told = 0 <= verb.start - mention.end <= _TO_VERB and not _MARK.search(text, mention.end, verb.start)
    return told and _is_near(text, verb.end, person.start)


def _is_near(text: str, start: int, end: int) -> bool:
    return 0 <= end - start <= _TO_NOUN and not _MARK.search(text, start, end)


def former_and_new(text: str, people: list[Person], context: Context) -> tuple[set[int], set[int]]:
    """Those right behind words for a former point of contact, and those right behind words for a new one, with no sign between
    ("our former diplomatic contact Mr A has left, and our new contact is Ms B")."""
    if told := pairs_in(text, context):
        goes = {begin: gone for _, begin, gone in told}
        if all(person.start in goes for person in people):
            left = {n for n, person in enumerate(people) if goes[person.start]}
            return left, set(range(len(people))) - left
    former, new = (_told(kind, text, context) for kind in ("former_contact", "new_contact"))
    return _led_to(former, text, people), _led_to(new, text, people)


def _led_to(told: list[tuple[int, int]], text: str, people: list[Person]) -> set[int]:
    """By number, those right behind one of these words."""
    return {
        n
        for n, person in enumerate(people)
        if any(_leads_to_name(text[end : person.start]) for _, end in told if end <= person.start)
    }


def _leads_to_name(between: str) -> bool:
    return len(between) <= _TO_NAME and not _SIGN.search(between)


def _told(kind: str, text: str, context: Context) -> list[tuple[int, int]]:
    """From where to where words of this kind stand beside those for a point of contact."""
    contacts = phrases("roles", "contact", context.languages).find(text)
    kinds = grammar(kind, context.languages).find(text) if contacts else []
    return [
        (min(c.start, f.start), max(c.end, f.end))
        for c in contacts
        for f in kinds
        if _near(c, f, text) and not is_to_come(text, c, context)
    ]


def _near(one: Found, other: Found, text: str) -> bool:
    """True where nothing but a word for a role may stand between them."""
    between = text[min(one.end, other.end) : max(one.start, other.start)]
    return len(between) <= _TO_CONTACT and _A_WORD.fullmatch(between) is not None
