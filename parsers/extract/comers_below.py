"""Somebody replaced by whoever another sentence or the lines below name ("Mr A is replaced by the following person:")."""

from __future__ import annotations

import re

from domain.submission import Action
from parsers.extract.comers import called_new
from parsers.extract.context import Context
from parsers.extract.drafts import Draft
from parsers.extract.gathering import Gathering
from parsers.extract.grammar import grammar
from parsers.extract.person import Person
from parsers.extract.turns import Turns

_LEADS_ON = re.compile(r"[:：]\s*$")


def comes_below(text: str, turns: Turns, people: list[Person], context: Context) -> bool:
    """True where all whom the sentence names go: those before a verb in the passive, or the only one, in whose place somebody told
    of below comes."""
    told = grammar("one_below", context.languages).find(text) if _LEADS_ON.search(text) else []
    if not people or not told or re.fullmatch(r"\s*[,،，(]\s*", text[people[-1].end : told[-1].start]):
        return False
    if turns.replaced_by:
        # not "Mr A is succeeded by Ms B, the official named below:"
        return all(person.start < verb.start for verb in turns.replaced_by for person in people)
    return len(people) == 1 and bool(turns.replace or grammar("succeeds", context.languages).stands_in(text))


def who_leaves_before(gathering: Gathering, text: str, turns: Turns, people: list[Person]) -> Draft | None:
    """The one named last, who leaves, where words with a pronoun for them stand beside the only one whom the sentence names, or
    words for a new point of contact."""
    last = gathering.drafts[-1] if gathering.drafts else None
    leaves = last is not None and last.action is Action.REMOVE and last.says_who
    alone = len(people) == 1 and not turns.withdraw
    told = any(found.end <= people[0].start or people[0].end <= found.start for found in turns.replaced_by)
    return last if leaves and alone and (told or called_new(text, people, gathering.context)) else None
