"""ODT: paragraphs, lists, tables, forms and text boxes, with tracked deletions left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from domain.submission import Finding, Severity
from parsers.document import Block, Cell, Document, Line, Page, Paragraph, Table
from parsers.readers.markup_numbers import whole_number
from parsers.readers.nested import laid_out
from parsers.readers.raised import raised
from parsers.readers.reader import Unreadable, name_of

if TYPE_CHECKING:
    from parsers.engines import Engines
    from parsers.limits import Limits

_DEPTH = 120
_RAISING = re.compile(r"super\b|[1-9]\d*%")
_MOST_REPEATED = 60
_HELD = {"text:section", "text:index-body", "office:text", "table:table-header-rows", "text:list-header"}


def bid(head: bytes, declared: str) -> int:
    """A ZIP archive that says so in its first member."""
    return 100 if head.startswith(b"PK\x03\x04") and b"application/vnd.oasis.opendocument.text" in head[:120] else 0


def read(path: str, data: bytes, limits: Limits, engines: Engines) -> Document:
    """Header, body and footer; pictures of pages in it are recognised, as pages of their own."""
    from parsers.readers.image import recognised_pictures
    from parsers.readers.package import Package

    package = Package(path, data, limits)
    root = package.xml_of("content.xml")
    if root is None:
        encrypted = b"encryption-data" in (package.bytes_of("META-INF/manifest.xml") or b"")
        code, reason = ("password_protected", "protected with a password") if encrypted else ("damaged", "damaged")
        raise Unreadable(code, f"{name_of(path)} is {reason} and could not be read.")
    body = _Story(_raised_styles(root))
    for text in root.iter("{*}text"):
        if _tag(text) == "office:text":
            body.blocks_of(text, body.blocks, 0)
    headers, footers = _edges(package.xml_of("styles.xml"))
    members = [package.bytes_of(name) or b"" for name in dict.fromkeys(body.pictures) if name in package.names]
    scanned, findings = recognised_pictures(path, members[: limits.pages], limits, engines)
    if body.changes:
        sentence = f"{name_of(path)} holds tracked changes; it was read with all of them accepted."
        findings.append(Finding(code="tracked_changes", severity=Severity.WARNING, message=sentence))
    blocks = [*headers, *body.blocks, *footers]
    return Document(path, "odt", (Page(tuple(blocks)), *scanned), bool(scanned), tuple(findings))


def _edges(styles: Any) -> tuple[list[Block], list[Block]]:
    found: dict[str, list[Block]] = {"header": [], "footer": []}
    raising = _raised_styles(styles) if styles is not None else frozenset()
    for master in styles.iter("{*}master-page") if styles is not None else ():
        for child in master:
            region = _tag(child).removeprefix("style:").split("-")[0]
            if region in found:
                story = _Story(raising)
                story.blocks_of(child, story.blocks, 0)
                for block in story.blocks:
                    placed: Block = block
                    if isinstance(block, Paragraph):
                        placed = Paragraph(block.lines, region)  # type: ignore[arg-type]
                    elif isinstance(block, Table):
                        placed = Table(block.rows, region)  # type: ignore[arg-type]
                    if placed not in found[region]:
                        found[region].append(placed)
    return found["header"], found["footer"]


def _raised_styles(root: Any) -> frozenset[str]:
    """The names of the styles that raise their type: text-position is "super 58%" or "33% 58%"."""
    return frozenset(
        _attribute(style, "name") or ""
        for style in root.iter("{*}style")
        for properties in style.iter("{*}text-properties")
        if _RAISING.match(_attribute(properties, "text-position") or "")
    )


class _Story:
    """Collects the blocks of a body, header or footer."""

    def __init__(self, raising: frozenset[str]) -> None:
        self._raising = raising
        """The names of the styles whose type is raised."""
        self.blocks: list[Block] = []
        self.pictures: list[str] = []
        self.changes = False
        self._boxes: list[Any] = []

    def blocks_of(self, element: Any, into: list[Block], depth: int, marker: str = "") -> None:
        """Adds the blocks in an element."""
        if depth > _DEPTH:
            return
        for child in element:
            tag = _tag(child)
            if tag in ("text:p", "text:h"):
                self._paragraph(child, into, depth, marker)
                marker = ""
            elif tag == "text:list":
                for item in child:
                    self.blocks_of(item, into, depth + 1, "- ")
            elif tag == "table:table":
                self._table(child, into, depth)
            elif tag in _HELD:
                self.blocks_of(child, into, depth + 1)
            elif tag == "text:tracked-changes":
                self.changes = True
            elif tag == "draw:frame":
                self._frame(child)
                self._emit_boxes(into, depth)

    def _paragraph(self, element: Any, into: list[Block], depth: int, marker: str) -> None:
        text = self._text(element, depth)
        lines = tuple(Line(part.strip()) for part in text.split("\n") if part.strip())
        if lines:
            first = Line(marker + lines[0].text) if marker else lines[0]
            into.append(Paragraph((first, *lines[1:])))
        self._emit_boxes(into, depth)

    def _emit_boxes(self, into: list[Block], depth: int) -> None:
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            inner: list[Block] = []
            self.blocks_of(box, inner, depth + 1)
            into.extend(Paragraph(block.lines, "textbox") if isinstance(block, Paragraph) else block for block in inner)

    def _text(self, element: Any, depth: int) -> str:
        if depth > _DEPTH:
            return ""
        said = " ".join((element.text or "").split("\n"))
        for child in element:
            tag = _tag(child)
            if tag == "text:s":
                said += " " * whole_number(_attribute(child, "c"), 1, 100)
            elif tag == "text:tab":
                said += "\t"
            elif tag == "text:line-break":
                said += "\n"
            elif tag in ("text:note", "office:annotation", "office:annotation-end", "text:ruby-text"):
                pass
            elif tag in ("draw:frame", "draw:custom-shape", "draw:rect", "draw:g"):
                self._frame(child)
            elif tag == "text:checkbox" or (
                tag == "field:fieldmark" and "checkbox" in (_attribute(child, "type") or "").lower()
            ):
                checked = any(
                    _attribute(p, "name") == "Checkbox_Checked" and _attribute(p, "value") == "true" for p in child
                )
                said += "☒" if checked else "☐"
            else:
                inner = self._text(child, depth + 1)
                said += raised(inner) if _attribute(child, "style-name") in self._raising else inner
            said += child.tail or ""
        return said

    def _frame(self, element: Any) -> None:
        for inner in element.iter("{*}text-box", "{*}image"):
            tag = _tag(inner)
            if tag == "draw:text-box":
                self._boxes.append(inner)
            else:
                self.pictures.append(_attribute(inner, "href") or "")
        if _tag(element) != "draw:frame":
            self._boxes.append(element)

    def _table(self, element: Any, into: list[Block], depth: int) -> None:
        rows: list[tuple[Cell, ...]] = []
        held: dict[tuple[int, int], list[Block]] = {}
        for row in element.iter("{*}table-row"):
            if next((up for up in row.iterancestors("{*}table")), None) is not element:
                continue
            cells: list[Cell] = []
            for cell in row:
                tag = _tag(cell)
                if tag not in ("table:table-cell", "table:covered-table-cell"):
                    continue
                inner = held[len(rows), len(cells)] = []
                self.blocks_of(cell, inner, depth + 2)
                lines = tuple(line for block in inner if isinstance(block, Paragraph) for line in block.lines)
                count = whole_number(_attribute(cell, "number-columns-repeated"), 1, _MOST_REPEATED)
                cells.extend([Cell(lines, spanned=tag == "table:covered-table-cell")] * count)
            rows.append(tuple(cells))
        into.extend(laid_out(rows, held))


_PREFIXES = {
    "text": "text:",
    "table": "table:",
    "drawing": "draw:",
    "office": "office:",
    "style": "style:",
    "form": "form:",
    "field": "field:",
}


def _tag(element: Any) -> str:
    """The tag with OpenDocument's usual prefix, whatever the file calls it."""
    if not isinstance(element.tag, str) or "}" not in element.tag:
        return ""
    space, name = element.tag[1:].split("}", 1)
    kind = (
        "field"
        if "field:1.0" in space
        else space.removeprefix("urn:oasis:names:tc:opendocument:xmlns:").split(":", 1)[0]
    )
    return _PREFIXES.get(kind, kind + ":") + name


def _attribute(element: Any, name: str) -> str | None:
    return next((value for key, value in element.attrib.items() if key.rsplit("}", 1)[-1] == name), None)
