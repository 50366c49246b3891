"""Paragraphs as items: broken values joined, running text told from labelled lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from parsers.claims import Source
from parsers.document import Paragraph
from parsers.extract.anchors import anchors
from parsers.extract.asides import without_asides
from parsers.extract.broken import mended
from parsers.extract.bulleted import with_bulleted_cards
from parsers.extract.captions import with_captions
from parsers.extract.context import Context
from parsers.extract.grammar import UNFINISHED
from parsers.extract.heads import answers_in
from parsers.extract.items import CONTACT_CODES, Answer, Heading, Item, Text
from parsers.extract.listing import begins_anew, opens_item
from parsers.extract.numbering import BULLET, LISTED_LABEL
from parsers.extract.passages import chain
from parsers.extract.questionnaires import with_numbered_questions, without_hints
from parsers.extract.remarked_heads import with_remarked_heads
from parsers.extract.rows import Row, closes, rows_of
from parsers.extract.same_numbers import with_same_numbers
from parsers.extract.turn_heads import with_turn_heads
from parsers.extract.weak_labels import promote_weak_labels

_NAMING = frozenset({"name", "family_name", "given_name", "honorific", "alternate", "remarks"})
"""Labels below whose value a line can begin with a form of address; below all others it opens another contact."""
_BROAD = 45
"""Characters of a line that may have been broken because it was full."""
_OWN_LABEL = re.compile(r"^\s*[^\W\d_][^:：@\d,;]{2,40}\s?(?::\s+|：\s*)\S")
"""A line that begins with a label of its own, known or not."""


def items_of(
    paragraphs: Sequence[Paragraph], path: str, context: Context, source: Source = "list", recognised: bool = False
) -> list[Item]:
    """The items of consecutive paragraphs."""
    own = without_asides(paragraphs, context)
    rows = [row for at, p in enumerate(own) for row in rows_of(p.lines, at, path, context, recognised)]
    rows = without_hints(with_numbered_questions(with_captions(rows, context), context))
    with_bulleted_cards(rows, context)
    with_same_numbers(rows, context)
    with_remarked_heads(rows, context)
    promote_weak_labels(rows, context)
    with_turn_heads(rows, context)
    for row, behind in pairwise(rows):
        if row.title is not None and _runs_on(row, behind, context):
            row.title = None
    return list(_assembled(rows, context, source))


def _runs_on(row: Row, behind: Row, context: Context) -> bool:
    """True for a broad line that is no heading but a sentence's first, which goes on below in small letters."""
    text = row.passage.text
    return (
        len(text) >= _BROAD
        and behind.plain
        and behind.paragraph == row.paragraph
        and behind.passage.text[:1].islower()
        and anchors(behind.passage.text[:_BROAD], context)[:1] != [0]
        and re.search(r"[\w,]$", text) is not None
    )


def _assembled(rows: list[Row], context: Context, source: Source) -> Iterator[Item]:
    at = 0
    while at < len(rows):
        row = rows[at]
        if row.title is not None:
            yield Heading(row.passage, row.title, source, row.action)
            at += 1
        elif row.answer is not None:
            answer = row.answer
            if row.whole:
                yield Answer(answer.label, answer.asked, answer.value, source)
                at += 1
                continue
            taken, doubt = _continuation(rows, at, answer, context), None
            if not answer.value and taken == at + 1 and taken < len(rows) and _is_anonymous(rows[taken]):
                taken += 1
            value = chain([answer.value, *(r.passage for r in rows[at + 1 : taken])])
            while taken < len(rows) and (rows[taken].plain or _is_anonymous(rows[taken])):
                whole = mended(answer.label, value, rows[taken].passage, context)
                if whole is None:
                    break
                value, doubt, taken = *whole, taken + 1
            yield from answers_in(Answer(answer.label, answer.asked, value, source, doubt), context)
            at = taken
        else:
            end = at + 1
            in_item = opens_item(row.passage, context)
            while (
                end < len(rows)
                and rows[end].paragraph == row.paragraph
                and (rows[end].plain or _is_anonymous(rows[end]))
            ):
                before, line = rows[end - 1].passage, rows[end].passage
                if rows[end].plain and begins_anew(before, line, end == at + 1, in_item, context):
                    break
                in_item = in_item or opens_item(line, context)
                end += 1
            passages = tuple(r.passage for r in rows[at:end])
            yield Text(passages, chain(passages))
            at = end


def _is_anonymous(row: Row) -> bool:
    """True for a line that is an address or number without a label: below a bare label it is that label's value."""
    return row.answer is not None and not row.answer.asked


def _continuation(rows: list[Row], at: int, answer: Answer, context: Context) -> int:
    """Where the value of the labelled row ends: the row behind its last continuation line."""
    row = rows[at]
    if not set(answer.label.codes) & CONTACT_CODES or _is_anonymous(row):
        return at + 1
    end = at + 1
    while end < len(rows) and rows[end].plain and rows[end].paragraph == row.paragraph and end - at <= 4:
        end += 1
    if end == at + 1:
        if not answer.value and end < len(rows) and rows[end].plain and not closes(rows[end].passage.text, context):
            return end + 1 if len(rows[end].passage.text) < 160 else end
        return end
    followed = end < len(rows) and rows[end].paragraph == row.paragraph and not rows[end].plain
    for last in range(at + 1, end):
        before, line = rows[last - 1], rows[last].passage.text
        if LISTED_LABEL.match(line) or (BULLET.match(line) and BULLET.match(row.passage.text)):
            return last
        if answer.value and (_OWN_LABEL.match(line) or opens_item(rows[last].passage, context)):
            return last
        if answer.value and not set(answer.label.codes) & _NAMING and anchors(line[:80], context)[:1] == [0]:
            return last
        unfinished = before.wraps or bool(UNFINISHED.search(before.passage.text))
        goes_on = (
            unfinished or line[:1].islower() or (not answer.value and last == at + 1) or (followed and last - at <= 2)
        )
        if not goes_on or closes(line, context):
            return last
    return end
