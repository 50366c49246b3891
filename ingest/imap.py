"""An IMAP folder as a source of deliveries: EXAMINE and BODY.PEEK only, so that nothing on the server ever changes."""

from __future__ import annotations

import logging
import re
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

from domain.access import SignedIn
from domain.delivery import Delivery, Withheld
from domain.numbering import Traits
from domain.reconciliation import Standing
from ingest.imap_connection import PORTS, REFUSALS, Connection, ImapAccount
from ingest.imap_fetching import moment
from ingest.imap_traits import traits_of
from ingest.imap_trouble import ConnectionDropped, told
from ingest.mailbox import Batch, Bounds, Listing, batches, passing
from ingest.spool import Spool

__all__ = ["ImapAccount", "ImapSource"]

log = logging.getLogger(__name__)

MOST_DROPS = 5
"""So often in a row, with nothing that came in between, a connection may drop before the rest is left to the next poll."""
PROBED_AFTER = 3
"""After so many drops in a row the last of what is wanted is asked for, to tell a bad line from messages that break a good one."""
WINDOW = 20_000
"""So many UIDs are asked for at once: imaplib refuses a line of answer above a million bytes."""
SIZES_AT_ONCE = 500
"""So many sizes are asked for at once: a server may refuse a line of command above 8,000 bytes."""
PLACEHOLDER = re.compile(
    rb"^subject:\s*Retrieval\s+using\s+the\s+IMAP4?\s+protocol\s+failed\s+for\s+the\s+following\s+message", re.I | re.M
)
"""What Exchange sends in place of a message that it cannot convert, on one line or folded; in a body it is only forwarded."""
BLANK_LINE = re.compile(rb"\r?\n\r?\n")


def _name_of(account: ImapAccount) -> str:
    scheme = "imaps" if account.security == "tls" else "imap"
    port = f":{account.port}" if account.port and account.port != PORTS[account.security] else ""
    return f"{scheme}://{quote(account.user, safe='')}@{account.host}{port}/{quote(account.folder)}"


