"""Checks that need more than the message: who writes, and what the directory already holds. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from domain.directory import Entry, Unmatched, changes, same_person
from domain.envelope import Authentication
from domain.hosts import shown, unseen_letters
from domain.likeness import Likeness, Resemblance
from domain.missions import Register
from domain.reading import Reading
from domain.standing import Sender, Standing
from domain.states import STATES
from domain.submission import Action, Finding, Kind, Severity, Submission

ADDRESSES = 3
"""So many known addresses of a Mission are named in a finding."""
FOR_A_STATE = frozenset({Kind.NOMINATION, Kind.UPDATE, Kind.WITHDRAWAL, Kind.PING_REPLY})
"""Kinds of messages in which a State speaks."""


def check(
    reading: Reading, entries: Sequence[Entry], sender: Sender | None = None, register: Register | None = None
) -> list[Finding]:
    """Findings on sender and directory; `entries` are those of the submission's State that are in force, `sender` is who
    wrote by the `register` of Missions (None: nobody knows)."""
    return [
        *_verdicts(reading.envelope.authentication, reading.submission.kind),
        *_sender(reading),
        *(_standing(reading.submission, sender, register or Register()) if sender is not None else ()),
        *_against_directory(reading.submission, entries),
    ]


def _verdicts(verdicts: Authentication | None, kind: Kind) -> Iterator[Finding]:
    if verdicts is None:
        return
    if verdicts.dmarc == "fail":
        yield Finding(
            code="dmarc_failed",
            severity=Severity.ERROR,
            message="The receiving server could not confirm that this mail comes from the domain in its From line; "
            "ask the Mission by another way before acting on it.",
        )
    elif verdicts.against:
        yield Finding(
            code="sender_not_confirmed",
            severity=Severity.WARNING if kind in FOR_A_STATE else Severity.INFO,
            message=f"{' and '.join(verdicts.against)} failed, and no DMARC verdict says that the mail comes from the domain "
            "in its From line all the same: it was forwarded, or somebody else sent it.",
        )


def _standing(submission: Submission, sender: Sender, register: Register) -> Iterator[Finding]:
    """What the register says of the sender; of strangers and of webmail only where a State speaks."""
    if sender.resembles is not None:
        yield Finding(
            code="look_alike_sender",
            severity=Severity.ERROR,
            message=f"{_resembles(sender.address, sender.resembles)} Nobody was written to; ask by a way that you know.",
        )
    state = submission.state
    if submission.kind not in FOR_A_STATE:
        return
    if sender.states and state is not None and state not in sender.states:
        yield Finding(
            code="another_states_mission",
            severity=Severity.ERROR,
            path="state",
            message=f"The sender is known as the Mission of {_named(sender.states)}, and the message was read as that of "
            f"{_named([state])}; settle which State speaks before accepting.",
        )
    others = _other_addresses(register, state)
    if sender.standing is Standing.WEBMAIL:
        yield Finding(
            code="webmail_sender",
            severity=Severity.WARNING if others else Severity.INFO,
            message=f"Anybody may have an address where this one is.{others} Make sure that it is the Mission's.",
        )
    elif sender.standing is Standing.UNKNOWN and register.known:
        yield Finding(
            code="unknown_sender",
            severity=Severity.WARNING if others else Severity.INFO,
            message=f"No Mission is known by this address or by its whole domain.{others} Make sure that it is the Mission's.",
        )


def _resembles(address: str, found: Resemblance) -> str:
    """In what the sender resembles another, in a sentence."""
    whose = f"the Mission of {_named(found.states)}" if found.states else "the Secretariat"
    host = address.rpartition("@")[2]
    names = shown(host) if shown(host) == host else f"{shown(host)} ({host})"
    match found.likeness:
        case Likeness.ALPHABETS if unseen := unseen_letters(host):
            codes = ", ".join(f"U+{ord(letter):04X}" for letter in dict.fromkeys(unseen))
            return (
                f"The sender's domain {names} holds letters that nobody sees ({codes}), as honest ones hardly ever do."
            )
        case Likeness.ALPHABETS:
            return f"The sender's domain {names} mixes letters of several alphabets, as honest ones hardly ever do."
        case Likeness.NAME:
            return f"The sender shows the name of {whose}, “{found.value}”; the address is not known as its own."
        case Likeness.ADDRESS:
            return f"The sender's address resembles {found.value}, which is that of {whose}, and is another."
    how = {
        Likeness.LETTERS: "in letters that may be taken for others",
        Likeness.ONE_LETTER: "but for a letter",
        Likeness.ENDING: "but for its ending",
        Likeness.INSIDE: "which only stands within it",
    }[found.likeness]
    return f"The sender's domain {names} resembles {found.value}, the domain of {whose}, {how}."


def _other_addresses(register: Register, state: str | None) -> str:
    """A sentence with what is known of the State's Mission; empty where nothing is."""
    known = [one.value for one in register.of_state(state)] if state is not None else []
    if state is None or not known:
        return ""
    more = f" and {len(known) - ADDRESSES} more" if len(known) > ADDRESSES else ""
    return f" That of {_named([state])} is known by {', '.join(known[:ADDRESSES])}{more}."


def _named(states: Sequence[str]) -> str:
    return " or ".join(STATES[state].name if state in STATES else state for state in states)


def _sender(reading: Reading) -> Iterator[Finding]:
    envelope = reading.envelope
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
                message=_not_found(contact.action, has_entries=any(e.in_force_until is None for e in entries)),
            )
        elif contact.action is Action.ADD and any(same_person(contact, e) and e.role == contact.role for e in entries):
            yield Finding(
                code="already_in_directory",
                severity=Severity.INFO,
                path=path,
                message="This contact already stands in the directory in this role; accepting brings it up to date.",
            )


def _not_found(action: Action, *, has_entries: bool) -> str:
    """Which entry is meant can be said only where the State has any."""
    if has_entries:
        return "No single entry in the directory matches this contact; say which one is meant before accepting."
    if action is Action.REMOVE:
        return (
            "The directory held no entry of this State when this was read, so there is none to end; ask, or close this."
        )
    return "The directory held no entry of this State when this was read; where the contact is new, choose “Add”."
