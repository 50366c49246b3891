"""The office that running text names before its holder."""

from __future__ import annotations

import re

from parsers.expressions import later
from parsers.extract.anchors import anchors
from parsers.extract.answers import put_text
from parsers.extract.context import Context
from parsers.extract.drafts import Draft
from parsers.extract.grammar import ARTICLE, grammar
from parsers.extract.offices import COMMA, opens_body, split_position
from parsers.extract.passages import Passage
from parsers.extract.roles import mentions
from parsers.fields.states import find_states
from parsers.words import formula

_ARTICLE = later(ARTICLE)
_ARTICLE_THEN_POST = later(rf"(?:^|(?<=[\s'’]))(?:{ARTICLE})(?=\w)", re.IGNORECASE)
_TO_POST = 40
"""Characters of the longest word for a post."""
_LONGEST_OFFICE = 220


def put_office_before(draft: Draft, said: Passage, low: int, context: Context) -> None:
    """Adds the office or body named before its holder ("the Head of Unit, Agency of A, currently Ms B")."""
    text = said.text
    holders = (f for f in grammar("incumbents", context.languages).find(text) if not text[f.end :].strip(" ,"))
    holder = next(holders, None)
    if draft.values.get("position") or draft.values.get("institution"):
        return
    if holder is None:
        _put_apposition(draft, said, low, context)
        return
    verbs = [*formula("nominate", context.languages).find(text), *grammar("is_contact", context.languages).find(text)]
    low = max(low if low < holder.start else 0, *(f.end for f in verbs if f.end < holder.start), 0)
    low = max(
        [low, *(s.end for s in find_states(text) if s.end < holder.start and not text[low : s.start].strip(" '’"))]
    )
    low += len(text[low:]) - len(text[low:].lstrip(" :,"))
    article = _ARTICLE.match(text, low)
    office = said.part(article.end() if article else low, holder.start)
    office = office.part(0, len(office.text.rstrip(" ,،(")))
    for also in grammar("incumbents", context.languages).find(office.text):
        if also.end == len(office.text):
            # "..., currently represented by Ms B"
            office = office.part(0, len(office.text[: also.start].rstrip(" ,،(")))
    if not office or len(office.text) > _LONGEST_OFFICE or re.search(r"[@;:]|\d{4}", office.text):
        return
    desk = grammar("desks", context.languages).stands_in(office.text) or opens_body(office.text, context)
    position, institution = (None, office) if desk else _cut_at_body(office, context)
    for code, part in (("position", position), ("institution", institution)):
        if part:
            put_text(draft, code, part, "prose")


def _put_apposition(draft: Draft, said: Passage, low: int, context: Context) -> None:
    """Adds the office that stands before its holder's name ("The Director of A at the Ministry of B, Ms C, is nominated")."""
    text = said.text.rstrip()
    if not text.endswith((",", "،")):
        return
    verbs = [f.end for f in formula("nominate", context.languages).find(text)]
    low = max([low if low < len(text) else 0, *(end for end in verbs if text[end:].strip(" ,"))])
    for opening in _ARTICLE_THEN_POST.finditer(text, low):
        begin = opening.end()
        posts = grammar("posts", context.languages).find(text[begin : begin + _TO_POST])
        office = said.part(begin, len(text) - 1)
        if not any(post.start == 0 for post in posts) or len(office.text) > _LONGEST_OFFICE:
            continue
        if re.search(r"[@;:]|\d{3}", office.text) or anchors(office.text, context):
            continue
        if mentions(office.text, context.languages):
            continue
        position, institution = _cut_at_body(office, context)
        for code, part in (("position", position), ("institution", institution)):
            if part:
                put_text(draft, code, part, "prose")
        return


def _cut_at_body(office: Passage, context: Context) -> tuple[Passage | None, Passage | None]:
    """An office cut at the first comma behind which a body is named, else where a preposition joins one."""
    for comma in COMMA.finditer(office.text):
        if opens_body(office.text[comma.end() :], context):
            return office.part(0, comma.start()), office.part(comma.end())
    return split_position(office, context)
