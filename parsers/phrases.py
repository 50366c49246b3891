"""Phrases compiled for finding them in folded text, thousands at once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from operator import itemgetter

from parsers.fields.found import Found
from parsers.fold import HAN, Folded, fold, fold_once, fold_pattern, fold_with_places
from parsers.necessary import necessary

_WORDS = re.compile(rf"[^\W{HAN}]+|[{HAN}]|[^\w\s]")
_WORD_LETTER = re.compile(rf"[^\W{HAN}]")
_FIRST_WORDS = re.compile(rf"([^\W{HAN}]+|[{HAN}]|[^\w\s])(?: ?([^\W{HAN}]{{1,3}}|[{HAN}]|[^\w\s]))?")
_ARABIC_PREFIXES = tuple(
    sorted({a + b for a in ("", "و", "ف") for b in ("", "ب", "ل", "ك", "س", "ال", "بال", "كال", "لل")} - {""}, key=len)
)
_ARABIC_FIRST = frozenset(prefix[0] for prefix in _ARABIC_PREFIXES)
_ARABIC_LAST = frozenset(prefix[-1] for prefix in _ARABIC_PREFIXES)
_ARABIC_BEGUN = re.compile(rf"\b[{''.join(sorted(_ARABIC_FIRST))}]")
_ORDER = itemgetter(0, 1, 2)


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found in a folded text: `index` is the phrase's place in its list, `start` and `end` are folded places."""

    index: int
    start: int
    end: int


def _beginnings(text: str) -> frozenset[str]:
    words = _WORDS.findall(text)
    found = set(words)
    found.update([f"{word} {after[:3]}" for word, after in pairwise(words)])
    if _ARABIC_BEGUN.search(text):
        for word, after in pairwise([*words, ""]):
            if word[0] in _ARABIC_FIRST:
                for prefix in _ARABIC_PREFIXES:
                    if word.startswith(prefix):
                        bare = word[len(prefix) :]
                        found.update((bare, f"{bare} {after[:3]}"))
    return frozenset(found)


_short_beginnings = lru_cache(maxsize=2048)(_beginnings)
_long_beginnings = lru_cache(maxsize=4)(_beginnings)


def beginnings(text: str) -> frozenset[str]:
    """What phrases in a folded text can begin with: each of its words, alone and with the next one's first three letters.

    Arabic words stand there without their particles too."""
    return _short_beginnings(text) if len(text) <= 1000 else _long_beginnings(text)


