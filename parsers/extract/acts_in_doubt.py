"""Acts in doubt: those of a sentence that it does not tell in so many words of each whom it names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from domain.submission import Action
from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.person import Person
from parsers.extract.roles import Mention
from parsers.extract.turns import Turns
from parsers.fields.emails import find_emails
from parsers.fields.found import Found
from parsers.lexicons import phrases_in
from parsers.processes import names_another

_LED = re.compile(r"\W*(?:[\w'’]{1,6}\W+)?")
"""What may stand between such words and the person: an article, a colon."""
_CONFIRMED = 5
"""Words at most between a verb of confirmation and whom it confirms."""
_Acts = list[tuple[Action, bool]]


def with_doubts(
    acts: _Acts, text: str, turns: Turns, people: list[Person], mentioned: Sequence[Mention], context: Context
) -> _Acts:
    """The acts, unsure for partners of the one nominated, for those of another process, and for those merely confirmed."""
    acts = _with_doubt_of_partners(acts, text, people, mentioned, context)
    acts = _with_doubt_of_others(acts, text, people, mentioned, context)
    return _with_doubt_of_confirmed(acts, text, turns, people, context)


def _with_doubt_of_confirmed(acts: _Acts, text: str, turns: Turns, people: list[Person], context: Context) -> _Acts:
    """The acts, unsure for somebody whom a verb of confirmation leads to and no other verb of nomination, nor an address behind
    the name: who is confirmed may be a contact already."""
    verbs = grammar("confirming", context.languages).find(text)
    ends = [*(person.start for person in people[1:]), len(text)]
    emails = find_emails(text) if verbs else []
    return [
        (
            action,
            sure
            and not (
                action is Action.ADD
                and any(_confirms(text, verb, p, turns) for verb in verbs)
                and not any(p.end <= one.start < end for one in emails)
            ),
        )
        for (action, sure), p, end in zip(acts, people, ends, strict=True)
    ]


def _confirms(text: str, verb: Found, person: Person, turns: Turns) -> bool:
    between = text[verb.end : person.start]
    led = verb.end <= person.start and len(between.split()) <= _CONFIRMED and not re.search(r"[,;:.،؛]\s", between)
    nouns = grammar("designations")
    verbs = [f for f in turns.nominate if not nouns.is_whole(text[f.start : f.end])]
    return led and not any(verb.end <= f.start < person.start for f in verbs)


def _with_doubt_of_partners(
    acts: _Acts, text: str, people: list[Person], mentioned: Sequence[Mention], context: Context
) -> _Acts:
    """The acts, unsure for somebody named "jointly with" the one nominated, where no role is told behind the two."""
    words = phrases_in("bystanders", "jointly", context.languages).find(text)
    return [
        (action, sure and not (n and _is_partner(text, person, words) and not _told_behind(person, mentioned)))
        for n, ((action, sure), person) in enumerate(zip(acts, people, strict=True))
    ]


def _with_doubt_of_others(
    acts: _Acts, text: str, people: list[Person], mentioned: Sequence[Mention], context: Context
) -> _Acts:
    """The acts, unsure for somebody behind whose name another process is named and no role of ours."""
    ends = [*(person.start for person in people[1:]), len(text)]
    return [
        (
            action,
            sure and not (names_another(context.programme, text[p.end : end]) and not _told_within(p, end, mentioned)),
        )
        for (action, sure), p, end in zip(acts, people, ends, strict=True)
    ]


def _told_within(person: Person, end: int, mentioned: Sequence[Mention]) -> bool:
    return any(person.start <= mention.start < end for mention in mentioned)


def _is_partner(text: str, person: Person, words: Sequence[Found]) -> bool:
    return any(f.end <= person.start and _LED.fullmatch(text, f.end, person.start) for f in words)


def _told_behind(person: Person, mentioned: Sequence[Mention]) -> bool:
    return any(mention.start >= person.end for mention in mentioned)
