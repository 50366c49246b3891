"""Acts: what a sentence does to each of those whom it names, and in which role."""

from __future__ import annotations

import re

from domain.submission import Action
from parsers.extract.comers import becomes_contact, called_new, former_and_new
from parsers.extract.context import Context
from parsers.extract.departed import by_departures
from parsers.extract.grammar import grammar
from parsers.extract.person import Person
from parsers.extract.replacing import comes_for, is_exchanged, joined_before, who_go
from parsers.extract.swaps import by_arrows
from parsers.extract.turns import Turns
from parsers.fields.found import Found

_LED = re.compile(r"\W*(?:[\w'’]{1,6}\W+)?")
"""What may stand between such words and the person: an article, a colon."""
_LEADS_IN = re.compile(r"[:：]\s")
_COPULA = re.compile(r"\s*[为是系：:]?\s*")
_BOTH = 2


def actions(text: str, turns: Turns, people: list[Person], context: Context) -> list[tuple[Action, bool]]:
    """For each person what the sentence does to it, and whether it says so in so many words."""
    if swapped := by_arrows(text, people):
        certain = len(swapped) == len(people)
        return [(Action.REMOVE if swapped.get(n) is False else Action.ADD, certain) for n in range(len(people))]
    if departures := by_departures(text, turns, people, context):
        return departures
    former, new = former_and_new(text, people, context)
    if former and new and len(former | new) == len(people) and not former & new:
        return [(Action.REMOVE if n in former else Action.ADD, True) for n in range(len(people))]
    called = _called_comers(text, people, context)
    if called and len(called) < len(people) and turns.withdraw:
        # "黄先生将于9月30日卸任，其继任人为杨女士"
        return [(Action.ADD if n in called else Action.REMOVE, True) for n in range(len(people))]
    if (put := comes_for(text, turns, people, context)) is not None:
        return [(Action.ADD if n == put else Action.REMOVE, True) for n in range(len(people))]
    comers = _but_these(text, turns, people, context)
    if comers:
        return [(Action.ADD if n in comers else Action.REMOVE, bool(turns.withdraw)) for n in range(len(people))]
    leavers = _in_whose_place(text, turns, people, context)
    if leavers and len(leavers) < len(people) and not turns.supersede:
        # "the contact is now A instead of B", "the contact passes from B to A"
        return [(Action.REMOVE if n in leavers else Action.ADD, True) for n in range(len(people))]
    if turns.replaced_by and len(people) > 1:
        phrase = turns.replaced_by[0]
        within = [n for n, p in enumerate(people) if phrase.start <= p.start and p.end <= phrase.end]
        if within:
            return [(Action.ADD if n in within else Action.REMOVE, True) for n in range(len(people))]
        at = turns.replaced_by[0].start
        before = [n for n, p in enumerate(people) if p.start < at]
        # "Y has taken his place": the one before the phrase is who comes where nobody stands behind it
        followed = len(before) < len(people)
        leaver = before[-1 if followed else -2] if len(before) > (0 if followed else 1) else None
        leavers = _left(turns, people) if leaver is None else set(joined_before(leaver, text, people, context))
        return [(Action.REMOVE if n in leavers else Action.ADD, True) for n in range(len(people))]
    if turns.replace and len(people) > 1:
        leavers = who_go(text, turns, people, context)
        if leavers:
            certain = not is_exchanged(text, turns, people, context)
            return [(Action.REMOVE if n in leavers else Action.ADD, certain) for n in range(len(people))]
        if any(f.start < people[-1].start for f in turns.withdraw):
            # "Y has left, and Z takes over"
            comer = len(people) - 1
            return [(Action.ADD if n == comer else Action.REMOVE, True) for n in range(len(people))]
    if len(people) == 1 and any(_leads_to(found, people[0], text) for found in turns.replaced_by):
        return [(Action.ADD, True)]
    if turns.withdraw:
        comers = called_new(text, people, context)
        if comers and len(comers) < len(people):
            # "Mr A has left, and Ms B is our new point of contact"
            return [(Action.ADD if n in comers else Action.REMOVE, True) for n in range(len(people))]
        if turns.nominate and len(people) > 1:
            return [
                (_nearest(p, sorted((f.start, Action.REMOVE) for f in turns.withdraw), turns), True) for p in people
            ]
        # "Mr A has left, but Ms B stays on"; both where each of them leaves
        others = _led_by("adversatives", text, people, context) - {0}
        certain = all(any(f.start >= people[n].start for f in turns.withdraw) for n in others)
        return [(Action.REMOVE, certain)] * len(people)
    if turns.update and becomes_contact(text, turns, people, context):
        return [(Action.ADD, True)]
    if turns.update and not (_names_somebody_new(text, turns, people) or called_new(text, people, context)):
        return [(Action.UPDATE, True)] * len(people)
    return [(Action.ADD, bool(turns.nominate))] * len(people)


