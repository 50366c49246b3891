"""The same note in another mail: found for the reviewer, and named to whoever sent the first of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlmodel import Session

from domain.envelope import Envelope
from domain.programme import Programme
from domain.reading import Reading
from domain.submission import Finding, Severity
from store import messages, submissions
from store.messages import MessageFactsRow


class Delivered(Protocol):
    """What is known of the message beside its reading; a claimed message or a stored one."""

    @property
    def id(self) -> int: ...
    @property
    def received_at(self) -> datetime: ...
    @property
    def same_bytes_as(self) -> int | None: ...
    @property
    def same_id_as(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Repeated:
    """The message that seems to have brought the same note; `same_writer` is true where the same address sent both,
    `same_id` where they bear the same Message-ID, of which another finding tells."""

    earlier: MessageFactsRow
    same_writer: bool
    same_id: bool

    def reference(self, programme: Programme) -> str:
        """Our reference of that message."""
        return programme.reference(self.earlier.received_at.year, self.earlier.id)


def repeated_note(session: Session, message: Delivered, reading: Reading) -> Repeated | None:
    """The other message with the same note or contacts, None where there is none; the very same bytes are told of elsewhere."""
    if message.same_bytes_as is not None:
        return None
    found = submissions.alike(session, message.id, reading.submission, message.received_at)
    earlier = messages.get(session, found.message_id) if found is not None else None
    if found is None or earlier is None:
        return None
    same_writer = _same_writer(reading.envelope, found.reading.envelope)
    return Repeated(earlier, same_writer, earlier.id == message.same_id_as)


def findings_of(repeated: Repeated | None, programme: Programme) -> list[Finding]:
    """What the reviewer is told, nothing where nothing is repeated."""
    if repeated is None or repeated.same_id:
        return []
    finding = Finding(
        code="probable_duplicate",
        severity=Severity.WARNING,
        message=f"This seems to bring what {repeated.reference(programme)} brought: the same note, or the same contacts. "
        "Compare the two, and decide on one of them.",
    )
    return [finding]


def _same_writer(one: Envelope, other: Envelope) -> bool:
    return one.sender is not None and other.sender is not None and one.sender.address == other.sender.address
