"""Very long documents: their beginning, and of the rest what stands near an address, a number or a formula of courtesy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from domain.submission import Finding, Severity
from parsers.document import Block, Document, FormField, Line, Paragraph, Table
from parsers.expressions import later
from parsers.words import formula
from parsers.words import phrases as phrases_of

MOST = 160_000
"""Characters of a document that are read at the most."""
_BEGINNING = 100_000
_NEAR = 8
"""Lines or rows on either side of a telling one that are read with it."""
_LONGEST_LINE = 12_000
_MOST_LINES = 400
"""Lines of one paragraph; a longer one is several."""
_TELLING = later(r"[^\s@]@[^\s@]|(?:\+|00)\s?\(?\d(?:[\s().-]?\d){6,}")


def abridged(document: Document) -> Document:
    """The document with at most `MOST` characters of text; what was left out is told by a finding."""
    units = list(_units(document))
    total = sum(len(text) for _, _, text in units)
    longest = max((len(text) for _, _, text in units), default=0)
    if total <= _BEGINNING and longest <= _LONGEST_LINE:
        return _split(document) if any(_is_endless(block) for block in document.blocks) else document
    kept, read = _kept([text for _, _, text in units])
    chosen: dict[int, set[int]] = {}
    for number in kept:
        owner, line, _ = units[number]
        chosen.setdefault(owner, set()).add(line)
    at = -1
    pages = []
    for page in document.pages:
        blocks: list[Block] = []
        for block in page.blocks:
            at += 1
            if (part := _part(block, chosen.get(at, set()))) is not None:
                blocks.append(part)
        pages.append(replace(page, blocks=tuple(blocks)))
    short = _split(replace(document, pages=tuple(pages)))
    if read >= total:
        return short
    where = "The text of the mail" if document.path == "body" else document.path
    unread = f"of {total} characters {total - read} were not read, which stand far from any address, number or formula"
    finding = Finding(code="text_cut", severity=Severity.WARNING, message=f"{where} is very long: {unread}.")
    return replace(short, findings=(*document.findings, finding))


def _units(document: Document) -> Iterator[tuple[int, int, str]]:
    """Every line of a paragraph and every row of a table: its block's number, its own, its text."""
    for number, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            yield from ((number, at, line.text) for at, line in enumerate(block.lines))
        elif isinstance(block, Table):
            yield from ((number, at, "\t".join(cell.text for cell in row)) for at, row in enumerate(block.rows))


def _kept(texts: Sequence[str]) -> tuple[list[int], int]:
    """The numbers of the texts that are read, and how many characters they have."""
    kept: list[int] = []
    read = at = 0
    while at < len(texts) and read + min(len(texts[at]), _LONGEST_LINE) <= _BEGINNING:
        read += min(len(texts[at]), _LONGEST_LINE)
        kept.append(at)
        at += 1
    last = at - 1
    for telling in range(at, len(texts)):
        if not _tells(texts[telling][:_LONGEST_LINE]):
            continue
        for near in range(max(last + 1, telling - _NEAR), min(len(texts), telling + _NEAR + 1)):
            size = min(len(texts[near]), _LONGEST_LINE)
            if read + size > MOST:
                return kept, read
            read += size
            kept.append(near)
            last = near
    return kept, read


def _tells(text: str) -> bool:
    return bool(_TELLING.search(text)) or any(
        phrases.stands_in(text) for phrases in (formula("courtesy_opening"), phrases_of("roles", "contact"))
    )


def _part(block: Block, kept: set[int]) -> Block | None:
    if isinstance(block, FormField):
        return block
    if not kept:
        return None
    if isinstance(block, Paragraph):
        return replace(block, lines=tuple(_bounded(line) for at, line in enumerate(block.lines) if at in kept))
    return replace(block, rows=tuple(row for at, row in enumerate(block.rows) if at in kept))


def _bounded(line: Line) -> Line:
    return replace(line, text=line.text[:_LONGEST_LINE]) if len(line.text) > _LONGEST_LINE else line


def _is_endless(block: Block) -> bool:
    return isinstance(block, Paragraph) and len(block.lines) > _MOST_LINES


def _split(document: Document) -> Document:
    """The document with endless paragraphs as several."""
    pages = []
    for page in document.pages:
        blocks: list[Block] = []
        for block in page.blocks:
            if isinstance(block, Paragraph) and _is_endless(block):
                starts = range(0, len(block.lines), _MOST_LINES)
                blocks.extend(replace(block, lines=block.lines[at : at + _MOST_LINES]) for at in starts)
            else:
                blocks.append(block)
        pages.append(replace(page, blocks=tuple(blocks)))
    return replace(document, pages=tuple(pages))
