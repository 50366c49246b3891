"""The mailbox: what every source of deliveries promises, and how it fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from domain.delivery import Delivery

MIB = 1024 * 1024


class MailboxFailed(Exception):
    """Trouble with the mailbox, in one sentence that says what to do; `retry` is True where trying again may help by itself."""

    def __init__(self, message: str, *, retry: bool) -> None:
        super().__init__(message)
        self.retry = retry


def passing(sentence: str) -> MailboxFailed:
    """Trouble that may end by itself; `sentence` comes without its full stop."""
    return MailboxFailed(f"{sentence}; the next poll tries again.", retry=True)


def lasting(sentence: str) -> MailboxFailed:
    """Trouble that a person has to end; `sentence`, without its full stop, says how."""
    return MailboxFailed(f"{sentence}; until then trying again does not help.", retry=False)


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much is fetched at once: bytes and messages of a batch, and from which size a message travels alone, in pieces."""

    batch_bytes: int = 8 * MIB
    batch_count: int = 50
    alone_above: int = 4 * MIB
    """A larger message is a batch of its own, asked for in pieces of `piece` bytes."""
    piece: int = MIB
    refused_above: int = 256 * MIB
    """A larger message stays in the mailbox and is told of at every poll."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The messages that the mailbox holds and we do not, in the mailbox's order, under its present UIDVALIDITY.

    `sizes` are in bytes, as the mailbox tells them (a server may be wrong); `refused` are too large to be fetched."""

    uidvalidity: str
    uids: tuple[str, ...] = ()
    sizes: Mapping[str, int] = field(default_factory=dict)
    refused: tuple[str, ...] = ()


class MailSource(Protocol):
    """A place that deliveries come from. Nothing there is ever changed: no flag, no file, no name.

    Its own trouble is always MailboxFailed. One thread uses a source at a time."""

    @property
    def name(self) -> str:
        """The mailbox's identity, an address without any secret, the same on every run."""

    def list_new(self, known: Callable[[str], set[str]]) -> Listing:
        """What is in the mailbox less what `known` returns for its UIDVALIDITY: the cursor is a set, never a highest number."""

    def fetch(self, uids: Sequence[str]) -> Iterator[list[Delivery]]:
        """The listed messages, byte-exact, in batches within the bounds.

        A message that is gone or yields nothing is left out, and so is new again in the next listing."""

    def close(self) -> None:
        """Gives back what the source holds; never raises, and the source may be used again."""


def batches(uids: Sequence[str], sizes: Mapping[str, int], bounds: Bounds) -> Iterator[list[str]]:
    """The uids in their order, cut so that no batch exceeds the bounds; large ones and those of unknown size stand alone."""
    batch: list[str] = []
    held = 0
    for uid in uids:
        size = sizes.get(uid)
        alone = size is None or size > bounds.alone_above
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
