"""Names of months that recognition spoilt: where a date stands, a word that is but one letter away is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from rapidfuzz.distance import Levenshtein

from parsers import lexicons
from parsers.engines import Recognised
from parsers.fold import fold
from parsers.readers.scan_lines import DISPUTED

_SHORTEST = 4
_DAY, _YEAR = re.compile(r"\W*\d{1,2}\W*"), re.compile(r"\W*(?:19|20)\d\d\W*")


def with_months(words: Sequence[Recognised]) -> list[Recognised]:
    """The words, those mended and disputed that stand between a day and a year of their line and almost name one month."""
    made = list(words)
    for at, word in enumerate(words):
        before, after = words[max(0, at - 2) : at], words[at + 1 : at + 3]
        if (
            len(word.text) >= _SHORTEST
            and word.text.isalpha()
            and any(_DAY.fullmatch(w.text) and w.line == word.line for w in before)
            and any(_YEAR.fullmatch(w.text) and w.line == word.line for w in after)
        ):
            name = _meant(word.text)
            made[at] = replace(word, text=name, confidence=min(word.confidence, DISPUTED)) if name else word
    return made


def _meant(text: str) -> str:
    """The month's name of which one letter differs; empty where the text is one, or where names of several months are as near."""
    names = _names()
    small = fold(text)
    if small in names:
        return ""
    near = [name for name in names if Levenshtein.distance(small, name, score_cutoff=1) <= 1]
    return near[0] if len({names[name] for name in near}) == 1 else ""


@cache
def _names() -> dict[str, int]:
    return {
        name: number
        for lexicon in lexicons.lexicons()
        for name, number in lexicon.months.items()
        if len(name) >= _SHORTEST and name.isalpha()
    }
