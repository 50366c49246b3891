"""Reconciliation: what a mailbox lists against what we hold of it, as sets; no number is ever taken for the highest one."""

from __future__ import annotations

from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True)
class Difference:
    """What the comparison asks for. `fetch` comes in the mailbox's order and holds what is in flight as well."""

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
        fetch=tuple(uid for uid in dict.fromkeys(listed) if uid not in held),
        gone=frozenset(ours.here - there),
        back=frozenset(ours.gone & there),
        forgotten=frozenset(ours.in_flight - there),
    )
