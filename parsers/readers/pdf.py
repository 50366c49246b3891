"""PDF: stored text with its places, drawn tables and filled forms; pages without usable text go to character recognition."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from domain.submission import Finding, Severity
from parsers.document import Document, Page
from parsers.readers.reader import Unreadable, name_of

if TYPE_CHECKING:
    from parsers.engines import Engines
    from parsers.limits import Limits


def bid(head: bytes, declared: str) -> int:
    """The signature may stand behind some junk."""
    if head.startswith(b"%PDF-"):
        return 100
    return 90 if b"%PDF-" in head[:1024] else 0


def read(path: str, data: bytes, limits: Limits, engines: Engines) -> Document:
    """Every page's blocks; pages without text that can be used are recognised from their picture."""
    from parsers.readers.forms import form_fields, xfa_fields
    from parsers.readers.grid import lone_rules
    from parsers.readers.layout import lay_out
    from parsers.readers.pdf_page import open_pdf, page_rules, page_text
    from parsers.readers.regions import with_regions

    findings: list[Finding] = []
    pages: list[Page] = []
    separators: list[list[float]] = []
    recognised = False
    pdf = open_pdf(path, data)
    try:
        count = len(pdf)
        if count > limits.pages:
            sentence = f"{name_of(path)} has {count} pages; only the first {limits.pages} were read."
            findings.append(Finding(code="pages_unread", severity=Severity.WARNING, message=sentence))
        letters = 0
        for number in range(1, min(count, limits.pages) + 1):
            page = _open_page(pdf, number, path, findings)
            if page is None:
                continue
            text = page_text(page, number)
            rules = page_rules(page)
            letters += sum(len(piece.text) for piece in text.pieces)
            if letters > limits.text_chars:
                sentence = f"{name_of(path)} is longer than {limits.text_chars} characters; from page {number} on it was not read."
                findings.append(Finding(code="text_cut", severity=Severity.WARNING, message=sentence))
                break
            fields, used = form_fields(pdf, page, number, text.pieces)
            if text.usable or fields:
                blocks = lay_out([p for p in text.pieces if id(p) not in used], rules, number, fields)
                pages.append(Page(tuple(blocks), number, text.width, text.height))
                separators.append(lone_rules(rules, 0.4 * text.width))
                if text.hidden:
                    sentence = f"Page {number} of {name_of(path)} holds text that people do not see; it was not read."
                    findings.append(Finding(code="hidden_text", severity=Severity.WARNING, message=sentence))
            elif text.pictured:
                scanned, trouble = _recognise(page, number, path, limits, engines)
                recognised = recognised or scanned is not None
                pages.append(scanned or Page((), number, text.width, text.height))
                separators.append([])
                findings.extend(trouble)
            else:
                pages.append(Page((), number, text.width, text.height))
                separators.append([])
        fields_of_xfa = xfa_fields(pdf, limits) if not any(p.blocks for p in pages) or _please_wait(pages) else []
    finally:
        pdf.close()
    pages = with_regions(pages, separators)
    if fields_of_xfa:
        pages.append(Page(tuple(fields_of_xfa)))
    return Document(path, "scan" if recognised else "pdf", tuple(pages), recognised, tuple(findings))


def _open_page(pdf: Any, number: int, path: str, findings: list[Finding]) -> Any:
    import pypdfium2

    try:
        return pdf[number - 1]
    except pypdfium2.PdfiumError:
        sentence = f"Page {number} of {name_of(path)} is damaged and could not be read."
        findings.append(Finding(code="damaged", severity=Severity.ERROR, message=sentence))
        return None


def _recognise(
    page: Any, number: int, path: str, limits: Limits, engines: Engines
) -> tuple[Page | None, list[Finding]]:
    from parsers.readers.pdf_page import render
    from parsers.readers.scan import recognise_page

    try:
        picture, dpi = render(page, limits)
        return recognise_page(picture, dpi, number, engines)
    except Unreadable as error:
        sentence = f"Page {number} of {name_of(path)}: {error.sentence}"
        return None, [Finding(code=error.code, severity=Severity.ERROR, message=sentence)]


def _please_wait(pages: list[Page]) -> bool:
    """The one page that dynamic forms show in programs that cannot lay them out."""
    text = " ".join(line for page in pages for block in page.blocks for line in [getattr(block, "text", "")])
    return len(pages) == 1 and bool(re.search(r"please wait|adobe reader", text, re.IGNORECASE))
