"""Of several values in a sentence those that hold from now on."""

from __future__ import annotations

import re

from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.value_ends import ends_here
from parsers.fields.found import Found
from parsers.words import Phrases

_BEFORE = 60
"""Characters before a value in which words say that it is to go."""


def _called(words: Phrases, before: str) -> bool:
    """True where one of the phrases stands right before a value."""
    last = max((f.end for f in words.find(before)), default=-1)
    return last >= 0 and re.fullmatch(r"[^\w.;]*(?:\w+[^\w.;]+){0,2}", before[last:]) is not None


def in_use(text: str, found: list[Found], context: Context) -> list[Found]:
    """Of several values those of which the text does not say right behind them that they are out of use."""
    if len(found) < 2:
        return found
    obsolete = grammar("obsolete", context.languages)
    kept = []
    for number, value in enumerate(found):
        until = found[number + 1].start if number + 1 < len(found) else len(text)
        behind = re.split(r"[;؛；\n]|\.\s", text[value.end : min(until, value.end + 50)])[0]
        hit = obsolete.search(behind)
        if hit is None or len(re.findall(r"\w+", behind[: hit.start])) > 3:
            kept.append(value)
    return kept or found


def new_ones(text: str, found: list[Found], context: Context) -> list[Found]:
    """Of several values in a sentence of change, those that are not the old ones."""
    found = [f for f in in_use(text, found, context) if not ends_here(text, f.start, max(0, f.start - _BEFORE))]
    if len(found) < 2:
        former = grammar("former", context.languages)
        return [f for f in found if not _called(former, text[max(0, f.start - 40) : f.start])]
    old_words, new_words = grammar("changed_from", context.languages), grammar("changed_to", context.languages)
    kept = []
    for number, value in enumerate(found):
        low = found[number - 1].end if number else 0
        before = text[max(low, value.start - 40) : value.start]
        last_old = max((f.end for f in old_words.find(before)), default=-1)
        last_new = max((f.end for f in new_words.find(before)), default=-1)
        if (
            last_old < 0
            or last_new > last_old
            or not re.fullmatch(r"[^\w]*(?:\w+[^\w]+){0,3}", before[last_old:] or " ")
        ):
            kept.append(value)
    return kept or found
