"""Settling: what a form means once it holds, and what to do beside each input while it does not."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import ValidationError

from desk.form import Draft, DraftContact, anchor, text_of
from desk.wording import FIELDS
from domain.directory import Change, Entry, Unmatched, change_of, changes
from domain.programme import Programme
from domain.submission import Action, Contact, Submission

LISTS = ("emails", "phones", "languages")
YES_NO = {"yes": True, "no": False, "": None}
ADVICE: dict[str, str] = {
    "action": "Choose whether this contact is to be added, updated or removed.",
    "role": "Choose the role in which this contact is named.",
    "emails": "Write addresses as name@example.org, one a line, without display names.",
    "phones": "Write numbers as +65 6123 4567, one a line; an extension as ;ext=12 behind it.",
    "languages": "Write two-letter codes such as en, fr, ar.",
    "effective": "Write the date as year-month-day, such as 2024-03-12.",
    "alternate": "Choose yes, no, or leave it open.",
}
ABSENT: dict[str, str] = {
    "role": "Choose a role; without it the contact cannot be entered.",
    "emails": "Give at least one e-mail address; without it the contact cannot be reached.",
    "phones": "Give at least one telephone number.",
    "name": "Give the name.",
    "position": "Give the position.",
    "institution": "Give the institution.",
    "languages": "Give at least one language.",
}
NO_ENTRY = {
    False: "This State has no entry to change. Choose “Add”, or leave this contact out.",
    True: "This State has no entry to end. Return the note with a question, or close it.",
}
"""What to do where the State has no entry, by whether one is to be ended."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What the form means: `changes` goes with `contacts`; nothing may be accepted while `errors` (by input) holds anything."""

    state: str | None = None
    contacts: tuple[Contact, ...] = ()
    changes: tuple[Change, ...] = ()
    confirmed: tuple[int, ...] = ()
    errors: Mapping[str, str] = field(default_factory=dict)


def settle(
    draft: Draft, submission: Submission, entries: Sequence[Entry], programme: Programme, states: Collection[str]
) -> Settled:
    """What the draft means. `entries` are those in force; every error says beside which input, and what to do."""
    errors: dict[str, str] = {}
    state = draft.state.strip().upper()
    own = [entry for entry in entries if entry.state == state and entry.in_force_until is None]
    if not state:
        errors["state"] = "Choose the State on whose behalf the note speaks."
    elif not re.fullmatch(r"[A-Z]{3}", state) or (states and state not in states):
        errors["state"] = "This is no State's three-letter code; choose the State from the list."
    elif "state" in submission.uncertain and state == submission.state and "state" not in draft.compared:
        errors["state"] = (
            "The machine was not sure of the State. Compare it with the document, then tick it or correct it."
        )
    contacts: list[Contact] = []
    found: list[Change] = []
    for row in draft.contacts:
        if row.left_out:
            continue
        contact = _contact(row, programme, errors)
        _compared(row, draft, submission, errors)
        if contact is None:
            continue
        change = _change(row, contact, own, state, errors)
        contacts.append(contact)
        if change is not None:
            found.append(change)
    confirmed = tuple(sorted(entry.id for entry in own if entry.id in draft.confirmed)) if not contacts else ()
    if not contacts and not errors and (submission.kind.carries_contacts or not confirmed):
        errors["contacts"] = "There is no contact to accept. Add one, return the note with a question, or close it."
    _twice(found, errors)
    return Settled(state or None, tuple(contacts), tuple(found), confirmed, errors)


def _contact(row: DraftContact, programme: Programme, errors: dict[str, str]) -> Contact | None:
    prefix = f"contacts-{row.number}"
    values: dict[str, Any] = {name: _meant(name, text) for name, text in row.values.items()}
    before = len(errors)
    if values["alternate"] is NotImplemented:
        errors[f"{prefix}-alternate"] = ADVICE["alternate"]
        values["alternate"] = None
    if values["role"] is not None and programme.role(values["role"]) is None:
        errors[f"{prefix}-role"] = ADVICE["role"]
    if values["effective"] is not None and not _is_date(values["effective"]):
        errors[f"{prefix}-effective"] = ADVICE["effective"]
    try:
        contact = Contact.model_validate(values)
    except ValidationError as trouble:
        for error in trouble.errors():
            name = str(error["loc"][0])
            wrong = error["input"] if name in LISTS and isinstance(error["input"], str) else None
            said = f"“{wrong}” does not hold. " if wrong else ""
            errors.setdefault(f"{prefix}-{name}", said + ADVICE.get(name, "Correct this value."))
        return None
    required = set(programme.required) if contact.action is Action.ADD else {"role"} & set(programme.required)
    for name in FIELDS:
        if name in required and getattr(contact, name) in (None, ()):
            errors.setdefault(f"{prefix}-{name}", ABSENT.get(name, "Give this value."))
    if not contact.name and not contact.institution:
        errors.setdefault(f"{prefix}-name", "Give a name, or the institution where an office is named.")
    return contact if len(errors) == before else None


def _change(
    row: DraftContact, contact: Contact, own: Sequence[Entry], state: str, errors: dict[str, str]
) -> Change | None:
    prefix = f"contacts-{row.number}"
    if contact.action is not Action.ADD and row.entry:
        meant = next((entry for entry in own if str(entry.id) == row.entry), None)
        if meant is None:
            errors[f"{prefix}-entry"] = "This entry is no longer in force; choose another one."
            return None
        return change_of(contact, meant)
    change = changes([contact], own, state)[0]
    if isinstance(change, Unmatched):
        if own:
            errors[f"{prefix}-entry"] = "Say which directory entry is meant; none or several match."
        elif "state" not in errors:
            errors[f"{prefix}-action"] = NO_ENTRY[contact.action is Action.REMOVE]
        return None
    return change


def _compared(row: DraftContact, draft: Draft, submission: Submission, errors: dict[str, str]) -> None:
    if row.number >= len(submission.contacts):
        return
    machine = submission.contacts[row.number]
    whole = f"contacts[{row.number}]"
    if whole in submission.uncertain and whole not in draft.compared:
        errors.setdefault(
            anchor(whole), "The machine was not sure of this contact. Compare it with the document, then tick it."
        )
    for name in FIELDS:
        path = f"{whole}.{name}"
        unsure = any(u == path or u.startswith((f"{path}[", f"{path}.")) for u in submission.uncertain)
        same = _meant(name, row.values[name]) == _meant(name, text_of(machine, name))
        if unsure and same and path not in draft.compared:
            errors.setdefault(
                anchor(path), "The machine was not sure. Compare this with the document, then tick it or correct it."
            )


def _twice(found: Sequence[Change], errors: dict[str, str]) -> None:
    seen: set[int] = set()
    for change in found:
        entry = getattr(change, "entry_id", None)
        if entry is not None and entry in seen:
            errors.setdefault("contacts", "Two contacts change the same directory entry. Join them, or leave one out.")
        elif entry is not None:
            seen.add(entry)


def _meant(name: str, text: str) -> Any:
    text = text.strip()
    if name in ("emails", "languages"):
        return tuple(dict.fromkeys(part.lower() for part in re.split(r"[\s,;]+", text) if part))
    if name == "phones":
        numbers = (re.sub(r"[\s().\-\u2010-\u2015]", "", part) for part in re.split(r"[\n,]+", text))
        return tuple(dict.fromkeys(number for number in numbers if number))
    if name == "alternate":
        return YES_NO.get(text, NotImplemented)
    if name in ("remarks", "availability"):
        return text or None
    return " ".join(text.split()) or None


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