def _left(turns: Turns, people: list[Person]) -> set[int]:
    """Those but for the first right behind whom a word says that they leave ("He is succeeded by Mr A; Mr B has retired")."""
    ends = [*(p.start for p in people[1:]), 1 << 30]
    return {n for n, p in enumerate(people) if n and any(p.end <= f.start < ends[n] for f in turns.withdraw)}


def _leads_to(found: Found, person: Person, text: str) -> bool:
    """True where words by which somebody comes in another's place stand before the person, in the same clause."""
    return found.end <= person.start and not re.search(r"[;؛；]", text[found.end : person.start])


def _but_these(text: str, turns: Turns, people: list[Person], context: Context) -> set[int]:
    """Who comes in a sentence that says of those before that it is not them ("the contact is no longer A but B")."""
    if len(people) < _BOTH or turns.replaced_by or turns.replace:
        return set()
    led = sorted(_led_by("adversatives", text, people, context) - {0})
    if not led:
        return set()
    last = people[led[-1]].start
    if any(f.end > last for f in (*turns.withdraw, *grammar("stays", context.languages).find(text))):
        return set()
    comers: set[int] = set()
    begin = 0
    for n, until in zip(led, [*led[1:], len(people)], strict=True):
        at = people[n].start
        gone = [f.start for f in turns.withdraw if begin <= f.start < at]
        denied = not (turns.nominate or turns.update) and _led_by("negations", text, people[n - 1 : n], context)
        if not gone and not denied:
            return set()
        next_gone = min((f.start for f in turns.withdraw if f.start > at), default=len(text))
        comers.update(m for m in range(n, until) if people[m].start < next_gone)
        begin = at
    return comers


def _led_by(code: str, text: str, people: list[Person], context: Context) -> set[int]:
    """Those right behind words of this kind, with no "and" between."""
    words = grammar(code, context.languages).find(text)
    joined = grammar("conjunctions", context.languages)
    return {
        n
        for n, person in enumerate(people)
        if any(
            f.end <= person.start
            and _LED.fullmatch(text, f.end, person.start)
            and not joined.stands_in(text[f.end : person.start])
            for f in words
        )
    }


def _called_comers(text: str, people: list[Person], context: Context) -> set[int]:
    """Those right behind a word for who comes ("其继任人为杨女士")."""
    words = grammar("comers", context.languages).find(text)
    return {
        n
        for n, person in enumerate(people)
        if any(_COPULA.fullmatch(text, f.end, person.start) for f in words if f.end <= person.start)
    }


def _in_whose_place(text: str, turns: Turns, people: list[Person], context: Context) -> set[int]:
    """Those right behind words that call the person behind them the one who goes, where somebody else comes."""
    if len(people) < 2 or turns.replaced_by:
        return set()
    leavers = _led_by("in_whose_place", text, people, context)
    for verb in grammar("ending_verbs", context.languages).find(text):
        # "dass Herr A Frau B ablöst": the one nearer to the verb is its object
        if not leavers and all(person.start < verb.start for person in people):
            leavers = {len(people) - 1}
    if not leavers and turns.update:
        # "the contact is changed from A to B"
        before, now = (_led_by(code, text, people, context) for code in ("changed_from", "changed_to"))
        leavers = {n for n in before - now if n + 1 in now}
    return leavers


def _nearest(person: Person, removals: list[tuple[int, Action]], turns: Turns) -> Action:
    places = [*removals, *((f.start, Action.ADD) for f in turns.nominate)]
    return min(
        places,
        key=lambda place: abs(place[0] - person.end) if place[0] >= person.start else abs(person.start - place[0]),
    )[1]


def _names_somebody_new(text: str, turns: Turns, people: list[Person]) -> bool:
    """True where a verb of nomination stands nearer to the person than any word of change but for one that leads in by a colon
    ("Two changes: Ms A is designated as ...")."""
    if not turns.nominate or not people:
        return False
    first = people[0]
    changes = [
        f
        for f in turns.update
        if not (
            _LEADS_IN.search(text[f.end : first.start])
            or any(n.start <= f.start and f.end <= n.end for n in turns.nominate)
        )
    ]

    def distance(found: Found) -> int:
        return found.start - first.end if found.start >= first.end else max(0, first.start - found.end)

    nearest = min(distance(f) for f in turns.nominate)
    return all(nearest < distance(f) for f in changes)
