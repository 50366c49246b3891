"""Letterheads and footers: what stands at a page's edges and is not what the page says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from parsers.document import Block, FormField, Line, Page, Paragraph, Table
from parsers.words import formula

Region = Literal["body", "header", "footer", "textbox", "quoted", "signature"]

_TOP, _BOTTOM = 0.30, 0.85
_PAGE_NUMBER = re.compile(r"\W*(?:\w{1,6}\W+)?\d{1,3}(?:\W+(?:\w{1,4}\W+)?\d{1,3})?\W*")
_DIGITS = re.compile(r"\d+")
_SMALL = 0.83
"""Type smaller than this part of the body's is small print."""
_LEVEL = 6
"""Points within which lines of several pages stand at one height."""
_HEADS, _REPEATED_HEADS = 10, 5
"""Lines at a page's top that may be its header: of small print or above a rule, or the same as on other pages."""
_Key = tuple[str, int]


def with_regions(pages: Sequence[Page], separators: Sequence[Sequence[float]] = ()) -> list[Page]:
    """The pages with header and footer paragraphs marked.

    A header is what stands above small print or a drawn line (`separators`: their heights, page by page) at the top of a page,
    a footer small print or what stands apart at its bottom; both also where the same line stands at the same height on other
    pages."""
    body = _body([line for page in pages for line in _lines(page)])
    repeated = _repeated(pages) if len(pages) > 1 else set()
    marked = []
    for number, page in enumerate(pages):
        rules = separators[number] if number < len(separators) else ()
        marked.append(_marked(page, body, repeated, rules))
    return marked


def _repeated(pages: Sequence[Page]) -> set[_Key]:
    """What stands on several pages at one height, of the lines that may be a header's or a footer's."""
    heights = [page.height for page in pages if page.height]
    top, bottom = _TOP * max(heights, default=0.0) + _LEVEL, _BOTTOM * min(heights, default=0.0) - _LEVEL
    seen = Counter(
        key
        for page in pages
        for key in {_key(line) for line in _lines(page) if not (line.box and top < line.box[1] < bottom)}
    )
    return {key for key, count in seen.items() if count > 1}


def _body(lines: Sequence[Line]) -> float:
    """The height of type of most of the text: the median over its characters, of which no line counts for more than 200."""
    sizes = sorted((line.size, min(len(line.text), 200)) for line in lines if line.size)
    total, passed = sum(count for _, count in sizes), 0
    for size, count in sizes:
        passed += count
        if 2 * passed >= total:
            return size
    return 0.0


def _lines(page: Page) -> list[Line]:
    return [line for block in page.blocks if isinstance(block, Paragraph) for line in block.lines]


def _top(block: Block) -> float:
    if isinstance(block, FormField):
        return block.box[1] if block.box else 0.0
    lines = [line for row in block.rows for cell in row for line in cell.lines] if isinstance(block, Table) else []
    return min((line.box[1] for line in lines if line.box), default=1e9)


def _key(line: Line) -> _Key:
    top = line.box[1] if line.box else 0.0
    return _DIGITS.sub("0", line.text), round(top / _LEVEL)


def _marked(page: Page, body: float, repeated: set[_Key], rules: Sequence[float]) -> Page:
    if not page.height:
        return page
    lines = sorted((line for line in _lines(page) if line.box), key=lambda line: line.box[1] if line.box else 0.0)
    boxes = [line.box for line in lines if line.box]
    # a rule at the foot of a line underlines it
    rules = [y for y in rules if not any(box[1] < y < box[3] + 1 for box in boxes)]
    regions: dict[int, Region] = {}
    first_other = min((_top(block) for block in page.blocks if not isinstance(block, Paragraph)), default=page.height)
    limit = min(_TOP * page.height, first_other)
    top = [line for line in lines if line.box and line.box[3] < limit]
    edge = [
        at
        for at, line in enumerate(top[:_HEADS])
        if _is_small(line, body) or any(line.box and line.box[3] <= y + 2 and y < _TOP * page.height for y in rules)
    ]
    same = [at for at, line in enumerate(top[:_REPEATED_HEADS]) if _key(line) in repeated]
    if edge or same:
        end = len(_letterhead(top))
        last = max([at for at in edge if at < end], default=-1)
        for at in {*range(last + 1), *(at for at in same if at < end)}:
            regions[id(top[at])] = "header"
    for at, line in enumerate(lines):
        if not line.box or line.box[1] < _BOTTOM * page.height:
            continue
        above = lines[at - 1].box if at else None
        gap = line.box[1] - above[3] if above else page.height
        apart = gap > 2.2 * (line.size or 10.0) or (at > 0 and regions.get(id(lines[at - 1])) == "footer")
        small = _is_small(line, body)
        low = line.box[1] > 0.9 * page.height
        if (
            _key(line) in repeated
            or small
            or (low and apart and (_PAGE_NUMBER.fullmatch(line.text) or at + 1 < len(lines)))
        ):
            regions[id(line)] = "footer"
    if not regions:
        return page
    return replace(page, blocks=tuple(part for block in page.blocks for part in _cut(block, regions)))


def _is_small(line: Line, body: float) -> bool:
    return bool(line.size and body and line.size <= _SMALL * body)


def _letterhead(top: Sequence[Line]) -> list[Line]:
    """The lines at the top of a page down to where the note or letter itself begins."""
    opening = formula("courtesy_opening")
    for at, line in enumerate(top):
        following = top[at + 1].text if at + 1 < len(top) else ""
        opens = opening.stands_in(f"{line.text} {following}") and not opening.stands_in(following)
        if opens or formula("salutation").is_whole(line.text):
            return list(top[:at])
    return list(top)


def _cut(block: Block, regions: dict[int, Region]) -> list[Block]:
    if not isinstance(block, Paragraph) or block.region != "body":
        return [block]
    parts: list[Block] = []
    held: list[Line] = []
    region: Region = "body"
    for line in block.lines:
        own = regions.get(id(line), "body")
        if held and own != region:
            parts.append(Paragraph(tuple(held), region))
            held = []
        region = own
        held.append(line)
    if held:
        parts.append(Paragraph(tuple(held), region))
    return parts
