"""The numbering of a mailbox: whether a UID that we know stands for the message that we know by it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

SAMPLE = 5
"""So many of the highest UIDs that we know and the mailbox lists are looked at whenever its list is compared."""


@dataclass(frozen=True, slots=True)
class Traits:
    """By what a message is told from another one under its UID. `size` is in bytes, and not every server tells it exactly."""

    message_id: str | None
    received_at: datetime
    size: int | None


def another(known: Traits, listed: Traits) -> bool:
    """Whether what is listed is another message than the one that we know.

    A restored file may have lost its time, and a sender may give all his mails one Message-ID: the same Message-ID is believed
    where time or size vouch for it. Where both are told anything else, it costs one message that is fetched once more."""
    same_time = known.received_at == listed.received_at
    if known.message_id is None or listed.message_id is None:
        return not same_time
    return known.message_id != listed.message_id or not (same_time or known.size == listed.size)


def not_given_yet(uids: Iterable[str], uidnext: int | None) -> frozenset[str]:
    """Those of the UIDs that a mailbox with this UIDNEXT has never given, as far as it remembers."""
    return frozenset(uid for uid in uids if uidnext is not None and int(uid) >= uidnext)


def highest(uids: Collection[str], count: int = SAMPLE) -> frozenset[str]:
    """So many of them: where a mailbox gave numbers again from some one on, the highest ones are among them."""
    return frozenset(sorted(uids, key=int)[-count:])
