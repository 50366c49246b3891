"""Which way up a scanned page is, and in which languages it is read."""

from __future__ import annotations

import re
from collections.abc import Sequence

import cv2
import numpy as np

from parsers.engines import Engines, LineRead, LineReader, Recognised, Recogniser
from parsers.fields.language import language_of, language_of_each
from parsers.readers.grid import Rule
from parsers.readers.scan_ink import pieces
from parsers.readers.scan_picture import Cleaned
from parsers.readers.scan_rows import Row, rows_of_ink
from parsers.readers.scan_rules import drawn_rules, without_rules
from parsers.readers.scan_sheet import Picture, half

_LATIN = ("eng", "fra", "spa", "deu")
_SCRIPTS: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = (
    (("eng",), re.compile("[A-Za-z\u00c0-\u024f]")),
    (("rus", "eng"), re.compile("[\u0400-\u04ff]")),
    (("chi_sim", "eng"), re.compile("[\u3400-\u9fff]")),
    (("ara", "eng"), re.compile("[\u0600-\u06ff]")),
)
"""What is tried on a strip of the page, and the letters that it must find. English goes with each, for addresses."""
_MODELS = {
    "en": ("eng", "deu", "fra"),
    "fr": ("fra", "eng", "deu"),
    "es": ("spa", "eng", "deu"),
    "de": ("deu", "eng", "fra"),
    "pt": ("por", "eng", "deu"),
}
"""The engine's languages for a page in a Latin script, by ISO 639-1; German goes with each, for the letters of names."""
_SURELY = {"en": ("eng", "deu"), "fr": ("fra", "deu"), "es": ("spa", "deu"), "pt": ("por", "deu")}
"""The same where every row that was looked at is in that language: a third model is slow to load, and mends no word there."""
_CERTAIN = 0.80
"""Mean confidence from which a strip's script is settled."""
_UPRIGHT = 0.72
"""Mean confidence below which a page may stand on its side or head."""
_GLIMPSE, _GLIMPSED, _ENOUGH = 3, 14.0, 30
"""Rows that the second reader looks at where few are long, how many heights wide of each, and letters that it must see there."""
_LONG = 0.7
"""Part of the longest row's width from which a row is long."""
_PLAIN = 0.93
"""Mean confidence from which it knows the script; letters of others it takes for Latin ones, but is unsure."""


def settled(
    page: Cleaned, engines: Engines, installed: frozenset[str], first: str
) -> tuple[Cleaned, list[Rule], Picture, tuple[str, ...]]:
    """The page upright, the rules drawn on it, its picture without them, and the languages in which to read it.

    `first` is the engine's language to try first. Raises RecognitionFailed."""
    rules = drawn_rules(page)
    clean = without_rules(page, rules)
    glimpsed = _glimpsed(clean, engines.second, installed) if first in ("", "eng", "chi_sim") else ()
    if glimpsed:
        return page, rules, clean, glimpsed
    engine = engines.recogniser
    sure, languages = _script(page, clean, engine, installed, first)
    if sure < _UPRIGHT:
        degrees = engine.upright(page.coded(_strip(clean, page.dpi, 0.5)), dpi=round(page.dpi))
        if degrees:
            turned = page.turned(degrees)
            rules_turned = drawn_rules(turned)
            clean_turned = without_rules(turned, rules_turned)
            sure_turned, languages_turned = _script(turned, clean_turned, engine, installed, first)
            if sure_turned > sure:
                return turned, rules_turned, clean_turned, languages_turned
    return page, rules, clean, languages


def mean(words: Sequence[Recognised]) -> float:
    """How sure the words are, long ones counting more; 0 where there are none."""
    letters = sum(len(w.text) for w in words)
    return sum(w.confidence * len(w.text) for w in words) / letters if letters else 0.0


def _glimpsed(clean: Picture, reader: LineReader, installed: frozenset[str]) -> tuple[str, ...]:
    """The languages, where a look at some rows tells them: in half of the time that the engine takes for a strip of the page."""
    if not reader.available():
        return ()
    read: list[LineRead] = []
    told: tuple[str, ...] = ()
    for row in _chosen(_rows(clean)):
        read += reader.read([clean[row.top : row.bottom, row.left : row.right]])
        told, clear = _told(read, installed)
        if clear and len(read) > 1:
            break
    return told


