"""The second reading of a scanned page: what matters on it, piece by piece of its lines, by a reader of another kind."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from rapidfuzz.distance import Levenshtein

from parsers.engines import LineRead, LineReader, Recognised
from parsers.readers.directions import rtl_letters
from parsers.readers.scan_strips import ACRONYM, cut, strips

DISPUTED = 0.5
"""The most that a word is trusted of which two readings differ, or that only one of them found."""

_SECOND_KNOWN = 0.80
"""Confidence of the second reading's least certain character from which its word is taken in a dispute."""
_LATIN_KNOWN = 0.90
"""The same, from which letters that the first one took for Cyrillic are Latin."""
_NUMBER = re.compile(r"[+()\d\s./–-]*\d[+()\d\s./–-]*")
_NUMBER_KNOWN = 0.90
"""Mean confidence of the second reading from which a number of more digits than the first one's is taken whole."""
_LATIN_ALIKE = str.maketrans("АВЕКМНОРСТУХІЈЅ", "ABEKMHOPCTYXIJS")
_FORMS = re.compile(
    r"[(\[]*(?:[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}|[+()\d./–-]*\d[+()\d./–-]*|\d{1,2}(?:er|re|st|nd|rd|th|[ºª°])|[^\W\d_]+(?:['’.-][^\W\d_]+)*)[)\].,;:]*",
    re.IGNORECASE,
)
"""Addresses, numbers and words, with the marks that may stand beside them."""
_PART = re.compile(r"[(\[]*[\w.-]*\w_[\w.@-]*[)\].,;:]*")
"""A part of an address that only an address can be."""
_TELLS = re.compile(r"[\d@]")
_MARKS = ",;:()[]\"'«»，；：、。（）.…"
_ALIKE = str.maketrans("’‘`´′–—−‐“”„«»،؛：，；（）．／＋＠", "'''''----\"\"\"\"\",;:,;()./+@")


def read_again(picture: Any, first: Sequence[Recognised], reader: LineReader) -> list[Recognised]:
    """The words of `first`, those that matter read again from the picture: as sure as both readings where these agree.

    Where they differ, the second one's word is taken if it is sure of every character, and disputed.
    Words in scripts that the reader does not know stay as they are. Raises RecognitionFailed."""
    pieces = list(strips(first))
    pictures = [cut(picture, first, strip) for strip in pieces]
    made: dict[int, list[Recognised]] = {}
    for strip, read in zip(pieces, reader.read(pictures), strict=True):
        made.update(_compared([(at, first[at]) for at in strip.words], read))
    return [word for at, own in enumerate(first) for word in made.get(at, [own])]


def _compared(words: Sequence[tuple[int, Recognised]], read: LineRead) -> dict[int, list[Recognised]]:
    """What becomes of each word, by its number."""
    if rtl_letters(read.text):
        return {n: [replace(w, confidence=min(w.confidence, DISPUTED))] for n, w in words if _TELLS.search(w.text)}
    if _has_lost_digits(words, read):
        doubted = [replace(word, confidence=min(word.confidence, DISPUTED)) for _, word in words]
        leftmost, wide = doubted[0].left, doubted[-1].left + doubted[-1].width - doubted[0].left
        one = replace(doubted[0], left=leftmost, width=max(1, wide), confidence=min(w.confidence for w in doubted))
        return {number: _spread(one, read.text.strip()) if not at else [] for at, (number, _) in enumerate(words)}
    letters = [(c, sure) for c, sure in zip(read.text, read.confidences, strict=True)]
    dense = [place for place, (c, _) in enumerate(letters) if not c.isspace()]
    ours = "".join(plain(w.text) for _, w in words)
    theirs = plain("".join(letters[place][0] for place in dense))
    starts = _starts(ours, theirs)
    made: dict[int, list[Recognised]] = {}
    before: int | None = None
    at = 0
    for number, word in words:
        end = at + len(word.text)
        low, high = starts[at], starts[end]
        places = range(dense[low], dense[high - 1] + 1) if high > low else range(0)
        text = "".join(letters[place][0] for place in places)
        seen = [(c, sure) for c, sure in (letters[place] for place in places) if not c.isspace()]
        # marks beside a value are no part of it
        while len(seen) > 1 and seen[-1][0] in _MARKS:
            seen.pop()
        while len(seen) > 1 and seen[0][0] in _MARKS:
            seen.pop(0)
        made[number] = _settled(word, text, min((sure for _, sure in seen), default=0.0), number == words[-1][0])
        if before is not None and low and high > low and dense[low] == dense[low - 1] + 1:
            _join(made, before, number)
        before = number
        at = end
    return made


