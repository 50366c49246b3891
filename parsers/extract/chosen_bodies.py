"""Bodies of which a relative clause tells that they were chosen ("questions go to the Agency A, which has been chosen as ...")."""

from __future__ import annotations

import re

from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.offices import opens_body
from parsers.extract.passages import Passage
from parsers.extract.person import Person
from parsers.extract.turns import Turns

_TO_VERB = 70
"""Characters of a relative clause before its verb: who chose, and by what right."""
_CLAUSE = re.compile(r"[,،]\s+(?:a |en |au |no |na )?$")
_CANDIDATE = re.compile(r"(?:(?<=\s)|(?<=['’]))(?=\w)")
_CAPITALS = re.compile(r"(?:[^\W\d_a-zß-ÿа-яё][\w'’-]*\s*)+")
_SMALL = re.compile(r"(?:\b[\w]{1,5}\s+|\b\w{1,4}['’])$")


def chosen_body(sentence: Passage, turns: Turns, context: Context) -> Person | None:
    """The body right before the relative clause whose verb nominates it; None where the sentence has no such."""
    text = sentence.text
    for verb in turns.nominate:
        for which in grammar("which", context.languages).find(text[: verb.start]):
            comma = _CLAUSE.search(text[: which.start])
            if comma is None or verb.start - which.end > _TO_VERB or re.search(r"[;:.]", text[which.end : verb.start]):
                continue
            tail = grammar("verb_tails", context.languages).find(text[: comma.start()])
            end = tail[-1].start if tail and tail[-1].end == comma.start() else comma.start()
            start = _start(text, end, context)
            if start is not None:
                return Person(institution=sentence.part(start, end), start=start, end=end)
    return None


def _start(text: str, end: int, context: Context) -> int | None:
    """Where the body's name begins that ends there: behind an article or preposition, at its noun or first capital."""
    low = max((m.end() for m in re.finditer(r"[;:,،]\s+", text[:end])), default=0)
    for place in _CANDIDATE.finditer(text, low, end):
        name = text[place.start() : end]
        if not _SMALL.search(text[: place.start()]) or _SMALL.match(name):
            continue
        if opens_body(name, context) or (name[:1].isupper() and _capitals_name_body(name, context)):
            return place.start()
    return None


def _capitals_name_body(name: str, context: Context) -> bool:
    """True where the words with capitals at its beginning hold a word for a body."""
    words = _CAPITALS.match(name)
    return words is not None and grammar("bodies", context.languages).stands_in(words[0])
