"""Original and translation: a document that says the same thing twice is two documents, and one of them is the original."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from parsers.document import Block, Document, FormField, Line, Page, Paragraph, Table
from parsers.extract.interleaved import interleaved
from parsers.fields.language import language_of
from parsers.fold import fold
from parsers.lexicons import LANGUAGES
from parsers.words import formula, label_at_head, label_of, phrases

_SHORT = 110
_FOR_PEOPLE = frozenset({"pdf", "scan", "image", "docx", "odt", "doc", "rtf"})
_SAMPLE = 4000
_WORD = re.compile(r"[^\W\d_]+")
_RULES = re.compile(r"[-–—_=*~·.]{3,}")
_FEWEST_ROWS = 8
_MOSTLY = 0.7
"""Share of a column's cells that have one line each from which they are lines of running text."""
_WIDE_GAP = 0.9
"""Heights of a line between two lines from which a paragraph ends."""
_FEW = 20
"""Letters below which a document says nothing."""
_KNOWN = 0.06
"""Part of a text's words that at least are common ones or labels where its language is known."""


@dataclass(frozen=True, slots=True)
class Version:
    """One language's text of a document; `translation` where the text says that it is one."""

    document: Document
    language: str | None
    translation: bool = False


def versions_of(document: Document) -> list[Version]:
    """The document's versions, the original first; mostly there is one."""
    if (columns := _beside(document)) is not None:
        return [version for side in columns for version in _versions(*side)]
    if not any(_marks_translation(b) for b in document.blocks) and (texts := interleaved(document)) is not None:
        return [
            _version(text, list(text.pages), translation)
            for text, translation in zip(texts, (False, True), strict=True)
        ]
    return _versions(document, False)


def _beside(document: Document) -> tuple[tuple[Document, bool], tuple[Document, bool]] | None:
    """Original and translation that stand beside one another in a table's two columns, each as a document; else None."""
    for page in document.pages:
        for block in page.blocks:
            if isinstance(block, Table) and (right := _translated_column(block)) is not None:
                original, translation = (_with_column(document, block, column) for column in (1 - right, right))
                own = replace(page, blocks=tuple(b for b in translation.blocks if b not in document.blocks))
                return (original, False), (replace(translation, pages=(own,)), True)
    return None


def _translated_column(table: Table) -> int | None:
    """Which of a table's two columns is the translation of the other; None where it is no such table."""
    rows = [row for row in table.rows if any(cell.lines for cell in row)]
    if len(rows) < 1 or any(len(row) != 2 for row in rows):
        return None
    for row in rows[:2]:
        marked = [n for n, cell in enumerate(row) if cell.lines and _marks_translation(Paragraph(cell.lines))]
        if len(marked) == 1:
            return marked[0]
    columns = ["\n".join(row[n].text for row in rows) for n in (0, 1)]
    if not all(formula("courtesy_opening").stands_in(column) for column in columns):
        return None
    spoken = [language_of(column) for column in columns]
    if spoken[0] == spoken[1]:
        return None
    return 0 if spoken[0] == "en" else 1


def _with_column(document: Document, table: Table, column: int) -> Document:
    """The document with a paragraph for each cell of one column in the table's place."""
    cells = _paragraphs([row[column].lines for row in table.rows if len(row) > column and row[column].lines])
    pages = []
    for page in document.pages:
        blocks = [new for b in page.blocks for new in (cells if b is table else (b,))]
        pages.append(replace(page, blocks=tuple(blocks)))
    return replace(document, pages=tuple(pages))


def _paragraphs(cells: Sequence[tuple[Line, ...]]) -> tuple[Paragraph, ...]:
    """A paragraph for each cell; cells of one line each are lines of running text, which only wide gaps part."""
    if len(cells) < _FEWEST_ROWS or sum(1 for lines in cells if len(lines) == 1) < _MOSTLY * len(cells):
        return tuple(Paragraph(lines) for lines in cells)
    made: list[list[Line]] = []
    for lines in cells:
        if not made or _parted(made[-1][-1], lines[0]):
            made.append([])
        made[-1].extend(lines)
    return tuple(Paragraph(tuple(lines)) for lines in made)


def _parted(above: Line, below: Line) -> bool:
    if above.box is None or below.box is None or above.page != below.page:
        return True
    return below.box[1] - above.box[3] > _WIDE_GAP * (above.box[3] - above.box[1])


