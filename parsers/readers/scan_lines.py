"""The second reading of a scanned page: what matters on it, piece by piece of its lines, by a reader of another kind."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from rapidfuzz.distance import Levenshtein

from parsers.engines import LineRead, LineReader, Recognised
from parsers.readers.directions import rtl_letters

DISPUTED = 0.5
"""The most that a word is trusted of which two readings differ, or that only one of them found."""

_GAP = 1.5
"""Heights of type between words from which they are read apart: they stand in columns."""
_LONGEST = 22.0
"""Heights of type that one piece is wide at most, for the reader makes all pieces equally high and slow wide ones."""
_KNOWN = 0.90
"""Confidence of the first reading below which a word is read again whatever it is."""
_SECOND_KNOWN = 0.80
"""Confidence of the second reading's least certain character from which its word is taken in a dispute."""
_LATIN_KNOWN = 0.90
"""The same, from which letters that the first one took for Cyrillic are Latin."""
_FOREIGN = re.compile("[\u0400-\u04ff\u0590-\u08ff]")
_MATTERS = re.compile(r"[\d@]|^[^\w]*[A-ZÀ-ÖØ-ÞĀ-ž][\w'’.-]|\w\.\w|[\u3400-\u9fff]|^[lI|](?:er|re|st|°|º)?$")
"""Numbers, addresses, names, Chinese characters, and what a one is taken for in dates."""
_NUMBER = re.compile(r"[+()\d\s./–-]*\d[+()\d\s./–-]*")
_NUMBER_KNOWN = 0.90
"""Mean confidence of the second reading from which a number of more digits than the first one's is taken whole."""
_ACRONYM = re.compile("[^\\w]*[АВЕКМНОРСТУХІЈЅ-]{3,}[^\\w]*")
"""Capitals that are alike in the Cyrillic and the Latin alphabet: in a Cyrillic page either may stand there."""
_LATIN_ALIKE = str.maketrans("АВЕКМНОРСТУХІЈЅ", "ABEKMHOPCTYXIJS")
_FORMS = re.compile(
    r"[(\[]*(?:[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}|[+()\d./–-]*\d[+()\d./–-]*|\d{1,2}(?:er|re|st|nd|rd|th|[ºª°])|[^\W\d_]+(?:['’.-][^\W\d_]+)*)[)\].,;:]*",
    re.IGNORECASE,
)
"""Addresses, numbers and words, with the marks that may stand beside them."""
_ALIKE = str.maketrans("’‘`´′–—−‐“”„«»،؛：，；（）．／＋＠", "'''''----\"\"\"\"\",;:,;()./+@")


@dataclass(frozen=True, slots=True)
class _Strip:
    """Words of the first reading that stand beside one another, and the height of their line."""

    words: tuple[int, ...]
    top: float
    bottom: float


def read_again(picture: Any, first: Sequence[Recognised], reader: LineReader) -> list[Recognised]:
    """The words of `first`, those that matter read again from the picture: as sure as both readings where these agree.

    Where they differ, the second one's word is taken if it is sure of every character, and disputed.
    Words in scripts that the reader does not know stay as they are. Raises RecognitionFailed."""
    strips = list(_strips(first))
    pictures = [_cut(picture, first, strip) for strip in strips]
    made: dict[int, list[Recognised]] = {}
    for strip, read in zip(strips, reader.read(pictures), strict=True):
        made.update(_compared([(at, first[at]) for at in strip.words], read))
    return [word for at, own in enumerate(first) for word in made.get(at, [own])]


def _strips(words: Sequence[Recognised]) -> Iterator[_Strip]:
    """The words that are to be read again, in pieces of lines."""
    lines: dict[tuple[int, int, int], list[int]] = {}
    for at, word in enumerate(words):
        lines.setdefault(word.line, []).append(at)
    for places in lines.values():
        top, bottom = band([words[at] for at in places])
        places.sort(key=lambda at: words[at].left)
        for piece in _pieces(places, words, bottom - top):
            few = len(piece) <= 4
            wanted = [at for at in piece if _is_wanted(words[at], few)]
            for run in _runs(wanted, piece, words, bottom - top):
                yield _Strip(tuple(run), top, bottom)


