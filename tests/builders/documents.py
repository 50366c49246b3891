"""Small documents for tests: what a reader would hand over, written as a person would type it."""

from __future__ import annotations

from parsers.document import Cell, Document, Format, FormField, Line, Page, Paragraph, Table


def lines(text: str) -> tuple[Line, ...]:
    """One line for each line of the text."""
    return tuple(Line(part) for part in text.split("\n"))


def paragraph(text: str) -> Paragraph:
    """A paragraph of the text's lines."""
    return Paragraph(lines(text))


def table(*rows: tuple[str, ...]) -> Table:
    """A table of these rows of cell texts."""
    return Table(tuple(tuple(Cell(lines(cell)) for cell in row) for row in rows))


def document(*blocks: str | Table | FormField | Paragraph, path: str = "note.pdf", form: Format = "pdf") -> Document:
    """A document of one page; a string stands for its paragraphs, separated by empty lines."""
    out: list[Paragraph | Table | FormField] = []
    for block in blocks:
        if isinstance(block, str):
            out.extend(paragraph(part) for part in block.strip("\n").split("\n\n"))
        else:
            out.append(block)
    return Document(path, form, (Page(tuple(out), number=1, width=612, height=792),))
