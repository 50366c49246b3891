"""A note's frame: which of its passages are running text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers.document import Document, Line, Paragraph, Table
from parsers.extract.context import Context
from parsers.extract.passages import Passage, join
from parsers.fields.dates import find_dates
from parsers.fields.emails import find_emails
from parsers.fields.phones import find_phones
from parsers.fields.references import find_references
from parsers.words import formula

TITLE = 60
"""Characters of the longest line that is a title, a salutation or a reference alone."""
_BROAD = 85
"""Characters of a letterhead's longest line."""
_HEAD_LINES = 7
"""Lines of a paragraph in which letterhead, reference and date may stand."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A note's paragraphs, and which of them are its running text (from the opening formula to the closing one)."""

    passages: tuple[Passage, ...]
    first: int | None
    last: int | None

    @property
    def outside(self) -> list[Passage]:
        """What stands above and below the running text: letterhead, reference, date, addressee."""
        if self.first is None:
            return list(self.passages)
        last = self.last if self.last is not None else self.first
        return [p for at, p in enumerate(self.passages) if at < self.first or at > last]

    @property
    def inside(self) -> list[Passage]:
        """The running text."""
        if self.first is None:
            return []
        return list(self.passages[self.first : (self.last if self.last is not None else self.first) + 1])


def frame_of(document: Document, context: Context) -> Frame:
    """The document's own paragraphs with its running text found by the formulae of courtesy, or a letter's salutation."""
    passages = tuple(_passages(document))
    languages = context.languages
    opening = _index(passages, "courtesy_opening", languages)
    if opening is None:
        opening = next(
            (
                n
                for n, p in enumerate(passages)
                if len(p.text) < TITLE and formula("salutation", languages).is_whole(p.text)
            ),
            None,
        )
    closing = _index(passages, "courtesy_closing", languages, last=True)
    if opening is None and closing is not None:
        opening = next((n for n, p in enumerate(passages) if len(p.text) > 150), closing)
    if closing is not None and opening is not None and closing < opening:
        closing = None
    return Frame(passages, opening, closing)


def _passages(document: Document) -> Iterator[Passage]:
    for page in document.pages:
        for block in page.blocks:
            if isinstance(block, Paragraph) and block.region not in ("quoted", "signature"):
                yield from _cut(block, document)
            elif isinstance(block, Table):
                for row in block.rows:
                    for cell in row:
                        if cell.lines:
                            yield join(document.path, cell.lines, document.recognised)


def _cut(paragraph: Paragraph, document: Document) -> Iterator[Passage]:
    """A paragraph whole where it runs, line by line where its lines are short: references and dates stand on lines of their own."""
    lines = paragraph.lines
    if (len(lines) > 1 and max(len(line.text) for line in lines) <= 70 and len(lines) <= 6) or len(lines) == 1:
        for line in lines:
            yield join(document.path, [line], document.recognised)
        return
    head, tail = 0, len(lines)
    for at, line in enumerate(lines[:_HEAD_LINES]):
        if len(line.text) > _BROAD or formula("courtesy_opening").stands_in(line.text):
            break
        if at < tail - 1 and _stands_apart(line.text):
            head = at + 1
    while tail > head + 1 and (_stands_apart(lines[tail - 1].text) or _is_footer(lines[tail - 1].text)):
        tail -= 1
    tail = min(tail, _end_of_closing(lines, head))
    for part in (*((line,) for line in lines[:head]), lines[head:tail], *((line,) for line in lines[tail:])):
        yield join(document.path, part, document.recognised)


def _end_of_closing(lines: Sequence[Line], head: int) -> int:
    """Behind which line the formula of courtesy ends where only short lines come below it: place and date, and the addressee."""
    closing = formula("courtesy_closing")
    for at in range(len(lines) - 1, head, -1):
        if lines[at - 1].text.rstrip().endswith((".", "。")) and closing.stands_in(
            " ".join(line.text for line in lines[head:at])
        ):
            return at
        if len(lines[at].text) > TITLE:
            break
    return len(lines)


def _stands_apart(text: str) -> bool:
    """True for a short line that is a reference or date, though it was printed close to the text."""
    if len(text) > TITLE:
        return False
    known = [*find_dates(text), *find_references(text)]
    return bool(known) and sum(f.end - f.start for f in known) > 0.4 * len(text.strip())


def _is_footer(text: str) -> bool:
    """True for a line with the Mission's address or number, as footers have them."""
    return bool(find_emails(text) or find_phones(text)) and not formula("courtesy_closing").stands_in(text)


def _index(passages: Sequence[Passage], kind: str, languages: Sequence[str], last: bool = False) -> int | None:
    hits = [n for n, p in enumerate(passages) if formula(kind, languages).stands_in(p.text)]
    if not hits:
        return None
    return hits[-1] if last else hits[0]
