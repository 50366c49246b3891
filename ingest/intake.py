"""The intake: what is new in the mailbox is kept byte for byte before anybody tries to understand it."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from ingest.mailbox import MailSource
from store import keeping, mailboxes
from store.database import Database

log = logging.getLogger(__name__)

HEADER_BLOCK = 256 * 1024
"""So many bytes of a message are looked at for its Message-ID."""
BLANK_LINE = re.compile(rb"\r\n\r\n|\n\n|\r\r")
MESSAGE_ID = re.compile(
    rb"^message-id[ \t]*:[ \t]*(?:\r\n[ \t]+|\n[ \t]+|\r[ \t]+)?(<[^<>\s\x00-\x1f]{1,998}>)", re.I | re.M
)


@dataclass(frozen=True, slots=True)
class Intake:
    """What one poll brought. `missing` were listed and yielded nothing, `refused` are too large: both are still in the mailbox."""

    kept: int = 0
    already: int = 0
    bytes: int = 0
    missing: int = 0
    refused: int = 0

    @property
    def complete(self) -> bool:
        """True where we now hold everything that the mailbox lists."""
        return not self.missing and not self.refused


def keep_new(source: MailSource, database: Database, clock: Callable[[], datetime]) -> Intake:
    """Afterwards every message that the source hands out is kept, one transaction a batch.

    A crash anywhere leaves whole batches only; the same deliveries are then listed again and none is kept twice."""

    def known(uidvalidity: str) -> set[str]:
        with database.transaction() as session:
            return mailboxes.known_uids(session, source.name, uidvalidity)

    listing = source.list_new(known)
    kept = handed = size = 0
    for batch in source.fetch(listing.uids):
        with database.transaction() as session:
            results = keeping.keep(session, batch, [message_id_of(delivery.raw) for delivery in batch], clock())
        handed += len(batch)
        kept += sum(result.new for result in results)
        size += sum(len(delivery.raw) for delivery in batch)
        log.info("kept %d messages, %d bytes", len(batch), sum(len(delivery.raw) for delivery in batch))
    intake = Intake(kept, handed - kept, size, len(listing.uids) - handed, len(listing.refused))
    if intake.complete:
        with database.transaction() as session:
            mailboxes.agreed(session, source.name, clock())
    else:
        log.warning(
            "%d messages yielded nothing and %d are too large; they stay in the mailbox", intake.missing, intake.refused
        )
    return intake


def message_id_of(raw: bytes) -> str | None:
    """The first Message-ID of the header block with its angle brackets, None where there is none; never raises."""
    head = raw[:HEADER_BLOCK]
    end = BLANK_LINE.search(head)
    found = MESSAGE_ID.search(head[: end.start() if end else None].replace(b"\r\n", b"\n").replace(b"\r", b"\n"))
    return found[1].decode("utf-8", "replace") if found else None
