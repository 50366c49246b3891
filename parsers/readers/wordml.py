"""WordprocessingML: one story (body, header, footer) as paragraphs and tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from parsers.document import Block, Cell, Paragraph, Table
from parsers.readers.nested import laid_out
from parsers.readers.wordml_elements import DELETED, DEPTH, get, inside, number_of, tag_of
from parsers.readers.wordml_text import Text


@dataclass
class Story:
    """Collects a story's blocks in reading order, and what a reviewer should know of it."""

    blocks: list[Block] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    """Relation ids of the pictures in it."""
    hidden: bool = False
    changes: bool = False
    _held: list[tuple[str, bool]] = field(default_factory=list)
    """What the next paragraph begins with."""

    def read(self, root: Any) -> None:
        """Adds the blocks of a part's root element."""
        for child in root:
            self._block(child, self.blocks, 0)

    def _block(self, element: Any, into: list[Block], depth: int) -> None:
        tag = tag_of(element)
        if depth > DEPTH:
            return
        if tag == "p":
            self._paragraph(element, into, depth)
        elif tag == "tbl":
            self._table(element, into, depth)
        elif tag in DELETED:
            self.changes = True
        elif tag in (
            "body",
            "sdt",
            "sdtContent",
            "customXml",
            "ins",
            "moveTo",
            "footnote",
            "endnote",
            "AlternateContent",
            "Choice",
            "txbxContent",
        ):
            if tag in ("footnote", "endnote") and get(element, "type") in ("separator", "continuationSeparator"):
                return
            for child in element:
                if tag != "sdt" or tag_of(child) == "sdtContent":
                    self._block(child, into, depth + 1)

    def _paragraph(self, element: Any, into: list[Block], depth: int) -> None:
        text = Text(self, self._held)
        self._held = []
        text.run(element, depth, sample=False)
        mark = element.find("{*}pPr/{*}rPr/{*}del")
        if mark is not None and not text.boxes and tag_of(element.getnext()) == "p":
            # its end was deleted: the next paragraph goes on where this one stops
            self.changes, self._held = True, text.parts
            return
        if (lines := text.lines()) and any(line.text for line in lines):
            into.append(Paragraph(lines))
        for box in text.boxes:
            inner: list[Block] = []
            for child in box:
                self._block(child, inner, depth + 1)
            for block in inner:
                if isinstance(block, Paragraph):
                    into.append(Paragraph(block.lines, "textbox"))
                elif isinstance(block, Table):
                    into.append(Table(block.rows, "textbox"))

    def _table(self, element: Any, into: list[Block], depth: int) -> None:
        rows: list[list[Cell]] = []
        held: dict[tuple[int, int], list[Block]] = {}
        for row in inside(element, "tr"):
            properties = row.find("{*}trPr")
            if properties is not None and properties.find("{*}del") is not None:
                self.changes = True
                continue
            heading = properties is not None and properties.find("{*}tblHeader") is not None
            cells: list[Cell] = [Cell() for _ in range(number_of(properties, "gridBefore", 0))]
            for cell in inside(row, "tc"):
                blocks = held[len(rows), len(cells)] = self._inner(cell, depth)
                cells.extend(_cells(cell, blocks, heading))
            if cells:
                rows.append(cells)
        into.extend(laid_out(rows, held))

    def _inner(self, cell: Any, depth: int) -> list[Block]:
        inner: list[Block] = []
        for child in cell:
            self._block(child, inner, depth + 2)
        return inner


def _cells(cell: Any, inner: list[Block], heading: bool) -> list[Cell]:
    properties = cell.find("{*}tcPr")
    merged = properties.find("{*}vMerge") if properties is not None else None
    lines = tuple(line for block in inner if isinstance(block, Paragraph) for line in block.lines)
    goes_on = merged is not None and get(merged, "val") != "restart"
    first = Cell(spanned=True) if goes_on and not lines else Cell(lines, header=heading)
    return [first, *(Cell(spanned=True) for _ in range(number_of(properties, "gridSpan", 1) - 1))]