def _told(read: Sequence[LineRead], installed: frozenset[str]) -> tuple[tuple[str, ...], bool]:
    """The languages that those rows tell, none where that is unclear, and whether more rows would hardly tell otherwise."""
    text = " ".join(_prose(line.text) for line in read)
    sure = [value for line in read for value in line.confidences]
    letters = sum(c.isalpha() for c in text)
    if sum(sure) < _PLAIN * len(sure):
        return (), True
    if letters < _ENOUGH:
        return (), False
    if 5 * len(_SCRIPTS[2][1].findall(text)) > letters:
        return (_SCRIPTS[2][0] if installed.issuperset(_SCRIPTS[2][0]) else ()), True
    if len(_SCRIPTS[0][1].findall(text)) <= 0.9 * letters:
        return (), True
    # the last word of a row may be cut
    alone = language_of_each([_prose(line.text.rpartition(" ")[0]) for line in read]) or ""
    models = _SURELY.get(alone, ())
    return (models if models and installed.issuperset(models) else _model_for(text, installed)), bool(alone)


def _chosen(rows: Sequence[Row]) -> Sequence[Row]:
    """Long rows from the upper, the lower and the middle part of the page, which may be in two languages; else the longest."""
    longest = sorted(rows, key=lambda row: row.left - row.right)[:_GLIMPSE]
    long = [row for row in rows if row.right - row.left >= _LONG * (longest[0].right - longest[0].left)]
    if len(long) < _GLIMPSE:
        return longest
    return list(dict.fromkeys(long[len(long) * part // 6] for part in (1, 5, 3, 2, 4)))


def _prose(text: str) -> str:
    """The text without addresses and what holds figures, which are alike in all languages."""
    return " ".join(word for word in text.split() if not re.search(r"[\d@]", word))


def _rows(clean: Picture) -> list[Row]:
    """Rows of writing below the letterhead, cut to what is looked at; most letters are as high as most pieces of ink."""
    below = clean.shape[0] // 5
    page = half(clean[below:])
    ink = cv2.threshold(page, 150, 255, cv2.THRESH_BINARY_INV)[1]
    heights = [high for (_, _, _, high), _ in pieces(ink) if high > 4]
    usual = float(np.median(heights)) if heights else 15.0
    rows = [row for row in rows_of_ink(page, usual) if row.bottom - row.top < 2.2 * usual]
    return [
        Row(
            2 * row.left,
            max(0, 2 * row.top + below - 2),
            2 * min(row.right, row.left + round(_GLIMPSED * (row.bottom - row.top))),
            2 * row.bottom + below + 2,
        )
        for row in rows
    ]


def _script(
    page: Cleaned, clean: Picture, engine: Recogniser, installed: frozenset[str], first: str
) -> tuple[float, tuple[str, ...]]:
    factor = 0.66 if page.dpi > 230 else 1.0
    strip = page.coded(_strip(clean, page.dpi), factor)
    best: tuple[float, tuple[str, ...]] = (-1.0, ("eng",))
    for languages, letters in sorted(_SCRIPTS, key=lambda script: script[0][0] != first):
        if not installed.issuperset(languages):
            continue
        words = engine.recognise(strip, languages, layout=6, dpi=round(page.dpi * factor))
        words = [w for w in words if _prose(w.text)] or words
        text = "".join(w.text for w in words)
        own, all_letters = len(letters.findall(text)), sum(1 for c in text if c.isalpha())
        sure = mean(words) if own > 0.4 * all_letters else 0.0
        if sure > best[0]:
            best = (
                sure,
                _model_for(" ".join(w.text for w in words), installed) if languages == ("eng",) else languages,
            )
        if sure >= _CERTAIN and len(words) >= 8:
            break
    return best


def _model_for(text: str, installed: frozenset[str]) -> tuple[str, ...]:
    models = _MODELS.get(language_of(text) or "", _LATIN)
    return tuple(name for name in models if name in installed)


def _strip(clean: Picture, dpi: float, share: float = 1 / 6) -> Picture:
    """A band of the page, about that share of its height, in which there is most writing; it cuts no line of text."""
    ink = cv2.threshold(clean, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)[1]
    strokes = cv2.reduce(cv2.absdiff(ink[:, 1:], ink[:, :-1]), 1, cv2.REDUCE_SUM, dtype=cv2.CV_32F)[:, 0]
    height = clean.shape[0]
    band = max(1, round(height * share))
    # letterheads are in small Latin print everywhere
    skipped = height // 5 if strokes[height // 5 :].sum() > 0.3 * strokes.sum() else 0
    sums = np.convolve(strokes[skipped:], np.ones(band), mode="valid")
    start = skipped + (int(sums.argmax()) if sums.size else 0)
    end = min(height, start + band)
    quiet, reach = strokes <= 0.03 * float(np.percentile(strokes, 98)), round(dpi * 0.25)
    start = next((y for y in range(start, max(0, start - reach), -1) if quiet[y]), start)
    end = next((y for y in range(end, min(height, end + reach)) if quiet[y]), end)
    return clean[start:end]
