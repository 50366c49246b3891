"""Pages without stored text: recognised from their picture, with a second reading of numbers and addresses."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np

from domain.submission import Finding, Severity
from parsers.document import Page
from parsers.engines import Engines, Recognised, Recogniser, RecognitionFailed
from parsers.readers.layout import lay_out
from parsers.readers.lines import Piece
from parsers.readers.reader import Unreadable
from parsers.readers.scan_cells import unfolded
from parsers.readers.scan_lines import band
from parsers.readers.scan_picture import Cleaned, cleaned
from parsers.readers.scan_rules import drawn_rules, without_rules
from parsers.readers.scan_twice import read_twice

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
_CERTAIN = 0.80
"""Mean confidence from which a strip's script is settled."""
_UPRIGHT = 0.72
"""Mean confidence below which a page may stand on its side or head."""
_DOUBTFUL = 0.62
"""Mean confidence below which a page can hardly be read."""
_SMALLEST = 40


def recognise_page(
    picture: Any, dpi: float, number: int, engines: Engines, *, photo: bool = False, first: str = ""
) -> tuple[Page, list[Finding]]:
    """The page's blocks, their boxes on the picture as people see it; raises Unreadable where nothing can be recognised.

    `picture` is a Pillow image in RGB, `dpi` its dots per inch, which make points of its picture elements; `first` is
    the engine's language to try first, where something tells which it may be."""
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
    try:
        page, languages = _settled(page, engine, installed, first)
        rules = drawn_rules(page)
        sheet = unfolded(page, without_rules(page, rules), rules)
        words = sheet.placed(read_twice(page, sheet.picture, languages, engine, installed, engines.second))
    except RecognitionFailed as error:
        raise Unreadable("recognition_failed", f"its characters could not be recognised ({error})") from error
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


def _settled(
    page: Cleaned, engine: Recogniser, installed: frozenset[str], first: str
) -> tuple[Cleaned, tuple[str, ...]]:
    """The page upright, and the languages in which to read it."""
    sure, languages = _script(page, engine, installed, first)
    if sure < _UPRIGHT:
        degrees = engine.upright(page.coded(_strip(page, 0.5)), dpi=round(page.dpi))
        if degrees:
            turned = page.turned(degrees)
            sure_turned, languages_turned = _script(turned, engine, installed, first)
            if sure_turned > sure:
                return turned, languages_turned
    return page, languages


def _script(page: Cleaned, engine: Recogniser, installed: frozenset[str], first: str) -> tuple[float, tuple[str, ...]]:
    factor = 0.66 if page.dpi > 230 else 1.0
    strip = page.coded(_strip(page), factor)
    best: tuple[float, tuple[str, ...]] = (-1.0, ("eng",))
    for languages, letters in sorted(_SCRIPTS, key=lambda script: script[0][0] != first):
        if not installed.issuperset(languages):
            continue
        words = engine.recognise(strip, languages, layout=6, dpi=round(page.dpi * factor))
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


def _strip(page: Cleaned, share: float = 1 / 6) -> Any:
    """A band of the page, about that share of its height, in which there is most writing; it cuts no line of text."""
    clean = without_rules(page, drawn_rules(page))
    ink = cv2.threshold(clean, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)[1]
    strokes = cv2.reduce(cv2.absdiff(ink[:, 1:], ink[:, :-1]), 1, cv2.REDUCE_SUM, dtype=cv2.CV_32F)[:, 0]
    height = clean.shape[0]
    band = max(1, round(height * share))
    # letterheads are in small Latin print everywhere
    skipped = height // 5 if strokes[height // 5 :].sum() > 0.3 * strokes.sum() else 0
    sums = np.convolve(strokes[skipped:], np.ones(band), mode="valid")
    start = skipped + (int(sums.argmax()) if sums.size else 0)
    end = min(height, start + band)
    quiet, reach = strokes <= 0.03 * float(np.percentile(strokes, 98)), round(page.dpi * 0.25)
    start = next((y for y in range(start, max(0, start - reach), -1) if quiet[y]), start)
    end = next((y for y in range(end, min(height, end + reach)) if quiet[y]), end)
    return clean[start:end]


def _pieces(page: Cleaned, words: Sequence[Recognised]) -> list[Piece]:
    heights: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    for word in words:
        if any(c.isalnum() for c in word.text):
            heights[word.line].append(word.height)
    usual = float(np.median([h for values in heights.values() for h in values] or [1]))
    sizes = {line: _steadied(float(np.percentile(values, 75)), usual) for line, values in heights.items()}
    pieces = []
    bands = _bands(words)
    for word in words:
        if not _is_writing(word, page):
            continue
        edges = (word.left, word.top, word.left + word.width, word.top + word.height)
        top, bottom = bands.get(word.line, (word.top, word.top + word.height))
        if not top <= word.top + word.height / 2 <= bottom:
            top, bottom = word.top, word.top + word.height
        size = sizes.get(word.line, usual * 1.15) * 72 / page.dpi
        pieces.append(
            Piece(
                _tidied(word.text),
                page.points(word.left, top, word.left + word.width, bottom),
                max(3.0, size),
                word.confidence,
                page.shown(*edges),
            )
        )
    return pieces


def _bands(words: Sequence[Recognised]) -> dict[tuple[int, int, int], tuple[float, float]]:
    """Where each of the engine's lines stands: colons and dashes lie as high as the letters beside them."""
    lines: dict[tuple[int, int, int], list[Recognised]] = defaultdict(list)
    for word in words:
        lines[word.line].append(word)
    return {line: band(found) for line, found in lines.items()}


def _steadied(height: float, usual: float) -> float:
    """A line's height of type: about the usual one is the usual one, whatever letters it happens to hold."""
    return usual * 1.15 if 0.8 <= height / (usual * 1.15) <= 1.25 else height


def _is_writing(word: Recognised, page: Cleaned) -> bool:
    """False for specks, rules and pictures that the engine took for letters."""
    points = word.height * 72 / page.dpi
    if points > 60 or points < 1.5:
        return False
    if not any(c.isalnum() for c in word.text):
        return word.confidence > 0.3 and points > 2.0
    return word.confidence > 0.08


def _tidied(text: str) -> str:
    text = re.sub("[\u200b-\u200f\u202a-\u202e\u2066-\u2069]", "", text).replace("ﬁ", "fi").replace("ﬂ", "fl")
    text = re.sub(r"^\)([^()]+)\($", r"(\1)", text)
    text = re.sub(r"^[«<‹](\d{1,2})[»>›]$", r"«\1»", text)
    # the engine turns numbers in right-to-left lines round, but only their sign shows it
    return re.sub(r"^([\d().\-]+)\+$", r"+\1", text)
