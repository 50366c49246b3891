"""Who goes and who comes where signs tell it: an arrow between two names, or a word for old or new before each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.extract.anchors import anchors
from parsers.extract.arrows import BACK, ONWARD
from parsers.extract.context import Context
from parsers.extract.passages import Passage
from parsers.extract.patronymics import named_by_patronymic
from parsers.extract.person import Person
from parsers.lexicons import phrases_in
from parsers.words import Label

_ASIDE = re.compile(r"[(（][^()（）]*[)）]|\S+@\S+")
_MOST_WORDS = 14
"""Words between two names that an arrow joins: an office, a request."""
_HEAD = re.compile(r"\s*(?:[-–—•·*▪◦●■►]\s+)?(?P<head>[^:：\n@]{2,30}?)\s*[:：]\s*")


def by_arrows(text: str, people: Sequence[Person]) -> dict[int, bool]:
    """Of people whom an arrow joins by number: True who comes, False who goes."""
    told: dict[int, bool] = {}
    for n in range(len(people) - 1):
        between = _ASIDE.sub(" ", text[people[n].end : people[n + 1].start])
        if len(between.split()) > _MOST_WORDS or re.search(r"[;\n]", between):
            continue
        onward, back = ONWARD.search(between), BACK.search(between)
        if (onward is None) is (back is None):
            continue
        told[n], told[n + 1] = (False, True) if onward else (True, False)
    return told


def are_swapped(passage: Passage, context: Context) -> bool:
    """True where an arrow stands between two names."""
    text = passage.text
    places = [found.start() for pattern in (ONWARD, BACK) for found in pattern.finditer(text)]
    people = [*anchors(text, context), *named_by_patronymic(text)] if places else []
    return any(min(people) < place < max(people) for place in places) if people else False


def succession_head(text: str, context: Context) -> tuple[Label, int, int] | None:
    """A word for old or new before a colon and somebody's name ("OLD: Mr A"): who goes, who comes or who stays."""
    found = _HEAD.match(text)
    if found is None:
        return None
    value = text[found.end() :]
    if anchors(value[:80], context)[:1] != [0] and next(named_by_patronymic(value[:80]), None) != 0:
        return None
    for kind, code in (("was", "leaver"), ("comes", "comer"), ("keeps", "stayer")):
        if phrases_in("bystanders", kind, context.languages).is_whole(found["head"]):
            return Label((code,)), found.end("head"), found.end()
    return None
