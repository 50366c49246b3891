"""Acceptance: what accepting a submission would do to the directory, said before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from desk.form import Draft
from domain.directory import Amend, Change, End, Enter
from domain.submission import Action, Contact, Kind


class Acceptance(NamedTuple):
    """What stands on the button, and the sentence above it."""

    button: str
    sentence: str


_CONFIRMS = Acceptance(
    "Accept",
    "Confirms the ticked entries of the directory, or enters the contacts above where there are any, and prepares a confirmation.",
)
_ENTERS = Acceptance("Accept", "Enters the contacts above in the directory and prepares a confirmation.")
_ENDS = Acceptance(
    "Accept the withdrawal",
    "The contacts above leave the directory: their entries end, and are kept as history. A confirmation is prepared.",
)
_AMENDS = Acceptance(
    "Accept the update",
    "Brings the entries of the contacts above up to date in the directory and prepares a confirmation.",
)
_SEVERAL = Acceptance(
    "Accept the update",
    "Each contact above enters the directory, is changed or leaves it, as its action says. A confirmation is prepared.",
)
_OF_ALL = {Action.ADD: _ENTERS, Action.REMOVE: _ENDS, Action.UPDATE: _AMENDS}


NOTHING = Acceptance(
    "",
    "This message names no contact, so there is nothing to accept. A question is answered from your mail program, and closed "
    "here; where a contact is named all the same, add it by hand above.",
)
"""What stands where acceptance would do nothing."""


NONE_LEFT_IN = Acceptance(
    "",
    "Every contact above is left out, so there is nothing to accept. Return the note with a question, or close it; to accept "
    "one all the same, take its tick away, then press Check first.",
)
"""What stands where the officer left all contacts out."""


NONE_TO_END = Acceptance(
    "",
    "The directory holds no entry of this State, so there is none to end. Where the note speaks for another State, choose it "
    "above, then press Check first; else return the note with a question, or close it.",
)
"""What stands where contacts are to be removed, and none is there."""


NO_STATE_TO_END_FOR = Acceptance(
    "Accept the withdrawal", "Choose the State above, then press Check first: it names the entries that would end."
)
"""What stands where contacts are to be removed, and nobody has said whose."""


def acceptance_of(draft: Draft, kind: Kind | None, *, has_entries: bool | None) -> Acceptance:
    """What accepting means for the contacts of the form as they stand in it, without a button where it can mean nothing.

    `has_entries` says whether the State has entries to change; None: no State is chosen."""
    if kind is Kind.PING_REPLY:
        return _CONFIRMS
    if not draft.contacts:
        return NOTHING
    actions = {row.values["action"] for row in draft.contacts if not row.left_out}
    if not actions:
        return NONE_LEFT_IN
    if len(actions) > 1:
        return _SEVERAL
    if actions == {Action.REMOVE} and not has_entries:
        return NO_STATE_TO_END_FOR if has_entries is None else NONE_TO_END
    return next((said for action, said in _OF_ALL.items() if action in actions), _ENTERS)


def steps_of(changes: Sequence[Change], names: dict[int, str], confirmed: Sequence[int]) -> list[str]:
    """What accepting would do to the directory, one sentence a step; `names` are those of the entries by id."""

    def who(contact: Contact) -> str:
        return contact.name or contact.institution or "an unnamed contact"

    said: list[str] = []
    for change in changes:
        if isinstance(change, Enter):
            said.append(f"enter {who(change.contact)} as {change.contact.role} contact")
        elif isinstance(change, Amend):
            said.append(f"bring the entry of {names.get(change.entry_id, 'an entry')} up to date")
        elif isinstance(change, End):
            said.append(f"end the entry of {names.get(change.entry_id, 'an entry')}: it leaves the directory")
    said.extend(f"confirm the entry of {names.get(entry, 'an entry')}" for entry in confirmed)
    return said
