"""Bilingual documents whose two languages alternate, paragraph by paragraph or line by line within cells: one text of each."""

from __future__ import annotations

from dataclasses import replace

from parsers.document import Block, Cell, Document, FormField, Line, Paragraph
from parsers.expressions import later, reaching
from parsers.scripts import LATIN
from parsers.words import formula

_OTHER = reaching("\u0400", r"[\u0400-\u052f\u0600-\u06ff\u3400-\u9fff]")
_LATIN_WORD = later(r"(?<![@.\w])[A-Za-zÀ-ɏ]{3,}(?![@.\w]*@)")
_ADDRESS = later(r"(?<!\S)\S+@\S+|https?://\S+|www\.\S+")
_STROKE = later(r"[/|｜／]")


def interleaved(document: Document) -> tuple[Document, Document] | None:
    """The text in the other script and the one in Latin letters, where each of them opens a note; else None."""
    if any(isinstance(block, FormField) for block in document.blocks):
        return None
    opening = formula("courtesy_opening")
    opened = [
        bool(_OTHER.search(line.text[:200]))
        for block in document.blocks
        if isinstance(block, Paragraph) and block.region == "body" and opening.stands_in(block.text)
        for line in block.lines[:1]
    ]
    if True not in opened or False not in opened:
        return None
    return _in_script(document, latin=False), _in_script(document, latin=True)


def _in_script(document: Document, latin: bool) -> Document:
    pages = []
    for page in document.pages:
        blocks = [kept for block in page.blocks if (kept := _block(block, latin)) is not None]
        pages.append(replace(page, blocks=tuple(blocks)))
    return replace(document, pages=tuple(pages))


def _block(block: Block, latin: bool) -> Block | None:
    if isinstance(block, FormField):
        return block
    if isinstance(block, Paragraph):
        lines = _kept(block.lines, latin)
        return replace(block, lines=lines) if lines else None
    return replace(block, rows=tuple(tuple(_cell(cell, latin) for cell in row) for row in block.rows))


def _cell(cell: Cell, latin: bool) -> Cell:
    """The cell's lines in this script; all of them where it is in one script only."""
    lines = _kept(cell.lines, latin)
    return replace(cell, lines=lines or cell.lines)


def _kept(lines: tuple[Line, ...], latin: bool) -> tuple[Line, ...]:
    return tuple(line for line in lines if _belongs(line.text, latin))


def _belongs(text: str, latin: bool) -> bool:
    """True for a line of this script, one of both scripts at once, and one of neither."""
    bare = _ADDRESS.sub(" ", text)
    other, roman = bool(_OTHER.search(bare)), bool(LATIN.search(bare))
    if other and roman and _STROKE.search(bare) and _LATIN_WORD.search(bare):
        return True
    if not other and not roman:
        return True
    return not other if latin else other
