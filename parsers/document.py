"""The document: the one form into which every reader brings its format.

A document is pages of blocks in reading order. A block is a paragraph, a table or a form field; all three end in lines, a
line in words. Every word knows its box (PDF points from the page's top left) where the source has pages, and how sure its
reader was of it (1.0 for text that was stored as text). Formats without pages have one page numbered None.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from domain.submission import Box, Finding

Format = Literal["text", "html", "pdf", "docx", "odt", "doc", "rtf", "xlsx", "csv", "image", "scan"]
PAGED: tuple[Format, ...] = ("pdf", "image", "scan")
"""Formats that nobody types over: of a note that comes in two formats, the one in these is the signed one."""


def union(boxes: list[Box]) -> Box | None:
    """The smallest box that holds all of `boxes`; None of none."""
    if not boxes:
        return None
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without space (in Chinese: as the reader cut it), where it stands and how sure it is (0 to 1).

    `start` is its first character's place in its line's text."""

    text: str
    start: int = 0
    box: Box | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Line:
    """One line as printed; `words` may be empty where a reader knows neither boxes nor doubts."""

    text: str
    page: int | None = None
    box: Box | None = None
    words: Sequence[Word] = ()
    confidence: float = 1.0
    """The lowest confidence of its words."""
    size: float | None = None
    """Height of the type in points, None where unknown."""
    sample: bool = False
    """True for grey instructions and placeholder texts: not data."""
    wraps: bool = False
    """True where the line ended only because it was full: the next one continues it."""

    def wrapped(self) -> Line:
        """The same line, which the next one continues."""
        return Line(self.text, self.page, self.box, self.words, self.confidence, self.size, self.sample, wraps=True)

    def box_of(self, start: int, end: int) -> Box | None:
        """The box of the characters from `start` to `end` of the text: of the words they touch, else the line's."""
        touched = [w.box for w in self.words if w.box and w.start < end and w.start + len(w.text) > start]
        return union(touched) or self.box

    def confidence_of(self, start: int, end: int) -> float:
        """The lowest confidence of the words from `start` to `end`, else the line's."""
        touched = [w.confidence for w in self.words if w.start < end and w.start + len(w.text) > start]
        return min(touched, default=self.confidence)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together; `region` says where on the page they stand."""

    lines: tuple[Line, ...]
    region: Literal["body", "header", "footer", "textbox", "quoted", "signature"] = "body"

    @property
    def text(self) -> str:
        """The lines joined with line breaks."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; a cell that spans others stands at its first place and the others are empty with `spanned` set."""

    lines: tuple[Line, ...] = ()
    header: bool = False
    spanned: bool = False

    @property
    def text(self) -> str:
        """The lines joined with line breaks."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equal length, cells in reading order (in right-to-left tables the right-most first)."""

    rows: tuple[tuple[Cell, ...], ...]
    region: Literal["body", "header", "footer", "textbox", "quoted", "signature"] = "body"


@dataclass(frozen=True, slots=True)
class FormField:
    """A fillable field: `name` is the file's, `label` the tooltip or what stands beside it for people, `value` what was filled in.

    Check boxes and radio buttons have `checked` set, and `value` is the option they stand for."""

    name: str
    label: str
    value: str
    kind: Literal["text", "check", "radio", "choice"] = "text"
    checked: bool | None = None
    page: int | None = None
    box: Box | None = None


Block = Paragraph | Table | FormField


@dataclass(frozen=True, slots=True)
class Page:
    """Blocks in reading order; width and height in PDF points, None where the format has no pages."""

    blocks: tuple[Block, ...]
    number: int | None = None
    width: float | None = None
    height: float | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One attachment (or the message's body) as read. `path` is the evidence's `attachment`: `body`, `form.docx`, `a.zip!b.pdf`."""

    path: str
    format: Format
    pages: tuple[Page, ...]
    recognised: bool = False
    """True where the text comes from character recognition."""
    findings: tuple[Finding, ...] = field(default=())

    @property
    def blocks(self) -> list[Block]:
        """All blocks in reading order."""
        return [block for page in self.pages for block in page.blocks]

    @property
    def text(self) -> str:
        """Everything but form fields, for language and kind."""
        parts: list[str] = []
        for block in self.blocks:
            if isinstance(block, Paragraph):
                parts.append(block.text)
            elif isinstance(block, Table):
                parts.extend("\t".join(cell.text.replace("\n", " ") for cell in row) for row in block.rows)
        return "\n".join(parts)
