"""When two mails bring the same note: digests by which a submission is found again. Pure."""

from __future__ import annotations

import hashlib
import unicodedata
from datetime import timedelta

from domain.submission import Contact, Submission

ALIKE_WITHIN = timedelta(days=90)
"""So long the same contacts without a note's number and date count as sent again; later it is a new letter about them."""


def note_key(submission: Submission) -> str | None:
    """A digest of State, note reference and date; None where one of them was not read, or no contacts are asked for."""
    note = submission.note_verbale
    if not submission.kind.carries_contacts or note is None:
        return None
    reference = _plain(note.reference or "")
    if not (submission.state and reference and note.date):
        return None
    return _digest("note", submission.state, reference, note.date)


def contacts_key(submission: Submission) -> str | None:
    """A digest of State and contacts: what is asked for each, its name, addresses and numbers, in no order; None for none."""
    people = sorted(filter(None, map(_person, submission.contacts)))
    if not (submission.kind.carries_contacts and submission.state and people):
        return None
    return _digest("contacts", submission.state, *people)


def _person(contact: Contact) -> str | None:
    name = _plain(contact.name or "")
    if not (name or contact.emails or contact.phones):
        return None
    return _digest(contact.action.value, name, *sorted(contact.emails), *sorted(contact.phones))


def _plain(text: str) -> str:
    """Letters and figures alone: a resent note is often read with other spaces and strokes."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
