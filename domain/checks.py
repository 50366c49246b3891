"""Checks that need more than the message: who writes, and what the directory already holds. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from domain.directory import Entry, Unmatched, changes, same_person
from domain.reading import Reading
from domain.submission import Action, Finding, Severity, Submission


def check(reading: Reading, entries: Sequence[Entry]) -> list[Finding]:
    """Findings on sender and directory; `entries` are those of the submission's State that are in force."""
    return [*_sender(reading), *_against_directory(reading.submission, entries)]


def _sender(reading: Reading) -> Iterator[Finding]:
    envelope = reading.envelope
    if envelope.authentication is not None and envelope.authentication.dmarc == "fail":
        yield Finding(
            code="dmarc_failed",
            severity=Severity.ERROR,
            message="The receiving server could not confirm that this mail comes from the domain in its From line; "
            "ask the Mission by another way before acting on it.",
        )
    sender = envelope.sender
    if sender is None:
        yield Finding(
            code="no_single_sender",
            severity=Severity.WARNING,
            message="The message names no single sender, so nobody was written to.",
        )
        return
    foreign = [a for a in envelope.reply_to if a.domain != sender.domain]
    if foreign:
        yield Finding(
            code="reply_to_elsewhere",
            severity=Severity.WARNING,
            message="Answers would go to another domain than the sender's; we write to the From address only.",
        )


def _against_directory(submission: Submission, entries: Sequence[Entry]) -> Iterator[Finding]:
    if not submission.kind.carries_contacts or submission.state is None:
        return
    for index, contact in enumerate(submission.contacts):
        path = f"contacts[{index}]"
        change = changes([contact], entries, submission.state)[0]
        if isinstance(change, Unmatched):
            yield Finding(
                code="entry_not_found",
                severity=Severity.WARNING,
                path=path,
                message="No single entry in the directory matches this contact; say which one is meant before accepting.",
            )
        elif contact.action is Action.ADD and any(same_person(contact, e) and e.role == contact.role for e in entries):
            yield Finding(
                code="already_in_directory",
                severity=Severity.INFO,
                path=path,
                message="This contact already stands in the directory in this role; accepting brings it up to date.",
            )
