"""Headings taken in: each opens a contact, or tells more of the one just opened."""

from __future__ import annotations

from collections.abc import Sequence

from domain.submission import Action
from parsers.extract.first_person import speaks_of_himself
from parsers.extract.gathering import Gathering
from parsers.extract.grammar import grammar
from parsers.extract.items import Heading
from parsers.extract.turns import turns_of

_AT_EDGE = 6
"""Characters of numbering before a heading's first word, or of signs behind its last."""


def read_heading(gathering: Gathering, heading: Heading) -> None:
    """Opens a contact below the heading, or completes the empty one that a heading just opened."""
    current = gathering.current
    if current is not None and current.empty and current.roles and not heading.title.roles:
        current.alternate = current.alternate or heading.title.alternate
        if heading.action is not None:
            current.action, current.action_said, current.by_sentence = heading.action, heading.passage or None, True
        return
    gathering.heading = heading
    said = heading.role_said
    before = gathering.drafts[-1] if gathering.drafts and heading.title.alternate else None
    draft = gathering.begin(gathering.roles_in_force, said, heading.source, heading.title.alternate)
    draft.role_sure = said is not None or gathering.lead_sure
    if speaks_of_himself(heading.passage.text):
        gathering.writer = draft
    if before is not None and not draft.roles and len(before.roles) == 1:
        # an alternate stands in for the one before
        draft.roles, draft.role_said, draft.role_sure = before.roles, before.role_said, before.role_sure
    turns = turns_of(heading.passage.text, gathering.context)
    if heading.action is not None:
        draft.action, draft.action_said, draft.by_sentence = heading.action, heading.passage or None, True
    elif turns.withdraw or turns.update or turns.nominate:
        action = Action.REMOVE if turns.withdraw else Action.ADD if turns.nominate else Action.UPDATE
        draft.action, draft.action_said, draft.by_sentence = action, heading.passage, True
    elif _is_of_former(heading.passage.text, gathering.languages):
        draft.action, draft.action_said, draft.by_sentence = Action.REMOVE, heading.passage, True


def _is_of_former(heading: str, languages: Sequence[str]) -> bool:
    """True for a heading that begins or ends with a word for the one who was ("Previous point of contact")."""
    found = grammar("former_contact", languages).find(heading)
    return bool(found) and (found[0].start <= _AT_EDGE or found[-1].end >= len(heading) - _AT_EDGE)
