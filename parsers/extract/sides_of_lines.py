"""Lines that call a contact the former or the new one: what follows each belongs to who goes, or to who comes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from domain.submission import Action
from parsers.extract.context import Context
from parsers.extract.drafts import Draft
from parsers.extract.grammar import grammar
from parsers.extract.items import Answer, Heading, Item, Text
from parsers.extract.passages import Passage
from parsers.extract.titles import Title
from parsers.words import Label, phrases

_LONGEST = 60
"""Characters of the longest line that calls a contact so."""
_FORMER, _NEW, _NOW = "former_contact", "new_contact", "contact_now"
_SIGNS = " \t.:：-–—*•·()（）[]"
_COLON = re.compile(r"\s*[:：]\s*")
_NUMBER = re.compile(r"^\s*(?:[(（]?(?:\d{1,2}|[a-hivx]{1,3}|[一二三四])[.)、）])\s*")
_LABELS = {Action.REMOVE: Label(("leaver",)), Action.ADD: Label(("comer",))}


def with_sides(items: Sequence[Item], context: Context) -> list[Item]:
    """The items, lines like "Former point of contact" and "New point of contact" as headings, or labels of who goes and comes;
    as they are where not both stand. "Current point of contact" is who comes beside a former one, and who goes beside a new one."""
    told = [_told_by(item, context) for item in items]
    if len(set(told) - {None}) < 2:
        return list(items)
    now = Action.ADD if _FORMER in told else Action.REMOVE
    actions = {_FORMER: Action.REMOVE, _NEW: Action.ADD, _NOW: now}
    return [_as_side(item, actions[kind]) if kind else item for item, kind in zip(items, told, strict=True)]


def in_doubt(drafts: Sequence[Draft], context: Context) -> list[Draft]:
    """Those who go as the "current" contact while nobody comes in the same role: beside a new one they may well stay."""
    comers = [set(draft.roles) for draft in drafts if draft.action is Action.ADD and not draft.empty]
    return [
        draft
        for draft in drafts
        if draft.action is Action.REMOVE
        and draft.action_said is not None
        and grammar(_NOW, context.languages).stands_in(draft.action_said.text)
        and set(draft.roles) not in comers
    ]


def _as_side(item: Item, action: Action) -> Item:
    asked, value = _asked_and_told(item)
    source = item.source if isinstance(item, Answer) else "list"
    if asked is None:
        return item
    if value:
        return Answer(_LABELS[action], asked, value, source)
    return Heading(asked, Title(()), source, action)


def _asked_and_told(item: Item) -> tuple[Passage | None, Passage | None]:
    """The label of an answer, or of a line with a colon, and what stands behind it; a line without one is a label alone."""
    if isinstance(item, Answer):
        return item.asked, item.value
    if not isinstance(item, Text):
        return None, None
    colon = _COLON.search(item.passage.text[: _LONGEST + 1])
    if colon is None:
        return item.passage, None
    return item.passage.part(0, colon.start()), item.passage.part(colon.end())


def _told_by(item: Item, context: Context) -> str | None:
    """Which contact a label, or a line of its own, calls by such words and nothing else."""
    asked, _ = _asked_and_told(item)
    if asked is None or not 0 < len(asked.text) <= _LONGEST:
        return None
    bare = _NUMBER.sub("", asked.text).strip(_SIGNS)
    contact = phrases("roles", "contact", context.languages)
    for kind in (_FORMER, _NEW, _NOW):
        for found in grammar(kind, context.languages).find(bare):
            if found.start and found.end < len(bare):
                continue
            rest = bare[found.end :] if not found.start else bare[: found.start]
            if contact.is_whole(rest.strip(_SIGNS)) or (not rest and contact.stands_in(bare)):
                return kind
    return None
