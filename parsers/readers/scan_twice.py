"""Two readings of a scanned page, and what can be trusted of them.

Character recognition is wrong without knowing it: a digit is lost, a full stop read as a hyphen. So each page is read twice, at
two sizes and with other models; where the readings differ, the surer one is taken and nobody vouches for it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from parsers.engines import LineReader, Recognised, Recogniser
from parsers.readers.directions import is_rtl, ltr_letters, rtl_letters
from parsers.readers.scan_arabic import with_commas
from parsers.readers.scan_lines import DISPUTED, read_again
from parsers.readers.scan_missed import with_missed_rows
from parsers.readers.scan_picture import Cleaned
from parsers.readers.scan_rows import by_rows, with_missed

_OTHER = {
    "eng": ("deu", "fra"),
    "fra": ("fra", "deu"),
    "spa": ("spa", "fra"),
    "deu": ("deu", "fra"),
    "por": ("por", "fra"),
}
"""The models of the second reading, by the first model of the first one; those not named are read with the same ones."""
_LETTERS = {
    "chi_sim": re.compile("[\u3400-\u9fff]"),
    "rus": re.compile("[\u0400-\u04ff]"),
    "ara": re.compile("[\u0621-\u064a]"),
}
_EASTERN = re.compile("[\u0660-\u0669\u06f0-\u06f9]")
"""Figures that one program alone knows, and loses in all its models alike."""
_OWN_SCRIPT = 0.2
_LONGER = 3
"""How many times more letters an Arabic word has than the Latin one for which another model takes a part of it."""
_MANY, _SAME = 5, 0.4
"""Letters that two readings do not see alike by chance, and how sure words of them are at least."""
_WHOLE, _BLOCK = 3, 6
"""Page segmentation modes: a page with its columns, a single block of text."""


def read_twice(
    page: Cleaned,
    clean: Any,
    languages: tuple[str, ...],
    engine: Recogniser,
    installed: frozenset[str],
    second_reader: LineReader,
) -> list[Recognised]:
    """The words of the page; `clean` is its picture without drawn lines. Raises RecognitionFailed."""
    able = second_reader.available()
    if able and languages[0] not in ("ara", "rus"):
        words = engine.recognise(page.coded(clean), languages, layout=_WHOLE, dpi=round(page.dpi))
        if languages[0] == "chi_sim":
            return by_rows(clean, words, second_reader)
        return with_missed(clean, read_again(clean, words, second_reader), second_reader)
    words = with_missed_rows(
        clean,
        _by_two_models(page, clean, languages, engine, installed),
        lambda rows: engine.recognise(page.coded(rows), languages, layout=_BLOCK, dpi=round(page.dpi)),
    )
    words = read_again(clean, words, second_reader) if able else words
    words = with_commas(words) if languages[0] == "ara" else words
    return [replace(w, confidence=min(w.confidence, DISPUTED)) if _EASTERN.search(w.text) else w for w in words]


def _by_two_models(
    page: Cleaned, clean: Any, languages: tuple[str, ...], engine: Recogniser, installed: frozenset[str]
) -> list[Recognised]:
    factor = 0.66 if page.dpi > 230 else 1.4
    first, second = page.coded(clean), page.coded(clean, factor)

    def once(picture: bytes, models: tuple[str, ...], layout: int, size: float) -> list[Recognised]:
        return _scaled(engine.recognise(picture, models, layout=layout, dpi=round(page.dpi * size)), size)

    jobs: list[Callable[[], list[Recognised]]]
    if languages[0] == "ara":
        jobs = [
            lambda: once(first, ("ara",), _WHOLE, 1.0),
            lambda: once(first, languages, _WHOLE, 1.0),
            lambda: once(second, ("ara",), _BLOCK, factor),
            lambda: once(second, ("eng",) if "eng" in installed else languages, _BLOCK, factor),
        ]
    elif languages[0] == "chi_sim":
        jobs = [lambda: once(first, languages, _WHOLE, 1.0), lambda: once(second, ("chi_sim",), _BLOCK, factor)]
    else:
        others = tuple(name for name in _OTHER.get(languages[0], languages) if name in installed) or languages
        jobs = [lambda: once(first, languages, _WHOLE, 1.0), lambda: once(second, others, _BLOCK, factor)]
    with ThreadPoolExecutor(max_workers=max(1, min(len(jobs), os.cpu_count() or 1))) as pool:
        readings = list(pool.map(lambda job: job(), jobs))
    if languages[0] == "ara":
        # figures once by each model: the Arabic one loses some without knowing it
        readings = [merged(readings[0], readings[1]), merged(readings[2], readings[3], figures=True)]
    return agreed(readings[0], readings[1], _LETTERS.get(languages[0]))


def _scaled(words: Sequence[Recognised], factor: float) -> list[Recognised]:
    if factor == 1:
        return list(words)
    return [
        replace(
            word,
            left=round(word.left / factor),
            top=round(word.top / factor),
            width=max(1, round(word.width / factor)),
            height=max(1, round(word.height / factor)),
            line=(word.line[0] + 1000, word.line[1], word.line[2]),
        )
        for word in words
    ]


def merged(arabic: Sequence[Recognised], mixed: Sequence[Recognised], *, figures: bool = False) -> list[Recognised]:
    """The words of the Arabic model; what is in Latin letters (and `figures`), and what it missed, as the other model read it."""
    latin = [w for w in mixed if w.confidence > 0.3 and (_is_latin(w.text) or (figures and _is_figure(w.text)))]
    latin = [
        w
        for w in latin
        if not any(
            _share(w, own) > 0.5
            and rtl_letters(own.text) > 1
            and (own.confidence > w.confidence or rtl_letters(own.text) > _LONGER * len(w.text))
            for own in arabic
        )
    ]
    kept = [w for w in arabic if not any(_share(w, other) > 0.5 for other in latin)]
    missed = [w for w in mixed if w.confidence > 0.5 and not any(_touch(w, other) for other in [*kept, *latin])]
    return [*kept, *latin, *missed]


def _is_latin(text: str) -> bool:
    return ltr_letters(text) >= 2 and ltr_letters(text) > rtl_letters(text)


def _is_figure(text: str) -> bool:
    return bool(re.fullmatch(r"[+(]?\d[\d().+/\-]*", text))


def agreed(
    first: Sequence[Recognised], second: Sequence[Recognised], letters: re.Pattern[str] | None = None
) -> list[Recognised]:
    """The words of both readings: as sure as the engine where they agree, else the surer one's, disputed.

    `letters` are those of the page's script: models take them for Latin ones more often than the other way round."""
    words: list[Recognised] = []
    for ours, theirs in _groups(first, second):
        if not theirs:
            words.extend(replace(w, confidence=min(w.confidence, DISPUTED)) if _tells(w.text) else w for w in ours)
        elif not ours:
            words.extend(replace(w, confidence=DISPUTED) for w in theirs if _found_alone(w))
        elif _bare(ours) == _bare(theirs):
            sure = max(_mean(ours), _mean(theirs))
            words.extend(replace(w, confidence=max(w.confidence, sure, _least(ours))) for w in ours)
        elif (alike := _least(ours)) and _letters(ours) == _letters(theirs):
            # the same letters twice are writing, whatever the engine thinks of them
            words.extend(replace(w, confidence=min(max(w.confidence, alike), DISPUTED)) for w in ours)
        else:
            better = theirs if _worth(theirs, letters) > _worth(ours, letters) + 0.02 else ours
            words.extend(replace(w, confidence=min(w.confidence, DISPUTED)) for w in better)
    return words


