"""What parts a comma run from the words around it: words that an office is held, a colon within one, a lone conjunction."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.expressions import later
from parsers.extract.anchors import anchors
from parsers.extract.context import Context
from parsers.extract.grammar import ARTICLE, grammar
from parsers.extract.offices import COMMA
from parsers.extract.passages import Passage
from parsers.extract.roles import closing_role, mentions
from parsers.fields.found import Found
from parsers.words import formula, label_at_head

_OPENING_ARTICLE = later(ARTICLE)
_TO_ROLE = 6
"""Characters between "and" and a role: an article."""
_HEAD = 60
"""Characters of a line in which it tells whether a form of address and a name begin it."""


def only_joins(text: str, context: Context) -> bool:
    """True for a part that is nothing but what leads on to the next clause ("..., and, as his deputy, Ms B", "..., tandis que")."""
    kinds = ("conjunctions", "whereas", "that")
    words = sorted((f for kind in kinds for f in grammar(kind, context.languages).find(text)), key=lambda f: f.start)
    return bool(words) and not re.search(r"\w", _without(text, words))


def _without(text: str, words: Sequence[Found]) -> str:
    for found in reversed(words):
        text = text[: found.start] + text[found.end :]
    return text


def joins_another(text: str, context: Context) -> bool:
    """True for a part that goes on with "and" to somebody else ("..., and operational questions to Ms B")."""
    joint = next((f for f in grammar("conjunctions", context.languages).find(text) if not f.start), None)
    return joint is not None and text[:1].islower() and bool(anchors(text, context))


def nominates_another(text: str, context: Context) -> bool:
    """True for a part in which somebody else is nominated ("In succession to Mr A, the Mission designates Ms B")."""
    named = anchors(text, context)
    verbs = formula("nominate", context.languages).find(text) if named else []
    return any(verb.end <= named[-1] for verb in verbs)


def role_end(text: str, context: Context) -> int:
    """Where an office ends before a role that a dash, a bracket or "and" joins to it ("Director of A and point of contact")."""
    for mention in mentions(text, context.languages):
        joints = grammar("conjunctions", context.languages).find(text[: mention.start])
        joint = next(
            (one for one in reversed(joints) if one.start and len(text[one.end : mention.start]) <= _TO_ROLE), None
        )
        if joint is not None:
            return min(len(text[: joint.start].rstrip()), closing_role(text, context.languages))
    return closing_role(text, context.languages)


def behind_capacity(text: str, start: int, context: Context) -> int:
    """Where an office begins behind a comma and words that it is held ("..., in her capacity as Director"); `start` without."""
    comma = COMMA.match(text, start)
    if comma is None:
        return start
    held = grammar("in_capacity", context.languages).search(text[comma.end() : comma.end() + _HEAD])
    return comma.end() + held.end if held is not None and held.start == 0 else start


def parts_portfolio(before: str, behind: str, context: Context) -> bool:
    """True for the colon in "Mr A B, Director: Multilateral Relations, Ministry of C"."""
    post = any(found.end == len(before) for found in grammar("posts", context.languages).find(before))
    named = re.match(r"\s?[A-ZÀ-ÝА-ЯЁ][^\W\d_]+", behind) is not None
    return post and named and anchors(behind[:_HEAD], context)[:1] != [1] and label_at_head(behind) is None


def without_article(part: Passage) -> Passage:
    """The part without the article with which it begins."""
    part = part.part(len(part.text) - len(part.text.lstrip(" '’")))
    article = _OPENING_ARTICLE.match(part.text)
    return part.part(article.end() if article else 0)
