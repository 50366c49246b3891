"""Lines above particulars that say who goes and who comes, and name nobody ("A. Person leaving", "B. Person taking over")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from domain.submission import Action
from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.items import Answer, Heading, Item, Text
from parsers.extract.passages import Passage
from parsers.extract.titles import Title
from parsers.fields.found import Found
from parsers.lexicons import phrases_in

_LONGEST = 60
"""Characters of the longest such line."""
_SAYS_MORE = re.compile(r"[@\d]{2}|[:：]\s*\S|[.!?؟。]\s*$|[,،，;؛；]")
_WHO = frozenset({"name", "family_name", "given_name", "honorific", "institution"})
_BOTH = {Action.REMOVE, Action.ADD}


def with_those_who_go_and_come(items: Sequence[Item], context: Context) -> list[Item]:
    """The items, such lines as headings of who goes and who comes; as they are where not both stand, each once above somebody's
    particulars."""
    told = [
        _told_by(item, context) if _is_above_somebody(behind) else None
        for item, behind in zip_longest(items, items[1:])
    ]
    sides = [action for action in told if action is not None]
    if set(sides) != _BOTH or any(one is other for one, other in pairwise(sides)):
        return list(items)
    return [_heading(item, action) if action else item for item, action in zip(items, told, strict=True)]


def _is_above_somebody(item: Item | None) -> bool:
    return isinstance(item, Answer) and bool(set(item.label.codes) & _WHO)


def _told_by(item: Item, context: Context) -> Action | None:
    line = _line(item)
    if line is None or not 0 < len(line.text) <= _LONGEST or _SAYS_MORE.search(line.text):
        return None
    text = line.text
    gone = [*_found("outgoing", "was", text, context), *grammar("leaving", context.languages).find(text)]
    come = _found("incoming", "comes", text, context)
    only_gone = any(not _is_part(one, come) for one in gone)
    only_come = any(not _is_part(one, gone) for one in come)
    if only_gone is only_come:
        return None
    return Action.REMOVE if only_gone else Action.ADD


def _found(kind: str, side: str, text: str, context: Context) -> list[Found]:
    lines = phrases_in("bystanders", side, context.languages).find(text)
    return [*grammar(kind, context.languages).find(text), *lines]


def _is_part(one: Found, others: Sequence[Found]) -> bool:
    return any(o.start <= one.start and one.end <= o.end and o.end - o.start > one.end - one.start for o in others)


def _line(item: Item) -> Passage | None:
    """A line of text, a heading that does nothing yet, or a label without a value."""
    if isinstance(item, Answer):
        return item.asked if not item.value else None
    if isinstance(item, Heading) and item.action is not None:
        return None
    return item.passage if isinstance(item, (Text, Heading)) else None


def _heading(item: Item, action: Action) -> Item:
    line = _line(item)
    if isinstance(item, Heading):
        return replace(item, action=action)
    return Heading(line, Title(()), "list", action) if line is not None else item
