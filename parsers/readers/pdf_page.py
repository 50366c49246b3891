"""One page of a PDF as pdfium gives it: characters with their places, drawn lines, and its picture."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pypdfium2
import pypdfium2.raw as pdfium

from parsers.expressions import reaching
from parsers.readers.lines import Piece
from parsers.readers.pdf_characters import writings
from parsers.readers.pdf_drawings import PageObject, drawn_on, picture_share
from parsers.readers.pdf_place import Placing
from parsers.readers.pdf_type import Types
from parsers.readers.pdf_words import pieces_of
from parsers.readers.reader import Unreadable, name_of

if TYPE_CHECKING:
    from parsers.limits import Limits

_HAN = reaching("\u3000", r"[\u3000-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_SCRIPTS = frozenset(("LATIN", "CYRILLIC", "ARABIC", "CJK"))
_VOWELS = frozenset("aeiouyàáâãäåèéêëìíîïòóôõöùúûüœæ")
_CODE = re.compile(r"\(cid:\d+\)")
_SCAN_DPI = 300
_MANY_DRAWINGS = 30
"""Drawings from which a page without text may hold letters that are drawn."""


@dataclass(frozen=True, slots=True)
class PageText:
    """What is written on a page. `usable` is False where the stored text is missing or not what people see."""

    pieces: list[Piece]
    placing: Placing
    """The page on which these words are upright."""
    usable: bool
    pictured: bool
    """True where pictures or drawings stand on the page, so that there is something to recognise."""
    hidden: bool
    others: list[tuple[Placing, list[Piece]]]
    """What is written in other directions, with the pages on which it is upright."""
    objects: list[PageObject]


def open_pdf(path: str, data: bytes) -> Any:
    """The opened file with its forms; raises Unreadable where it needs a password or is damaged."""
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Unreadable(
                "password_protected", f"{name_of(path)} is protected with a password and could not be read."
            ) from error
        raise Unreadable("damaged", f"{name_of(path)} is damaged and could not be opened.") from error
    if len(pdf) == 0:
        pdf.close()
        raise Unreadable("damaged", f"{name_of(path)} is damaged: it has no pages.")
    if pdf.get_formtype():
        pdf.init_forms()
    return pdf


def page_text(page: Any, types: Types) -> PageText:
    """The page's words with their boxes, and whether they can be used."""
    shown = Placing(page)
    textpage = page.get_textpage()
    try:
        written, invisible = writings(textpage, shown, types)
    finally:
        textpage.close()
    objects = drawn_on(page)
    pictures, drawings = picture_share(objects, shown)
    printed = "".join([c.text for one in written for c in one.characters]).replace(" ", "")
    found = [(one.placing, pieces_of(one.characters)) for one in written]
    pieces = [piece for _, some in found for piece in some]
    over_scan = invisible > 0.5 * max(1, invisible + len(printed)) and pictures > 0.5
    usable = (
        bool(printed) and not over_scan and _plausible(printed, pieces) and not (pictures > 0.6 and len(printed) < 40)
    )
    drawn = pictures > 0.02 or bool(printed) or drawings > _MANY_DRAWINGS
    (placing, own), *others = found
    return PageText(own, placing, usable, drawn, bool(invisible) and not over_scan, others, objects)


def _plausible(text: str, pieces: list[Piece]) -> bool:
    """True where the stored characters can be what people see: letters of scripts, not codes that a font has for itself."""
    if len(text) < 8:
        return any(c.isalnum() for c in text)
    kinds = set(text)

    def count(letters: Iterable[str]) -> int:
        return sum(map(text.count, letters))

    # of what most characters are, all others are counted
    strange = count(c for c in kinds if unicodedata.category(c) in ("Co", "Cn", "Cc", "Cs") or c == "\ufffd")
    if strange > 0.08 * len(text) or len(_CODE.findall(text)) * 6 > 0.1 * len(text):
        return False
    printed = len(text) - count(c for c in kinds if not c.isalnum())
    if printed < 0.45 * len(text):
        return False
    words = " ".join([piece.text for piece in pieces]).split(" ")
    long = sum([len(word) for word in words if len(word) > 40 and not re.search(r"[@/_.]", word)])
    if long > 0.5 * len(text) and not _HAN.search(text):
        return False
    alphabetic = [c for c in kinds if c.isalpha()]
    total = printed - count(c for c in kinds if c.isalnum() and not c.isalpha())
    latin = total - count(c for c in alphabetic if _script(c) != "LATIN")
    if count(c for c in alphabetic if _script(c) not in _SCRIPTS) > 0.6 * max(1, total):
        return len(alphabetic) > 12 and sum(map(len, words)) / max(1, len(words)) < 15
    if latin <= 200 or latin <= 0.9 * total:
        return True
    return count(c for c in kinds if c.lower() in _VOWELS) >= 0.12 * latin


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "OTHER").split(" ", 1)[0]


def render(page: Any, limits: Limits, dpi: int | None = None) -> tuple[Any, float]:
    """The page's picture (a Pillow image, RGB) and its dots per inch, lowered so that the picture keeps within the limits.

    Without `dpi` it is that of the scan on the page, between 150 and 300."""
    width, height = page.get_size()
    wanted = float(dpi or _scan_dpi(page))
    allowed = (limits.pixels / max(1.0, width * height)) ** 0.5 * 72
    used = max(1.0, min(wanted, allowed))
    bitmap = page.render(scale=used / 72, may_draw_forms=True)
    try:
        return bitmap.to_pil().convert("RGB"), used
    finally:
        bitmap.close()


def _scan_dpi(page: Any) -> float:
    placing = Placing(page)
    best = 0.0
    for item in drawn_on(page):
        if item.type != pdfium.FPDF_PAGEOBJ_IMAGE:
            continue
        wide, high = ctypes.c_uint(), ctypes.c_uint()
        box = placing.box(*item.bounds)
        if pdfium.FPDFImageObj_GetImagePixelSize(item.raw, wide, high) and (box[2] - box[0]) > 0.5 * placing.width:
            pixels = max(wide.value / max(1.0, box[2] - box[0]), high.value / max(1.0, box[3] - box[1]))
            if abs(wide.value / max(1, high.value) - (box[2] - box[0]) / max(1.0, box[3] - box[1])) > 0.2:
                pixels = max(wide.value, high.value) / max(box[2] - box[0], box[3] - box[1])
            best = max(best, pixels * 72)
    return min(300.0, max(150.0, best)) if best else _SCAN_DPI
