"""Answers that are somebody's whole card: name, office and how to be reached, below or beside the question who it is."""

from __future__ import annotations

import re

from parsers.expressions import later
from parsers.extract.cards import read_card
from parsers.extract.context import Context
from parsers.extract.drafts import Draft
from parsers.extract.gathering import Gathering
from parsers.extract.grammar import grammar
from parsers.extract.items import Text
from parsers.extract.listing import is_body
from parsers.extract.name_cells import lines_of, name_above_post
from parsers.extract.passages import Passage, chain
from parsers.extract.person import Person
from parsers.extract.reach import numbers_in
from parsers.extract.rows import opens_own
from parsers.extract.whole_people import whole_person
from parsers.fields.emails import find_emails
from parsers.words import phrases

_POSTS = ("posts", "positions", "weak_words")
_COMMA = re.compile(r"[,،，]")
_YES_SIGN = later(r"\s*[,،，:：;.)–—-]\s*|\s*\n\s*|\s+(?=\S)")
_MOST_YES = 24


def read_whole(gathering: Gathering, draft: Draft, value: Passage) -> bool:
    """Reads an answer to "who" that tells more than a name, line by line or in one comma run; False for any other answer."""
    lines = _whole_lines(value, gathering.context)
    if not _is_card(lines, value, gathering.context):
        return False
    return read_card(gathering, draft, Text(tuple(lines), value))


def without_yes(value: Passage, context: Context) -> Passage:
    """The answer without the word for yes before whom it names ("Yes: Mr A B, Director")."""
    yes = next(
        (f for f in phrases("yes_no", "yes", context.languages).find(value.text[:_MOST_YES]) if not f.start), None
    )
    sign = _YES_SIGN.match(value.text, yes.end) if yes else None
    return value.part(sign.end()) if sign else value


def _whole_lines(value: Passage, context: Context) -> list[Passage]:
    """The lines of a value, each with those that go on below it only because it was full."""
    kept: list[Passage] = []
    for line in lines_of(value):
        before = [piece.line for piece in kept[-1].pieces] if kept else []
        if before and before[-1].wraps and not opens_own(before, line.text, context):
            kept[-1] = chain([kept[-1], line])
        else:
            kept.append(line)
    return kept


def _is_card(lines: list[Passage], value: Passage, context: Context) -> bool:
    first = lines[0].text if lines else ""
    reached = bool(find_emails(value.text) or numbers_in(value.text, context))
    if not first:
        return False
    if len(lines) == 1 or _COMMA.search(first):
        person = whole_person(value, context) if _COMMA.search(first) else None
        return person is not None and (reached or len(lines) > 1 or _has_post(person, context))
    desk = grammar("desks", context.languages).stands_in(first)
    somebody = whole_person(lines[0], context) or name_above_post(lines, context)
    if not desk and not is_body(first, context) and somebody is None:
        return False
    return any(_tells_office(line.text, context) for line in lines[1:])


def _has_post(person: Person, context: Context) -> bool:
    """True for somebody with a form of address and a post that is known for one ("Herr Janez Novak, Referent")."""
    text = person.position.text if person.position and person.honorific else ""
    return any(hit.start == 0 for kind in _POSTS for hit in grammar(kind, context.languages).find(text))


def _tells_office(text: str, context: Context) -> bool:
    """True for a line below a name that cannot be the rest of it: a post, a body, an address or a number."""
    if find_emails(text) or numbers_in(text, context) or is_body(text, context):
        return True
    return any(grammar(kind, context.languages).stands_in(text) for kind in (*_POSTS, "bodies"))