class Phrases:
    """A list of phrases compiled for finding; the longest one wins where several begin at the same place.

    In Arabic a phrase is found behind one-letter particles too, and behind the article unless `articles` is False."""

    def __init__(self, phrases: Iterable[str], articles: bool = True) -> None:
        self.phrases = tuple(phrases)
        self._prefixes = (
            _ARABIC_PREFIXES
            if articles
            else tuple(p for p in _ARABIC_PREFIXES if "ل" not in p or p in ("ل", "ول", "فل"))
        )
        self._literals: dict[str, int] = {}
        self._patterns: list[tuple[str, str, int]] = []
        self._expressions: defaultdict[str, list[int]] = defaultdict(list)
        for index, phrase in enumerate(self.phrases):
            if phrase.startswith("re:"):
                for letters in necessary(fold_pattern(phrase[3:])):
                    self._expressions[letters].append(index)
                continue
            folded = fold_once(phrase)
            if not folded:
                continue
            if "*" in folded:
                self._patterns.append((folded.split("*", 1)[0], folded, index))
                continue
            self._literals.setdefault(folded, index)
            if folded.startswith("ال"):
                # behind ل the article is written with it: للجمهورية
                self._literals.setdefault(f"لل{folded[2:]}", index)
        begun: defaultdict[str, list[str]] = defaultdict(list)
        for literal in self._literals:
            if first := _FIRST_WORDS.match(literal):
                begun[f"{first[1]} {first[2]}" if first[2] else first[1]].append(literal)
        self._begun = dict(begun)
        self._beginnings = frozenset(begun)

    def __bool__(self) -> bool:
        return bool(self.phrases)

    def _places(self, text: str) -> list[tuple[int, int, int, int]]:
        """Where phrases stand as words: the first word's beginning, the length of the Arabic particles before the phrase, its
        end, negated, and its place in the list."""
        places: list[tuple[int, int, int, int]] = []
        met = beginnings(text)
        if not self._beginnings.isdisjoint(met):
            for beginning in self._beginnings & met:
                for literal in self._begun[beginning]:
                    for start in _everywhere(literal, text):
                        self._note(places, text, start, start + len(literal), self._literals[literal])
        for head, starred, index in self._patterns:
            if head in text:
                for start in _everywhere(head, text):
                    if match := _with_endings(starred).match(text, start):
                        self._note(places, text, start, match.end(), index)
        return places

    def _note(self, places: list[tuple[int, int, int, int]], text: str, start: int, end: int, index: int) -> None:
        """Adds these letters where they are words, behind Arabic particles or without."""
        if not _ends_word(text, end):
            return
        if _begins_word(text, start):
            places.append((start, 0, -end, index))
            return
        for prefix in self._prefixes if text[start - 1] in _ARABIC_LAST else ():
            begin = start - len(prefix)
            if begin >= 0 and text.startswith(prefix, begin) and _begins_word(text, begin):
                places.append((begin, len(prefix), -end, index))

    def hits(self, text: str) -> list[Hit]:
        """Hits in a folded text from left to right, none within another; regular expressions come after the plain phrases."""
        found: list[Hit] = []
        if places := self._places(text):
            taken = 0
            for start, _, end, index in sorted(places, key=_ORDER):
                if start >= taken:
                    taken = -end
                    found.append(Hit(index, start, taken))
        if told := [index for letters, indices in self._expressions.items() if letters in text for index in indices]:
            for index in sorted(set(told)):
                for match in _expression(self.phrases[index]).finditer(text):
                    if match.end() > match.start():
                        found.append(Hit(index, match.start(), match.end()))
        return found

    def find(self, text: str | Folded) -> list[Found]:
        """Everywhere that a phrase stands, in the order of the text; `value` is the phrase as the lexicon writes it."""
        folded = fold_with_places(text) if isinstance(text, str) else text
        found = [Found(self.phrases[hit.index], *folded.span(hit.start, hit.end)) for hit in self.hits(folded.text)]
        return sorted(found, key=lambda f: (f.start, -f.end))

    def search(self, text: str | Folded) -> Found | None:
        """The first place where a phrase stands, or None."""
        found = self.find(text)
        return found[0] if found else None

    def stands_in(self, text: str | Folded) -> bool:
        """True where any phrase stands in the text."""
        folded = fold(text) if isinstance(text, str) else text.text
        return bool(self.hits(folded))

    def is_whole(self, text: str) -> bool:
        """True where one phrase is the whole text, but for punctuation around it."""
        full = fold(text)
        for folded in (full, full.strip(" ,:;!?*()[]\"'-_·<>"), full.strip(" .,:;!?*()[]\"'-_·<>")):
            if any(hit.start == 0 and hit.end == len(folded) for hit in self.hits(folded)):
                return True
        return False


@cache
def _expression(phrase: str) -> re.Pattern[str]:
    """A phrase that is a regular expression, compiled when letters are first met without which it matches nothing."""
    return re.compile(fold_pattern(phrase[3:]))


@cache
def _with_endings(starred: str) -> re.Pattern[str]:
    """A folded phrase with `*` for any ending, compiled when its first letters are first met."""
    return re.compile(r"\w*".join(re.escape(part) for part in starred.split("*")))


def _ends_word(text: str, end: int) -> bool:
    if end >= len(text) or not is_letter(text[end - 1]):
        return True
    return not is_letter(text[end])


def _everywhere(letters: str, text: str) -> Iterator[int]:
    start = text.find(letters)
    while start >= 0:
        yield start
        start = text.find(letters, start + 1)


def _begins_word(text: str, place: int) -> bool:
    return not place or not (_WORD_LETTER.match(text, place) and _WORD_LETTER.match(text, place - 1))


def is_letter(character: str) -> bool:
    """True for a character that makes a word with its neighbours; Han characters stand alone."""
    return (character.isalnum() or character == "_") and not "\u3007" <= character <= "\ufaff"
