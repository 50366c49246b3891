"""Pages without stored text: recognised from their picture, with a second reading of numbers and addresses."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from domain.submission import Finding, Severity
from parsers.document import Page
from parsers.engines import Engines, LineReadingFailed, NoLineReader, Recognised, RecognitionFailed
from parsers.readers.grid import Rule
from parsers.readers.layout import lay_out
from parsers.readers.lines import Piece
from parsers.readers.reader import Unreadable
from parsers.readers.scan_alike import with_alike
from parsers.readers.scan_boxes import boxes_in, with_boxes, without_boxes
from parsers.readers.scan_cells import unfolded
from parsers.readers.scan_months import with_months
from parsers.readers.scan_picture import Cleaned, cleaned
from parsers.readers.scan_script import mean, settled
from parsers.readers.scan_sizes import sizes_of
from parsers.readers.scan_strips import band
from parsers.readers.scan_twice import read_twice
from parsers.readers.scan_underlines import with_hidden

_DOUBTFUL = 0.62
"""Mean confidence below which a page can hardly be read."""
_SMALLEST = 40


def recognise_page(
    picture: Any, dpi: float, number: int, engines: Engines, *, photo: bool = False, first: str = ""
) -> tuple[Page, list[Finding]]:
    """The page's blocks, their boxes on the picture as people see it; raises Unreadable where nothing can be recognised.

    `picture` is a Pillow image in RGB or grey, `dpi` its dots per inch, which make points of its picture elements; `first` is
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
    findings = []
    try:
        try:
            page, rules, words = _recognised(page, engines, installed, first)
        except LineReadingFailed:
            page, rules, words = _recognised(page, replace(engines, second=NoLineReader()), installed, first)
            sentence = (
                f"Page {number} was read by one program only, for the second one failed; compare it with its picture."
            )
            findings.append(Finding(code="second_reader_failed", severity=Severity.WARNING, message=sentence))
    except RecognitionFailed as error:
        raise Unreadable("recognition_failed", f"its characters could not be recognised ({error})") from error
    pieces = _pieces(page, with_alike(words, dpi / page.dpi))
    blocks = lay_out(pieces, rules, number, scanned=True)
    if words and mean(words) < _DOUBTFUL:
        sentence = f"Page {number} is a scan that can hardly be read; compare every value with its picture."
        findings.append(Finding(code="poor_scan", severity=Severity.WARNING, message=sentence))
    return Page(tuple(blocks), number, width, height), findings


def _recognised(
    page: Cleaned, engines: Engines, installed: frozenset[str], first: str
) -> tuple[Cleaned, list[Rule], list[Recognised]]:
    """The page upright, the rules drawn on it, and its words; raises RecognitionFailed."""
    page, rules, clean, languages = settled(page, engines, installed, first)
    boxes = boxes_in(clean, page.dpi, han=languages[0] == "chi_sim")
    sheet = unfolded(page, without_boxes(clean, boxes), rules)
    words = read_twice(page, sheet.picture, languages, engines.recogniser, installed, engines.second)
    return page, rules, with_boxes(with_months(with_hidden(page.grey, sheet.placed(words))), boxes)


def _pieces(page: Cleaned, words: Sequence[Recognised]) -> list[Piece]:
    sizes = sizes_of(words)
    pieces = []
    bands = _bands(words)
    for word in words:
        if not _is_writing(word, page):
            continue
        edges = (word.left, word.top, word.left + word.width, word.top + word.height)
        top, bottom = bands.get(word.line, (word.top, word.top + word.height))
        if not top <= word.top + word.height / 2 <= bottom:
            top, bottom = word.top, word.top + word.height
        size = sizes[word.line] * 72 / page.dpi
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
    # some models have no raised o
    text = re.sub(r"^([Nn]\.)\?$", r"\1º", text)
    # the engine turns numbers in right-to-left lines round, but only their sign shows it
    return re.sub(r"^([\d().\-]+)\+$", r"+\1", text)
