"""Those of whom a participle says that they left ("Ms A having completed her tour, Mr B assumes ...")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from domain.submission import Action
from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.openings import leavers_in_opening
from parsers.extract.person import Person
from parsers.extract.recitals import has_subject
from parsers.extract.replacing import joined_before
from parsers.extract.roles import mentions
from parsers.extract.turns import Turns
from parsers.extract.twice_named import predecessors
from parsers.fields.found import Found
from parsers.lexicons import phrases_in
from parsers.words import formula

_TO_VERB = 4
"""Characters between a name and the participle."""
_TO_NAME = 24
"""Characters between "habiendo" and the name: an article, a form of address."""
_TO_OBJECT = 24
"""Characters between "and" and the name that it joins to another."""
_TO_MENTION = 14
_COMMA = re.compile(r"[,،，;؛；]")


@dataclass(frozen=True, slots=True)
class Departed:
    """By number, those who left; `sure` where nothing else can be meant."""

    people: frozenset[int] = frozenset()
    sure: bool = True
    nominated: tuple[tuple[int, int], ...] = ()
    """From where to where such participles of those stand who are nominated."""

    def tells_only(self, hits: Sequence[Found]) -> bool:
        """True where some of them are nominated, nobody left, and these words tell of nothing but what they did before."""
        within = all(any(low <= found.start < high for low, high in self.nominated) for found in hits)
        return bool(self.nominated) and not self.people and within


class _Says(Enum):
    LEFT = "left"
    MAY_HAVE_LEFT = "may have left"
    NOMINATED = "nominated"


def by_departures(text: str, turns: Turns, people: list[Person], context: Context) -> list[tuple[Action, bool]]:
    """What is done to each where some of them left, or where such a participle is all that speaks of leaving; else empty."""
    gone = predecessors(text, people, context)
    departed = Departed(frozenset(gone)) if gone else having_left(text, people, context)
    if not departed.people and (opened := leavers_in_opening(text, [person.start for person in people], context)):
        departed = Departed(opened, sure=len(opened) == 1)
    if 0 < len(departed.people) < len(people):
        # "Ms B succeeds Mr A; Mr A, her predecessor, has been transferred"
        numbers = range(len(people))
        return [(Action.REMOVE, departed.sure) if n in departed.people else (Action.ADD, True) for n in numbers]
    if departed.tells_only([*turns.withdraw, *turns.replace, *turns.replaced_by, *turns.update]):
        return [(Action.ADD, bool(turns.nominate))] * len(people)
    return []


def having_left(text: str, people: list[Person], context: Context) -> Departed:
    """Those right behind whose name such a participle stands, but for whom the sentence nominates. In doubt where a role may be
    their own, or where the sentence tells of more than one."""
    gone: set[int] = set()
    ends = _behind(text, people, context)
    told = {number: _told(text, people, number, end, context) for number, end in ends.items()}
    for number, said in told.items():
        if said is not _Says.NOMINATED:
            gone.update(joined_before(number, text, people, context))
    sure = _Says.MAY_HAVE_LEFT not in told.values() and len({m.roles for m in mentions(text, context.languages)}) <= 1
    spans = ((people[n].start, ends[n]) for n, said in told.items() if said is _Says.NOMINATED)
    return Departed(frozenset(gone), sure, tuple(spans))


def _behind(text: str, people: Sequence[Person], context: Context) -> dict[int, int]:
    """By number, where the participle ends behind the name; where it begins before the name, both parts must be there."""
    before = phrases_in("bystanders", "having", context.languages).find(text)
    whole = phrases_in("bystanders", "having_left", context.languages).find(text)
    rest = phrases_in("bystanders", "left", context.languages).find(text) if before else []
    ends: dict[int, int] = {}
    for number, person in enumerate(people):
        opened = any(0 <= person.start - f.end <= _TO_NAME for f in before)
        name_end = _end_of_name(text, person)
        near = [f.end for f in (*whole, *(rest if opened else ())) if 0 <= f.start - name_end <= _TO_VERB]
        if near:
            ends[number] = near[0]
    return ends


def _told(text: str, people: Sequence[Person], number: int, end: int, context: Context) -> _Says:
    """What a sentence says of somebody behind whose name the participle ends."""
    links = grammar("linking", context.languages).find(text)
    # "as technical point of contact" nominates too, and governs nobody
    nominating = [
        f for f in formula("nominate", context.languages).find(text) if f.start not in {at.start for at in links}
    ]
    governed = _as_object(text, people, number, nominating, context)
    if governed is not _Says.LEFT:
        return governed
    until = people[number + 1].start if number + 1 < len(people) else len(text)
    comma = _COMMA.search(text, end, until)
    if comma is None:
        return _Says.LEFT
    verb = next((f for f in nominating if comma.end() <= f.start < until), None)
    own = [m for m in mentions(text, context.languages) if comma.end() <= m.start < until]
    if verb is not None:
        back = phrases_in("bystanders", "points_back", context.languages).find(text)
        if any(comma.end() <= f.start < until for f in back):
            # "habiendo la Sra. A concluido su formación, la designa ..."
            return _Says.NOMINATED
        if has_subject(text[comma.end() : verb.start]):
            # "Ms A having left, the Mission nominates as technical point of contact Mr B"
            return _Says.LEFT
        joined = bool(own) and grammar("conjunctions", context.languages).stands_in(text[own[-1].end : until])
        if own and own[-1].end <= until < len(text) and not joined:
            # "tendo o Sr. A sido colocado noutro posto, foi nomeada ponto de contacto técnico a Sra. B"
            return _Says.LEFT
        return _Says.NOMINATED if own or until == len(text) else _Says.MAY_HAVE_LEFT
    linked = any(
        not text[comma.end() : f.start].strip() and any(0 <= m.start - f.end <= _TO_MENTION for m in own)
        for f in links
        if f.start >= comma.end()
    )
    return _Says.NOMINATED if linked else _Says.MAY_HAVE_LEFT if own else _Says.LEFT


def _as_object(
    text: str, people: Sequence[Person], number: int, nominating: Sequence[Found], context: Context
) -> _Says:
    """Whether somebody is nominated by a verb before the name, by itself or joined to another."""
    start = people[number].start
    verbs = [f for f in nominating if f.end <= start]
    if not verbs:
        return _Says.LEFT
    low = people[number - 1].end if number else 0
    if verbs[-1].start >= low:
        # "has the honour to nominate, Ms A having left, Mr B"
        return _Says.MAY_HAVE_LEFT if _COMMA.search(text, verbs[-1].end, start) else _Says.NOMINATED
    between = text[low:start]
    joints = [
        f.end
        for f in grammar("conjunctions", context.languages).find(between)
        if re.search(r"\w", between[f.start : f.end])
    ]
    return _Says.NOMINATED if any(start - low - at <= _TO_OBJECT for at in joints) else _Says.LEFT


def _end_of_name(text: str, person: Person) -> int:
    """Where the name ends in the sentence; a name in another script may end before its bearer's run does."""
    if person.name is None:
        return person.end
    at = text.find(person.name.text, person.start)
    return at + len(person.name.text) if at >= 0 else person.end
