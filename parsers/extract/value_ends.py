"""Words of withdrawal that speak of a number or address, and of nobody ("the old number was closed")."""

from __future__ import annotations

import re

from parsers.extract.grammar import grammar
from parsers.extract.overlaps import overlaps
from parsers.fields.found import Found
from parsers.scripts import HAN_SIGN
from parsers.words import formula, phrases

_VALUES = ("email", "phone", "mobile")
_GAP = 50
"""Characters between the word of withdrawal and what tells that it is about a value."""
_WORDS_TO_VERB = 2
"""Words between a number's noun and what is said of it ("the number given before was closed")."""
_WORDS_TO_NOUN = 2
"""Words between a verb and the number or address that is its object ("remove the old number")."""
_HAN_TO_NOUN = 3
_TO_REACHED = 16
_FEWEST_FIGURES = 6
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
"""What somebody's name is followed by, who goes, and what is the subject of nothing."""


def is_of_a_value(text: str, found: Found) -> bool:
    """True where words of withdrawal speak of a number or address alone: in brackets with it, or as "is no longer valid"."""
    behind = grammar("valid").search(text[found.end : found.end + _GAP])
    if (
        behind is not None
        and not re.search(r"\w+\W+\w|[.;]", text[found.end : found.end + behind.start])
        and grammar("value_nouns").stands_in(text[: found.start])
        and not grammar("designations").stands_in(text[: found.start])
    ):
        return True
    if value_goes(text, found):
        return True
    opening, closing = max(text.rfind(sign, 0, found.start) for sign in "(（"), text.find(")", found.end)
    if opening < 0 or closing < 0 or ")" in text[opening : found.start]:
        return False
    return "@" in text[opening:closing] or len(re.findall(r"\d", text[opening:closing])) >= _FEWEST_FIGURES


def value_goes(text: str, found: Found) -> bool:
    """True where the number or address is what the words of withdrawal have for subject or object, outside brackets."""
    return _has_a_value_for_subject(text, found) or _has_a_value_for_object(text, found)


def ends_here(text: str, start: int, low: int) -> bool:
    """True where words right before a value say that it is to go ("please remove the old address a@b.c")."""
    before = text[low:start]
    return any(
        grammar("value_nouns").stands_in(before[hit.end :]) and _is_short(before[hit.end :], 1)
        for hit in formula("withdraw").find(before)
    )


def _is_short(between: str, more: int = 0) -> bool:
    """True for what may stand between a verb and its object; `more` words beyond that where the object is within."""
    return len(between.split()) <= _WORDS_TO_NOUN + more and len(HAN_SIGN.findall(between)) <= _HAN_TO_NOUN + 2 * more


def _has_a_value_for_subject(text: str, found: Found) -> bool:
    """True where the subject is a number or address ("his old number was closed"), or somebody only cannot be reached by one."""
    subject = re.split(r"[.;,:，。；：]", _BRACKETS.sub("", text[: found.start]))[-1]
    labels = (hit for code in _VALUES for hit in phrases("labels", code).find(subject))
    nouns = [hit for hit in labels if hit.end - hit.start > 1]
    if nouns and len(re.findall(r"[^\W\d_]+", subject[max(hit.end for hit in nouns) :])) <= _WORDS_TO_VERB:
        return True
    clause = re.split(r"[.;]", text[found.start :])[0]
    reached = grammar("reached").search(clause[: found.end - found.start + _TO_REACHED])
    return reached is not None and (
        re.search(r"\d{4}|@", clause) is not None or any(phrases("labels", code).stands_in(clause) for code in _VALUES)
    )


def _has_a_value_for_object(text: str, found: Found) -> bool:
    """True where it is a number or address that goes ("please remove the old number of Mr A", "queda sin efecto el número")."""
    behind = text[found.end : found.end + _GAP]
    contacts = phrases("roles", "contact").find(behind)
    nouns = [noun for noun in grammar("value_nouns").find(behind) if not overlaps(noun, contacts)]
    if not nouns:
        return False
    between = behind[: min(hit.start for hit in nouns)]
    named = phrases("labels", "name").stands_in(between) or grammar("designations").stands_in(between)
    return _is_short(between) and not (named or re.search(r"[.;:@]", between))
