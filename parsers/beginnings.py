"""What phrases begin with, so that of thousands only those are looked for of which a text has the first words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from parsers.expressions import reaches
from parsers.fold import HAN
from parsers.necessary import WORD

ARABIC_PREFIXES = tuple(
    sorted({a + b for a in ("", "و", "ف") for b in ("", "ب", "ل", "ك", "س", "ال", "بال", "كال", "لل")} - {""}, key=len)
)
"""Particles and articles that are written together with the word behind them, shorter ones first."""
_ARABIC_FIRST = frozenset(prefix[0] for prefix in ARABIC_PREFIXES)
_ARABIC_LETTER = re.compile(rf"[{''.join(sorted(_ARABIC_FIRST))}]")
_WORDS = r"[^\WHAN]+|[HAN]|[^\w\s]"
_FIRST_WORDS = r"([^\WHAN]+|[HAN]|[^\w\s])(?: ?([^\WHAN]{1,3}|[HAN]|[^\w\s]))?"
_BEGUN_WORD = rf"[{WORD} ]([^\WHAN]+)(?=([^\w]?))"
_STEM = 4
"""Letters by which a word is known of which only the beginning is told."""
_LONG = 1000
"""Characters from which a text is taken sentence by sentence."""
_vocabulary: set[str] = set()
"""All that phrases of any list begin with; it only grows."""
_led_on: set[str] = set()
"""Words of it that another follows."""


def learn(found: Iterable[str], led_on: Iterable[str]) -> None:
    """From now on `beginnings` tells these too; `led_on` are their words that another follows."""
    _vocabulary.update(found)
    _led_on.update(led_on)


def beginnings(text: str) -> frozenset[str]:
    """What phrases begin with that a folded text may hold: a word alone, a word with the next one's first letters, a stem.

    Arabic words count without their particles too."""
    made = _short_beginnings if len(text) <= _LONG else _long_beginnings
    return made(text, len(_vocabulary))


def _of_sentences(text: str, known: int) -> frozenset[str]:
    """The same, sentence by sentence: long texts of one message have most sentences in common."""
    first, *others = text.split(". ")
    # what leads from one sentence into the next is their full stop, which both are given
    parts = [f"{first}.", *[f". {other}." for other in others]]
    return frozenset().union(*[_short_beginnings(part, known) for part in parts])


def _for(text: str, expression: str) -> re.Pattern[str]:
    """The expression with `HAN` for all Han characters, which take long to compile, or for one where the text has none."""
    return _compiled(expression, HAN if reaches(text, HAN[0]) else HAN[0])


@cache
def _compiled(expression: str, han: str) -> re.Pattern[str]:
    return re.compile(expression.replace("HAN", han))


def _words(text: str) -> list[str]:
    """Words and signs; Han characters stand alone."""
    return _for(text, _WORDS).findall(text)


def _beginnings(text: str, _known: int) -> frozenset[str]:
    words = _words(text)
    different = set(words)
    found = different & _vocabulary
    found.update([stem for word in different if (stem := word[:_STEM] + "*") in _vocabulary])
    found.update([f"{word} {after[:3]}" for word, after in pairwise(words) if word in _led_on])
    if _ARABIC_LETTER.search(text):
        for word, after in pairwise([*words, ""]):
            if word[0] in _ARABIC_FIRST:
                for prefix in ARABIC_PREFIXES:
                    if word.startswith(prefix):
                        bare = word[len(prefix) :]
                        found.update((bare, f"{bare} {after[:3]}", f"{bare[:_STEM]}*"))
    return frozenset(found & _vocabulary)


# many lists of phrases are looked for in one text
_short_beginnings = lru_cache(maxsize=2048)(_beginnings)
_long_beginnings = lru_cache(maxsize=4)(_of_sentences)


def of_phrases(phrases: Sequence[str]) -> list[str]:
    """What is met in every text that holds the phrase, for each of these folded phrases."""
    found = (_for(phrase, _FIRST_WORDS).findall(phrase)[0] for phrase in phrases)
    return [f"{first} {second}" if second else first for first, second in found]


def of_stem(starred: str) -> str | None:
    """What is met in every text that holds a folded phrase with `*` for any ending; None where `beginnings` cannot tell."""
    head = starred.partition("*")[0]
    words = _words(head)
    if len(words) > 1 or (words and head.endswith(" ")):
        return words[0]
    return f"{head[:_STEM]}*" if len(head) >= _STEM else None


def of_letters(necessary: str) -> str | None:
    """What is met in every text with these letters, which are `necessary`; None where `beginnings` cannot tell."""
    words = _for(necessary, _BEGUN_WORD).findall(necessary)
    told = [word if end else f"{word[:_STEM]}*" for word, end in words if end or len(word) >= _STEM]
    return max(told, key=len, default=None)
