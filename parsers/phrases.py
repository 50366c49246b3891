"""Phrases compiled for finding them in folded text, thousands at once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from parsers.fields.found import Found
from parsers.fold import HAN, Folded, fold, fold_once, fold_pattern, fold_with_places
from parsers.necessary import WORD, necessary

_WORDS = re.compile(rf"[^\W{HAN}]+|[{HAN}]|[^\w\s]")
_WORD_LETTER = re.compile(rf"[^\W{HAN}]")
_BEGUN_WORD = re.compile(rf"[{WORD} ]([^\W{HAN}]+)(?=([^\w]?))")
_STEM = 4
"""Letters by which a word is known of which only the beginning is told."""
_ARABIC_PREFIXES = tuple(
    sorted({a + b for a in ("", "و", "ف") for b in ("", "ب", "ل", "ك", "س", "ال", "بال", "كال", "لل")} - {""}, key=len)
)
_ARABIC_FIRST = frozenset(prefix[0] for prefix in _ARABIC_PREFIXES)
_ARABIC_LAST = frozenset(prefix[-1] for prefix in _ARABIC_PREFIXES)
_ARABIC_BEGUN = re.compile(rf"\b[{''.join(sorted(_ARABIC_FIRST))}]")
_vocabulary: set[str] = set()
"""All that phrases of any list begin with; it only grows."""
_led_on: set[str] = set()
"""Words of it that another follows."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found in a folded text: `index` is the phrase's place in its list, `start` and `end` are folded places."""

    index: int
    start: int
    end: int


def _beginnings(text: str, _known: int) -> frozenset[str]:
    words = _WORDS.findall(text)
    different = set(words)
    found = different & _vocabulary
    found.update([stem for word in different if (stem := word[:_STEM] + "*") in _vocabulary])
    found.update([f"{word} {after[:3]}" for word, after in pairwise(words) if word in _led_on])
    if _ARABIC_BEGUN.search(text):
        for word, after in pairwise([*words, ""]):
            if word[0] in _ARABIC_FIRST:
                for prefix in _ARABIC_PREFIXES:
                    if word.startswith(prefix):
                        bare = word[len(prefix) :]
                        found.update((bare, f"{bare} {after[:3]}", f"{bare[:_STEM]}*"))
    return frozenset(found & _vocabulary)


_short_beginnings = lru_cache(maxsize=2048)(_beginnings)
_long_beginnings = lru_cache(maxsize=4)(_beginnings)


def beginnings(text: str) -> frozenset[str]:
    """What phrases begin with that a folded text may hold: a word alone, a word with the next one's first letters, a stem.

    Arabic words count without their particles too."""
    made = _short_beginnings if len(text) <= 1000 else _long_beginnings
    return made(text, len(_vocabulary))


def _beginning(phrase: str) -> str | None:
    """What is met in every text that holds a folded phrase, None where `beginnings` cannot tell."""
    plain, star, _ = phrase.partition("*")
    words = _WORDS.findall(plain)
    if not star:
        return f"{words[0]} {words[1][:3]}" if len(words) > 1 else words[0]
    if len(words) > 1 or plain.endswith(" "):
        return words[0] if words else None
    return f"{plain[:_STEM]}*" if len(plain) >= _STEM else None


def _begun_with(letters: str) -> str | None:
    """The longest word, or stem of one, that is met in every text with these letters, which are `necessary`; None for none."""
    told = [
        word if end else f"{word[:_STEM]}*" for word, end in _BEGUN_WORD.findall(letters) if end or len(word) >= _STEM
    ]
    return max(told, key=len, default=None)


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
        self._index: dict[str, int] = {}
        self._expressions: dict[str, int] = {}
        self._begun: defaultdict[str, list[str]] = defaultdict(list)
        self._anywhere: defaultdict[str, list[str]] = defaultdict(list)
        for index, phrase in enumerate(self.phrases):
            if phrase.startswith("re:"):
                self._expressions.setdefault(phrase, index)
                for letters in necessary(fold_pattern(phrase[3:])):
                    self._keep(phrase, _begun_with(letters), letters.replace(WORD, ""))
            elif folded := fold_once(phrase):
                # behind ل the article is written with it: للجمهورية
                for form in (folded, f"لل{folded[2:]}") if folded.startswith("ال") and "*" not in folded else (folded,):
                    if self._index.setdefault(form, index) == index:
                        self._keep(form, _beginning(form), form.partition("*")[0])
        self._beginnings = frozenset(self._begun)
        _led_on.update(beginning.partition(" ")[0] for beginning in self._beginnings if " " in beginning)
        _vocabulary.update(self._beginnings)

    def _keep(self, phrase: str, beginning: str | None, letters: str) -> None:
        if beginning is not None:
            self._begun[beginning].append(phrase)
        else:
            self._anywhere[letters].append(phrase)

    def __bool__(self) -> bool:
        return bool(self.phrases)

    def _met(self, text: str) -> list[str]:
        """The phrases that the text may hold."""
        met = beginnings(text)
        begun = [] if self._beginnings.isdisjoint(met) else [self._begun[begin] for begin in self._beginnings & met]
        if self._anywhere:
            begun += [phrases for letters, phrases in self._anywhere.items() if letters in text]
        return [phrase for phrases in begun for phrase in phrases]

    def _begins(self, text: str, place: int) -> tuple[int, int] | None:
        """Where the word begins of which a phrase has the letters from `place`, and the length of the Arabic particles before
        them; None where other letters stand before them."""
        if _begins_word(text, place):
            return place, 0
        for prefix in self._prefixes if text[place - 1] in _ARABIC_LAST else ():
            begin = place - len(prefix)
            if begin >= 0 and text.startswith(prefix, begin) and _begins_word(text, begin):
                return begin, len(prefix)
        return None

    def hits(self, text: str) -> list[Hit]:
        """Hits in a folded text from left to right, none within another; regular expressions come after the plain phrases."""
        met = self._met(text)
        if not met:
            return []
        places = [
            (*begun, -end, "*" in phrase, self._index[phrase])
            for phrase in met
            if phrase not in self._expressions
            for start, end in _everywhere(phrase, text)
            if _ends_word(text, end) and (begun := self._begins(text, start))
        ]
        found: list[Hit] = []
        taken = 0
        for start, _, end, _, index in sorted(places):
            if start >= taken:
                taken = -end
                found.append(Hit(index, start, taken))
        for index in sorted({self._expressions[phrase] for phrase in met if phrase in self._expressions}):
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


def _everywhere(phrase: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a folded phrase's letters stand in a text, from and to."""
    plain, star, _ = phrase.partition("*")
    start = text.find(plain)
    while start >= 0:
        match = _with_endings(phrase).match(text, start) if star else None
        if match or not star:
            yield start, match.end() if match else start + len(plain)
        start = text.find(plain, start + 1)


def _begins_word(text: str, place: int) -> bool:
    return not place or not (_WORD_LETTER.match(text, place) and _WORD_LETTER.match(text, place - 1))


def is_letter(character: str) -> bool:
    """True for a character that makes a word with its neighbours; Han characters stand alone."""
    return (character.isalnum() or character == "_") and not "\u3007" <= character <= "\ufaff"
