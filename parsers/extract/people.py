"""Whoever a run of text begins with: a person, a desk or a body, with the office behind the name."""

from __future__ import annotations

import re

from parsers.expressions import later
from parsers.extract.anchors import address_length, name_end
from parsers.extract.appositions import body_end, joined_body, office_between_dashes, office_in_bracket
from parsers.extract.context import Context
from parsers.extract.dashed import office_behind_dash
from parsers.extract.grammar import ARTICLE, grammar
from parsers.extract.han_offices import is_han_name
from parsers.extract.han_people import han_body_run, han_run
from parsers.extract.offices import COMMA, names_body, opens_body
from parsers.extract.passages import Passage, chain
from parsers.extract.person import Person
from parsers.extract.roles import mentions
from parsers.extract.runs import is_role_only, run_behind, split_run, together
from parsers.extract.stops import first_stop
from parsers.extract.teams import MAY_BE_NAME, is_team, team_with_parents
from parsers.fields.names import is_person_like
from parsers.fields.states import find_states
from parsers.scripts import CASED, HAN_SIGN
from parsers.words import label_at_head, phrases

_LATIN_IN_BRACKETS = later(r"[(（\[]\s*([A-Za-zÀ-ɏ][^()（）\[\]]{2,80}?)\s*[)）\]]")
_BRACKETED = later(r"\s*[(（\[]([^()（）\[\]]*)[)）\]]\s*")
_CLOSED = later(r"\s*[)）\]]")
_ACRONYM_BEHIND = later(r"\s*[(（][^()（）a-zà-öø-ÿа-яё]{2,20}[)）]\s*$")
_VERB_END = later(r"\s([a-z]{2,6})(?=,)")
_ARTICLE = later(ARTICLE, re.IGNORECASE)
_PARTED = re.compile(r"\s*[,，،(（]\s*")
_POSTS = ("posts", "positions")
_DESK_HEAD = 30
"""Characters at the head of a text in which a word for a desk begins its name."""
_SMALL_WORD = later(r"\s[a-zà-öø-ÿа-яё]{4,}")
"""A long word in small letters, as bodies have them in their names and persons do not."""


def _title_alone(honorific: Passage, context: Context) -> tuple[Passage | None, Passage]:
    """The office that a comma or bracket parts from a plain form of address, and that one alone ("La Directrice, Mme")."""
    parts = honorific.split(_PARTED)
    if len(parts) < len(("office", "title")) or not grammar("plain_titles").is_whole(parts[-1].text.rstrip(". ")):
        return None, honorific
    office = parts[0] if any(grammar(kind, context.languages).is_whole(parts[0].text) for kind in _POSTS) else None
    return office, parts[-1]


def person_at(passage: Passage, start: int, context: Context) -> Person:
    """The person whose form of address or name begins at `start`, with the comma run behind the name."""
    text = passage.text
    size = address_length(text, start, context)
    honorific = passage.part(start, start + size) if size else None
    if honorific and (article := _ARTICLE.match(honorific.text)):
        honorific = honorific.part(article.end())
    before, honorific = _title_alone(honorific, context) if honorific else (None, None)
    begin = start + size
    end = name_end(text, begin, context)
    name = passage.part(begin, end)
    behind = _BRACKETED.match(text, end)
    latin = None
    office = office_in_bracket(passage, end, context)
    if behind and not honorific and grammar("plain_titles").is_whole(behind[1].rstrip(". ")):
        # "Jane DOE (Ms)"
        honorific = passage.part(behind.start(1), behind.end(1))
    told = office is not None or mentions(behind[1], context.languages) if behind else True
    if behind and not told and not label_at_head(behind[1], context.languages):
        if (
            _LATIN_IN_BRACKETS.match(text[end:].lstrip())
            and not name.text.isascii()
            and not re.search(r"[A-Za-z]{3}", name.text)
            and "@" not in behind[1]
        ):
            latin = passage.part(behind.start(1), behind.end(1))
            end = behind.end()
        elif not _tells_office(behind[1], context) and (
            not re.search(r"[a-z]{3}", behind[1])
            or (is_person_like(behind[1]) and office_in_bracket(passage, end, context) is None)
        ):
            end = behind.end()
    end_of_verb = _behind_verb(text, end, context)
    run = run_behind(passage, end_of_verb, context)
    position, institution, stop = split_run(passage, end_of_verb, run, context)
    run = end if run == end_of_verb else run
    if run == end and office is not None:
        position, institution, stop = _office_of(passage, *office, context)
    dashed = office_behind_dash(passage, end, context) if run == end and not (position or institution) else None
    if dashed is not None and dashed[1] is not None:
        position, institution, stop = dashed
    elif run == end and (aside := office_between_dashes(passage, end, context)):
        position, institution, _ = split_run(passage, *aside[:2], context)
        stop = aside[2]
    elif dashed is not None:
        position, institution, stop = dashed
    elif run == end and (body := joined_body(passage, end, context)):
        institution, stop = body, body_end(passage, end, context)
    return Person(latin or name or None, honorific, position or before, institution, start, max(stop, end))


