"""Arabic letters that join the one behind them: a line set to its full width stretches what joins them, and no word ends there."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from parsers.readers.pdf_characters import Character

_ENDS = frozenset("ءآأؤإاةدذرزوىٱڈډڊڋڌڍڎڏڐڑڒړڔڕږڗژڙۀۃۄۅۆۇۈۉۊۋۍۏۓەۮۯ")
"""Letters that join only the letter before them, and those that close a word."""
_FEW_LETTERS = 14
"""Letters to one space up to which a text stores the spaces between its words."""
_STRETCH, _LONG_STRETCH, LONGEST = 0.6, 1.6, 20.0
"""Heights of type up to which joined letters stand apart in one word: in any case, where the letter has the width that it has
joined, and where it is known to have another width at a word's end."""
_THIN = 0.08
"""Heights of type up to which a space is none that people see."""
_TOUCHING = 0.1
_APART = 0.2
"""Heights of type from which letters stand apart."""
_MOST_COLUMNS = 4
"""Joints that stand apart in a row of a table, at most."""
_ALIKE = 0.02
"""Heights of type up to which letters touch, and up to which two widths are the same."""


class Joints:
    """Tells gaps between words of right-to-left text from joints that were stretched; knows none where no spaces are stored."""

    def __init__(self, characters: Iterable[Character]) -> None:
        told = [c for c in characters if c.space or _is_arabic(c.text)]
        thin = _THIN * max((c.size for c in told if not c.space), default=0.0)
        # browsers store spaces without width, anywhere
        stored = [c for c in told if not c.space or c.box[2] - c.box[0] > thin]
        letters = sum(not c.space for c in stored)
        self._spaced = letters <= _FEW_LETTERS * (len(stored) - letters)
        self._joined: dict[str, list[float]] = defaultdict(list)
        self._closing: dict[str, list[float]] = defaultdict(list)
        if self._spaced:
            self._learn(stored)

    def _learn(self, stored: Sequence[Character]) -> None:
        for letter, following in pairwise(stored):
            if abs(letter.box[0] - following.box[2]) > _TOUCHING * letter.size:
                continue
            if following.space:
                self._closing[letter.text].append(_width(letter))
            elif joins_next(letter.text, following.text):
                self._joined[letter.text].append(_width(letter))

    def stretch(self, row: Sequence[Character]) -> bool:
        """True for a row in which so many joints stand apart that they are no columns of a table."""
        apart = (
            following.box[0] - letter.box[2] > _APART * letter.size
            for letter, following in pairwise(row)
            if self.hold(following, letter)
        )
        return sum(apart) > _MOST_COLUMNS

    def hold(self, letter: Character, following: Character) -> bool:
        """True where a letter and the one that follows it in reading order belong to one word, though they stand apart."""
        if not (self._spaced and joins_next(letter.text, following.text)):
            return False
        gap = (letter.box[0] - following.box[2]) / letter.size
        if gap <= _STRETCH:
            return True
        width, closing = _width(letter), self._closing[letter.text]
        return (
            gap <= (LONGEST if closing else _LONG_STRETCH)
            and any(abs(width - known) < _ALIKE for known in self._joined[letter.text])
            and not any(abs(width - known) < _ALIKE for known in closing)
        )


def joins_next(letter: str, following: str) -> bool:
    """True where a letter is written into the one that follows it in reading order, so that both belong to one word."""
    return _reaches(letter) and _is_arabic(following)


def _width(letter: Character) -> float:
    return (letter.box[2] - letter.box[0]) / letter.size


@lru_cache(maxsize=1024)
def _reaches(letter: str) -> bool:
    form = unicodedata.decomposition(letter[-1])
    if form.startswith("<"):
        return form.startswith(("<initial>", "<medial>"))
    return _is_arabic(letter) and letter[-1] not in _ENDS


@lru_cache(maxsize=1024)
def _is_arabic(text: str) -> bool:
    return unicodedata.bidirectional(text[0]) == "AL" and unicodedata.category(text[0]) in ("Lo", "Lm")
