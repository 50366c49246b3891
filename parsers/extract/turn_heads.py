"""Lines that say of the card below them whether its bearer leaves or comes ("OUTGOING", "Neu:"), and nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from domain.submission import Action
from parsers.extract.anchors import anchors
from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.numbering import LIST_MARK
from parsers.extract.roles import Mention, mentions
from parsers.extract.rows import Row
from parsers.extract.titles import Title
from parsers.extract.whole_people import whole_person
from parsers.lexicons import phrases_in
from parsers.words import label_of

_PAST = ("outgoing", "leaving", "heads_before", "heads_was")
_FRESH = ("incoming", "heads_after", "heads_now", "heads_current")
_LONGEST = 60
_SIGNS = " :：-–—*•·[]()"


def with_turn_heads(rows: Sequence[Row], context: Context) -> None:
    """Makes such lines headings, where one is of who leaves, one of who comes, and somebody stands below each; they may name the
    role ("OUT (technical contact)")."""
    told = [(row, turn) for row, below in pairwise(rows) if (turn := _turn(row, below, context))]
    if {action for _, (action, _) in told} != {Action.REMOVE, Action.ADD}:
        return
    for row, (action, title) in told:
        row.answer, row.title, row.action = None, title, action


def _turn(row: Row, below: Row, context: Context) -> tuple[Action, Title] | None:
    text = row.passage.text.strip(_SIGNS)
    bare = row.answer is None or not row.answer.value
    if not bare or not text or len(text) > _LONGEST or re.search(r"[\d@,;]", text) or not below.plain:
        return None
    roles = mentions(text, context.languages)
    if len(roles) > 1 or (not roles and (row.title or (label_of(text, context.languages) is not None and row.plain))):
        return None
    action = _action(text, roles[0] if roles else None, context)
    mark = LIST_MARK.match(below.passage.text)
    card = below.passage.part(mark.end() if mark else 0)
    if action is None or (anchors(card.text[:80], context)[:1] != [0] and whole_person(card, context) is None):
        return None
    return action, Title(roles[0].roles if roles else ())


def _action(text: str, role: Mention | None, context: Context) -> Action | None:
    """What the words beside the role do, where they do nothing else."""
    words = (f"{text[: role.start]} {text[role.end :]}" if role else text).strip(_SIGNS)
    past, fresh = (any(grammar(k, context.languages).is_whole(words) for k in kinds) for kinds in (_PAST, _FRESH))
    if role is not None:
        past, fresh = (
            told or phrases_in("bystanders", kind, context.languages).is_whole(words)
            for told, kind in ((past, "was"), (fresh, "comes"))
        )
    if past and fresh:
        # "actual" may be both: what it is, the other head tells
        return Action.ADD
    return Action.REMOVE if past else Action.ADD if fresh else None