class ImapSource:
    """One folder on one server. The connection is opened by the first listing and kept until close() or trouble."""

    def __init__(self, account: ImapAccount, bounds: Bounds | None = None, window: int = WINDOW) -> None:
        self._account = account
        self._name = _name_of(account)
        self._bounds = bounds or Bounds()
        self._window = window
        self._connection = Connection(account)
        self._sizes: dict[str, int] = {}

    @property
    def name(self) -> str:
        """E.g. `imaps://user@host/INBOX`, each part percent-encoded."""
        return self._name

    def standing(self) -> Standing | None:
        """The server's STATUS of the folder; None where it gives none."""
        return self._connection.standing()

    def list_all(self) -> Listing:
        """The server's UIDs under its present UIDVALIDITY."""
        exists = self._connection.examine()
        return Listing(self._connection.uidvalidity, tuple(self._uids(exists)))

    def fetch(self, uids: Sequence[str]) -> Iterator[Batch]:
        """The messages in batches. Where the connection drops on a batch, its messages come once more one by one, so that a
        message on which the server breaks costs nobody but itself: it is withheld.

        The rest is left to the next poll where the connection drops ever again and nothing comes in between, not even from the
        other end of what is wanted."""
        self._sizes = self._sizes_of(uids)
        waiting = deque(batches(uids, self._sizes, self._bounds))
        suspects: set[str] = set()
        drops = 0
        while waiting:
            batch = waiting.popleft()
            try:
                yield self._batch(batch)
                drops = 0
            except ConnectionDropped:
                drops += 1
                if withheld := suspects.intersection(batch):
                    log.warning("the connection drops whenever UID %s is asked for", ", ".join(sorted(withheld)))
                # Perhaps of nothing, so that whoever wants no more need not wait for another connection.
                yield Batch(withheld=dict.fromkeys(withheld, Withheld.DROPPED))
                waiting.extendleft([uid] for uid in reversed(batch) if uid not in suspects)
                suspects.update(batch)
                if drops >= MOST_DROPS:
                    raise
                if drops == PROBED_AFTER:
                    waiting.rotate(1)

    def traits(self, uids: Sequence[str]) -> dict[str, Traits]:
        """What the server says of these messages of the last listing; what it does not tell of is missing."""
        try:
            return traits_of(self._connection, uids)
        except REFUSALS as error:
            log.warning("the mailbox does not tell which messages it holds under known UIDs (%s)", told(error))
            return {}

    @property
    def answers(self) -> int:
        """How many of the server's answers have come whole."""
        return self._connection.answers

    @property
    def signed_in(self) -> SignedIn | None:
        """How we were last signed in; None before."""
        return self._connection.signed_in

    def interrupt(self) -> None:
        """What another thread waits for on this connection ends at once."""
        self._connection.interrupt()

    def close(self) -> None:
        """Signs out where the connection still allows it, and closes it in any case."""
        self._connection.close()

    def _uids(self, exists: int) -> list[str]:
        """All UIDs in the folder, asked for in windows of sequence numbers, in rising order."""
        found: set[int] = set()
        for first in range(1, exists + 1, self._window):
            window = f"{first}:{min(first + self._window - 1, exists)}"
            try:
                found.update(self._connection.ask("search", window))
            except REFUSALS as error:
                raise passing(f"{self._account.place} did not list its messages ({told(error)})") from None
        return [str(uid) for uid in sorted(found)]

    def _sizes_of(self, uids: Sequence[str]) -> dict[str, int]:
        """RFC822.SIZE of each message, in bytes; a message without one is missing."""
        sizes: dict[str, int] = {}
        dropped = False
        for start in range(0, len(uids), SIZES_AT_ONCE):
            wanted = [int(uid) for uid in uids[start : start + SIZES_AT_ONCE]]
            try:
                answer = self._sizes_told(wanted)
            except REFUSALS:
                continue  # then each of these is fetched alone and in pieces
            except ConnectionDropped:
                if dropped:
                    raise
                dropped = True  # it may be one of these on which the server breaks
                continue
            told_sizes = {str(uid): item.get(b"RFC822.SIZE") for uid, item in answer.items()}
            sizes.update({uid: size for uid, size in told_sizes.items() if isinstance(size, int)})
        return sizes

    def _sizes_told(self, wanted: Sequence[int]) -> Any:
        """What the server says of the sizes, asked once more where the connection dropped."""
        try:
            return self._connection.ask("fetch", wanted, ["RFC822.SIZE"])
        except ConnectionDropped:
            return self._connection.ask("fetch", wanted, ["RFC822.SIZE"])

    def _batch(self, batch: Sequence[str]) -> Batch:
        """What came of one batch; where the server refuses a batch, each message is asked for by itself."""
        if len(batch) == 1:
            found = {batch[0]: self._one(batch[0])}
        else:
            try:
                found = self._whole(batch)
            except REFUSALS:
                found = {uid: self._one(uid) for uid in batch}
        return Batch(
            tuple(one for one in found.values() if isinstance(one, Delivery)),
            {uid: one for uid, one in found.items() if isinstance(one, Withheld)},
        )

    def _one(self, uid: str) -> Delivery | Withheld:
        """One message by itself, a large one or one of unknown size in pieces, of one too large the header."""
        size = self._sizes.get(uid)
        try:
            if size is not None and size > self._bounds.largest:
                return self._header(uid, size)
            if size is None or size > self._bounds.alone_above:
                return self._in_pieces(uid, size)
            return self._whole([uid])[uid]
        except REFUSALS as error:
            log.warning(
                "the mailbox lists UID %s and refuses it (%s); it is tried again at the next poll", uid, told(error)
            )
            return Withheld.REFUSED

    def _whole(self, uids: Sequence[str]) -> dict[str, Delivery | Withheld]:
        """One answer with all of these messages, each whole."""
        answer = self._connection.ask("fetch", [int(uid) for uid in uids], ["INTERNALDATE", "BODY.PEEK[]"])
        items = {uid: answer.get(int(uid), {}) for uid in uids}
        return {uid: self._delivery(uid, moment(item), item.get(b"BODY[]")) for uid, item in items.items()}

    def _header(self, uid: str, size: int) -> Delivery | Withheld:
        """The header of a message that is too large to be fetched."""
        part = f"BODY.PEEK[HEADER]<0.{self._bounds.header}>"
        item = self._connection.ask("fetch", [int(uid)], ["INTERNALDATE", part]).get(int(uid), {})
        log.warning("UID %s has %d bytes, more than are fetched; its header alone is kept", uid, size)
        return self._delivery(uid, moment(item), item.get(b"BODY[HEADER]<0>"), size)

    def _in_pieces(self, uid: str, size: int | None) -> Delivery | Withheld:
        """One message piece by piece through a file, to its end and not only to its RFC822.SIZE, which may be wrong.

        Where the connection drops, another one goes on with the piece that did not come, as long as each brings some."""
        bounds = self._bounds
        raw, brought = Spool(), 0
        while len(raw) <= bounds.largest:
            part = f"BODY.PEEK[]<{len(raw)}.{bounds.piece}>"
            try:
                answer = self._connection.ask("fetch", [int(uid)], ["INTERNALDATE", part])
            except ConnectionDropped:
                if len(raw) == brought or self._connection.interrupted:
                    raise
                brought = len(raw)
                continue
            item = answer.get(int(uid), {})
            piece = item.get(f"BODY[]<{len(raw)}>".encode(), False)
            if piece is False:
                return self._delivery(uid, None, None)  # gone in the midst of it
            raw.extend(piece or b"")
            if not piece or (len(piece) < bounds.piece and len(raw) >= (size or sys.maxsize)):
                return self._delivery(uid, moment(item), raw)
        return self._header(uid, len(raw))

    def _delivery(
        self, uid: str, when: datetime | None, raw: Any, whole_size: int | None = None
    ) -> Delivery | Withheld:
        """The delivery, or (with a warning) why there is none: the server handed out nothing, or an apology."""
        if isinstance(raw, bytes | Spool) and len(raw):
            if not PLACEHOLDER.search(BLANK_LINE.split(raw[:4096], maxsplit=1)[0]):
                uidvalidity = self._connection.uidvalidity
                return Delivery(self.name, uidvalidity, uid, when, raw, whole_size)
            log.warning(
                "the server cannot hand out UID %s and sent an apology for it; open it in the mailbox itself", uid
            )
            return Withheld.APOLOGY
        log.warning("the mailbox lists UID %s and yields nothing for it; it is tried again at the next poll", uid)
        return Withheld.NOTHING