def _cut_at_marks(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, with a line that says that a translation follows in a paragraph of its own."""
    for block in blocks:
        marks = [n for n, line in enumerate(block.lines) if _is_mark(line.text)] if isinstance(block, Paragraph) else []
        if not isinstance(block, Paragraph) or len(block.lines) < 2 or len(marks) != 1:
            yield block
            continue
        at = marks[0]
        for lines in (block.lines[:at], block.lines[at : at + 1], block.lines[at + 1 :]):
            if lines:
                yield replace(block, lines=lines)


def _versions(document: Document, translated: bool) -> list[Version]:
    """The versions of a text that is printed one below the other, or wholly a translation."""
    parts: list[tuple[list[Page], bool]] = [([], translated)]
    closed = opened = False
    pages = [replace(page, blocks=tuple(_cut_at_marks(page.blocks))) for page in document.pages]
    for page in pages:
        blocks: list[Block] = []
        page_opens = _opens(page)
        if opened and closed and page_opens and not any(_marks_translation(b) for b in page.blocks):
            parts.append(([], False))
            closed = opened = False
        for block in page.blocks:
            if _marks_translation(block):
                if blocks:
                    parts[-1][0].append(replace(page, blocks=tuple(blocks)))
                    blocks = []
                if _has_text(parts[-1][0]):
                    parts.append(([], True))
                else:
                    parts[-1] = (parts[-1][0], True)
                closed = opened = False
                continue
            blocks.append(block)
            if isinstance(block, Paragraph):
                opened = opened or formula("courtesy_opening").stands_in(block.text)
                closed = closed or formula("courtesy_closing").stands_in(block.text)
        if blocks:
            parts[-1][0].append(replace(page, blocks=tuple(blocks)))
    versions = [_version(document, own, marked) for own, marked in parts if own]
    if len(versions) == 2 and versions[0].language == versions[1].language and not versions[1].translation:
        return [_version(document, list(document.pages), False)]
    return sorted(versions, key=lambda v: v.translation) or [_version(document, [], translated)]


def _version(document: Document, pages: list[Page], marked: bool) -> Version:
    part = replace(document, pages=tuple(pages))
    return Version(part, language_of(own_text(part)), marked)


def own_text(document: Document) -> str:
    """The document's text without what is quoted, signed or printed on every page; field values included."""
    return "\n".join(_texts(document))


def is_illegible(document: Document) -> bool:
    """True for a document for people that gave hardly any text, or none in words of a language that has a lexicon."""
    if document.format not in _FOR_PEOPLE:
        return False
    text = own_text(document)[:_SAMPLE]
    spoken = _WORD.findall(text)
    language = language_of(text)
    if sum(map(len, spoken)) < _FEW or language not in LANGUAGES:
        return True
    common = phrases("words", "common")
    if not common or language in ("zh", "ar", "ru"):
        return False
    known = len(common.find(text)) + sum(1 for line in text.splitlines() if label_at_head(line) or label_of(line))
    return known < _KNOWN * len(spoken)


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            if block.region not in ("quoted", "signature", "footer"):
                yield block.text
        elif isinstance(block, FormField):
            yield block.value
        else:
            yield from ("\t".join(cell.text.replace("\n", " ") for cell in row) for row in block.rows)


def stands_beside_translation(document: Document) -> bool:
    """True where cells of a table are headed as a translation: original and translation stand side by side."""
    tables = (block for block in document.blocks if isinstance(block, Table))
    return any(_is_mark(cell.text.strip()) for table in tables for row in table.rows[:2] for cell in row)


def _marks_translation(block: Block) -> bool:
    return isinstance(block, Paragraph) and _is_mark(block.text.strip())


def _is_mark(text: str) -> bool:
    if len(text) > _SHORT:
        return False
    phrases = formula("translation")
    said = sum(found.end - found.start for found in phrases.find(text))
    return said >= 0.5 * len(fold(_RULES.sub(" ", text))) and said > 0


def _opens(page: Page) -> bool:
    return any(isinstance(b, Paragraph) and formula("courtesy_opening").stands_in(b.text) for b in page.blocks)


def _has_text(pages: list[Page]) -> bool:
    return any(
        (isinstance(b, Paragraph) and len(b.text) > 40) or not isinstance(b, Paragraph) for p in pages for b in p.blocks
    )
