"""Those named before of whom a sentence says more under a family name alone ("с Т.М. Шевчик – по тел. ...")."""

from __future__ import annotations

import re

from domain.submission import Action
from parsers.expressions import later
from parsers.extract.drafts import Draft
from parsers.extract.gathering import Gathering
from parsers.extract.passages import Passage
from parsers.extract.person import Person
from parsers.extract.predecessors import is_about
from parsers.extract.reach import numbers_in
from parsers.fields.emails import find_emails
from parsers.fields.languages import find_languages

_NAME = later(r"(?<![\w@.-])(?:[А-ЯЁ]\.\s?){0,2}[A-ZÀ-ÞА-ЯЁ][\w'’-]{3,}(?:\s[А-ЯЁ]\.(?:\s?[А-ЯЁ]\.)?)?(?![\w@])")
"""A word with a capital, perhaps with initials."""
_INITIALS = re.compile(r"\b\w\.\s?")
_FEWEST = 2


def named_again(gathering: Gathering, sentence: Passage) -> list[Person]:
    """Where a sentence with addresses, numbers or languages names some of several contacts told of before; empty for any other."""
    told = [draft for draft in gathering.drafts if draft.first("name") is not None]
    text = sentence.text
    if len(told) < _FEWEST or not (find_emails(text) or numbers_in(text, gathering.context) or find_languages(text)):
        return []
    people: list[Person] = []
    for found in _NAME.finditer(text):
        family = _INITIALS.sub("", found[0]).strip()
        meant = [draft for draft in told if _bears(draft, family)]
        if len(meant) == 1 and meant[0].action is not Action.REMOVE:
            start = found.start() + found[0].find(family)
            people.append(Person(sentence.part(start, start + len(family)), start=found.start(), end=found.end()))
    return _once(people)


def _bears(draft: Draft, family: str) -> bool:
    name = draft.first("name")
    return name is not None and " " in name.text.strip() and is_about(draft, family)


def _once(people: list[Person]) -> list[Person]:
    """The people but for one who is named by two words in a row."""
    return [p for n, p in enumerate(people) if not n or p.start - people[n - 1].end > 1]
