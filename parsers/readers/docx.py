"""DOCX: what Word shows when all changes are accepted, in the order of the text, with its tables, forms and text boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.submission import Finding, Severity
from parsers.document import Block, Document, Page, Paragraph, Table
from parsers.readers.reader import Unreadable, name_of

if TYPE_CHECKING:
    from parsers.engines import Engines
    from parsers.limits import Limits
    from parsers.readers.package import Package


def bid(head: bytes, declared: str) -> int:
    """A ZIP archive with Word's main part."""
    if not head.startswith(b"PK\x03\x04"):
        return 0
    return 100 if b"word/document" in head else 0


def read(path: str, data: bytes, limits: Limits, engines: Engines) -> Document:
    """Header, body, notes and footer; pictures of pages in it are recognised, as pages of their own."""
    from parsers.readers.image import recognised_pictures
    from parsers.readers.package import Package
    from parsers.readers.wordml import Story

    package = Package(path, data, limits)
    name = _main_part(package)
    root = package.xml_of(name)
    if root is None:
        raise Unreadable("damaged", f"{name_of(path)} is damaged and could not be read.")
    relations = package.relations_of(name)
    body = Story()
    body.read(root)
    headers, footers, notes = Story(), Story(), Story()
    for kind, member in dict.fromkeys(relations.values()):
        story = {"header": headers, "footer": footers, "footnotes": notes, "endnotes": notes}.get(kind)
        part = package.xml_of(member) if story is not None else None
        if story is not None and part is not None:
            story.read(part)
    blocks = [*_regioned(headers.blocks, "header"), *body.blocks, *notes.blocks, *_regioned(footers.blocks, "footer")]
    blocks = _bounded(blocks, limits.text_chars)
    members = [relations[i][1] for i in dict.fromkeys(body.pictures) if i in relations]
    scanned, findings = recognised_pictures(
        path, [package.bytes_of(m) or b"" for m in members[: limits.pages]], limits, engines
    )
    if body.hidden:
        sentence = f"{name_of(path)} holds text that is hidden from people; it was not read."
        findings.append(Finding(code="hidden_text", severity=Severity.WARNING, message=sentence))
    if body.changes:
        sentence = f"{name_of(path)} holds tracked changes; it was read with all of them accepted."
        findings.append(Finding(code="tracked_changes", severity=Severity.WARNING, message=sentence))
    recognised = bool(scanned)
    return Document(path, "docx", (Page(tuple(blocks)), *scanned), recognised, tuple(findings))


def _main_part(package: Package) -> str:
    for kind, member in package.relations_of("").values():
        if kind == "officeDocument":
            return member
    return "word/document.xml"


def _regioned(blocks: list[Block], region: str) -> list[Block]:
    """Blocks of headers and footers, each text once."""
    seen: set[str] = set()
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            if block.text not in seen:
                kept.append(Paragraph(block.lines, region))  # type: ignore[arg-type]
            seen.add(block.text)
        elif isinstance(block, Table):
            key = "\n".join(cell.text for row in block.rows for cell in row)
            if key not in seen:
                kept.append(Table(block.rows, region))  # type: ignore[arg-type]
            seen.add(key)
    return kept


def _bounded(blocks: list[Block], most: int) -> list[Block]:
    kept: list[Block] = []
    for block in blocks:
        lines = (
            block.lines
            if isinstance(block, Paragraph)
            else [x for r in block.rows for c in r for x in c.lines]
            if isinstance(block, Table)
            else []
        )
        most -= sum(len(line.text) for line in lines)
        if most < 0:
            break
        kept.append(block)
    return kept
