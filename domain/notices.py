"""What is to be said to whom, before anybody renders or carries it."""

from __future__ import annotations

import hashlib
from datetime import datetime
from enum import StrEnum
from typing import Any

from domain.submission import Fact


class Outbox(StrEnum):
    """Stage of an outgoing mail."""

    HELD = "held"
    """Waits for an officer's word."""
    QUEUED = "queued"
    SENDING = "sending"
    """Said to be under way; after a crash it becomes uncertain, never queued again."""
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    """The server may or may not have it: a person looks."""
    DROPPED = "dropped"
    """An officer decided against it."""


class NoticeKind(StrEnum):
    """Names of the folders under templates/mail."""

    ACKNOWLEDGEMENT = "acknowledgement"
    CONFIRMATION = "confirmation"
    CLARIFICATION = "clarification"
    UPDATE_REMINDER = "update_reminder"
    ALARM = "alarm"
    """For the operator of the program, in English."""

    @property
    def for_operator(self) -> bool:
        """True for a notice to whoever runs the program; the others are for Missions, in the programme's languages."""
        return self is NoticeKind.ALARM


MACHINE_ANSWERS = frozenset({NoticeKind.ACKNOWLEDGEMENT})
"""What the machine answers without an officer's word, and others can therefore make it say without end."""


class Saying(Fact):
    """A notice with its mail, as the store writes them together. `key` makes saying it twice impossible."""

    key: str
    kind: NoticeKind
    language: str
    recipient: str
    facts: dict[str, Any]
    due_at: datetime
    message_id: int | None = None
    entry_id: int | None = None
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    held_because: str | None = None
    """The officer's sentence; None where the mail may go."""
    held_code: str | None = None
    """The same as a code."""


def mail_id(saying: Saying, mail_domain: str) -> str:
    """The Message-ID of this saying's mail, angle brackets included: the same saying always gets the same one."""
    parts = (saying.key, saying.recipient, saying.in_reply_to or "", saying.due_at.isoformat())
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
    return f"<{saying.kind.value.replace('_', '-')}.{digest}@{mail_domain}>"
