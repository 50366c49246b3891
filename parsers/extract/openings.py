"""Openings: whom a note names before its sender begins to speak ("As Ambassador A announced, Kenya has the honour to ...")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parsers.expressions import later
from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.roles import mentions
from parsers.extract.turns import turns_of
from parsers.fields.emails import find_emails
from parsers.fields.found import Found
from parsers.fields.phones import find_phones
from parsers.fields.states import find_states
from parsers.lexicons import phrases_in
from parsers.scripts import HAN_SIGN
from parsers.words import formula

_CLAUSE = re.compile(r"[,،，](?=\D)")
_TO_SUBJECT = later(r"\s*(?:(?:[^\W\d_]{1,3}\s+)|[ld]['’]|ال)?")
_TO_VERB = 40
_TO_OBJECT = 14
"""Characters between a verb that nominates and whom it nominates: an article."""
_TO_HAN_OBJECT = 30
"""The same in Chinese, where the office stands before the name."""


def opening_before(text: str, people: Sequence[int], context: Context) -> tuple[int, int] | None:
    """Where those stand who are named before the sender speaks, nobody of them in a role or with how to reach him, while others are
    nominated behind; None where there are none. Whoever leaves, is replaced or is meant by a later pronoun is not one of them."""
    place = _speaks_at(text, people, context)
    if place is None:
        return None
    before = text[:place]
    if turns_of(before, context).any or _tells_of_leaving(before, context):
        return None
    following = next((at for at in people if at >= place), len(text))
    if phrases_in("bystanders", "points_back", context.languages).stands_in(text[place:following]):
        return None
    last = max(at for at in people if at < place)
    comma = max(text.rfind(sign, last, place) for sign in ",،，")
    return people[0], comma if comma > last else place


def _tells_of_leaving(text: str, context: Context) -> bool:
    """True where somebody left, or somebody else comes in his place, though no word of removal stands there."""
    words = [phrases_in("bystanders", kind, context.languages) for kind in ("having_left", "left")]
    words += [
        grammar(kind, context.languages) for kind in ("in_whose_place", "in_their_place", "succeeds", "replaced_by")
    ]
    return any(one.stands_in(text) for one in words)


def leavers_in_opening(text: str, people: Sequence[int], context: Context) -> frozenset[int]:
    """By number, those of whom an opening says that they leave ("As Mr A has left the service, Kenya nominates Ms B")."""
    place = _speaks_at(text, people, context)
    if place is None or not turns_of(text[:place], context).withdraw or turns_of(text[place:], context).withdraw:
        return frozenset()
    return frozenset(number for number, at in enumerate(people) if at < place)


def _speaks_at(text: str, people: Sequence[int], context: Context) -> int | None:
    """Where the sender begins to speak behind those whom he does not nominate; None where he does so from the beginning, or says
    of one of them in which role he is or how to reach him."""
    nominating = formula("nominate", context.languages).find(text) if people else []
    for place in _speaks_from(text, nominating, people, context) if nominating else ():
        if people[0] < place and _nominates_others(text, place, people, context):
            before = text[:place]
            told = (
                mentions(before, context.languages) or find_emails(before) or find_phones(before, context.region, False)
            )
            return None if told else place
    return None


def _speaks_from(text: str, nominating: list[Found], people: Sequence[int], context: Context) -> Iterator[int]:
    """Where the sender begins to speak: with the honour that he has, or as the subject of a clause that nominates."""
    relatives = [found.end for kind in ("relatives", "which") for found in grammar(kind, context.languages).find(text)]
    places = [
        found.start
        for found in phrases_in("bystanders", "honours", context.languages).find(text)
        if not any(
            0 <= found.start - end <= _TO_VERB and not _CLAUSE.search(text, end, found.start) for end in relatives
        )
    ]
    places += [
        clause.end()
        for clause in _CLAUSE.finditer(text)
        if any(_is_active(text, clause.end(), verb, people, context) for verb in nominating)
    ]
    return iter(sorted(places))


def _is_active(text: str, start: int, verb: Found, people: Sequence[int], context: Context) -> bool:
    """True where a clause begins with the sender and what he does to somebody right behind it: "Kenya nominates Ms A"."""
    if verb.start < start or verb.start - start > _TO_VERB or re.search(r"[,،，;:(（]", text[start : verb.end]):
        return False
    most = _TO_HAN_OBJECT if HAN_SIGN.search(text[verb.start : verb.end]) else _TO_OBJECT
    begins = _TO_SUBJECT.match(text, start)
    subject = begins.end() if begins else start
    for found in _subjects(text, context):
        if found.start in (start, subject) or start <= found.start <= subject:
            return any(0 <= at - verb.end <= most for at in people)
        if verb.start <= subject <= verb.start and 0 <= found.start - verb.end <= _TO_OBJECT:
            # "..., benennt Deutschland Herrn A"
            return any(0 <= at - found.end <= most for at in people)
    return False


def _subjects(text: str, context: Context) -> list[Found]:
    return [
        *formula("mission", context.languages).find(text),
        *phrases_in("bystanders", "senders", context.languages).find(text),
        *find_states(text, context.languages),
    ]


def _nominates_others(text: str, place: int, people: Sequence[int], context: Context) -> bool:
    behind = text[place:]
    bodies = any(grammar(kind, context.languages).stands_in(behind) for kind in ("teams", "bodies"))
    return any(at >= place for at in people) or (bodies and bool(mentions(behind, context.languages)))
