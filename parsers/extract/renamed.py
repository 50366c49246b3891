"""Somebody whom one sentence names wrongly, and of whom the next tells the right name ("For this read: A B")."""

from __future__ import annotations

from domain.submission import Action
from parsers.extract.answers import put_person
from parsers.extract.gathering import Gathering
from parsers.extract.grammar import grammar
from parsers.extract.particulars import put_particulars
from parsers.extract.passages import Passage
from parsers.extract.person import Person
from parsers.fold import fold


def rename(gathering: Gathering, sentence: Passage, people: list[Person]) -> bool:
    """Takes in a sentence that gives the last one named, of whom something changes, a name of which a word is the same; False
    for others."""
    last = gathering.current
    if last is None or last.action is not Action.UPDATE or len(people) != 1 or people[0].name is None:
        return False
    before, now = last.first("name"), people[0].name
    told = any(f.end <= people[0].start for f in grammar("named_now", gathering.languages).find(sentence.text))
    if before is None or not told or not set(fold(before.text).split()) & set(fold(now.text).split()):
        return False
    last.values["name"] = []
    put_person(last, Person(now, people[0].honorific), "prose", gathering.context)
    put_particulars(gathering, last, sentence.part(people[0].end), changed=True)
    return True