def _is_wanted(word: Recognised, few: bool) -> bool:
    if _FOREIGN.search(word.text):
        return bool(_ACRONYM.fullmatch(word.text))
    return few or word.confidence < _KNOWN or bool(_MATTERS.search(word.text))


def band(words: Sequence[Recognised]) -> tuple[float, float]:
    """Top and bottom of a line, whatever letters it happens to hold and though one word's box may be wrong."""
    tall = sorted((w for w in words if sum(c.isalnum() for c in w.text) > 1), key=lambda w: w.height) or list(words)
    usual = median(w.height for w in tall)
    level = [w for w in tall if 0.5 * usual <= w.height <= 1.6 * usual] or list(words)
    return float(min(w.top for w in level)), float(max(w.top + w.height for w in level))


def _pieces(places: Sequence[int], words: Sequence[Recognised], height: float) -> Iterator[list[int]]:
    piece: list[int] = []
    for at in places:
        if piece and words[at].left - (words[piece[-1]].left + words[piece[-1]].width) > _GAP * height:
            yield piece
            piece = []
        piece.append(at)
    if piece:
        yield piece


def _runs(
    wanted: Sequence[int], piece: Sequence[int], words: Sequence[Recognised], height: float
) -> Iterator[list[int]]:
    """Neighbours together, none of the runs much wider than the reader takes well."""
    order = {at: number for number, at in enumerate(piece)}
    run: list[int] = []
    for at in wanted:
        wide = run and words[at].left + words[at].width - words[run[0]].left > _LONGEST * height
        if run and (order[at] != order[run[-1]] + 1 or wide):
            yield run
            run = []
        run.append(at)
    if run:
        yield run


def _cut(picture: Any, words: Sequence[Recognised], strip: _Strip) -> Any:
    high, wide = picture.shape[:2]
    height = max(8.0, strip.bottom - strip.top)
    left = min(words[at].left for at in strip.words) - 0.25 * height
    right = max(words[at].left + words[at].width for at in strip.words) + 0.25 * height
    y0, y1 = max(0, round(strip.top - 0.15 * height)), min(high, round(strip.bottom + 0.15 * height))
    return picture[y0 : max(y0 + 2, y1), max(0, round(left)) : min(wide, max(round(right), round(left) + 2))]


def _compared(words: Sequence[tuple[int, Recognised]], read: LineRead) -> dict[int, list[Recognised]]:
    """What becomes of each word, by its number."""
    if rtl_letters(read.text):
        return {}
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
        sure = [letters[place][1] for place in places if not letters[place][0].isspace()]
        made[number] = _settled(word, text, min(sure, default=0.0))
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
    wide = max(left.left + left.width, right.left + right.width) - left.left
    sure = min(left.confidence, right.confidence)
    made[before] = made[before][:-1]
    made[number] = [replace(left, text=text, width=wide, confidence=sure), *made[number][1:]]


def _settled(word: Recognised, text: str, sure: float) -> list[Recognised]:
    if not any(c.isalnum() for c in word.text):
        return [word]
    if _ACRONYM.fullmatch(word.text):
        # what differs by more than the alphabet shows that it is Latin: AM-CERT, where the first one made out a B
        latin = re.fullmatch("[A-Z-]{3,}", text.strip()) and sure >= _LATIN_KNOWN
        differs = _core(text) != _core(word.text.translate(_LATIN_ALIKE))
        return _spread(replace(word, confidence=DISPUTED), text.strip()) if latin and differs else [word]
    if _core(text) == _core(word.text):
        return [replace(word, confidence=_both(word.confidence, sure))]
    taken = text.strip() and sure >= _SECOND_KNOWN and _form(text) >= _form(word.text)
    doubted = replace(word, confidence=min(word.confidence, DISPUTED))
    if not taken:
        return [doubted]
    return _spread(doubted, text.strip())


def _form(text: str) -> int:
    """1 for what has the form of an address, a number or a word, 0 for a mixture as misread letters make it."""
    return int(bool(_FORMS.fullmatch(text.strip())))


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
