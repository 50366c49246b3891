"""Response teams that go by a name of their own, told from the bodies above them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.passages import Passage, chain
from parsers.extract.person import Person

_MOST_WORDS = 3
_WITH_PARENT = 2
_ACRONYM = re.compile(r"\b[A-Za-z]{0,6}(?:CERT|CSIRT|CIRT|CSOC)[a-z]{0,3}\b")
"""A team's acronym with that of its State ("CERTxy")."""
MAY_BE_NAME = "its beginning may be the name of the office"


def is_team(text: str, context: Context) -> bool:
    """True for the bare name of a response team ("CERT-XX", "National CSIRT"), and for nobody's post there."""
    if len(text.split()) > _MOST_WORDS or re.search(r"[,;:،，@\d]", text) or not text[:1].isalpha():
        return False
    posts = any(grammar(kind, context.languages).stands_in(text) for kind in ("posts", "positions", "joiners"))
    return not posts and (grammar("teams").stands_in(text) or _ACRONYM.search(text) is not None)


def team_with_parents(parts: Sequence[Passage], context: Context) -> Person | None:
    """The team that the first part names, in the institution that the others name; None where they tell anything else."""
    if len(parts) < _WITH_PARENT or not is_team(parts[0].text, context):
        return None
    bodies = grammar("bodies", context.languages)
    if not all(bodies.stands_in(part.text) for part in parts[1:]):
        return None
    return Person(parts[0], institution=chain(parts[1:], ", "))
