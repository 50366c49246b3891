"""The delivery: the mailbox's bytes with the identity under which the mailbox holds them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Raw(Protocol):
    """A message's bytes, read by slices: `bytes` itself, or what holds too many of them for the memory."""

    def __len__(self) -> int:
        """How many bytes."""

    def __getitem__(self, part: slice, /) -> bytes:
        """Some of them."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message as the mailbox lists it. `uid` is text because a Maildir's is; `received_at` is aware, or None where the mailbox
    tells no time that a calendar holds: then it counts as received when it is kept."""

    mailbox: str
    uidvalidity: str
    uid: str
    received_at: datetime | None
    raw: Raw
    whole_size: int | None = None
    """Not None where the message is too large to be fetched: `raw` is then its header, and the whole has so many bytes."""


class Withheld(StrEnum):
    """Why a mailbox that lists a message has not handed it out."""

    NOTHING = "nothing"
    """It answered and gave nothing: the message may have gone since it was listed."""
    APOLOGY = "apology"
    """It gave a text of its own in place of a message that it cannot convert."""
    REFUSED = "refused"
    """It refused to give it."""
    DROPPED = "dropped"
    """The connection dropped whenever it was asked for."""