def _office_of(passage: Passage, start: int, end: int, context: Context) -> tuple[Passage | None, Passage | None, int]:
    """Position and body within a bracket, what it lacks from the comma run behind it, and where all that ends."""
    position, institution, _ = split_run(passage, start, end, context)
    if position is not None and names_body(position.text, context):
        position, institution = institution, position
    closed = _CLOSED.match(passage.text, end)
    if closed is None:
        return position, institution, end
    run = run_behind(passage, closed.end(), context)
    post, body, stop = split_run(passage, closed.end(), run, context) if run > closed.end() else (None, None, 0)
    behind = post or body
    if behind is None or (post is not None and body is not None):
        return position, institution, closed.end()
    whole = passage.part(start, end)
    if position is not None and not COMMA.search(whole.text) and names_body(behind.text, context):
        # "(Leiterin der Abteilung), Agentur A": the unit is the position's
        return whole, behind, stop
    if (position is None) is not (institution is None):
        return position or behind, institution or behind, stop
    return position, institution, closed.end()


def _tells_office(text: str, context: Context) -> bool:
    """True for words that begin with a body or a post, in a bracket behind a name in another script than Latin."""
    post = any(found.start == 0 for found in grammar("posts", context.languages).find(text))
    return not text.isascii() and (post or opens_body(text, context))


def _behind_verb(text: str, end: int, context: Context) -> int:
    """Where the separated end of a verb that stands between name and office ends ("tritt Frau A an, Leiterin ..."); `end` else."""
    word = _VERB_END.match(text, end)
    return word.end() if word and grammar("verb_ends", context.languages).is_whole(word[1]) else end


def unaddressed(passage: Passage, context: Context) -> Person | None:
    """The nominee of a run that begins without a form of address: a person, a desk with a name of its own, or a body."""
    text = passage.text
    if text[:1].islower() and (at := _desk_at_head(text, context)):
        return Person(name=passage.part(0, at), start=0, end=at)
    if not text or text[:1].islower() or not (text[:1].isupper() or not text[:1].isascii() or text[:1].isdigit()):
        return None
    end = run_behind(chain([passage]), first_stop(text, context), context)
    first_end = first_stop(text, context)
    first = passage.part(0, first_end)
    if not first:
        return None
    if HAN_SIGN.match(text):
        whole = Person(name=passage, start=0, end=len(text)) if is_han_name(text) else None
        return whole or han_run(passage) or han_body_run(passage)
    desk = _is_desk(first.text, context)
    body = opens_body(first.text, context) or (
        grammar("bodies", context.languages).stands_in(first.text)
        and (
            not is_person_like(first.text)
            or _SMALL_WORD.search(first.text) is not None
            or ends_as_body(first.text, context)
        )
    )
    if desk:
        parts = [p for p in passage.part(first_end, end).split(COMMA) if not is_role_only(p.text, context)]
        return Person(name=first, institution=together(parts) if parts else None, start=0, end=end)
    if body or is_team(first.text, context):
        parts = [p for p in passage.part(0, end).split(COMMA) if not is_role_only(p.text, context)]
        doubts = {"institution": MAY_BE_NAME} if team_with_parents(parts, context) else {}
        return Person(institution=together(parts), start=0, end=end, doubts=doubts) if parts else None
    return named(passage, context)


def _is_desk(text: str, context: Context) -> bool:
    """True for what names a desk, and is not the post of somebody there ("Head of the Cyber Desk")."""
    desk = grammar("desks", context.languages).search(text)
    post = grammar("positions", context.languages).search(text)
    return desk is not None and not (post is not None and post.start == 0 and post.end <= desk.start)


def ends_as_body(text: str, context: Context) -> bool:
    """True for words with capitals of which the last is a word for a body ("Zambia Cyber Centre")."""
    text = _ACRONYM_BEHIND.sub("", text)
    bodies = grammar("bodies", context.languages).find(text)
    return all(word[:1].isupper() for word in text.split()) and any(f.end == len(text) for f in bodies)


def _desk_at_head(text: str, context: Context) -> int:
    """Where the name of a desk ends that the text begins with in small letters ("duty desk of the National CERT"); 0 for none."""
    head = grammar("desks", context.languages).search(text[:_DESK_HEAD])
    if head is None or head.start:
        return 0
    end = first_stop(text, context)
    return end if re.search(r"[^\W\d_]", text[head.end : end]) and re.search(r"[A-ZÀ-Ý]", text[:end]) else 0


def named(passage: Passage, context: Context) -> Person | None:
    """The person with whose bare name the passage begins, None where that is no name of at least two words."""
    person = person_at(passage, 0, context)
    name = person.name.text if person.name else ""
    plausible = len(name.split()) > 1 and is_person_like(name) and name.count("(") == name.count(")")
    plausible = plausible and not name[:1].islower()
    if plausible and sum(s.end - s.start for s in find_states(name)) > 0.6 * len(name):
        plausible = False
    if plausible and name.split()[0].isupper() and len(name.split()[0]) > 2 and find_states(name):
        plausible = False
    if plausible and not CASED.match(name):
        # without capitals only the comma behind it tells a name
        plausible = bool(re.match(r"\s*[,،，]", passage.text[len(name) :])) and len(name.split()) <= 6
    if phrases("roles", "contact", context.languages).stands_in(name):
        return None
    if mentions(name, context.languages) or grammar("nominators").stands_in(name):
        return None
    return person if plausible else None