def _worth(words: Sequence[Recognised], letters: re.Pattern[str] | None) -> float:
    text = "".join(w.text for w in words)
    if "@" in text:
        # dots and dashes of addresses are lost more often than invented
        return _mean(words) + 0.2 * len(re.findall(r"[._-]", text))
    return _mean(words) + (_OWN_SCRIPT if letters and letters.search(text) else 0.0)


def _found_alone(word: Recognised) -> bool:
    letters = sum(1 for c in word.text if c.isalnum())
    return word.confidence > (0.6 if letters > 1 else 0.85) and letters > 0


def _tells(text: str) -> bool:
    """True for what is worth a doubt when only one reading saw it."""
    return bool(re.search(r"\d|@", text))


def _groups(
    first: Sequence[Recognised], second: Sequence[Recognised]
) -> list[tuple[list[Recognised], list[Recognised]]]:
    """Words of both readings that stand in the same place, together; in the first reading's order."""
    parent = list(range(len(first) + len(second)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    by_height = sorted(range(len(second)), key=lambda j: second[j].top)
    for i, word in enumerate(first):
        for j in by_height:
            other = second[j]
            if other.top > word.top + word.height:
                break
            if _touch(word, other):
                parent[root(len(first) + j)] = root(i)
    groups: dict[int, tuple[list[Recognised], list[Recognised]]] = {}
    for i, word in enumerate([*first, *second]):
        groups.setdefault(root(i), ([], []))[0 if i < len(first) else 1].append(word)
    return list(groups.values())


def _share(word: Recognised, other: Recognised) -> float:
    """The share of the word's box that the other one covers."""
    across = min(word.left + word.width, other.left + other.width) - max(word.left, other.left)
    down = min(word.top + word.height, other.top + other.height) - max(word.top, other.top)
    return max(0, across) * max(0, down) / max(1, word.width * word.height)


def _touch(word: Recognised, other: Recognised) -> bool:
    return _share(word, other) > 0.35 or _share(other, word) > 0.35


def _bare(words: Sequence[Recognised]) -> str:
    """The text without spaces and without punctuation at its ends."""
    joined = "".join(w.text for w in words)
    ordered = sorted(words, key=lambda w: w.left, reverse=is_rtl(joined))
    text = re.sub("[\u200b-\u200f\u202a-\u202e\u2066-\u2069]", "", "".join(w.text for w in ordered))
    text = re.sub(r"^([\d().\-]+)\+$", r"+\1", text)
    return re.sub(r"^[^\w+]+|\W+$", "", text).translate(_ALIKE).casefold()


def _letters(words: Sequence[Recognised]) -> str:
    return re.sub(r"[\W_]", "", _bare(words))


def _least(words: Sequence[Recognised]) -> float:
    """How sure words are at least in which two readings saw the same letters: enough to be read where they are many."""
    return _SAME if sum(c.isalpha() for c in _letters(words)) >= _MANY else 0.0


_ALIKE = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "–": "-", "—": "-", "“": '"', "”": '"', "،": ",", "؛": ";", "：": ":", "，": ","}
)


def _mean(words: Sequence[Recognised]) -> float:
    letters = sum(len(w.text) for w in words)
    return sum(w.confidence * len(w.text) for w in words) / letters if letters else 0.0
