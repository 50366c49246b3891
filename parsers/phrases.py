"""Phrases compiled for finding them in folded text, thousands at once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from parsers.fields.found import Found
from parsers.fold import HAN, Folded, fold, fold_once, fold_pattern, fold_with_places

_WORDS = re.compile(rf"[^\W{HAN}]+|[{HAN}]|[^\w\s]")
_LETTERS = re.compile(r"[^\W\u3000-\uffff]+")
_ARABIC_PREFIXES = tuple(
    sorted({a + b for a in ("", "و", "ف") for b in ("", "ب", "ل", "ك", "س", "ال", "بال", "كال", "لل")} - {""}, key=len)
)
_ARABIC_FIRST = frozenset(prefix[0] for prefix in _ARABIC_PREFIXES)
_KEY = 3
_SIZES = range(1, _KEY + 1)


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found in a folded text: `index` is the phrase's place in its list, `start` and `end` are folded places."""

    index: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Beginnings:
    """Where the words of a folded text begin, in its order: by their first one, two and three letters, and by the whole word.

    Arabic words stand under what follows their particles too."""

    letters: Mapping[str, list[int]]
    words: Mapping[str, list[int]]
    letters_met: frozenset[str]
    words_met: frozenset[str]


def _begun(text: str) -> Beginnings:
    letters: defaultdict[str, list[int]] = defaultdict(list)
    words: defaultdict[str, list[int]] = defaultdict(list)
    for found in _WORDS.finditer(text):
        place, end = found.span()
        words[found[0]].append(place)
        for size in _SIZES:
            letters[text[place : place + size]].append(place)
        if text[place] in _ARABIC_FIRST:
            for prefix in _ARABIC_PREFIXES:
                if text.startswith(prefix, place):
                    behind = place + len(prefix)
                    words[text[behind:end]].append(place)
                    for size in _SIZES:
                        letters[text[behind : behind + size]].append(place)
    return Beginnings(dict(letters), dict(words), frozenset(letters), frozenset(words))


_begun_short = lru_cache(maxsize=2048)(_begun)
_begun_long = lru_cache(maxsize=4)(_begun)


def beginnings(text: str) -> Beginnings:
    """The beginnings of a folded text's words; many lists of phrases are looked for in one text."""
    return _begun_short(text) if len(text) <= 1000 else _begun_long(text)


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
        self._patterns: dict[str, list[tuple[str, int]]] = {}
        self._expressions: list[tuple[re.Pattern[str], int]] = []
        lengths: dict[str, set[int]] = {}
        for index, phrase in enumerate(self.phrases):
            if phrase.startswith("re:"):
                self._expressions.append((re.compile(fold_pattern(phrase[3:])), index))
                continue
            folded = fold_once(phrase)
            if not folded:
                continue
            if "*" not in folded:
                # behind ل the article is written with it: للجمهورية
                for literal in (folded, f"لل{folded[2:]}") if folded.startswith("ال") else (folded,):
                    self._literals.setdefault(literal, index)
                    lengths.setdefault(literal[:_KEY], set()).add(len(literal))
                continue
            self._patterns.setdefault(folded.split("*", 1)[0][:_KEY], []).append((folded, index))
        self._lengths = {key: tuple(sorted(found, reverse=True)) for key, found in lengths.items()}
        self._keys = frozenset((*self._lengths, *self._patterns))
        first = {literal: _LETTERS.match(literal) for literal in self._literals}
        self._first_words = frozenset(word[0] for word in first.values() if word)
        self._first_letters = frozenset((*self._patterns, *(text[:_KEY] for text, word in first.items() if not word)))

    def __bool__(self) -> bool:
        return bool(self.phrases)

    def _at(self, text: str, place: int) -> Hit | None:
        best: Hit | None = None
        for size in range(min(_KEY, len(text) - place), 0, -1):
            key = text[place : place + size]
            if key not in self._keys:
                continue
            for length in self._lengths.get(key, ()):
                end = place + length
                if end > len(text):
                    continue
                if best and end <= best.end:
                    break
                index = self._literals.get(text[place:end])
                if index is not None and _ends_word(text, end):
                    best = Hit(index, place, end)
                    break
            for starred, index in self._patterns.get(key, ()):
                match = _with_endings(starred).match(text, place)
                if match and _ends_word(text, match.end()) and (best is None or match.end() > best.end):
                    best = Hit(index, place, match.end())
        return best

    def _places(self, text: str) -> list[int]:
        """Where in the text a phrase may begin: where a word does that is a phrase's first, or has its first letters."""
        begun = beginnings(text)
        found = [begun.words[word] for word in self._first_words & begun.words_met]
        found += [begun.letters[key] for key in self._first_letters & begun.letters_met]
        if len(found) == 1:
            return found[0]
        return sorted({place for places in found for place in places})

    def hits(self, text: str) -> Iterator[Hit]:
        """Hits in a folded text from left to right, none within another; regular expressions come after the plain phrases."""
        taken = 0
        for place in self._places(text):
            if place < taken:
                continue
            hit = self._at(text, place)
            if hit is None and text[place] in _ARABIC_FIRST:
                for prefix in self._prefixes:
                    if text.startswith(prefix, place) and (hit := self._at(text, place + len(prefix))):
                        hit = Hit(hit.index, place, hit.end)
                        break
            if hit:
                taken = hit.end
                yield hit
        for pattern, index in self._expressions:
            for match in pattern.finditer(text):
                if match.end() > match.start():
                    yield Hit(index, match.start(), match.end())

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
        return next(self.hits(folded), None) is not None

    def is_whole(self, text: str) -> bool:
        """True where one phrase is the whole text, but for punctuation around it."""
        full = fold(text)
        for folded in (full, full.strip(" ,:;!?*()[]\"'-_·<>"), full.strip(" .,:;!?*()[]\"'-_·<>")):
            if any(hit.start == 0 and hit.end == len(folded) for hit in self.hits(folded)):
                return True
        return False


@cache
def _with_endings(starred: str) -> re.Pattern[str]:
    """A folded phrase with `*` for any ending, compiled when its first letters are first met."""
    return re.compile(r"\w*".join(re.escape(part) for part in starred.split("*")))


def _ends_word(text: str, end: int) -> bool:
    if end >= len(text) or not is_letter(text[end - 1]):
        return True
    return not is_letter(text[end])


def is_letter(character: str) -> bool:
    """True for a character that makes a word with its neighbours; Han characters stand alone."""
    return (character.isalnum() or character == "_") and not "\u3007" <= character <= "\ufaff"
