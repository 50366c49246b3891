"""What of a scanned page is read a second time: the words that matter, and how far around them is looked."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from statistics import median
from typing import Any

from parsers.engines import Recognised

_FOREIGN = re.compile("[\u0400-\u04ff\u0590-\u08ff]")
_GAP = 1.5
"""Heights of type between words from which they are read apart: they stand in columns."""
_LONGEST = 22.0
"""Heights of type that one piece is wide at most, for the reader makes all pieces equally high and slow wide ones."""
_KNOWN = 0.90
"""Confidence of the first reading below which a word is read again whatever it is."""
_MATTERS = re.compile(r"[\d@]|^[^\w]*[A-ZÀ-ÖØ-ÞĀ-ž][\w'’.-]|\w\.\w|[\u3400-\u9fff]|^[lI|](?:er|re|st|°|º)?$")
"""Numbers, addresses, names, Chinese characters, and what a one is taken for in dates."""
_TELLS = re.compile(r"[\d@]|\w\.\w")
_OFTEN, _OFTEN_KNOWN = 3, 0.95
"""How often a page must show a word, and how surely each time, for the first reader to be believed: Mission, Permanent, Nations."""
_ADDRESS = re.compile(r"@|\w[._]\w|_|-$|^\.\w")
"""A whole address or part of one: what stands beside it, or at the other side of a line's end, may belong to it."""
_SMALL = 3
"""Characters of what may be a misread group of figures beside a number."""
_EDGES = ",.;:()"
ACRONYM = re.compile("[^\\w]*[АВЕКМНОРСТУХІЈЅ.-]{3,}[^\\w]*")
"""Capitals that are alike in the Cyrillic and the Latin alphabet: in a Cyrillic page either may stand there."""


@dataclass(frozen=True, slots=True)
class Strip:
    """Words of the first reading that stand beside one another, and the height of their line."""

    words: tuple[int, ...]
    top: float
    bottom: float


def strips(words: Sequence[Recognised]) -> Iterator[Strip]:
    """The words that are to be read again, in pieces of lines."""
    lines: dict[tuple[int, int, int], list[int]] = {}
    for at, word in enumerate(words):
        lines.setdefault(word.line, []).append(at)
    for places in lines.values():
        places.sort(key=lambda at: words[at].left)
    near = _near_addresses(list(lines.values()), words)
    times = Counter(word.text.strip(_EDGES) for word in words if word.confidence >= _OFTEN_KNOWN)
    often = {text for text, count in times.items() if count >= _OFTEN and not _TELLS.search(text)}
    for places in lines.values():
        top, bottom = band([words[at] for at in places])
        height = bottom - top
        for piece in _pieces(places, words, height):
            few = len(piece) <= 4
            wanted = [at for at in piece if _is_wanted(words[at], few or at in near, often)]
            for run in _runs(wanted, piece, words, height):
                yield Strip(tuple(run), top, bottom)


def _near_addresses(lines: Sequence[Sequence[int]], words: Sequence[Recognised]) -> set[int]:
    """The words beside addresses, and at the ends of lines between which an address may go on, and small ones beside numbers."""
    near: set[int] = set()
    for places in lines:
        for before, after in itertools.pairwise(places):
            one, other = words[before].text, words[after].text
            if _ADDRESS.search(one) or _ADDRESS.search(other):
                near |= {before, after}
            elif re.search(r"\d", one + other):
                near |= {at for at in (before, after) if len(words[at].text) <= _SMALL}
    for above, below in itertools.pairwise(lines):
        last, first = words[above[-1]].text, words[below[0]].text
        if _ADDRESS.search(last) or _ADDRESS.search(first):
            near |= {above[-1], below[0]}
    return near


def _is_wanted(word: Recognised, near: bool, often: Set[str]) -> bool:
    if _FOREIGN.search(word.text):
        return bool(ACRONYM.fullmatch(word.text))
    if near or word.confidence < _KNOWN:
        return True
    known = word.confidence >= _OFTEN_KNOWN and word.text.strip(_EDGES) in often
    return not known and bool(_MATTERS.search(word.text))


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


def cut(picture: Any, words: Sequence[Recognised], strip: Strip) -> Any:
    high, wide = picture.shape[:2]
    height = max(8.0, strip.bottom - strip.top)
    y0, y1 = max(0, round(strip.top - 0.15 * height)), min(high, round(strip.bottom + 0.15 * height))
    left = min(words[at].left for at in strip.words) - 0.25 * height
    right = max(words[at].left + words[at].width for at in strip.words) + 0.25 * height
    return picture[y0 : max(y0 + 2, y1), max(0, round(left)) : min(wide, max(round(right), round(left) + 2))]
