"""Bodies of which a clause tells that they were chosen ("questions go to the Agency A, which has been chosen as ..."), or that they
were what they no longer are."""

from __future__ import annotations

import re

from parsers.expressions import later
from parsers.extract.context import Context
from parsers.extract.grammar import ARTICLE, grammar
from parsers.extract.offices import opens_body
from parsers.extract.passages import Passage
from parsers.extract.person import Person
from parsers.extract.roles import mentions
from parsers.extract.turns import Turns
from parsers.words import formula

_TO_VERB = 70
"""Characters of a relative clause before its verb: who chose, and by what right."""
_CLAUSE = re.compile(r"[,،]\s+(?:a |en |au |no |na )?$")
_APPOSITION = re.compile(r"\s*[,،，]\s*+[^,،，;؛；:：.。()（）]{0,45}$")
"""What stands between a body and the role that is told of it in passing: "its", "which served as"."""
_BRACKET = re.compile(r"\s*(?:[(（][^()（）]*[)）])?\s*$")
_TO_CHOICE = 4
"""Characters between a role and the verb behind it."""
_HAN_BODY = re.compile(r"的([\u4e00-\u9fff]{4,30})$")
_ARTICLE = later(ARTICLE)
_CANDIDATE = re.compile(r"(?:(?<=\s)|(?<=['’]))(?=\w)")
_CAPITALS = re.compile(r"(?:[^\W\d_a-zß-ÿа-яё][\w'’-]*\s*)+")
_SMALL = re.compile(r"(?:\b[\w]{1,5}\s+|\b\w{1,4}['’])$")


def chosen_body(sentence: Passage, turns: Turns, context: Context) -> Person | None:
    """The body right before the relative clause whose verb nominates it; None where the sentence has no such."""
    text = sentence.text
    for verb in turns.nominate:
        for which in grammar("which", context.languages).find(text[: verb.start]):
            comma = _CLAUSE.search(text[: which.start])
            if comma is None or verb.start - which.end > _TO_VERB or re.search(r"[;:.]", text[which.end : verb.start]):
                continue
            tail = grammar("verb_tails", context.languages).find(text[: comma.start()])
            end = tail[-1].start if tail and tail[-1].end == comma.start() else comma.start()
            body = body_that_ends(sentence, end, context)
            if body is not None:
                return body
    return None


def body_left(sentence: Passage, turns: Turns, context: Context) -> Person | None:
    """The body of which a sentence by which it goes says in passing that it was a point of contact ("the Agency A, our technical
    contact, was dissolved"); None where the sentence has no such."""
    if not (turns.withdraw or turns.replaced_by):
        return None
    text = sentence.text
    for mention in mentions(text, context.languages):
        role = max(mention.start, text.rfind(",", mention.start, mention.end) + 1)
        comma = _APPOSITION.search(text[:role])
        body = body_that_ends(sentence, comma.start(), context) if comma else _behind_han(sentence, mention.end, turns)
        if body is not None:
            return body
    return None


def body_called(sentence: Passage, turns: Turns, context: Context) -> Person | None:
    """The body of which a verb behind the role tells that it was chosen ("dass die Regierung das Zentrum A (...) als Kontaktstelle
    ausgewählt hat"); None where the sentence has no such."""
    text = sentence.text
    for mention in mentions(text, context.languages):
        links = [
            f for f in grammar("linking", context.languages).find(text[: mention.start]) if f.start < mention.start
        ]
        verb = any(0 <= found.start - mention.end <= _TO_CHOICE for found in turns.nominate)
        if verb and links:
            body = body_that_ends(sentence, len(_BRACKET.sub("", text[: links[-1].start])), context)
            if body is not None:
                return body
    return None


def _behind_han(sentence: Passage, start: int, turns: Turns) -> Person | None:
    """The body behind a Chinese attribute ("担任技术联络点的国家信息中心已被裁撤"), up to the verb."""
    ends = [*turns.withdraw, *grammar("leaving", ("zh",)).find(sentence.text)]
    verb = min((found.start for found in ends if found.start > start), default=0)
    body = _HAN_BODY.match(sentence.text, start, verb) if verb else None
    return Person(institution=sentence.part(body.start(1), verb), start=body.start(1), end=verb) if body else None


def body_that_ends(sentence: Passage, end: int, context: Context) -> Person | None:
    """The body whose name ends at this place of the sentence; None where no name of a body does."""
    start = _start(sentence.text, end, context)
    if start is None:
        return None
    article = _ARTICLE.match(sentence.text, start, end)
    body = sentence.part(article.end() if article else start, end)
    kinds = ("mission", "secretariat")
    others = any(f.start == 0 for kind in kinds for f in formula(kind, context.languages).find(body.text))
    return None if others else Person(institution=body, start=start, end=end)


def _start(text: str, end: int, context: Context) -> int | None:
    """Where the body's name begins that ends there: behind an article or preposition, at its noun or first capital."""
    opened = [m.end() for m in re.finditer(r"[;:,،]\s+", text[:end])]
    said = [found.end for found in grammar("that", context.languages).find(text[:end])]
    low = max((*opened, *said), default=0)
    for place in _CANDIDATE.finditer(text, low, end):
        name = text[place.start() : end]
        if not _SMALL.search(text[: place.start()]) or _SMALL.match(name):
            continue
        if any(found.start == 0 for found in grammar("governments", context.languages).find(name)):
            continue
        unit = any(found.start == 0 for found in grammar("units", context.languages).find(name))
        if unit or opens_body(name, context) or (name[:1].isupper() and _capitals_name_body(name, context)):
            return place.start()
    return None


def _capitals_name_body(name: str, context: Context) -> bool:
    """True where the words with capitals at its beginning hold a word for a body."""
    words = _CAPITALS.match(name)
    kinds = ("bodies", "units")
    return words is not None and any(grammar(kind, context.languages).stands_in(words[0]) for kind in kinds)
