"""Whoever a line, a cell or an item names as a whole."""

from __future__ import annotations

import re
from dataclasses import replace

from parsers.expressions import later
from parsers.extract.anchors import anchors
from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.han_offices import is_han_name
from parsers.extract.han_people import chinese_people
from parsers.extract.named_before_bracket import named_before_bracket
from parsers.extract.offices_before import named_behind_office
from parsers.extract.passages import Passage, chain
from parsers.extract.people import person_at, unaddressed
from parsers.extract.person import Person

_BODY_BEFORE = 120
_LONGEST_RANK = 40
_BRACKET = later(r"\s*[(（\[](?P<inner>[^()（）\[\]@]{2,50})[)）\]]")
_SIGN = later(r"\s*(?:[:：]|\s[-–—](?=\s)|——)\s*(?=\w)")


def whole_person(passage: Passage, context: Context) -> Person | None:
    """The person, desk or body with which the passage begins; None where it begins otherwise. Hours in brackets behind a desk's
    name ("Duty Desk (24 hours)") are no part of it."""
    if (hours := _hours_behind(passage.text, context)) is not None:
        person = whole_person(chain([passage.part(0, hours.start()), passage.part(hours.end())], ""), context)
        behind = person is not None and person.end >= hours.start()
        return replace(person, end=person.end + hours.end() - hours.start()) if person and behind else person
    if anchors(passage.text[:80], context)[:1] == [0]:
        return person_at(passage, 0, context)
    if size := rank_end(passage.text, context):
        person = whole_person(passage.part(size), context)
        return person and replace(person, start=0, end=size + person.end)
    if (officer := named_behind_office(passage, context) or named_before_bracket(passage)) is not None:
        return officer
    han = chinese_people(passage, context)
    if not han and is_han_name(passage.text):
        return Person(name=passage, start=0, end=len(passage.text))
    return han[0] if han else _below_body(passage, context) or unaddressed(passage, context)


def _hours_behind(text: str, context: Context) -> re.Match[str] | None:
    """The bracket behind a desk's or team's name that tells nothing but when it is answered."""
    bracket = _BRACKET.search(text[:_BODY_BEFORE])
    if bracket is None or not grammar("round_the_clock").stands_in(bracket["inner"]):
        return None
    head = text[: bracket.start()]
    told = any(grammar(kind, context.languages).stands_in(head) for kind in ("desks", "teams", "bodies"))
    return bracket if told and not re.search(r"[,;:\d@]", head) else None


def rank_end(text: str, context: Context) -> int:
    """Where a word for the principal ends with its sign that a text begins with ("Primary: Jane Doe"); 0 without one."""
    rank = next((f for f in grammar("principal", context.languages).find(text[:_LONGEST_RANK]) if not f.start), None)
    sign = _SIGN.match(text, rank.end) if rank else None
    return sign.end() if sign else 0


def _below_body(passage: Passage, context: Context) -> Person | None:
    """The person with a form of address whom a body is named before, and nothing else ("National CERT, Mr A B, Director")."""
    place = next(iter(anchors(passage.text[:_BODY_BEFORE], context)), 0)
    before = passage.text[:place].rstrip()
    bare = before.rstrip(",;–—-|/( ")
    if not bare or bare == before or re.search(r"[@\d.:]", bare) or not before[:1].isupper():
        return None
    first = unaddressed(passage.part(0, len(bare)), context)
    told = (grammar(kind, context.languages).stands_in(bare) for kind in ("bodies", "desks"))
    if first is None or not any(told):
        return None
    person = person_at(passage, place, context)
    bodies = grammar("bodies", context.languages)
    if person.name is None or (person.institution is not None and bodies.stands_in(person.institution.text)):
        return None
    position = person.position
    if position and len(position.pieces) > 1:
        # what stands on the next line is an address
        position = position.part(0, position.pieces[0].length)
    return Person(person.name, person.honorific, position, passage.part(0, len(bare)), 0, person.end)
