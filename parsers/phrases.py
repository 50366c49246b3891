"""Phrases compiled for finding them in folded text, thousands at once."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from operator import itemgetter
from typing import Any

from parsers.beginnings import ARABIC_PREFIXES, beginnings, learn, of_letters, of_phrases, of_stem
from parsers.fields.found import Found
from parsers.fold import SEAM, Folded, fold, fold_all, fold_pattern, fold_with_places
from parsers.necessary import WORD, all_necessary, may_match, necessary
from parsers.remembered import remembered
from parsers.scripts import HAN_SIGN

_ARABIC_LAST = frozenset(prefix[-1] for prefix in ARABIC_PREFIXES)
_EXPRESSION = "re:"
_SHORT = 1_000
"""Characters up to which what a text holds is remembered."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found in a folded text: `index` is the phrase's place in its list, `start` and `end` are folded places."""

    index: int
    start: int
    end: int


class Phrases:
    """A list of phrases compiled for finding; the longest one wins where several begin at the same place.

    In Arabic a phrase is found behind one-letter particles too, and behind the article unless `articles` is False."""

    def __init__(self, phrases: Iterable[str], articles: bool = True) -> None:
        self.phrases = tuple(phrases)
        self._prefixes = (
            ARABIC_PREFIXES if articles else tuple(p for p in ARABIC_PREFIXES if "ل" not in p or p in ("ل", "ول", "فل"))
        )
        made = remembered("phrases", self.phrases, lambda: _made_of(self.phrases))
        self._places: list[int] = made["places"]
        self._joined: str = made["forms"]
        self._expressions: dict[str, Sequence[Sequence[str]]] = made["expressions"]
        self._anywhere: dict[str, list[int]] = made["anywhere"]
        self._anywhere_in_ascii = {letters: forms for letters, forms in self._anywhere.items() if letters.isascii()}
        self._begun_by: list[str] = made["begun_by"].split(SEAM) if made["begun_by"] else []
        self._beginnings = frozenset(self._begun_by)
        learn(self._beginnings, made["led_on"])

    @cached_property
    def _forms(self) -> list[str]:
        return self._joined.split(SEAM)

    def _begun(self, beginning: str) -> Sequence[int]:
        """The numbers of the forms that begin so."""
        return range(bisect_left(self._begun_by, beginning), bisect_right(self._begun_by, beginning))

    def __bool__(self) -> bool:
        return bool(self.phrases)

    def _met(self, text: str) -> list[int]:
        """The numbers of the forms that the text may hold."""
        begun = beginnings(text)
        numbers: list[int] = []
        if not self._beginnings.isdisjoint(begun):
            for beginning in self._beginnings & begun:
                numbers += self._begun(beginning)
        anywhere = self._anywhere_in_ascii if text.isascii() else self._anywhere
        if anywhere and any(map(text.__contains__, anywhere)):
            numbers += [number for letters, some in anywhere.items() if letters in text for number in some]
        return numbers

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

    def hits(self, text: str) -> Sequence[Hit]:
        """Hits in a folded text from left to right, none within another; regular expressions come after the plain phrases."""
        return _remembered_hits(self, text) if len(text) <= _SHORT else self.hits_anew(text)

    def hits_anew(self, text: str) -> Sequence[Hit]:
        """The same, looked for again: what has been found in long texts is not remembered."""
        met = self._met(text)
        if not met:
            return ()
        places: list[tuple[int, int, int, bool, int]] = []
        expressions: set[int] = set()
        for number in met:
            form = self._forms[number]
            if form in self._expressions:
                expressions.add(self._places[number])
            elif form.partition("*")[0] in text:
                places += [
                    (*begun, -end, "*" in form, self._places[number])
                    for start, end in _everywhere(form, text)
                    if _ends_word(text, end) and (begun := self._begins(text, start))
                ]
        found: list[Hit] = []
        taken = 0
        for start, _, end, _, index in sorted(places):
            if start >= taken:
                taken = -end
                found.append(Hit(index, start, taken))
        for index in sorted(expressions):
            if not may_match(self._expressions[self.phrases[index]], text):
                continue
            for match in _expression(self.phrases[index]).finditer(text):
                if match.end() > match.start():
                    found.append(Hit(index, match.start(), match.end()))
        return tuple(found)

    def find(self, text: str | Folded) -> list[Found]:
        """Everywhere that a phrase stands, in the order of the text; `value` is the phrase as the lexicon writes it."""
        folded = fold_with_places(text) if isinstance(text, str) else text
        hits = self.hits(folded.text)
        if not hits:
            return []
        found = [Found(self.phrases[hit.index], *folded.span(hit.start, hit.end)) for hit in hits]
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
        return any(
            hit.start == 0 and hit.end == len(folded)
            for folded in {full, full.strip(" ,:;!?*()[]\"'-_·<>"), full.strip(" .,:;!?*()[]\"'-_·<>")}
            for hit in self.hits(folded)
        )


