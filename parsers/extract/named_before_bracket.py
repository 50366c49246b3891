"""A Chinese name without a form of address, behind which a bracket tells the office ("陈丽华（副司长，外交部）")."""

from __future__ import annotations

from parsers.expressions import later
from parsers.extract.han_offices import TRANSCRIBED, is_han_name, office_in_bracket
from parsers.extract.passages import Passage
from parsers.extract.person import Person
from parsers.fold import HAN

_NAME = later(rf"(?P<name>{TRANSCRIBED}|[{HAN}]{{2,4}})\s*(?=[（(])")
_CLOSED = later(r"\s*[）)]")


def named_before_bracket(passage: Passage) -> Person | None:
    """The person with whose name and bracket the passage begins; None where it begins otherwise."""
    found = _NAME.match(passage.text)
    if found is None or not is_han_name(found["name"]):
        return None
    position, institution, end = office_in_bracket(passage, found.end())
    if position is None and institution is None:
        return None
    closed = _CLOSED.match(passage.text, end)
    name = passage.part(*found.span("name"))
    return Person(name=name, position=position, institution=institution, start=0, end=closed.end() if closed else end)
