"""PDF: stored text with its places, drawn tables and filled forms; pages without usable text go to character recognition."""

from __future__ import annotations

import os
import re
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from domain.submission import Finding, Severity
from parsers.document import Block, Document, Page, Paragraph, Table
from parsers.readers.reader import Unreadable, name_of

if TYPE_CHECKING:
    from parsers.engines import Engines
    from parsers.limits import Limits
    from parsers.readers.pdf_page import PageText
    from parsers.readers.pdf_place import Turn
    from parsers.readers.pdf_type import Types

_NOT_SHOWN = re.compile(r"please wait|adobe reader", re.IGNORECASE)
_ASIDE = 0.2
"""Part of a page's letters below which what is written in another direction is no part of its text."""
_LETTERS = {
    "eng": "[A-Za-z\u00c0-\u024f]",
    "rus": "[\u0400-\u04ff]",
    "chi_sim": "[\u3400-\u9fff]",
    "ara": "[\u0600-\u06ff]",
}


def bid(head: bytes, declared: str) -> int:
    """The signature may stand behind some junk."""
    if head.startswith(b"%PDF-"):
        return 100
    return 90 if b"%PDF-" in head[:1024] else 0


def read(path: str, data: bytes, limits: Limits, engines: Engines) -> Document:
    """Every page's blocks; pages without text that can be used are recognised from their picture, several at a time."""
    from parsers.readers.forms import xfa_fields
    from parsers.readers.pdf_page import open_pdf
    from parsers.readers.pdf_type import Types
    from parsers.readers.regions import with_regions

    pdf = open_pdf(path, data)
    types = Types(pdf.raw)
    reading = _Reading(path, limits, engines, types)
    try:
        count = len(pdf)
        if count > limits.pages:
            reading.say("pages_unread", f"{name_of(path)} has {count} pages; only the first {limits.pages} were read.")
        for number in range(1, min(count, limits.pages) + 1):
            if not reading.page(pdf, number):
                break
        reading.finish()
        fields = xfa_fields(pdf, limits) if reading.is_empty() else []
    finally:
        reading.finish()
        types.close()
        pdf.close()
    pages = [reading.as_shown(page) for page in with_regions(reading.pages, reading.separators)]
    if fields:
        pages.append(Page(tuple(fields)))
    form: Literal["scan", "pdf"] = "scan" if reading.recognised else "pdf"
    return Document(path, form, tuple(pages), reading.recognised, tuple(reading.findings))


