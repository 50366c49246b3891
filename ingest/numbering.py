"""A mailbox that was restored from a backup under its old UIDVALIDITY gives numbers a second time; what we know by them is then
told from what they stand for now, before anything is taken for known."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol, runtime_checkable

from domain.numbering import Traits, another, highest, not_given_yet
from domain.reconciliation import Ours, Standing
from ingest.mailbox import Listing
from store import numbering
from store.database import Database


@runtime_checkable
class Numbered(Protocol):
    """A source whose UIDs are rising numbers, each given once (RFC 3501, 2.3.1.1), as far as its server remembers."""

    @property
    def name(self) -> str:
        """The mailbox's identity."""

    def traits(self, uids: Sequence[str]) -> Mapping[str, Traits]:
        """What the mailbox says of these messages of its last listing; what it does not tell of is missing."""


def given_again(
    source: Numbered, database: Database, listing: Listing, standing: Standing | None, ours: Ours, back: Collection[str]
) -> frozenset[str]:
    """The UIDs that stand no longer for the messages that we know by them.

    A UIDNEXT at or below one of them shows it, unless the mailbox lists the very same message there, and so does another message
    under one of the highest, or under one that was gone; then all that we know and the mailbox lists is compared."""
    known = ours.here | ours.gone
    there = frozenset(known) & frozenset(listing.uids)
    same = standing is not None and standing.uidvalidity == listing.uidvalidity
    never = not_given_yet(known, standing.uidnext if standing is not None and same else None)
    believed = bool(never) and not never & there
    if not believed and not _others(source, database, listing, highest(there).union(back)):
        return frozenset()
    return _others(source, database, listing, there) | (never - there)


def _others(source: Numbered, database: Database, listing: Listing, uids: Collection[str]) -> frozenset[str]:
    if not uids:
        return frozenset()
    with database.reading() as session:
        known = numbering.traits(session, source.name, listing.uidvalidity, uids)
    listed = source.traits(sorted(uids, key=int))
    return frozenset(uid for uid, traits in listed.items() if uid in known and another(known[uid], traits))
