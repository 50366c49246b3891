"""Alternates: whom a sentence calls the alternate of the one named before, and in which role they stand in."""

from __future__ import annotations

import re

from domain.submission import Action
from parsers.extract.context import Context
from parsers.extract.gathering import Gathering
from parsers.extract.grammar import grammar
from parsers.extract.passages import Passage
from parsers.extract.person import Person
from parsers.extract.predecessors import is_about
from parsers.words import formula

_OPENING = 60
"""Characters before somebody's name in which the sentence calls him the alternate."""
_CLAUSE = 160
"""Characters behind a name in which a verb says that its bearer stands in, before how to reach him."""
_REACHED = re.compile(r"[(（@\d]")
_TO_NAME = 26
"""Characters before a name in which the one whom it names is called the alternate."""


def is_alternate(gathering: Gathering, sentence: Passage, people: list[Person]) -> bool:
    """True where a sentence calls somebody the alternate of the one just named ("Her alternate is Mr A B")."""
    before = gathering.current
    if before is None or not before.says_who or before.action is Action.REMOVE or not people:
        return False
    principal = len(people) == 2 and people[0].name is not None and is_about(before, people[0].name.text)
    if len(people) != 1 and not principal:
        return False
    alternate = formula("alternate", gathering.languages)
    deputies = grammar("their_deputies", gathering.languages)
    opening, behind = sentence.text[: people[0].start], sentence.text[people[0].end :]
    copula = grammar("copula", gathering.languages).search(behind[:_OPENING])
    own = people[0].name is not None and is_about(before, people[0].name.text)
    if own and len(people) == 1:
        # "Ms A serves as Deputy Head", of the same Ms A
        return False
    if len(people) == 1 and copula is not None and copula.start <= 1 and len(behind) <= _OPENING:
        # "Mr A B is the alternate."
        return alternate.stands_in(behind) or deputies.stands_in(opening)
    if len(people) == 1 and _is_said_to_stand_in(gathering, opening, behind):
        return True
    return len(opening) <= _OPENING and (alternate.stands_in(opening) or deputies.stands_in(opening))


def _is_said_to_stand_in(gathering: Gathering, opening: str, behind: str) -> bool:
    """True where a verb says it of the one named ("Ms C D, adviser at the Agency, will deputise for him"; "la supplée Mme C D")."""
    clause = _REACHED.split(behind[:_CLAUSE])[0]
    if grammar("stands_in", gathering.languages).stands_in(clause):
        return True
    return len(opening) <= _OPENING and grammar("stands_in_for_them", gathering.languages).stands_in(opening)


def is_called_alternate(text: str, people: list[Person], number: int, context: Context) -> bool:
    """True where words behind a name call its bearer the alternate, or words right before it that another's name parts from them
    ("Mr A, with Ms B as his alternate", "with as alternate Ms B")."""
    person = people[number]
    following = people[number + 1].start - _TO_NAME if number + 1 < len(people) else len(text)
    behind = text[person.start : max(person.end, min(person.end + _OPENING, following))]
    before = text[max(people[number - 1].end, person.start - _TO_NAME) : person.start] if number else ""
    return any(formula("alternate", context.languages).stands_in(part) for part in (behind, before))


def of_the_principal(
    gathering: Gathering, sentence: Passage, people: list[Person], acts: list[tuple[Action, bool]], alternate: bool
) -> tuple[str, ...]:
    """The role of the one named before whose alternate the sentence names, or removes with them ("as well as the name of her
    alternate, Mr B"); none where it names no such."""
    before = gathering.current or (gathering.drafts[-1] if gathering.drafts else None)
    if before is None:
        return ()
    if alternate:
        return before.roles if gathering.current is not None else ()
    leave_both = before.action is Action.REMOVE and before.says_who and acts[0][0] is Action.REMOVE
    called = formula("alternate", gathering.languages).stands_in(sentence.text[: people[0].end])
    return before.roles if leave_both and len(people) == 1 and called else ()
