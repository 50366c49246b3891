"""What an accepted submission does to the directory: contacts in, changes to entries out. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.submission import Action, Contact


@dataclass(frozen=True, slots=True)
class Entry:
    """An accepted contact in the directory; in force from `in_force_from` until `in_force_until` (None: still)."""

    id: int
    state: str
    role: str
    contact: Contact
    language: str
    correspondent: str
    message_id: int
    in_force_from: datetime
    in_force_until: datetime | None
    last_confirmed: datetime


@dataclass(frozen=True, slots=True)
class Enter:
    """A new entry."""

    contact: Contact


@dataclass(frozen=True, slots=True)
class Amend:
    """An entry gets new particulars; `contact` is the whole contact as it stands afterwards."""

    entry_id: int
    contact: Contact


@dataclass(frozen=True, slots=True)
class End:
    """An entry is no longer in force."""

    entry_id: int


@dataclass(frozen=True, slots=True)
class Unmatched:
    """An update or removal for which no single entry was found: a person has to say which entry is meant."""

    contact: Contact
    candidates: tuple[int, ...]


Change = Enter | Amend | End | Unmatched


def same_person(contact: Contact, entry: Entry) -> bool:
    """True where contact and entry share an e-mail address, or a name (an office without one: the institution)."""
    if set(contact.emails) & set(entry.contact.emails):
        return True
    if contact.name or entry.contact.name:
        return _folded(contact.name) == _folded(entry.contact.name) != ""
    return _folded(contact.institution) == _folded(entry.contact.institution) != ""


def changes(contacts: Sequence[Contact], entries: Sequence[Entry], state: str) -> list[Change]:
    """What these contacts change among the State's entries in force, in the order given.

    An `add` that already stands (same role, same person) amends it, so that a resent note makes no second entry."""
    own = [entry for entry in entries if entry.state == state and entry.in_force_until is None]
    found: list[Change] = []
    for contact in contacts:
        in_role = [entry for entry in own if contact.role in (None, entry.role)]
        matches = [entry for entry in in_role if same_person(contact, entry)]
        if contact.action is Action.ADD:
            if len(matches) == 1 and contact.role == matches[0].role:
                found.append(Amend(matches[0].id, _amended(matches[0].contact, contact)))
            else:
                found.append(Enter(contact))
        elif len(matches) == 1:
            entry = matches[0]
            remove = contact.action is Action.REMOVE
            found.append(End(entry.id) if remove else Amend(entry.id, _amended(entry.contact, contact)))
        else:
            found.append(Unmatched(contact, tuple(entry.id for entry in matches or in_role)))
    return found


def change_of(contact: Contact, entry: Entry) -> Amend | End:
    """What an update or removal changes where a person says that this entry is meant."""
    if contact.action is Action.REMOVE:
        return End(entry.id)
    return Amend(entry.id, _amended(entry.contact, contact))


def _amended(present: Contact, given: Contact) -> Contact:
    """The present contact with everything that `given` states put in its place."""
    stated = {key: value for key, value in given.model_dump().items() if value not in (None, ()) and key != "action"}
    return present.model_copy(update={**stated, "action": Action.ADD, "role": present.role})


def _folded(text: str | None) -> str:
    decomposed = unicodedata.normalize("NFKD", text or "")
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).casefold().split())
