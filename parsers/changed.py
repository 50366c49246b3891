"""Doubts about what is done to contacts: a change that changes nothing, a withdrawal that reads like a nomination."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from domain.submission import Action, Contact
from parsers.merged import Merged

Doubt = tuple[str, int, tuple[str, ...], str]


def old_and_new(entries: Sequence[Contact], contacts: Sequence[Merged]) -> Iterator[Doubt]:
    """Changes that give several values where one may be the old one."""
    for n, entry in enumerate(entries):
        for code in ("emails", "phones"):
            if entry.action is Action.UPDATE and len(getattr(entry, code)) > 1:
                sentence = "A change gives several values here; one of them may be the old one."
                yield "old_and_new", n, (code,), sentence


def nothing_new(entries: Sequence[Contact], contacts: Sequence[Merged]) -> Iterator[Doubt]:
    """Changes of which no new value was read."""
    for n, entry in enumerate(entries):
        particulars = (entry.emails, entry.phones, entry.position, entry.institution, entry.languages, entry.remarks)
        if entry.action is Action.UPDATE and not any(particulars):
            sentence = "This contact is said to change, and no new value was read; it may stay, leave or be replaced."
            yield "nothing_changed", n, ("action", "name"), sentence


def only_leavers(entries: Sequence[Contact], contacts: Sequence[Merged]) -> Iterator[Doubt]:
    """One of several in a role who all leave, of whom alone languages are told: they may come in the others' place."""
    leavers = [(n, entry) for n, entry in enumerate(entries) if entry.action is Action.REMOVE]
    if len(leavers) != len(entries):
        return
    for n, entry in leavers:
        others = [other for m, other in leavers if m != n and other.role == entry.role]
        if entry.languages and others and not any(other.languages for other in others):
            sentence = (
                "This contact is read as leaving, and languages are told of it as of a new one; it may be a successor."
            )
            yield "contact_inferred", n, ("action", "name"), sentence
