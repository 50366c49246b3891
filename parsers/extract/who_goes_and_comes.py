"""Lines above particulars that say who goes and who comes, and name nobody ("A. Person leaving", "B. Person taking over")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from domain.submission import Action
from parsers.document import Line
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
    items = _without_what_heads_a_form(items)
    told = [
        _side_of(line.text, context) if (line := _line(item)) is not None and _is_above_somebody(behind) else None
        for item, behind in zip_longest(items, items[1:])
    ]
    if not _by_turns([action for action in told if action is not None]):
        return list(items)
    return [_heading(item, action) if action else item for item, action in zip(items, told, strict=True)]


def _is_above_somebody(item: Item | None) -> bool:
    return isinstance(item, Answer) and bool(set(item.label.codes) & _WHO)


def _without_what_heads_a_form(items: Sequence[Item]) -> list[Item]:
    """The items but for text of lines that a form's fields have as such headings already."""
    heads = [item.passage for item in items if isinstance(item, Heading) and item.action and item.source == "form"]
    taken = {id(piece.line) for head in heads for piece in head.pieces}
    return [
        item
        for item in items
        if not (taken and isinstance(item, Text) and all(id(piece.line) in taken for piece in item.passage.pieces))
    ]


def sides_among(lines: Sequence[Line], context: Context) -> dict[int, Action]:
    """By the identity of a form's printed lines, what they say; empty where not both stand, each once by turns."""
    told = {id(line): action for line in lines if (action := _side_of(line.text, context)) is not None}
    return told if _by_turns(list(told.values())) else {}


def _by_turns(sides: Sequence[Action]) -> bool:
    return set(sides) == _BOTH and all(one is not other for one, other in pairwise(sides))


def _side_of(text: str, context: Context) -> Action | None:
    if not 0 < len(text) <= _LONGEST or _SAYS_MORE.search(text):
        return None
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


def _line(item: Item | None) -> Passage | None:
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
