"""The mailbox: what every source of deliveries promises, and how it fails."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from domain.alarms import AlarmCode
from domain.delivery import Delivery, Withheld
from domain.reconciliation import Standing

MIB = 1024 * 1024


class MailboxFailed(Exception):
    """Trouble with the mailbox, in one sentence that says what to do; `retry` is True where trying again may help by itself, and
    `alarm` what the operator is told of at once."""

    def __init__(self, message: str, *, retry: bool, alarm: AlarmCode | None = None) -> None:
        super().__init__(message)
        self.retry = retry
        self.alarm = alarm


def passing(sentence: str) -> MailboxFailed:
    """Trouble that may end by itself; `sentence` comes without its full stop."""
    return MailboxFailed(f"{sentence}; the next poll tries again.", retry=True)


def lasting(sentence: str, alarm: AlarmCode | None = None) -> MailboxFailed:
    """Trouble that a person has to end; `sentence`, without its full stop, says how."""
    return MailboxFailed(f"{sentence}; until then trying again does not help.", retry=False, alarm=alarm)


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much is fetched at once: bytes and messages of a batch, and from which size a message travels alone, in pieces."""

    batch_bytes: int = 8 * MIB
    batch_count: int = 200
    alone_above: int = 4 * MIB
    """A larger message is a batch of its own, asked for in pieces of `piece` bytes."""
    piece: int = MIB
    largest: int = 256 * MIB
    """Of a larger message only the header is fetched; the whole stays in the mailbox."""
    header: int = 256 * 1024
    """So many bytes of that header at most."""


@dataclass(frozen=True, slots=True)
class Listing:
    """All messages that the mailbox holds, in its order, under its present UIDVALIDITY."""

    uidvalidity: str
    uids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """What came of one request: messages, and those that were asked for and did not come."""

    deliveries: tuple[Delivery, ...] = ()
    withheld: Mapping[str, Withheld] = field(default_factory=dict)

    @property
    def bytes(self) -> int:
        """Of the messages that came."""
        return sum(len(delivery.raw) for delivery in self.deliveries)


class MailSource(Protocol):
    """A place that deliveries come from. Nothing there is ever changed: no flag, no file, no name.

    Its own trouble is always MailboxFailed. One thread uses a source at a time."""

    @property
    def name(self) -> str:
        """The mailbox's identity, an address without any secret, the same on every run."""

    def standing(self) -> Standing | None:
        """What the mailbox says of itself without listing anything; None where it cannot, and every poll has to compare."""

    def list_all(self) -> Listing:
        """Everything in the mailbox: the cursor is the set of what we hold, never a highest number."""

    def fetch(self, uids: Sequence[str]) -> Iterator[Batch]:
        """These messages of the last listing, byte-exact, in batches within the bounds; every one of them is in one batch,
        delivered or withheld. Of one larger than the bounds allow, the header alone comes."""

    def close(self) -> None:
        """Gives back what the source holds; never raises, and the source may be used again."""


def batches(uids: Sequence[str], sizes: Mapping[str, int], bounds: Bounds) -> Iterator[list[str]]:
    """The uids in their order, cut so that no batch exceeds the bounds; large ones and those of unknown size stand alone."""
    batch: list[str] = []
    held = 0
    for uid in uids:
        size = sizes.get(uid)
        alone = size is None or size > min(bounds.alone_above, bounds.largest)
        if batch and (alone or held + (size or 0) > bounds.batch_bytes or len(batch) >= bounds.batch_count):
            yield batch
            batch, held = [], 0
        batch.append(uid)
        held += size or 0
        if alone:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch
