"""Reconciliation: what a mailbox lists against what we hold of it, as sets; no number is ever taken for the highest one."""

from __future__ import annotations

from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta

FIRST_WAIT = timedelta(minutes=2)
LONGEST_WAIT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a mailbox says of itself without listing its messages (RFC 3501, 6.3.10): where all three are as they were and nothing
    is in flight, nothing has changed."""

    uidvalidity: str
    uidnext: int
    messages: int


@dataclass(frozen=True, slots=True)
class Ours:
    """The UIDs that we hold of one mailbox under one UIDVALIDITY: kept and listed when we last looked, kept and gone since, and
    those in flight."""

    here: Set[str] = frozenset()
    gone: Set[str] = frozenset()
    in_flight: Set[str] = frozenset()
    not_due: Set[str] = frozenset()
    """Those in flight that were tried so lately that they are left alone for now."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What the comparison asks for. `fetch` comes in the mailbox's order and holds what is in flight and due as well."""

    fetch: tuple[str, ...]
    gone: frozenset[str]
    """Kept, and listed no longer."""
    back: frozenset[str]
    """Kept, thought gone, and listed again: somebody moved it back."""
    forgotten: frozenset[str]
    """In flight, and listed no longer: it went before it was handed out."""


def difference(listed: Sequence[str], ours: Ours) -> Difference:
    """What has to be done so that everything listed is kept or in flight, and nothing else is thought to be there."""
    there = frozenset(listed)
    held: Collection[str] = ours.here | ours.gone
    return Difference(
        fetch=tuple(uid for uid in dict.fromkeys(listed) if uid not in held and uid not in ours.not_due),
        gone=frozenset(ours.here - there),
        back=frozenset(ours.gone & there),
        forgotten=frozenset(ours.in_flight - there),
    )


def due(tries: int, last_tried: datetime, now: datetime) -> bool:
    """Whether what was asked for so often in vain is asked for again: at the next poll, then after two minutes, doubling, an hour
    at most. What was last tried in the future, by a clock that was set back since, is due."""
    wait = timedelta(0) if tries <= 1 else min(FIRST_WAIT * (1 << min(tries - 2, 10)), LONGEST_WAIT)
    return not timedelta(0) <= now - last_tried < wait
