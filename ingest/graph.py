"""A folder of a mailbox by Microsoft Graph as a source of deliveries: nothing but GET, so that nothing there ever changes."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from urllib.parse import quote

from domain.access import SignedIn
from domain.delivery import Delivery, Raw, Withheld
from domain.graph import THROTTLED, Answer, Line
from domain.reconciliation import Standing
from ingest.graph_asking import NO_MAILBOX, PREFER, Dropped
from ingest.graph_folder import UIDVALIDITY, GraphFolder, seconds
from ingest.mailbox import Batch, Bounds, Listing, MailboxFailed, passing
from ingest.spool import Spool

log = logging.getLogger(__name__)

MOST_FAILED = 5
"""So many messages in a row may not come, each by itself, before the rest is left to the next poll."""
BLANK_LINE = re.compile(rb"\r?\n\r?\n")


class GraphSource:
    """One folder of the mailbox that the line leads to. A message's uid is its immutable id, good as long as it is in the mailbox,
    in whichever folder; so the folder's own id stands for UIDVALIDITY.

    Drafts count as messages: what a program has put into a mailbox by Graph is a draft for ever."""

    def __init__(
        self,
        line: Line,
        user: str,
        folder: str,
        bounds: Bounds | None = None,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._line = line
        self._user = user
        self._folder = GraphFolder(line, folder, ticks)
        self._bounds = bounds or Bounds()

    @property
    def name(self) -> str:
        """E.g. `graph://user%40host@graph.microsoft.com/inbox`, each part percent-encoded."""
        return f"graph://{quote(self._user, safe='')}@{self._line.host}/{quote(self._folder.path)}"

    @property
    def answers(self) -> int:
        """How many of the server's answers, or whole pieces of long ones, have come."""
        return self._line.answers

    @property
    def signed_in(self) -> SignedIn | None:
        """How we were last signed in; None before."""
        return self._line.signed_in

    def standing(self) -> Standing:
        """A number of the very set that the folder holds, by what the server says has changed: the same only for the same set."""
        self._look(doubting=False)
        held = self._folder.held
        return Standing(self._uidvalidity, held.fingerprint, len(held.received))

    def list_all(self) -> Listing:
        """What the folder holds, oldest first; listed whole where that was last done half an hour ago or more."""
        self._look(doubting=True)
        received = self._folder.held.received
        return Listing(self._uidvalidity, tuple(sorted(received, key=lambda uid: (received[uid], uid))))

    def fetch(self, uids: Sequence[str]) -> Iterator[Batch]:
        """The messages in batches, each asked for by itself; one that the server refuses, or on which it breaks, is withheld.

        The rest is left to the next poll where one after the other does not come."""
        bounds = self._bounds
        deliveries: list[Delivery] = []
        withheld: dict[str, Withheld] = {}
        held = failed = 0
        for uid in uids:
            try:
                found = self._one(uid)
            except MailboxFailed:
                if deliveries or withheld:
                    yield Batch(tuple(deliveries), withheld)
                raise
            if isinstance(found, Withheld):
                withheld[uid] = found
                failed += found is not Withheld.NOTHING
                if failed < MOST_FAILED:
                    continue
                yield Batch(tuple(deliveries), withheld)
                raise passing(f"{self._line.host} does not hand out one message after the other")
            failed = 0
            alone = len(found.raw) > bounds.alone_above or found.whole_size is not None
            full = held + len(found.raw) > bounds.batch_bytes or len(deliveries) >= bounds.batch_count
            if deliveries and (alone or full):
                yield Batch(tuple(deliveries), withheld)
                deliveries, withheld, held = [], {}, 0
            deliveries.append(found)
            held += len(found.raw)
            if alone:
                yield Batch(tuple(deliveries), withheld)
                deliveries, withheld, held = [], {}, 0
        if deliveries or withheld:
            yield Batch(tuple(deliveries), withheld)

    def interrupt(self) -> None:
        """What another thread waits for on this connection ends at once."""
        self._line.interrupt()

    def close(self) -> None:
        """Closes the connection; what is known of the folder stays known."""
        self._line.close()

    @property
    def _uidvalidity(self) -> str:
        return f"{UIDVALIDITY}{self._folder.id}"

    def _look(self, *, doubting: bool) -> None:
        try:
            self._folder.look(doubting=doubting)
        except MailboxFailed as failed:
            if not failed.retry:
                self._folder.forget()  # somebody may make the folder anew, and then it has another id
            raise

    def _one(self, uid: str) -> Delivery | Withheld:
        """One message, of one too large the header; or (with a warning) why there is none."""
        target = f"{self._line.mailbox}/messages/{quote(uid, safe='')}"
        ask, identity = self._folder.asking.ask, {**PREFER, "Accept-Encoding": "identity"}
        try:
            # What the server says has changed need not tell again when it came.
            came = self._folder.held.received.get(uid) or ask("GET", f"{target}?$select=receivedDateTime", self._came)
            if isinstance(came, Withheld):
                return came
            return ask("GET", f"{target}/$value", lambda answer: self._delivery(uid, came, answer), identity)
        except Dropped as dropped:
            if dropped.cut:
                raise
            log.warning("the connection drops whenever a message is asked for; it is tried again at the next poll")
            return Withheld.DROPPED

    def _came(self, answer: Answer) -> int | Withheld:
        return self._withheld(answer) or seconds(answer.object().get("receivedDateTime")) or Withheld.NOTHING

    def _delivery(self, uid: str, came: int, answer: Answer) -> Delivery | Withheld:
        withheld = self._withheld(answer)
        if withheld is not None:
            return withheld
        raw, whole_size = self._read(answer)
        if not raw or not answer.ends:
            log.warning("the mailbox lists a message and yields nothing for it; it is tried again at the next poll")
            return Withheld.NOTHING
        if whole_size is not None:
            log.warning("a message has %d bytes, more than are kept; its header alone is kept", whole_size)
        return Delivery(self.name, self._uidvalidity, uid, datetime.fromtimestamp(came, UTC), raw, whole_size)

    def _withheld(self, answer: Answer) -> Withheld | None:
        """Why there is no message in this answer, None where there is one; MailboxFailed where it says nothing of the message."""
        if answer.well:
            return None
        if answer.status == 401 or answer.status in THROTTLED or answer.code in NO_MAILBOX:
            raise self._folder.asking.failed(answer)
        gone = answer.status == 404
        log.warning(
            "the mailbox lists a message and %s (%s); it is tried again at the next poll",
            "yields nothing for it" if gone else "refuses it",
            answer.told,
        )
        return Withheld.NOTHING if gone else Withheld.REFUSED

    def _read(self, answer: Answer) -> tuple[Raw, int | None]:
        """The bytes, those of a large message in a file; of more than we want the header, and how many there are in all."""
        bounds = self._bounds
        told = answer.length if answer.length is not None and answer.length > bounds.largest else None
        raw: bytearray | Spool = bytearray()
        size = 0
        for chunk in answer.chunks:
            size += len(chunk)
            wanted = told is None and size <= bounds.largest
            if wanted and size > bounds.alone_above and isinstance(raw, bytearray):
                raw = _spooled(raw)
            if wanted or len(raw) < bounds.header:
                raw.extend(chunk)
            elif told is not None:
                break
        if told is None and size <= bounds.largest:
            return raw if isinstance(raw, Spool) else bytes(raw), None
        head = bytes(raw[: bounds.header])
        end = BLANK_LINE.search(head)
        return head[: end.end()] if end else head, told or size


def _spooled(raw: bytearray) -> Spool:
    spool = Spool()
    spool.extend(bytes(raw))
    return spool
