"""Pages without stored text: recognised from their picture, with a second reading of numbers and addresses."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import cv2
import numpy as np

from domain.submission import Finding, Severity
from parsers.document import Page
from parsers.engines import Engines, Recognised, Recogniser
from parsers.readers.directions import ltr_letters, rtl_letters
from parsers.readers.layout import lay_out
from parsers.readers.lines import Piece
from parsers.readers.reader import Unreadable
from parsers.readers.scan_picture import Cleaned, cleaned, drawn_rules, without_rules

_LATIN = ("eng", "fra", "spa")
_SCRIPTS: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = (
    (("eng",), re.compile("[A-Za-z\u00c0-\u024f]")),
    (("rus", "eng"), re.compile("[\u0400-\u04ff]")),
    (("chi_sim", "eng"), re.compile("[\u3400-\u9fff]")),
    (("ara", "eng"), re.compile("[\u0600-\u06ff]")),
)
"""What is tried on a strip of the page, and the letters that it must find. English goes with each, for addresses."""
_MODELS = {"en": ("eng",), "fr": ("fra", "eng"), "es": ("spa", "eng"), "de": ("deu", "eng"), "pt": ("por", "eng")}
"""The engine's languages for a page in a Latin script, by ISO 639-1."""
_CERTAIN = 0.80
"""Mean confidence from which a strip's script is settled."""
_DOUBTFUL = 0.62
"""Mean confidence below which a page may stand on its side or head, or be no text at all."""
_DISPUTED = 0.5
"""The most that a word is trusted of which two readings differ."""
_WORTH_CHECKING = re.compile(r"@|\d.*\d.*\d|\d[/.\-]\d|www\.|\.(?:com|org|net|int|gov|gob|gouv)\b", re.IGNORECASE)
_SMALLEST = 40


def recognise_page(
    picture: Any, dpi: float, number: int, engines: Engines, *, photo: bool = False
) -> tuple[Page, list[Finding]]:
    """The page's blocks, their boxes on the picture as people see it; raises Unreadable where nothing can be recognised.

    `picture` is a Pillow image in RGB, `dpi` its dots per inch, which make points of its picture elements."""
    engine = engines.recogniser
    installed = engine.languages()
    if not installed:
        raise Unreadable(
            "no_character_recognition",
            "it is a scan, and the program that recognises characters (Tesseract) is not installed.",
        )
    width, height = picture.width * 72 / dpi, picture.height * 72 / dpi
    page = cleaned(np.asarray(picture), dpi, photo=photo)
    if min(page.grey.shape[:2]) < _SMALLEST:
        return Page((), number, width, height), []
    page, languages = _settled(page, engine, installed)
    rules = drawn_rules(page)
    clean = without_rules(page, rules)
    words = _read(page, clean, languages, engine)
    words = _second_reading(page, clean, words, languages, engine)
    pieces = _pieces(page, words)
    blocks = lay_out(pieces, rules, number, scanned=True)
    findings = []
    if words and _mean(words) < _DOUBTFUL:
        sentence = f"Page {number} is a scan that can hardly be read; compare every value with its picture."
        findings.append(Finding(code="poor_scan", severity=Severity.WARNING, message=sentence))
    return Page(tuple(blocks), number, width, height), findings


def _mean(words: Sequence[Recognised]) -> float:
    letters = sum(len(w.text) for w in words)
    return sum(w.confidence * len(w.text) for w in words) / letters if letters else 0.0


def _settled(page: Cleaned, engine: Recogniser, installed: frozenset[str]) -> tuple[Cleaned, tuple[str, ...]]:
    """The page upright, and the languages in which to read it."""
    sure, languages = _script(page, engine, installed)
    if sure < _DOUBTFUL:
        degrees = engine.upright(page.png(_upper_part(page.grey)), dpi=round(page.dpi))
        if degrees:
            turned = page.turned(degrees)
            sure_turned, languages_turned = _script(turned, engine, installed)
            if sure_turned > sure:
                return turned, languages_turned
    return page, languages


