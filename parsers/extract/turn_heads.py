"""Lines that say of the card below them whether its bearer leaves or comes ("OUTGOING", "Neu:"), and nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from domain.submission import Action
from parsers.extract.anchors import anchors
from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.rows import Row
from parsers.extract.titles import Title
from parsers.extract.whole_people import whole_person
from parsers.words import label_of

_PAST = ("outgoing", "leaving", "heads_before", "heads_was")
_FRESH = ("incoming", "heads_after", "heads_now", "heads_current")
_LONGEST = 40
_SIGNS = " :：-–—*•·[]()"


def with_turn_heads(rows: Sequence[Row], context: Context) -> None:
    """Makes such lines headings, where one is of who leaves, one of who comes, and somebody stands below each."""
    told = [(row, action) for row, below in pairwise(rows) if (action := _turn(row, below, context))]
    if {action for _, action in told} != {Action.REMOVE, Action.ADD}:
        return
    for row, action in told:
        row.answer, row.title, row.action = None, Title(()), action


def _turn(row: Row, below: Row, context: Context) -> Action | None:
    text = row.passage.text.strip(_SIGNS)
    bare = row.plain or (row.answer is not None and not row.answer.value)
    if not bare or not text or len(text) > _LONGEST or re.search(r"[\d@,;]", text) or not below.plain:
        return None
    if label_of(text, context.languages) is not None and row.plain:
        return None
    past, fresh = (any(grammar(k, context.languages).is_whole(text) for k in kinds) for kinds in (_PAST, _FRESH))
    if not (past or fresh):
        return None
    card = below.passage
    if anchors(card.text[:80], context)[:1] != [0] and whole_person(card, context) is None:
        return None
    if past and fresh:
        # "actual" may be both: what it is, the other head tells
        return Action.ADD
    return Action.REMOVE if past else Action.ADD
