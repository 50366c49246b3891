"""Who may be written to, and which messages are acknowledged: pure rules over a reading's envelope and kind."""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain.envelope import Envelope
from domain.programme import Programme
from domain.reading import Reading

ROBOTS = re.compile(
    r"(?:mailer-daemon|postmaster|no[._-]?reply|do[._-]?not[._-]?reply|bounces?|listserv|majordomo)(?:[+=._-].*)?"
    r"|owner-.+|.+-(?:request|bounces?)"
)
"""Local parts, each as a whole, that no person reads; the last ones are lists' own (RFC 3834, 2)."""


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """The message is answered at once, to this address."""

    recipient: str


@dataclass(frozen=True, slots=True)
class Hold:
    """The answer waits for an officer; `reason` is a code, `sentence` says it in plain words."""

    recipient: str
    reason: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Silence:
    """Nothing is said; `reason` is a code for the event log."""

    reason: str


Answer = Acknowledge | Hold | Silence


def correspondent(envelope: Envelope, programme: Programme, *, look_alike: bool = False) -> Answer:
    """Whether the writer of this message may be written to: always its one From address, never a Reply-To.

    `look_alike` tells that the sender may be taken for somebody else (domain.standing).

    RFC 3834: automatic mail, lists, reports and the null sender are never answered; nor are we ourselves."""
    sender = envelope.sender
    if envelope.report or envelope.automatic or envelope.return_path == "":
        return Silence("automatic")
    if sender is None or "@" not in sender.address:
        return Silence("no_single_sender")
    if ROBOTS.fullmatch(sender.address.rpartition("@")[0]):
        return Silence("robot")
    if is_secretariat(sender.address, programme):
        return Silence("secretariat")
    verdicts = envelope.authentication
    if verdicts is not None and verdicts.dmarc == "fail":
        return Hold(
            sender.address,
            "dmarc_failed",
            "The receiving server could not confirm that this mail comes from the domain in its From line (DMARC failed).",
        )
    if look_alike:
        return Hold(
            sender.address,
            "look_alike",
            "The sender's address or name resembles one that we know, and is another.",
        )
    return Acknowledge(sender.address)


def acknowledgement(
    reading: Reading, *, programme: Programme, same_bytes: bool, look_alike: bool = False, too_large: bool = False
) -> Answer:
    """Whether this reading is acknowledged: nominations, updates and withdrawals only, the same bytes only once, and
    never what says in its subject that a machine answers for somebody absent.

    What was `too_large` to be received whole may be any of them, and its sender has to hear that nobody could read it."""
    if not (reading.submission.kind.carries_contacts or too_large):
        return Silence("kind")
    if same_bytes:
        return Silence("same_bytes")
    if reading.envelope.absent:
        return Silence("absent")
    return correspondent(reading.envelope, programme, look_alike=look_alike)


def is_secretariat(address: str, programme: Programme) -> bool:
    """True for the programme's own mailbox, and for addresses and hosts under a domain of the Secretariat."""
    if address.casefold() == programme.mailbox.casefold():
        return True
    domain = address.rpartition("@")[2].casefold()
    return any(domain == own or domain.endswith("." + own) for own in programme.secretariat_domains)
