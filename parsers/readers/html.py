"""HTML: a message's body, or an attached page. What people cannot see in it is not read, but said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from domain.submission import Finding, Severity
from parsers.document import Block, Cell, Document, Line, Page, Paragraph, Table
from parsers.readers.html_looks import (
    is_hidden,
    is_quoted,
    is_signature,
    is_struck,
    links_elsewhere,
    opens_quotation,
    stands_beside_others,
)
from parsers.readers.markup_numbers import whole_number
from parsers.readers.nested import whole_table
from parsers.readers.quoting import mark
from parsers.readers.raised import raised
from parsers.readers.text import decode

if TYPE_CHECKING:
    from parsers.engines import Engines
    from parsers.limits import Limits

_SKIPPED = {
    "script",
    "style",
    "head",
    "title",
    "template",
    "noscript",
    "object",
    "svg",
    "math",
    "meta",
    "link",
    "select",
    "iframe",
}
_BLOCKS = {
    "p", "div", "section", "article", "header", "footer", "main", "aside", "nav", "address", "center", "form", "fieldset", "figure",
    "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "dt", "dd", "li", "pre", "blockquote", "table", "caption", "body", "hr",
}  # fmt: skip
_WIDE = re.compile(r"\S {3,}\S")
_SPACED = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "table", "hr", "pre"}
"""Elements that stand apart from what is before and after them; the others only begin a new line."""
_DEPTH = 150
_WITHIN_MARKS = frozenset({"span", "b", "i", "em", "strong", "small", "font", "a"})
_MOST_ITEMS = 10_000
_UNSURE = 0.5
"""Confidence of a line in which something is struck through, or linked to another address than it shows."""
_SENTENCES = {
    "hidden_text": "The text holds words that are hidden from people who look at it; they were not read.",
    "struck_text": "Words are struck through; where others stand beside them they were not read.",
    "link_elsewhere": "An address that the text shows is linked to another one.",
}


def read_html(path: str, html: str) -> Document:
    """The page as people see it: paragraphs, lists and tables; hidden text is left out with a finding."""
    from lxml import etree
    from lxml import html as parser

    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", html.replace("\x00", ""))
    if not text.strip():
        return Document(path, "html", (Page(()),))
    try:
        root = parser.document_fromstring(
            text, parser=parser.HTMLParser(no_network=True, recover=True, huge_tree=False)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return Document(path, "html", (Page(()),))
    writer = _Writer()
    writer.element(root, 0)
    blocks = writer.finish()
    said = {code for code, text in (("hidden_text", writer.hidden), *writer.told) if text.strip()}
    findings = (
        Finding(code=code, severity=Severity.WARNING, message=_SENTENCES[code]) for code in _SENTENCES if code in said
    )
    return Document(path, "html", (Page(tuple(mark(blocks))),), findings=tuple(findings))


def bid(head: bytes, declared: str) -> int:
    """An opening tag that only HTML has."""
    start = head[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")) or b"<html" in start or b"<body" in start:
        return 80
    return 40 if declared == "text/html" and b"<" in start else 0


def read(path: str, data: bytes, limits: Limits, engines: Engines) -> Document:
    """An attached page, in the encoding it declares or else the most plausible one."""
    declared = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", data[:4096])
    text = None
    if declared:
        try:
            text = data.decode(declared[1].decode("ascii"), "strict")
        except (LookupError, UnicodeDecodeError):
            text = None
    if text is None:
        text, _ = decode(data)
    return read_html(path, text[: limits.text_chars])


class _Writer:
    """Collects lines into paragraphs while the tree is walked."""

    def __init__(self, quoted: bool = False) -> None:
        self.blocks: list[Block] = []
        self.hidden = ""
        self.told: list[tuple[str, str]] = []
        """Codes of findings, each with the words that it is about."""
        self._sure = True
        self._doubted = 0
        self._text = ""
        self._lines: list[Line] = []
        self._quoted = quoted
        self._signature = False
        self._lists: list[int | None] = []

    def finish(self) -> list[Block]:
        """All blocks so far."""
        self._end_paragraph()
        return self.blocks

    def element(self, element: Any, depth: int) -> None:
        """Writes an element and what is in it; not the text behind it."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in _SKIPPED or tag.startswith("{"):
            return
        if tag.startswith("o:") or depth > _DEPTH:
            self._say(" ".join(element.itertext()))
            return
        if is_hidden(element):
            self.hidden += "".join(element.itertext())
            return
        if is_struck(element):
            self.told.append(("struck_text", "".join(element.itertext())))
            if stands_beside_others(element):
                return
            self._doubted += 1
            self._within(tag, element, depth)
            self._end_line()
            self._doubted -= 1
            return
        if tag == "a" and (shown := links_elsewhere(element)):
            self.told.append(("link_elsewhere", shown))
            self._sure = False
        self._within(tag, element, depth)

    def _within(self, tag: str, element: Any, depth: int) -> None:
        match tag:
            case "br":
                self._end_line(keep_empty=True)
                return
            case "img":
                return
            case "input":
                self._input(element)
                return
            case "table":
                self._table(element, depth)
                return
            case "sup" if (mark := _mark(element)) is not None:
                self._say(mark)
                return
            case _:
                self._open(tag, element)
        quoted, signature = self._regions(tag, element)
        self._say(element.text or "", tag == "pre")
        for child in element:
            self.element(child, depth + 1)
            self._say(child.tail or "", tag == "pre")
        self._close(tag)
        if (quoted, signature) != (self._quoted, self._signature) and not opens_quotation(element):
            self._end_paragraph()
            self._quoted, self._signature = quoted, signature

    def _regions(self, tag: str, element: Any) -> tuple[bool, bool]:
        before = self._quoted, self._signature
        quoted = tag == "blockquote" or is_quoted(element) or opens_quotation(element)
        signature = is_signature(element)
        if (quoted and not self._quoted) or (signature and not self._signature):
            self._end_paragraph()
            self._quoted, self._signature = self._quoted or quoted, self._signature or signature
        return before

    def _open(self, tag: str, element: Any) -> None:
        if tag in _SPACED:
            self._end_paragraph()
        elif tag in _BLOCKS:
            self._end_line()
        if tag in ("ul", "ol"):
            self._lists.append(whole_number(element.get("start"), 1, _MOST_ITEMS) if tag == "ol" else None)
        elif tag == "li" and self._lists:
            number = self._lists[-1]
            self._text = "- " if number is None else f"{number}. "
            if number is not None:
                self._lists[-1] = number + 1

    def _close(self, tag: str) -> None:
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        if tag in _SPACED:
            self._end_paragraph()
        elif tag in _BLOCKS:
            self._end_line()

    def _say(self, text: str, verbatim: bool = False) -> None:
        if verbatim:
            for at, line in enumerate(text.split("\n")):
                if at:
                    self._end_line(keep_empty=True)
                self._text += line
            return
        text = re.sub(r"[ \t\r\n\f]+", " ", text)
        if text == " " and not self._text.strip():
            return
        self._text += text[1:] if self._text.endswith(" ") and text.startswith(" ") else text

    def _end_line(self, keep_empty: bool = False) -> None:
        text = self._text.replace("\u00a0", " ")
        # where cells are parted by wide spaces, those before the first one tell in which column it stands
        text = text.strip("\r\n").rstrip() if _WIDE.search(text) else text.strip()
        self._text = ""
        if text:
            self._lines.append(Line(text) if self._sure and not self._doubted else Line(text, confidence=_UNSURE))
            self._sure = True
        elif keep_empty:
            self._end_paragraph()

    def _end_paragraph(self) -> None:
        if self._text.strip():
            self._end_line()
        self._text = ""
        if self._lines:
            region = "quoted" if self._quoted else "signature" if self._signature else "body"
            self.blocks.append(Paragraph(tuple(self._lines), region))  # type: ignore[arg-type]
        self._lines = []

    def _input(self, element: Any) -> None:
        kind = str(element.get("type") or "text").lower()
        if kind in ("checkbox", "radio"):
            self._say("☒ " if element.get("checked") is not None else "☐ ")
        elif kind == "text":
            self._say(str(element.get("value") or ""))

    def _table(self, element: Any, depth: int) -> None:
        self._end_paragraph()
        rows: list[list[Cell]] = []
        held: dict[tuple[int, int], list[Block]] = {}
        spans: dict[tuple[int, int], bool] = {}
        nested = element.find(".//table") is not None
        for number, row in enumerate(_rows(element)):
            cells: list[Cell] = []
            for cell in row:
                if cell.tag not in ("td", "th"):
                    continue
                while spans.pop((number, len(cells)), False):
                    cells.append(Cell(spanned=True))
                inner = _Writer(self._quoted)
                inner._doubted = self._doubted
                if is_hidden(cell):
                    self.hidden += "".join(cell.itertext())
                else:
                    inner._say(cell.text or "")
                    for child in cell:
                        inner.element(child, depth + 2)
                        inner._say(child.tail or "")
                blocks = inner.finish()
                self.hidden += inner.hidden
                self.told += inner.told
                held[len(rows), len(cells)] = blocks
                lines = tuple(line for block in blocks if isinstance(block, Paragraph) for line in block.lines)
                wide, tall = _span(cell, "colspan"), _span(cell, "rowspan")
                for down in range(1, tall):
                    for right in range(wide):
                        spans[number + down, len(cells) + right] = True
                cells.append(Cell(lines, header=cell.tag == "th"))
                cells.extend(Cell(spanned=True) for _ in range(wide - 1))
            while spans.pop((number, len(cells)), False):
                cells.append(Cell(spanned=True))
            rows.append(cells)
        if nested and (whole := whole_table(rows, held)) is not None:
            self.blocks.append(Table(whole.rows, "quoted" if self._quoted else "body"))
            return
        rows = [row for row in rows if row]
        width = max((len(row) for row in rows), default=0)
        if not nested and width > 1 and (len(rows) > 1 or all(len(cell.lines) <= 2 for cell in rows[0])):
            if any(cell.lines for row in rows for cell in row):
                filled = tuple(tuple(row + [Cell()] * (width - len(row))) for row in rows)
                self.blocks.append(Table(filled, "quoted" if self._quoted else "body"))
        else:
            # a table that only arranges the page: its cells one after the other
            for blocks in held.values():
                self.blocks.extend(blocks)


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("tbody", "thead", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _span(cell: Any, name: str) -> int:
    return max(1, whole_number(cell.get(name), 1, 50))


def _mark(element: Any) -> str | None:
    """A footnote's mark as it is seen, where that is all the element holds, shown and linked nowhere else; None for all else."""
    for inner in element.iterdescendants():
        if inner.tag not in _WITHIN_MARKS or is_hidden(inner) or is_struck(inner) or links_elsewhere(inner):
            return None
    text = "".join(element.itertext())
    seen = raised(text)
    return seen if seen != text else None