def _has_lost_digits(words: Sequence[tuple[int, Recognised]], read: LineRead) -> bool:
    """True where both see one number in groups, the second one with more digits: the first one has dropped some."""
    first = " ".join(word.text for _, word in words)
    return (
        len(words) > 1
        and bool(_NUMBER.fullmatch(first) and _NUMBER.fullmatch(read.text))
        and sum(c.isdigit() for c in read.text) > sum(c.isdigit() for c in first)
        and sum(read.confidences) >= _NUMBER_KNOWN * len(read.confidences)
    )


def _join(made: dict[int, list[Recognised]], before: int, number: int) -> None:
    """An address that the first reading tears apart is one word, for the second one sees no space in it."""
    if not (made[before] and made[number]):
        return
    left, right = made[before][-1], made[number][0]
    text = left.text + right.text
    if "@" not in text or not re.fullmatch(r"[\w.+-]*@?[\w.+-]*[.;,]?", text):
        return
    if left.text.endswith(".") and right.text[:1].isupper() and left.text.islower():
        # the full stop of a sentence
        return
    wide = max(left.left + left.width, right.left + right.width) - left.left
    sure = min(left.confidence, right.confidence)
    if left.text.endswith(".") and "@" in left.text:
        # a sentence may end there
        sure = min(sure, DISPUTED)
    made[before] = made[before][:-1]
    made[number] = [replace(left, text=text, width=wide, confidence=sure), *made[number][1:]]


def _settled(word: Recognised, text: str, sure: float, last: bool = False) -> list[Recognised]:
    if not any(c.isalnum() for c in word.text):
        return [word]
    if ACRONYM.fullmatch(word.text):
        # what differs by more than the alphabet shows that it is Latin: AM-CERT, where the first one made out a B
        latin = re.fullmatch("[A-Z.-]{3,}", text.strip()) and sure >= _LATIN_KNOWN
        differs = _core(text) != _core(word.text.translate(_LATIN_ALIKE))
        return _spread(replace(word, confidence=DISPUTED), text.strip()) if latin and differs else [word]
    same = _begins(text) == _begins(word.text) and (not last or _goes_on(text) == _goes_on(word.text))
    if _core(text) == _core(word.text) and same:
        return [replace(word, confidence=_both(word.confidence, sure))]
    taken = text.strip() and sure >= _SECOND_KNOWN and _form(text) >= _form(word.text)
    doubted = replace(word, confidence=min(word.confidence, DISPUTED))
    if not taken:
        return [doubted]
    return _spread(doubted, text.strip())


def _begins(text: str) -> str:
    """The mark with which the rest of an address begins in a new line, empty where there is none."""
    start = re.match(r"[._@-](?=\w.*(?:\w\.\w|@))", text.strip().translate(_ALIKE))
    return start[0] if start else ""


def _goes_on(text: str) -> str:
    """The mark after which an address may go on in the next line, empty where there is none."""
    ending = re.search(r"[-@_]$|(?<=@).*\.$", text.strip().translate(_ALIKE))
    return ending[0][-1] if ending else ""


def _form(text: str) -> int:
    """1 for what has the form of an address, a number or a word, 0 for a mixture as misread letters make it."""
    return int(bool(_FORMS.fullmatch(text.strip()) or _PART.fullmatch(text.strip())))


def _both(first: float, second: float) -> float:
    """How sure a word is that two readers saw alike."""
    return max(first, second)


def _spread(word: Recognised, text: str) -> list[Recognised]:
    """The text in place of the word, its parts beside one another."""
    parts = text.split()
    share = word.width / max(1, len(text))
    made = []
    at = 0
    for part in parts:
        at = text.index(part, at)
        made.append(
            replace(word, text=part, left=round(word.left + at * share), width=max(1, round(len(part) * share)))
        )
        at += len(part)
    return made


def _starts(ours: str, theirs: str) -> list[int]:
    """For each place in `ours` (its end too), the place in `theirs` that answers to it."""
    places = [0] * (len(ours) + 1)
    for step in Levenshtein.opcodes(ours, theirs):
        length, other = step.src_end - step.src_start, step.dest_end - step.dest_start
        for k in range(length):
            places[step.src_start + k] = step.dest_start + (k * other // length if length else 0)
    places[len(ours)] = len(theirs)
    # what only the second one saw between two words goes to the first of them
    return [max(a, b) for a, b in zip(places, itertools.accumulate(places, max), strict=True)]


def plain(text: str) -> str:
    """The text in small letters, with the plainest form of every mark; as long as it was."""
    alike = text.translate(_ALIKE)
    small = alike.lower()
    return small if len(small) == len(alike) else alike


def _core(text: str) -> str:
    """The text without spaces, capitals and punctuation at its ends."""
    return re.sub(r"^[^\w+]+|\W+$", "", re.sub(r"\s+", "", text.translate(_ALIKE))).casefold()
