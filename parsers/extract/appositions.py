"""The body that a preposition or a bracket joins to a name."""

from __future__ import annotations

import re

from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.offices import opens_body
from parsers.extract.passages import Passage
from parsers.extract.portfolios import end_of_body
from parsers.extract.roles import mentions
from parsers.extract.stops import first_stop
from parsers.extract.when import before_when
from parsers.words import roles_in

_OPEN_BRACKET = re.compile(r"\s*[(（\[]\s*([^()（）\[\]]*)")
_DASHES = re.compile(r"\s?—\s?([^—]{4,200}?)(?:\s?—|\.?\s*$)|\s([–-])\s([^–]{4,200}?)\s\2(?=[\s,;])")
"""A pair of dashes round an aside."""
_POSTS = ("posts", "positions", "weak_words")
_REACH = re.compile(r"[;:@+]|\d{3}")
"""Where addresses, numbers and their labels begin in a bracket."""


def office_in_bracket(passage: Passage, end: int, context: Context) -> tuple[int, int] | None:
    """Where the office stands that a bracket behind a name opens with ("(Director, Agency; a@b.c)"); None where it does not."""
    bracket = _OPEN_BRACKET.match(passage.text, end)
    if bracket is None:
        return None
    said = bracket[1]
    reach = _REACH.search(said)
    if reach:
        said = said[: max(0, *(said.rfind(sign, 0, reach.start() + 1) for sign in ",;،"))]
    first = re.split(r"[,;،]", said)[0]
    if first[:1].islower() and any(
        role.end == len(first) for role in roles_in(first, context.languages)[:1] if not role.start
    ):
        # "el Sr. A B (técnico)": the role, no technician
        return None
    if not _is_office(first, context) or mentions(said, context.languages):
        return None
    return bracket.start(1), bracket.start(1) + len(said.rstrip(" ,;،"))


def office_between_dashes(passage: Passage, end: int, context: Context) -> tuple[int, int, int] | None:
    """Where the office stands between two dashes behind a name ("Ms A B —Director, Agency— as"), and where the aside ends."""
    aside = _DASHES.match(passage.text, end)
    if aside is None:
        return None
    low, high = aside.span(1 if aside[1] else 3)
    said = passage.text[low:high]
    first = re.split(r"[,;،]", said)[0]
    office = any(grammar(kind, context.languages).stands_in(first) for kind in ("posts", "positions", "weak_words"))
    if _REACH.search(said) or not (office or opens_body(first, context)) or mentions(said, context.languages):
        return None
    return low, high, aside.end()


def _is_office(text: str, context: Context) -> bool:
    """True for a post or a body: in small letters, or in a script without capitals, only where a word for one opens it."""
    posts = [found for kind in _POSTS for found in grammar(kind, context.languages).find(text)]
    if opens_body(text, context) or any(not found.start for found in posts):
        return not any(not found.start for found in grammar("clauses", context.languages).find(text))
    return text[:1].isupper() and bool(posts or grammar("bodies", context.languages).stands_in(text))


def joined_body(passage: Passage, end: int, context: Context) -> Passage | None:
    """The body that a preposition joins to a name ("Mr A B of the Agency of C, who ...")."""
    joint = _body_joint(passage.text, end, context)
    if joint is None:
        return None
    body = before_when(passage.part(joint, body_end(passage, end, context)), context)
    leaves = next(iter(grammar("leaving", context.languages).find(body.text)), None)
    # "hat Herr A das Amt verlassen"
    return body.part(0, leaves.start) if leaves is not None and leaves.start else body


def _body_joint(text: str, end: int, context: Context) -> int | None:
    """Where the body begins that a preposition joins to what ends at `end`; None where no body follows."""
    for joint in grammar("joiners", context.languages).find(text[end : end + 24]):
        if text[end : end + joint.start].strip():
            return None
        start = end + joint.end + len(text[end + joint.end :]) - len(text[end + joint.end :].lstrip(" '’"))
        stretch = text[start : first_stop(text[start:], context) + start]
        bodies = grammar("bodies", context.languages).find(stretch)
        same = any(f.start == 0 for f in grammar("same_body", context.languages).find(stretch))
        return start if bodies and (stretch[:1].isupper() or same) else None
    return None


def body_end(passage: Passage, end: int, context: Context) -> int:
    """Where the comma run of bodies behind a name ends, before a relative clause or what is no body."""
    text = passage.text
    start = _body_joint(text, end, context) or end
    return end_of_body(text, start + first_stop(text[start:], context), context)
