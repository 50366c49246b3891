"""Where a mail's own text ends: what follows the words of leave is the sender's signature, and nobody in it is nominated."""

from __future__ import annotations

from dataclasses import replace

from parsers.document import Block, Document, Line, Paragraph
from parsers.extract.roles import title_of
from parsers.words import formula

_SHORT = 60


def sign_off(document: Document) -> Document:
    """The mail's text with everything behind its words of leave as signature, unless a note or a heading of particulars follows."""
    pages = []
    for page in document.pages:
        signed = False
        blocks: list[Block] = []
        rest = list(page.blocks)
        for at, block in enumerate(rest):
            if not isinstance(block, Paragraph) or block.region != "body":
                blocks.append(block)
                continue
            if signed:
                blocks.append(replace(block, region="signature"))
                continue
            cut = _leave(block.lines)
            if cut is None or _goes_on(block.lines[cut + 1 :], rest[at + 1 :]):
                blocks.extend(_without_disclaimer(block))
                continue
            signed = True
            if block.lines[:cut]:
                blocks.append(Paragraph(block.lines[:cut], "body"))
            blocks.append(Paragraph(block.lines[cut:], "signature"))
        pages.append(replace(page, blocks=tuple(blocks)))
    return replace(document, pages=tuple(pages))


def _leave(lines: tuple[Line, ...]) -> int | None:
    """The line that takes leave."""
    for at, line in enumerate(lines):
        text = line.text.strip()
        if 1 < len(text) <= _SHORT and formula("valediction").is_whole(text):
            return at
    return None


def _goes_on(lines: tuple[Line, ...], blocks: list[Block]) -> bool:
    texts = [line.text for line in lines] + [
        line.text for block in blocks if isinstance(block, Paragraph) and block.region == "body" for line in block.lines
    ]
    return any(formula("courtesy_opening").stands_in(text) for text in texts) or any(
        (title := title_of(text)) is not None and bool(title.roles) for text in texts
    )


def _without_disclaimer(block: Paragraph) -> list[Block]:
    """A paragraph that is a disclaimer belongs to the signature."""
    if formula("disclaimer").stands_in(block.lines[0].text) and not formula("courtesy_opening").stands_in(block.text):
        return [replace(block, region="signature")]
    return [block]
