"""Words by which somebody is said to have come to another office ("promoted from Second Secretary to First Secretary")."""

from __future__ import annotations

import re
from dataclasses import replace

from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.person import Person
from parsers.fields.found import Found
from parsers.jobs import jobs
from parsers.scripts import HAN_SIGN

_TO_OFFICE = 30
"""Characters in which what follows says that it is an office."""
_HAN_END = re.compile(r"[，。；、,;（(]")
_ELSE = re.compile(r"[@:.,;،؛，。；\d]")


def come_to(text: str, context: Context) -> list[Found]:
    """Those words, each up to where the new office begins."""
    return [hit for hit in grammar("becomes", context.languages).find(text) if _is_office(text[hit.end :], context)]


def before_promotion(text: str, people: list[Person], context: Context) -> list[Person]:
    """The people, without offices taken for names in such words, and without such words taken for their offices."""
    said = come_to(text, context)
    kept = [person for person in people if not any(hit.start <= person.start < hit.end for hit in said)]
    return [
        _until(person, min((h.start for h in said if h.start >= person.start), default=person.end)) for person in kept
    ]


def _until(person: Person, end: int) -> Person:
    return replace(person, position=None, institution=None, end=end) if end < person.end else person


def _is_office(behind: str, context: Context) -> bool:
    if HAN_SIGN.match(behind):
        # "由李明先生变更为处长王芳女士" tells of two people
        office = _HAN_END.split(behind[: 2 * _TO_OFFICE], maxsplit=1)[0]
        return any(hit.end == len(office) for hit in grammar("positions", ("zh",)).find(office))
    head = behind[:_TO_OFFICE]
    kinds = grammar("posts", context.languages), jobs()
    starts = [hit.start for kind in kinds for hit in kind.find(behind[: 2 * _TO_OFFICE]) if hit.start < len(head)]
    return bool(starts) and not _ELSE.search(head[: min(starts)])
