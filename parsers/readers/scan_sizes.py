"""The height of type of each line on a scanned page, told from its words' boxes: these are as high as the letters in them."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

import numpy as np

from parsers.engines import Recognised
from parsers.scripts import CASED

_Line = tuple[int, int, int]
_OF_WORDS = 1.15
"""The height of type, in heights of its usual words."""
_ALIKE = (0.8, 1.25)
"""What part of the usual height a line's type is of, to be of the usual height, whatever letters it happens to hold."""
_TALL = frozenset("bdfhijklt0123456789()[]{}/|!?@%&'\"№бфё")
_DEEP = frozenset("gjpqyç()[]{}|@;,руфцщд")
_SMALL, _FEET = 0.71, 0.3
"""How high small letters are, and how far some letters go below the line, in heights of capitals."""
_USUAL = 1.14
"""How high a word is on the average, in the same."""


def sizes_of(words: Sequence[Recognised]) -> dict[_Line, float]:
    """The height of type of each of the engine's lines, in picture elements; the usual one where it has no letter or figure."""
    heights: dict[_Line, list[float]] = defaultdict(list)
    for word in words:
        if any(c.isalnum() for c in word.text):
            heights[word.line].append(word.height / _share(word.text))
    usual = _OF_WORDS * float(np.median([h for values in heights.values() for h in values] or [1]))
    sizes = dict.fromkeys((word.line for word in words), usual)
    for line, values in heights.items():
        size = _OF_WORDS * float(np.percentile(values, 75))
        sizes[line] = usual if _ALIKE[0] <= size / usual <= _ALIKE[1] else size / _OF_WORDS
    return sizes


def _share(text: str) -> float:
    """The part of a usual word's height that a word of these letters has; 1 in scripts whose letters are not of two heights."""
    if not (CASED.search(text) or text.isascii()):
        return 1.0
    top = 1.0 if any(c.isupper() or c in _TALL or _is_marked(c) for c in text) else _SMALL
    return (top + (_FEET if _DEEP & set(text) else 0.0)) / _USUAL


@cache
def _is_marked(letter: str) -> bool:
    """True for a letter with a mark above it."""
    return any(unicodedata.combining(c) > 0 for c in unicodedata.normalize("NFD", letter)[1:])
