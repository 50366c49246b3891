"""The delivery: the mailbox's bytes with the identity under which the mailbox holds them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message as the mailbox lists it. `uid` is text because a Maildir's is; `received_at` is aware."""

    mailbox: str
    uidvalidity: str
    uid: str
    received_at: datetime
    raw: bytes
