"""Headings taken in: each opens a contact, or tells more of the one just opened."""

from __future__ import annotations

from collections.abc import Sequence

from domain.submission import Action
from parsers.extract.first_person import speaks_of_himself
from parsers.extract.gathering import Gathering
from parsers.extract.grammar import grammar
from parsers.extract.items import Heading
from parsers.extract.overlaps import overlaps
from parsers.extract.turns import turns_of
from parsers.fields.states import find_states

_BY_HABIT = "several people stand in one row, and no word tells which of them comes or goes"
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
    told = _of_whom(heading, gathering.languages)
    if heading.action is not None:
        draft.action, draft.action_said = heading.action, heading.passage or None
        draft.by_sentence = draft.action_sure = heading.sure
        draft.action_doubt = None if heading.sure else _BY_HABIT
    elif told is Action.ADD or (told is not None and not (turns.withdraw or turns.update or turns.nominate)):
        draft.action, draft.action_said, draft.by_sentence = told, heading.passage, True
    elif turns.withdraw or turns.update or turns.nominate:
        action = Action.REMOVE if turns.withdraw else Action.ADD if turns.nominate else Action.UPDATE
        draft.action, draft.action_said, draft.by_sentence = action, heading.passage, True


def _of_whom(heading: Heading, languages: Sequence[str]) -> Action | None:
    """What a heading does that is of the one who was ("Previous point of contact"), or of the one who is new."""
    text = heading.passage.text
    if _is_called("former_contact", text, languages):
        return Action.REMOVE
    new = heading.title.roles and _is_called("new_contact", text, languages)
    return Action.ADD if new and not grammar("particulars", languages).stands_in(text) else None


def _is_called(kind: str, heading: str, languages: Sequence[str]) -> bool:
    """True for a heading that such a word begins or ends, perhaps before the State whose contact it is."""
    states = find_states(heading)
    first = next((state.end for state in states if state.start <= _AT_EDGE), 0)
    last = next((state.start for state in states if state.start > first), len(heading))
    found = [f for f in grammar(kind, languages).find(heading) if not overlaps(f, states)]
    return bool(found) and (found[0].start <= first + _AT_EDGE or found[-1].end >= last - _AT_EDGE)
