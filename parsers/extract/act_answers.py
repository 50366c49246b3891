"""Answers that say what is to be done with a contact ("Action | Add")."""

from __future__ import annotations

from domain.submission import Action
from parsers.extract.context import Context
from parsers.extract.drafts import Draft
from parsers.extract.passages import Passage
from parsers.extract.ticked_acts import act_of
from parsers.fold import fold
from parsers.words import formula

_KINDS = (
    ("withdraw", Action.REMOVE),
    ("replace", Action.ADD),
    ("update", Action.UPDATE),
    ("nominate", Action.ADD),
)


def put_act(draft: Draft, value: Passage, context: Context) -> None:
    """Takes what an answer says is to be done with the contact; words that say nothing of it change nothing."""
    folded = fold(value.text)
    formal = (action for kind, action in _KINDS if formula(kind, context.languages).stands_in(folded))
    told = next(formal, None) or act_of(value.text, context)
    if told is not None:
        draft.action, draft.action_said, draft.by_sentence = told, value, True
