"""Somebody whom a sentence names in passing that announces the contacts below it ("as Ambassador A announced, the following:")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from domain.submission import Action
from parsers.extract.drafts import LISTS, Draft, similar

_LEADS_ON = re.compile(r"[:：]\s*$")


def named_in_passing(drafts: Sequence[Draft]) -> list[Draft]:
    """Those of whom nothing is told but name and office, without a role, by a sentence that leads on to others who have names and
    roles of their own, each in a card, list or table. The role that opens the card of the first of these is his."""
    for draft, behind in pairwise(drafts):
        if _is_bare(draft) and _leads_on(draft) and draft.source != "prose" and _is_next(draft, behind):
            behind.roles, behind.role_said, behind.role_sure = draft.roles, draft.role_said, draft.role_sure
            if behind.action is None:
                behind.action, behind.action_said = draft.action, draft.action_said
            draft.roles, draft.source = (), "prose"
    return [
        draft
        for at, draft in enumerate(drafts)
        if _is_bare(draft)
        and not (draft.roles or draft.alternate)
        and _leads_on(draft)
        and _are_others(draft, [d for d in drafts[at + 1 :] if not d.empty])
    ]


def _is_bare(draft: Draft) -> bool:
    told = any(draft.values.get(code) for code in LISTS) or draft.unplaced
    named = draft.first("name") is not None and draft.action is Action.ADD and not told
    return named and all(value.source == "prose" for values in draft.values.values() for value in values)


def _is_next(draft: Draft, behind: Draft) -> bool:
    """True for somebody else of the same card, list or table, to whom no role was given."""
    name, other = draft.first("name"), behind.first("name")
    strangers = name is not None and other is not None and not similar(name.text, other.text)
    return strangers and draft.source == behind.source and not behind.roles


def _leads_on(draft: Draft) -> bool:
    return draft.action_said is not None and _LEADS_ON.search(draft.action_said.text) is not None


def _are_others(draft: Draft, behind: Sequence[Draft]) -> bool:
    name = draft.first("name")
    said = draft.action_said
    others = [one for one in behind if not (one.by_sentence and one.action_said is said)]
    whole = [
        one
        for one in others
        if one.roles and one.first("name") and (one.source != "prose" or one.first("emails") or one.first("phones"))
    ]
    return (
        name is not None
        and bool(whole)
        and not any((own := one.first("name")) and similar(own.text, name.text) for one in behind)
    )
