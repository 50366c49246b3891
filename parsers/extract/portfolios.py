"""Names of ministries that list what they deal with ("Ministry of Trade, Industry and Energy")."""

from __future__ import annotations

import re

from parsers.expressions import later
from parsers.extract.anchors import anchors
from parsers.extract.context import Context
from parsers.extract.grammar import grammar, one_of
from parsers.extract.roles import mentions
from parsers.extract.stops import first_stop
from parsers.fields.languages import find_languages
from parsers.words import label_at_head

_COMMA = later(r"\s?[,،，]\s+")
_AND = later(rf"(?:^|\s){one_of('conjunctions')}\s+", re.IGNORECASE)
_FIRST = 70
"""Characters of the first matter, behind the word for a ministry."""
_MATTERS = 7
_ARTICLE = 3
_TO_PARENT = 16
"""Characters between a word for belonging to a body and the word for that body."""
_WORDS = 7
"""Words of one matter, and of the last two with "and" between them twice."""
_UNCAPITALISED = later(r"[\u0400-\u04ff\u0600-\u06ff]")
"""Russian writes matters small, and Arabic knows no capitals."""
_NO_MATTER = later(r"[@\d:;()（）]|\.\s")


def end_of_list(text: str, end: int, context: Context) -> int:
    """Where the matters end that go on behind the comma at `end`, if the text before names a ministry and the last two are joined
    by "and"; `end` for any other text."""
    if not _names_ministry(text[:end], context):
        return end
    place = end
    for _ in range(_MATTERS):
        comma = _COMMA.match(text, place)
        if comma is None:
            return end
        stop = comma.end() + first_stop(text[comma.end() :], context)
        matter = text[comma.end() : stop].rstrip()
        if not _is_matter(matter, context):
            return end
        place = comma.end() + len(matter)
        if (joint := _AND.search(matter)) is not None:
            # a place behind the "and" of two places is taken for a matter as well
            return place if _begins_matter(matter[joint.end() :], context) else end
    return end


def end_of_body(text: str, end: int, context: Context) -> int:
    """Where the body's name ends that the text before `end` closes with: behind what a ministry deals with, and behind the bodies
    that it is part of or attached to."""
    stop = end_of_list(text, end, context)
    while (comma := _COMMA.match(text, stop)) is not None:
        begin = comma.end()
        following = text[begin : begin + first_stop(text[begin:], context)].rstrip()
        opens = grammar("bodies", context.languages).find(following)
        attached = next((a for a in grammar("attached", context.languages).find(following) if a.start == 0), None)
        parent = opens and following[:1].isupper() and opens[0].start <= _ARTICLE
        if not parent and not (attached and opens and opens[0].start - attached.end <= _TO_PARENT):
            break
        stop = end_of_list(text, begin + len(following), context)
    return stop


def _names_ministry(text: str, context: Context) -> bool:
    """True where the last body named is a ministry, and what it deals with ends the text."""
    bodies = grammar("bodies", context.languages).find(text)
    found = [f for kind in ("parents", "portfolios") for f in grammar(kind, context.languages).find(text)]
    last = max(found, key=lambda f: f.end, default=None)
    if last is None or any(body.start >= last.end for body in bodies):
        return False
    behind = text[last.end :]
    return 0 < len(behind.strip()) <= _FIRST and not re.search(r"[,;:،؛()]", behind)


def _is_matter(text: str, context: Context) -> bool:
    """True for a few words that may be what a ministry deals with: no body, post, person, role, language or label."""
    if not text or len(text.split()) > _WORDS + 3 or _NO_MATTER.search(text) or not _begins_matter(text, context):
        return False
    languages = context.languages
    if anchors(text, context) or mentions(text, languages) or label_at_head(text, languages):
        return False
    if any(f.start == 0 for kind in ("posts", "stops", "clauses") for f in grammar(kind, languages).find(text)):
        return False
    spoken = sum(f.end - f.start for f in find_languages(text))
    return not grammar("bodies", languages).stands_in(text) and spoken * 2 < len(text)


def _begins_matter(text: str, context: Context) -> bool:
    """True where the text begins as a matter of a ministry's name does: with a capital, with "and", or with the article or
    preposition that stood before the first matter; Russian writes all of them small."""
    if text[:1].isupper() or _UNCAPITALISED.match(text):
        return True
    heads = ("joiners", "articles", "conjunctions")
    return any(f.start == 0 for kind in heads for f in grammar(kind, context.languages).find(text[:12]))
