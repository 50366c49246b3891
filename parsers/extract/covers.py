"""Covers: who stands in for somebody who is away and stays a contact."""

from __future__ import annotations

from domain.submission import Action
from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.overlaps import within
from parsers.extract.person import Person
from parsers.extract.turns import Turns

_BOTH = 2


def stands_in(
    text: str, turns: Turns, people: list[Person], acts: list[tuple[Action, bool]], context: Context
) -> tuple[Person, bool] | None:
    """Who stands in for the other of two who stays ("While Ms A is on leave, her deputy, Mr B, stands in for her"), and whether
    the sentence says so outright; None where nobody does."""
    if len(people) != _BOTH:
        return None
    if turns.replaced_by or turns.replace:
        comers = [person for person, (action, _) in zip(people, acts, strict=True) if action is Action.ADD]
        leave = grammar("on_leave", context.languages).find(text)
        away = bool(leave) and all(within(found, leave) for found in turns.withdraw)
        # "Mr B replaces Ms A during her maternity leave"
        return (comers[0], False) if away and len(comers) == 1 else None
    verb = grammar("stands_in", context.languages).search(text)
    if verb is None:
        return None
    object_told = grammar("stands_in_for_them", context.languages).search(text)
    if object_told is not None and people[-1].start >= object_told.end:
        # "vertritt sie Herr B"
        return people[-1], True
    one = people[-1] if people[-1].end <= verb.start else people[0] if people[0].end <= verb.start else None
    return (one, True) if one is not None else None