def _script(page: Cleaned, engine: Recogniser, installed: frozenset[str]) -> tuple[float, tuple[str, ...]]:
    strip = page.png(_strip(page))
    best: tuple[float, tuple[str, ...]] = (-1.0, ("eng",))
    for languages, letters in _SCRIPTS:
        if not installed.issuperset(languages):
            continue
        words = engine.recognise(strip, languages, layout=6, dpi=round(page.dpi))
        text = "".join(w.text for w in words)
        own, all_letters = len(letters.findall(text)), sum(1 for c in text if c.isalpha())
        sure = _mean(words) if own > 0.4 * all_letters else 0.0
        if sure > best[0]:
            best = (
                sure,
                _model_for(" ".join(w.text for w in words), installed) if languages == ("eng",) else languages,
            )
        if sure >= _CERTAIN and len(words) >= 8:
            break
    return best


def _model_for(text: str, installed: frozenset[str]) -> tuple[str, ...]:
    try:
        from parsers.fields.language import language_of
    except ImportError:
        return _LATIN
    models = _MODELS.get(language_of(text) or "", _LATIN)
    return tuple(name for name in models if name in installed)


def _strip(page: Cleaned) -> Any:
    """A band of the page, a sixth of its height, in which there is most writing."""
    ink = cv2.threshold(page.grey, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)[1]
    strokes = cv2.reduce(cv2.absdiff(ink[:, 1:], ink[:, :-1]), 1, cv2.REDUCE_SUM, dtype=cv2.CV_32F)[:, 0]
    height = page.grey.shape[0]
    band = max(1, height // 6)
    # letterheads are in small Latin print everywhere
    skipped = height // 5 if strokes[height // 5 :].sum() > 0.3 * strokes.sum() else 0
    sums = np.convolve(strokes[skipped:], np.ones(band), mode="valid")
    start = skipped + (int(sums.argmax()) if sums.size else 0)
    return page.grey[start : start + band]


def _upper_part(grey: Any) -> Any:
    return grey[: round(0.5 * grey.shape[0])]


def _read(page: Cleaned, clean: Any, languages: tuple[str, ...], engine: Recogniser) -> list[Recognised]:
    picture = page.png(clean)
    words = engine.recognise(picture, languages, layout=3, dpi=round(page.dpi))
    if languages[0] != "ara":
        return words
    # the Arabic model alone reads Arabic better, with English it reads what is in Latin letters
    return merged(engine.recognise(picture, ("ara",), layout=3, dpi=round(page.dpi)), words)


def merged(arabic: Sequence[Recognised], mixed: Sequence[Recognised]) -> list[Recognised]:
    """Words of the Arabic reading, but where the mixed reading saw Latin letters, its words."""
    latin = [
        w
        for w in mixed
        if ltr_letters(w.text) >= 2 and ltr_letters(w.text) > rtl_letters(w.text) and w.confidence > 0.3
    ]
    kept = [w for w in arabic if not any(_share(w, other) > 0.5 for other in latin)]
    covered = [
        w
        for w in mixed
        if w not in latin and not any(_share(w, other) > 0.3 or _share(other, w) > 0.3 for other in [*kept, *latin])
    ]
    return [*kept, *latin, *(w for w in covered if w.confidence > 0.5)]


def _share(word: Recognised, other: Recognised) -> float:
    """The share of the word's box that the other one covers."""
    across = min(word.left + word.width, other.left + other.width) - max(word.left, other.left)
    down = min(word.top + word.height, other.top + other.height) - max(word.top, other.top)
    return max(0, across) * max(0, down) / max(1, word.width * word.height)


def _second_reading(
    page: Cleaned, clean: Any, words: list[Recognised], languages: tuple[str, ...], engine: Recogniser
) -> list[Recognised]:
    """The words, those with figures or addresses trusted only as far as another reading, of larger crops, agrees with them."""
    lines = _lines_worth_checking(words)
    if not lines:
        return words
    sheet, places = _sheet(clean, lines)
    again = engine.recognise(
        page.png(sheet),
        languages if languages[0] in _MODELS_LATIN else ("eng",),
        layout=6,
        dpi=round(page.dpi * _LARGER),
    )
    readings: dict[int, list[Recognised]] = defaultdict(list)
    for word in again:
        middle = word.top + word.height / 2
        for index, (top, bottom, left, _) in enumerate(places):
            if top <= middle <= bottom:
                moved = replace(word, left=round(word.left / _LARGER) + left, width=max(1, round(word.width / _LARGER)))
                readings[index].append(moved)
                break
    checked = {id(w): w for w in words}
    for index, line in enumerate(lines):
        for word in line:
            if re.search(r"\d|@|\.\w", word.text):
                checked[id(word)] = _compared(word, readings[index])
    return [checked[id(w)] for w in words]


_LARGER = 1.6
_MODELS_LATIN = {"eng", "fra", "spa", "deu", "por"}


def _lines_worth_checking(words: list[Recognised]) -> list[list[Recognised]]:
    lines: dict[tuple[int, int, int], list[Recognised]] = defaultdict(list)
    for word in words:
        lines[word.line].append(word)
    return [line for line in lines.values() if _WORTH_CHECKING.search(" ".join(w.text for w in line))][:80]


def _sheet(clean: Any, lines: list[list[Recognised]]) -> tuple[Any, list[tuple[int, int, int, int]]]:
    """The lines cut out, enlarged and set one below the other; with each one's top, bottom, and left and top in the page."""
    crops, places, y = [], [], 20
    for line in lines:
        left = max(0, min(w.left for w in line) - 8)
        top = max(0, min(w.top for w in line) - 6)
        right, bottom = max(w.left + w.width for w in line) + 8, max(w.top + w.height for w in line) + 6
        crop = cv2.resize(clean[top:bottom, left:right], None, fx=_LARGER, fy=_LARGER, interpolation=cv2.INTER_CUBIC)
        crops.append((crop, y))
        places.append((y - 6, y + crop.shape[0] + 6, left, top))
        y += crop.shape[0] + 24
    sheet = np.full((y, max(crop.shape[1] for crop, _ in crops) + 40), 250, np.uint8)
    for crop, at in crops:
        sheet[at : at + crop.shape[0], 0 : crop.shape[1]] = crop
    return sheet, places


def _compared(word: Recognised, reading: list[Recognised]) -> Recognised:
    def within(other: Recognised) -> bool:
        across = min(word.left + word.width, other.left + other.width) - max(word.left, other.left)
        return across > 0.5 * min(word.width, other.width)

    again = "".join(w.text for w in sorted((w for w in reading if within(w)), key=lambda w: w.left))
    if _bare(again) == _bare(word.text):
        return word
    return replace(word, confidence=min(word.confidence, _DISPUTED))


def _bare(text: str) -> str:
    return re.sub(r"^\W+|\W+$", "", text).casefold()


def _pieces(page: Cleaned, words: Sequence[Recognised]) -> list[Piece]:
    heights: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    for word in words:
        heights[word.line].append(word.height)
    usual = float(np.median([h for values in heights.values() for h in values] or [1]))
    sizes = {line: _steadied(float(np.percentile(values, 75)), usual) for line, values in heights.items()}
    pieces = []
    for word in words:
        if not _is_writing(word, sizes[word.line], page):
            continue
        edges = (word.left, word.top, word.left + word.width, word.top + word.height)
        size = sizes[word.line] * 72 / page.dpi
        pieces.append(
            Piece(_tidied(word.text), page.points(*edges), max(3.0, size), word.confidence, page.shown(*edges))
        )
    return pieces


def _steadied(height: float, usual: float) -> float:
    """A line's height of type: about the usual one is the usual one, whatever letters it happens to hold."""
    return usual * 1.15 if 0.8 <= height / (usual * 1.15) <= 1.25 else height


def _is_writing(word: Recognised, size: float, page: Cleaned) -> bool:
    """False for specks, rules and pictures that the engine took for letters."""
    points = word.height * 72 / page.dpi
    if points > 60 or points < 1.5:
        return False
    if not any(c.isalnum() for c in word.text):
        return word.confidence > 0.3 and points > 2.0
    return word.confidence > 0.08


def _tidied(text: str) -> str:
    return re.sub("[\u200b-\u200f\u202a-\u202e\u2066-\u2069]", "", text).replace("ﬁ", "fi").replace("ﬂ", "fl")
