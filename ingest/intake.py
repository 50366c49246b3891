"""The intake: a mailbox is reconciled with the store, and what is new is kept byte for byte before anybody reads it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.alarms import AlarmCode
from domain.plural import counted
from domain.reconciliation import difference
from ingest.ahead import ahead
from ingest.mailbox import Batch, MailSource
from ingest.message_id import message_id_of
from ingest.numbering import Numbered, given_again
from ingest.watchdog import interruptible
from store import alarms, in_flight, keeping, ledger, mailboxes, numbering
from store.database import Database

log = logging.getLogger(__name__)

WHOLE_EVERY = timedelta(hours=1)
"""So long a mailbox's own word that nothing changed is taken before its whole list is compared again."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What one poll brought. `by_header` are too large to be fetched whole, `withheld` were listed and did not come: they are in
    flight. `gone` is how many the mailbox lists no longer."""

    kept: int = 0
    already: int = 0
    bytes: int = 0
    by_header: int = 0
    withheld: int = 0
    gone: int = 0
    given_again: int = 0
    """How many messages of ours the mailbox had forgotten: it gave their UIDs again, or is about to."""
    compared: bool = True
    """False where the mailbox's standing alone showed that nothing had changed."""


def keep_new(
    source: MailSource,
    database: Database,
    clock: Callable[[], datetime],
    whole_every: timedelta = WHOLE_EVERY,
    stopping: Callable[[], bool] = lambda: False,
) -> Intake:
    """Afterwards every message that the source lists is kept, or in flight; one transaction a batch. Where `stopping` says so
    between two batches, the rest is left to the next poll.

    A UID is taken for known only while it stands for the message that we know by it (ingest.numbering).

    Nothing is compared where the mailbox stands as it did, nothing in flight is due and the last whole comparison is younger
    than `whole_every`. A crash anywhere leaves whole batches only; the same deliveries are then new again, none is kept twice."""
    standing = source.standing()  # before the list: what comes between the two makes the next poll compare again
    now = clock()
    with database.reading() as session:
        before = ledger.remembered(session, source.name, now)
    recent = before.compared_at is not None and timedelta(0) <= now - before.compared_at < whole_every
    quiet = not before.due and not before.disagrees
    if standing is not None and standing == before.standing and quiet and recent:
        with database.transaction() as session:
            ledger.unchanged(session, source.name, now)
        return Intake(compared=False)
    if before.first_polled is None or before.first_polled > now:
        with database.transaction() as session:
            mailboxes.begun(session, source.name, now)
    listing = source.list_all()
    with database.reading() as session:
        ours = ledger.ours(session, source.name, listing.uidvalidity, now)
    found = difference(listing.uids, ours)
    again: frozenset[str] = frozenset()
    if isinstance(source, Numbered):
        again = given_again(source, database, listing, standing, ours, found.back)
    if again:
        log.warning(
            "the mailbox gives UIDs again, as after a restoring; %d of ours are of a former numbering", len(again)
        )
        with database.transaction() as session:
            numbering.forget(session, source.name, listing.uidvalidity, again, now)
            alarms.seen(session, AlarmCode.NUMBERED_BACK, now, source.name)
            ours = ledger.ours(session, source.name, listing.uidvalidity, now)
        found = difference(listing.uids, ours)
    intake = Intake(gone=len(found.gone), given_again=len(again))
    waiting = interruptible(source)
    interrupt = waiting.interrupt if waiting is not None else lambda: None
    with closing(ahead(source.fetch(found.fetch), stopping, interrupt)) as coming:
        for batch in coming:
            intake = _keep(source.name, listing.uidvalidity, batch, database, clock(), intake)
            if stopping():
                return intake
    with database.transaction() as session:
        ledger.write_off(session, source.name, listing.uidvalidity, found, clock())
        same = standing is not None and standing.uidvalidity == listing.uidvalidity
        ledger.compared(session, source.name, standing if same else None, len(set(listing.uids)), now)
    if intake.withheld:
        log.warning(
            "the mailbox lists %d messages that it does not hand out; they are tried again, ever less often",
            intake.withheld,
        )
    return intake


def _keep(mailbox: str, uidvalidity: str, batch: Batch, database: Database, now: datetime, before: Intake) -> Intake:
    with database.transaction() as session:
        ids = [message_id_of(delivery.raw) for delivery in batch.deliveries]
        results = keeping.keep(session, batch.deliveries, ids, now)
        in_flight.landed(session, mailbox, uidvalidity, [delivery.uid for delivery in batch.deliveries])
        in_flight.withhold(session, mailbox, uidvalidity, batch.withheld, now)
    if batch.deliveries:
        log.info("kept %s, %d bytes", counted(len(batch.deliveries), "message"), batch.bytes)
    new = sum(result.new for result in results)
    return replace(
        before,
        kept=before.kept + new,
        already=before.already + len(results) - new,
        bytes=before.bytes + batch.bytes,
        by_header=before.by_header + sum(delivery.whole_size is not None for delivery in batch.deliveries),
        withheld=before.withheld + len(batch.withheld),
    )
