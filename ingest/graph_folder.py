"""What a folder holds by Microsoft Graph: listed whole, and then kept true by what the server says has changed (delta query)."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from domain.graph import Line
from ingest.graph_asking import Asking, Resync
from ingest.mailbox import lasting, passing

log = logging.getLogger(__name__)

UIDVALIDITY = "graph:"
"""What stands before the folder's id where others have a UIDVALIDITY."""
PAGE = 500
"""So many messages of a list we would have at once; the server may give fewer."""
TRUSTED = 30 * 60.0
"""So many seconds after a whole list what the server says of changes is taken for the truth when its list is wanted."""
WELL_KNOWN = frozenset(
    {
        "archive",
        "clutter",
        "deleteditems",
        "drafts",
        "inbox",
        "junkemail",
        "msgfolderroot",
        "outbox",
        "recoverableitemsdeletions",
        "sentitems",
    }
)
"""Names that every mailbox has for its folders, whatever its language."""
_SIXTY_TWO_BITS = (1 << 62) - 1


def well_known(name: str) -> str:
    """The folder's well-known name for `Inbox` or `Sent Items`, else the name as it is."""
    plain = name.replace(" ", "").casefold()
    return plain if plain in WELL_KNOWN else name


class Held:
    """A set of messages: when each came, by its id, in seconds since 1970; 0 where that was not told."""

    def __init__(self) -> None:
        self.received: dict[str, int] = {}
        self.fingerprint = 0
        """The same for the same set of ids, and (all but surely) for no other."""

    def take(self, uid: str, came: int | None) -> None:
        """Afterwards the message is one of them, or (None) is not."""
        there = uid in self.received
        if there is (came is None):
            sign = -1 if there else 1
            self.fingerprint = (self.fingerprint + sign * _number(uid)) & _SIXTY_TWO_BITS
        if came is None:
            self.received.pop(uid, None)
        else:
            self.received[uid] = came or self.received.get(uid, 0)


class GraphFolder:
    """One folder, named by a well-known name or by the names of its path: `Inbox/Processed`. `ticks` is a clock in seconds that
    only goes forward."""

    def __init__(self, line: Line, path: str, ticks: Callable[[], float] = time.monotonic) -> None:
        first, *rest = path.split("/")
        self.path = "/".join([well_known(first), *rest])
        self.asking = Asking(line, f"The folder {self.path} on {line.host}")
        self.held = Held()
        self._ticks = ticks
        self._id = ""
        self._link = ""
        """What to ask for the changes since we last heard; empty before everything was listed."""
        self._whole_at = 0.0

    @property
    def id(self) -> str:
        """The folder's own id, the same whatever it is called; MailboxFailed where there is no such folder."""
        if not self._id:
            try:
                self._id = self._found()
            except Resync:
                raise passing(f"{self.asking.place} cannot be looked up at present") from None
        return self._id

    def look(self, *, doubting: bool = False) -> None:
        """Afterwards `held` is what the folder holds: by the changes since we last looked, or, where there is nothing to go
        on, listed whole. `doubting`: listed whole where that is long ago, whatever the server says of changes."""
        if self._link and not (doubting and self._ticks() - self._whole_at >= TRUSTED):
            try:
                self._hear(self.held, self._link, given=True)
            except Resync:
                log.info("the server no longer tells what has changed in the folder since; it is listed anew")
            else:
                return
        self._link = ""
        found = Held()
        try:
            self._hear(found, f"{self.address}/messages/delta?$select=receivedDateTime")
        except Resync:
            raise passing(f"{self.asking.place} changed while it was listed") from None
        self.held, self._whole_at = found, self._ticks()

    @property
    def address(self) -> str:
        """Where the folder stands in addresses."""
        return f"{self.asking.line.mailbox}/mailFolders/{quote(self.id, safe='')}"

    def forget(self) -> None:
        """Afterwards the folder itself is looked for again, and everything in it listed."""
        self._id = self._link = ""

    def _hear(self, held: Held, link: str, *, given: bool = False) -> None:
        """Afterwards `held` is as the pages from this one on say; the link of the last is where the next changes come from.
        Resync where the server has forgotten where we were, or takes a link no longer that it has `given` us.

        A page that was heard twice does no harm, so what was half heard is heard again."""
        seen: set[str] = set()
        while link not in seen:
            seen.add(link)
            page = self.asking.told(link, prefer=f"odata.maxpagesize={PAGE}", given=given)
            for uid, came in _changes(page.get("value")):
                held.take(uid, came)
            done, more = page.get("@odata.deltaLink"), page.get("@odata.nextLink")
            if isinstance(done, str):
                self._link = done
                return
            if not isinstance(more, str):
                break
            link = more
        raise passing(f"{self.asking.place} was listed without an end")

    def _found(self) -> str:
        """The id that belongs to the path, level by level."""
        first, *rest = self.path.split("/")
        top = f"{self.asking.line.mailbox}/mailFolders"
        if first in WELL_KNOWN:
            found = self.asking.told(f"{top}/{first}?$select=id").get("id")
            if not isinstance(found, str) or not found:
                raise passing(f"{self.asking.place} was told of without its id")
            folder = found
        else:
            folder = self._below(top, first)
        for name in rest:
            folder = self._below(f"{top}/{quote(folder, safe='')}/childFolders", name)
        return folder

    def _below(self, where: str, name: str) -> str:
        wanted = quote("displayName eq '" + name.replace("'", "''") + "'")
        listed = self.asking.told(f"{where}?$filter={wanted}&$select=id,displayName").get("value")
        found = [one for one in listed if isinstance(one, dict)] if isinstance(listed, Sequence) else []
        ids = [one.get("id") for one in found]
        if not ids or not isinstance(ids[0], str):
            raise lasting(f"{self.asking.place} does not exist; correct its name, or create it")
        return ids[0]


def _changes(page: Any) -> Iterator[tuple[str, int | None]]:
    """What a page says of each message: when it came (0: untold), or None where it is there no longer."""
    for one in page if isinstance(page, list) else []:
        uid = one.get("id") if isinstance(one, dict) else None
        if isinstance(uid, str) and uid:
            yield uid, None if "@removed" in one else seconds(one.get("receivedDateTime"))


def seconds(said: object) -> int:
    """A time as Graph writes it (2026-11-02T08:30:00Z), in seconds since 1970; 0 where it is none."""
    try:
        moment = datetime.fromisoformat(str(said))
    except ValueError:
        return 0
    return max(int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()), 0)


def _number(uid: str) -> int:
    return int.from_bytes(hashlib.sha256(uid.encode()).digest()[:8]) & _SIXTY_TWO_BITS
