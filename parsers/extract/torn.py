"""Running text torn apart between a label and the number or address that it asks for, as at a page's end or in widely set lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parsers.document import Block, Paragraph
from parsers.expressions import later
from parsers.extract.context import Context
from parsers.extract.heads import TYPED
from parsers.words import label_of

_BESIDE_TEXT = ("header", "footer")
_LABEL_AT_END = later(
    r"(?:[,;.،؛，；]|\d[)）]?)\s*(?:[^\W\d_]{1,3}\s+)?([^\W\d_][^\d@,;:،؛，；：]{1,40}?)\s*[:：]?\s*$"
)
"""What may be a label, behind a sign or number of the text in which it stands; one alone in its line asks for what is below."""
_NUMBER = re.compile(r"[+(（]?\s?\d[\d\s().（）/–-]{4,}")
_ADDRESS = re.compile(r"[<(]?[\w.+-]+@[\w-]")


def with_torn(blocks: Sequence[Block], context: Context) -> list[Block]:
    """The blocks, paragraphs joined of which the first one ends with the label of what the second one begins with."""
    joined: list[Block] = []
    for block in blocks:
        at = _last_text(joined)
        above = joined[at] if at is not None else None
        if (
            at is not None
            and isinstance(above, Paragraph)
            and isinstance(block, Paragraph)
            and above.region == block.region == "body"
            and _is_answered(above.text, block.text, context)
        ):
            # the answer's line goes on where the label's line was full
            joined[at] = replace(above, lines=(*above.lines[:-1], above.lines[-1].wrapped(), *block.lines))
        else:
            joined.append(block)
    return joined


def _last_text(blocks: Sequence[Block]) -> int | None:
    """Where the last block stands that is neither at the head nor at the foot of a page."""
    return next(
        (
            at
            for at in range(len(blocks) - 1, -1, -1)
            if not (isinstance(block := blocks[at], Paragraph) and block.region in _BESIDE_TEXT)
        ),
        None,
    )


def _is_answered(above: str, below: str, context: Context) -> bool:
    found = _LABEL_AT_END.search(above.rpartition("\n")[2])
    label = label_of(found[1], context.languages) if found else None
    if label is None or not set(label.codes) <= TYPED:
        return False
    return bool((_ADDRESS if label.codes[0] == "email" else _NUMBER).match(below.lstrip()))
