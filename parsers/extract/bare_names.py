"""Somebody named without a form of address or a role, of whom another sentence or clause says what is to be done."""

from __future__ import annotations

import re

from parsers.expressions import later
from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.passages import Passage
from parsers.extract.people import named
from parsers.extract.person import Person
from parsers.extract.roles import mentions
from parsers.fields.names import is_person_like
from parsers.fields.states import find_states
from parsers.words import formula, label_of, phrases

_CAPITALS = later(
    r"(?<![\w@.])(?:[A-ZÀ-ÖØ-ÞА-ЯЁ][\w'’-]*[a-zß-ÿа-яё])(?:\s+(?:[A-ZÀ-ÖØ-ÞА-ЯЁ][\w'’-]*[a-zß-ÿа-яё])){1,3}(?![\w@])"
)
"""Two to four words with capitals in a row."""
_WHOLE = later(
    r"[A-ZÀ-ÖØ-ÞА-ЯЁ][\w'’.-]*(?:\s+[A-ZÀ-ÖØ-ÞА-ЯЁ][\w'’.-]*){1,3}|[\u0621-\u0652]{2,}(?:\s[\u0621-\u0652]{2,}){1,4}|[\u3400-\u9fff·]{2,4}"
)
_BESIDE = later(r"\s*[,:–—-]?\s+")
_TO_STATE = 8
"""Characters between a role and the State whose contact it is."""
_ARTICLE = 5
"""Characters of an article with which a State's name may begin."""
_OPENS = re.compile(r"(?:^|[.!?:]\s+)$")


def bare_name(sentence: Passage, context: Context) -> Person | None:
    """The only run of words in the sentence that can be nothing but a person's name; None where there is no such or several, and in
    a sentence of courtesy, which names many."""
    people = bare_names(sentence, context)
    return people[0] if len(people) == 1 else None


def bare_names(sentence: Passage, context: Context) -> list[Person]:
    """Every run of words in the sentence that can be nothing but a person's name; none in a sentence of courtesy."""
    if formula("courtesy_opening", context.languages).stands_in(sentence.text):
        return []
    return [
        Person(
            name=sentence.part(*found.span()),
            start=found.start(),
            end=found.end(),
        )
        for found in _CAPITALS.finditer(sentence.text)
        if _is_name(found[0], _OPENS.search(sentence.text[: found.start()]) is not None, context)
    ]


def name_beside_role(sentence: Passage, context: Context) -> Person | None:
    """The bare name right behind the only role that the sentence tells, or behind its State ("our technical contact Jane Doe")."""
    told = mentions(sentence.text, context.languages)
    if len(told) != 1:
        return None
    states = [state.end for state in find_states(sentence.text) if 0 <= state.start - told[0].end <= _TO_STATE]
    ends = (told[0].end, *states)
    begins = [one.start for one in bare_names(sentence, context)]
    start = next((at for at in begins for end in ends if _BESIDE.fullmatch(sentence.text, end, at)), None)
    whole = named(sentence.part(start), context) if start is not None else None
    return Person(name=whole.name) if whole is not None and whole.name is not None else None


def is_bare_name(text: str, context: Context) -> bool:
    """True where the whole text can be nothing but a person's name: two to four words that begin with capitals, a few Arabic
    words, or two to four Han signs."""
    return _WHOLE.fullmatch(text.strip()) is not None and _is_name(text.strip(), False, context)


def _is_name(text: str, opens: bool, context: Context) -> bool:
    """True for words that name no State, body, role, office or document; the first of a sentence has a capital for that alone."""
    words = text.split()
    known = any(
        words_of.stands_in(text)
        for words_of in (
            grammar("bodies", context.languages),
            grammar("positions", context.languages),
            grammar("desks", context.languages),
            grammar("nominators", context.languages),
            grammar("regions", context.languages),
            formula("mission", context.languages),
            formula("secretariat", context.languages),
            phrases("roles", "contact", context.languages),
        )
    )
    if known or find_states(text) or mentions(text, context.languages) or label_of(text) is not None:
        return False
    if opens and phrases("words", "common", context.languages).stands_in(words[0]):
        return False
    return is_person_like(text)


def goes_on(text: str, person: Person, context: Context) -> bool:
    """True for a name that ends within the words for a contact ("Nomination form: Global Points | of Contact Directory") or within
    a State's name ("the nomination of the Federal Democratic Republic | of Ethiopia")."""
    if person.name is None:
        return False
    start, end = person.start, person.start + len(person.name.text)
    contacts = phrases("roles", "contact", context.languages).find(text)
    return any(start < found.start < end < found.end for found in contacts) or any(
        state.start <= start + _ARTICLE and end < state.end and start < state.end for state in find_states(text)
    )