# a sentence is read for the same words by several rules
_remembered_hits = lru_cache(maxsize=4096)(Phrases.hits_anew)


def _made_of(phrases: Sequence[str]) -> dict[str, Any]:
    """What a list is found by: its `forms`, which are phrases folded, with `*` or without, and expressions; `places`, where in the
    list each has its phrase; `begun_by`, what begins each of them, in its order, and `led_on`, what of that leads on; `anywhere`,
    letters -> the numbers of the last forms, of which no beginning can be told; `expressions`, each with what it cannot match
    without. Long lists are joined: one string is read back faster than thousands."""
    plain = [at for at, phrase in enumerate(phrases) if not phrase.startswith(_EXPRESSION)]
    folded = fold_all([phrases[at] for at in plain])
    # of two phrases that fold alike the first one is found
    index = dict(zip(reversed(folded), reversed(plain), strict=True))
    index.pop("", None)
    for form in [form for form in index if form.startswith("ال") and "*" not in form]:
        # behind ل the article is written with it: للجمهورية
        index.setdefault(f"لل{form[2:]}", index[form])
    whole = [form for form in index if "*" not in form]
    begun = list(zip(whole, of_phrases(whole), strict=True))
    unbegun: list[tuple[str, str]] = []

    def keep(form: str, beginning: str | None, letters: str) -> None:
        if beginning is None:
            unbegun.append((form, letters))
        else:
            begun.append((form, beginning))

    for form in index:
        if "*" in form:
            keep(form, of_stem(form), form.partition("*")[0])
    expressions: dict[str, Sequence[Sequence[str]]] = {}
    for at, phrase in enumerate(phrases):
        if phrase.startswith(_EXPRESSION) and phrase not in expressions:
            index[phrase] = at
            written = fold_pattern(phrase.removeprefix(_EXPRESSION))
            expressions[phrase] = sorted((part for part in all_necessary(written) if " " not in part), key=len)
            for letters in necessary(written):
                keep(phrase, of_letters(letters), letters.replace(WORD, ""))
    begun.sort(key=itemgetter(1))
    anywhere: defaultdict[str, list[int]] = defaultdict(list)
    for number, (_, letters) in enumerate(unbegun, len(begun)):
        anywhere[letters].append(number)
    forms = [form for form, _ in begun + unbegun]
    begun_by = [beginning for _, beginning in begun]
    return {
        "forms": SEAM.join(forms),
        "places": [index[form] for form in forms],
        "begun_by": SEAM.join(begun_by),
        "led_on": sorted({beginning.partition(" ")[0] for beginning in begun_by if " " in beginning}),
        "anywhere": anywhere,
        "expressions": expressions,
    }


@cache
def _expression(phrase: str) -> re.Pattern[str]:
    """A phrase that is a regular expression, compiled when letters are first met without which it matches nothing."""
    return re.compile(fold_pattern(phrase.removeprefix(_EXPRESSION)))


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
    return not place or not (_goes_on(text[place : place + 1]) and _goes_on(text[place - 1]))


def _goes_on(character: str) -> bool:
    return (character.isalnum() or character == "_") and not HAN_SIGN.match(character)


def is_letter(character: str) -> bool:
    """True for a character that makes a word with its neighbours; Han characters stand alone."""
    return (character.isalnum() or character == "_") and not "\u3007" <= character <= "\ufaff"