class _Reading:
    """The pages read so far, with those that are being recognised."""

    def __init__(self, path: str, limits: Limits, engines: Engines, types: Types) -> None:
        self._path, self._limits, self._engines, self._types = path, limits, engines, types
        self.pages: list[Page] = []
        self.separators: list[list[float]] = []
        self.turns: dict[int, Turn] = {}
        self.across: dict[int, list[Block]] = {}
        self.findings: list[Finding] = []
        self.recognised = False
        self._letters = 0
        self._first = ""
        self._waiting: list[tuple[int, Future[tuple[Page, list[Finding]]]]] = []
        self._most = os.cpu_count() or 1
        self._pool = ThreadPoolExecutor(max_workers=self._most)

    def say(self, code: str, sentence: str, severity: Severity = Severity.WARNING) -> None:
        """Adds a finding."""
        self.findings.append(Finding(code=code, severity=severity, message=sentence))

    def is_empty(self) -> bool:
        """True where nothing was read but, perhaps, the one page that dynamic forms show in programs that cannot lay them out."""
        blocks = [block for page in self.pages for block in page.blocks]
        text = " ".join(getattr(block, "text", "") for block in blocks) if len(self.pages) == 1 else ""
        return not blocks or bool(_NOT_SHOWN.search(text))

    def as_shown(self, page: Page) -> Page:
        """The page with its boxes as people see them, and with what is written on it in other directions."""
        turn, across = self.turns.get(page.number or 0), self.across.get(page.number or 0, [])
        shown = turn.page(page) if turn else page
        return replace(shown, blocks=(*shown.blocks, *across)) if across else shown

    def page(self, pdf: Any, number: int) -> bool:
        """Reads a page; False where the document has become too long."""
        from parsers.readers.forms import form_fields
        from parsers.readers.grid import lone_rules
        from parsers.readers.layout import lay_out
        from parsers.readers.lines import letters, words_of
        from parsers.readers.pdf_drawings import page_rules
        from parsers.readers.pdf_page import page_text

        page = self._open(pdf, number)
        if page is None:
            return True
        text = page_text(page, self._types)
        placing = text.placing
        self._letters += sum(letters(piece.text) for piece in text.pieces)
        name = name_of(self._path)
        if self._letters > self._limits.text_chars:
            self.say(
                "text_cut",
                f"{name} is longer than {self._limits.text_chars} characters; from page {number} on it was not read.",
            )
            return False
        pieces = words_of(text.pieces) if pdf.formenv else text.pieces
        fields, used = form_fields(pdf, page, number, pieces, placing)
        self.pages.append(Page((), number, placing.turn.width, placing.turn.height))
        self.separators.append([])
        if text.usable or fields:
            rules = page_rules(text.objects, placing)
            blocks = lay_out([p for p in pieces if id(p) not in used], rules, number, fields)
            self.pages[-1] = Page(tuple(blocks), number, placing.width, placing.height)
            self.turns[number] = placing.turn
            self.across[number] = _across(text, number)
            self.separators[-1] = lone_rules(rules, 0.4 * placing.width)
            if text.hidden:
                self.say("hidden_text", f"Page {number} of {name} holds text that people do not see; it was not read.")
        elif text.pictured:
            self._recognise(page, number)
        return True

    def _open(self, pdf: Any, number: int) -> Any:
        import pypdfium2

        try:
            return pdf[number - 1]
        except pypdfium2.PdfiumError:
            sentence = f"Page {number} of {name_of(self._path)} is damaged and could not be read."
            self.say("damaged", sentence, Severity.ERROR)
            return None

    def _recognise(self, page: Any, number: int) -> None:
        from parsers.readers.pdf_page import render
        from parsers.readers.scan import recognise_page

        while len(self._waiting) >= self._most:
            self._take()
        picture, dpi = render(page, self._limits)
        place = len(self.pages) - 1
        self._waiting.append(
            (place, self._pool.submit(recognise_page, picture, dpi, number, self._engines, first=self._first))
        )

    def _take(self) -> None:
        place, future = self._waiting.pop(0)
        number = self.pages[place].number
        try:
            page, findings = future.result()
        except Unreadable as error:
            self.say(error.code, f"Page {number} of {name_of(self._path)}: {error.sentence}", Severity.ERROR)
            return
        self.pages[place] = page
        self.findings.extend(findings)
        self.recognised = True
        self._first = _model_of(page)

    def finish(self) -> None:
        """Waits for the pages that are being recognised."""
        while self._waiting:
            self._take()
        self._pool.shutdown()


def _across(text: PageText, number: int) -> list[Block]:
    """What is written on the page in other directions, with boxes as people see them.

    Little of it is a stamp or a note at the page's edge, and stands aside as a footer does."""
    from parsers.readers.layout import lay_out
    from parsers.readers.lines import letters

    if not text.others:
        return []
    every = (text.pieces, *(pieces for _, pieces in text.others))
    total = sum(letters(piece.text) for pieces in every for piece in pieces)
    blocks: list[Block] = []
    for placing, pieces in text.others:
        page = placing.turn.page(Page(tuple(lay_out(pieces, [], number)), number))
        aside = sum(letters(piece.text) for piece in pieces) < _ASIDE * total
        blocks.extend(
            replace(block, region="footer") if aside and isinstance(block, Paragraph | Table) else block
            for block in page.blocks
        )
    return blocks


def _model_of(page: Page) -> str:
    """The engine's language to try first on the next page."""
    text = "".join(block.text for block in page.blocks if isinstance(block, Paragraph))
    counts = {model: len(re.findall(letters, text)) for model, letters in _LETTERS.items()}
    return max(counts, key=lambda model: counts[model]) if any(counts.values()) else ""
