"""Somebody whom one sentence only names, and of whom the next says by a pronoun what to do ("We ask you to remove her")."""

from __future__ import annotations

import re

from domain.submission import Action
from parsers.extract.answers import put_person
from parsers.extract.gathering import Gathering
from parsers.extract.grammar import grammar
from parsers.extract.particulars import put_particulars
from parsers.extract.passages import Passage
from parsers.extract.person import Person
from parsers.extract.posts import put_office, put_workplace
from parsers.extract.roles import words_for
from parsers.extract.turns import Turns
from parsers.words import formula

_QUESTION = re.compile(r"[?？؟]")


def recall(gathering: Gathering, sentence: Passage, turns: Turns, roles: tuple[str, ...]) -> bool:
    """Takes in a sentence that removes or nominates by a pronoun whoever the sentence before it named; False for others."""
    if gathering.in_mind is None or not roles or (gathering.current is not None and gathering.current.says_who):
        return False
    before, person = gathering.in_mind
    meant = grammar("objects", gathering.languages).stands_in(sentence.text)
    greeted = formula("salutation", gathering.languages).is_whole(before.text.rstrip("،,:."))
    if not meant or greeted or _QUESTION.search(sentence.text) or not (turns.withdraw or turns.nominate):
        return False
    action = Action.REMOVE if turns.withdraw else Action.ADD
    draft = gathering.begin(roles, words_for(roles, sentence, gathering.languages), "prose")
    draft.action, draft.action_said, draft.by_sentence = action, sentence, True
    if action is Action.REMOVE:
        put_person(draft, Person(person.name, person.honorific), "prose", gathering.context)
    else:
        put_person(draft, person, "prose", gathering.context)
        for rest in (before.part(person.end), sentence):
            put_particulars(gathering, draft, rest)
        if not draft.values.get("position"):
            put_office(draft, before.part(person.end), gathering.context)
        put_workplace(draft, before, gathering.context)
    return True
