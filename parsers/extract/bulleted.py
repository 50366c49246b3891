"""Cards of several lines of which only the first has a list's dot, in one paragraph: each told apart from the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from parsers.extract.anchors import anchors
from parsers.extract.context import Context
from parsers.extract.items import Answer
from parsers.extract.listing import is_body
from parsers.extract.numbering import BULLET, LIST_MARK
from parsers.extract.offices import names_body
from parsers.extract.passages import Passage
from parsers.extract.rows import Row
from parsers.extract.whole_people import whole_person
from parsers.words import Label, formula

_ALTERNATE = Label(("alternate",))
_COLON = re.compile(r"\s*[:：]\s*")
_LONGEST_LABEL = 60
_APART = 1000
"""Paragraphs of a document at most, behind whose numbers those of cards are counted."""


def with_bulleted_cards(rows: Sequence[Row], context: Context) -> None:
    """Makes each such card a paragraph of its own, without its dot, and what calls the next one an alternate that label."""
    cards = 0
    for _, group in groupby(list(rows), key=lambda row: row.paragraph):
        block = list(group)
        begins = [at for at, row in enumerate(block) if BULLET.match(row.passage.text)]
        if not begins or not all(_opens(block, at, begins, context) for at in begins):
            continue
        for at, end in pairwise([*begins, len(block)]):
            cards += 1
            _begin(block[at], context)
            for row in block[at:end]:
                row.paragraph = -_APART - cards


def _opens(block: Sequence[Row], at: int, begins: Sequence[int], context: Context) -> bool:
    """True for a line with a dot that names somebody and nothing else, above lines without any."""
    if at + 1 >= len(block) or at + 1 in begins:
        return False
    named = _behind_label(_unmarked(block[at].passage), context)
    if named is None:
        named = _unmarked(block[at].passage)
    text = named.text.rstrip(" ,;.")
    if anchors(text[:80], context)[:1] == [0]:
        person = whole_person(named, context)
        return person is not None and person.end >= len(text)
    return not re.search(r"[:：@\d]", text) and (is_body(text, context) or names_body(text, context))


def _begin(row: Row, context: Context) -> None:
    row.passage = _unmarked(row.passage)
    row.answer = row.title = None
    if (named := _behind_label(row.passage, context)) is not None:
        asked = row.passage.part(0, len(row.passage.text) - len(named.text))
        row.answer = Answer(_ALTERNATE, asked, named)


def _behind_label(passage: Passage, context: Context) -> Passage | None:
    """Whom a line names behind words that call him the alternate, or say that he stands in; None for any other line."""
    colon = _COLON.search(passage.text[:_LONGEST_LABEL])
    if colon is None or not formula("alternate", context.languages).stands_in(passage.text[: colon.start()]):
        return None
    named = passage.part(colon.end())
    return named if anchors(named.text[:80], context)[:1] == [0] else None


def _unmarked(passage: Passage) -> Passage:
    mark = LIST_MARK.match(passage.text)
    return passage.part(mark.end()) if mark else passage
