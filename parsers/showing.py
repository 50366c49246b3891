"""Showing: what a document without pages says, as one text for people to look at."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.document import Document, FormField, Paragraph, Table

MOST = 20_000
"""Characters of one document's text."""
CUT = "[Not all of it is shown here. Download the file to see the rest.]"
CELL, BREAK, GAP = "\t", "\u2028", "\u2003"
"""Between the cells of a table's row; between the lines of a cell; in place of a tab within a paragraph."""

_SPACES = re.compile(r"[^\S\n\u2003]+|[\x00-\x08\x0e-\x1f\x7f]")


def text_of(document: Document, most: int = MOST) -> str:
    """The document in reading order, in the form that domain.reading.Attachment.text promises; at most `most` characters
    and, where more was there or parts were not read, the sentence CUT."""
    lines: list[str] = []
    room = most
    for line in _lines(document):
        if len(line) + 1 > room:
            kept = line[:room].rstrip()
            return "\n".join([*lines, *([kept] if kept else []), "", CUT])
        lines.append(line)
        room -= len(line) + 1
    if any(finding.code == "text_cut" for finding in document.findings):
        lines += ["", CUT]
    return "\n".join(lines).strip("\n")


def _lines(document: Document) -> Iterator[str]:
    """Lines of the blocks; an empty one between two blocks, but not between two form fields."""
    before: object = None
    for block in document.blocks:
        found = [_plain(_asked(block))] if isinstance(block, FormField) else [*_inner(block)]
        if not any(line.strip() for line in found):
            continue
        if before is not None and not (isinstance(block, FormField) and isinstance(before, FormField)):
            yield ""
        yield from found
        before = block


def _inner(block: Paragraph | Table) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield from (_plain(line.text) for line in block.lines)
    else:
        yield from _rows(block)


def _rows(table: Table) -> Iterator[str]:
    """The rows without empty rows and columns. A cell that spans its whole row is a line of its own."""
    texts = [[BREAK.join(_plain(line.text) for line in cell.lines).strip() for cell in row] for row in table.rows]
    columns = [place for place in range(len(texts[0]) if texts else 0) if any(row[place] for row in texts)]
    for row, cells in zip(table.rows, texts, strict=True):
        whole = len(columns) > 1 and all(cell.spanned for cell in row[1:])
        if any(cells):
            yield cells[0] if whole else CELL.join(cells[place] for place in columns)


def _asked(field: FormField) -> str:
    label = (field.label or field.name).rstrip(" :：")
    if field.checked is not None:
        tick = "☒" if field.checked else "☐"
        return f"{tick} {label}: {field.value}" if field.value and field.value != label else f"{tick} {label}"
    return f"{label}: {field.value}" if label else field.value


def _plain(text: str) -> str:
    """The text on one line, without tabs, which stand between cells only."""
    return _SPACES.sub(" ", text.replace("\t", GAP)).replace("\n", BREAK).strip()
