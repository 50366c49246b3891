"""Lines of a card that are an institution, told from its postal address."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.extract.anchors import anchors
from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.listing import is_body
from parsers.extract.passages import Passage, chain
from parsers.extract.person import Person
from parsers.extract.roles import mentions
from parsers.extract.teams import MAY_BE_NAME
from parsers.words import phrases

_BODIES = 2
"""Lines of an institution and its parent."""


def bodies_alone(lines: Sequence[Passage], context: Context) -> Person | None:
    """Lines that are nothing but bodies, the smaller one first: an institution is nominated, and nobody by name, unless the
    smaller one counts as the name of an office, which is left in doubt."""
    told = [line for line in lines if not is_postal(line.text, context)]
    if len(told) != _BODIES or not all(_is_only_body(line.text, context) for line in told):
        return None
    return Person(institution=chain(told, ", "), doubts={"institution": MAY_BE_NAME})


def _is_only_body(text: str, context: Context) -> bool:
    """True for a body's name without an office before it: its word stands at the head or at the end."""
    hits = grammar("bodies", context.languages).find(text)
    office = grammar("weak_words", context.languages[:1]).search(text)
    if not hits or re.search(r"[,;:،，]", text) or (office is not None and office.start == 0) or anchors(text, context):
        return False
    if grammar("desks", context.languages).stands_in(text) or mentions(text, context.languages):
        return False
    return hits[0].start <= len("the ") or hits[-1].end == len(text.rstrip())


def is_postal(text: str, context: Context) -> bool:
    """True for a line of a postal address: it has figures, or a word of such, and is no body's name nor somebody's post there."""
    if any(hit.start == 0 for hit in grammar("posts", context.languages).find(text)):
        # "Referatsleiter, Abteilung II.8"
        return False
    postal = phrases("words", "postal", context.languages[:1]).stands_in(text)
    return (bool(re.search(r"\d", text)) or postal) and not is_body(text, context)


def is_letterfoot(lines: Sequence[Passage], context: Context) -> bool:
    """True for an office and its postal address below a text: what reaches it is no contact's."""
    return len(lines) > 1 and is_body(lines[0].text, context) and is_postal(lines[-1].text, context)
