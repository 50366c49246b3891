"""A Maildir as a source of deliveries: new/ and cur/ are read where they lie; no file is moved, renamed or flagged."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

from domain.delivery import Delivery
from ingest.files import MailFile, deliveries, files_in, read_header, read_whole, text_of
from ingest.mailbox import Batch, Bounds, Listing

log = logging.getLogger(__name__)


class MaildirSource:
    """One Maildir. A message's uid is the part of its file's name before the colon, which holds when its flags change."""

    UIDVALIDITY = "maildir"

    def __init__(self, path: Path, bounds: Bounds | None = None) -> None:
        self._path = path.absolute()
        self._bounds = bounds or Bounds()
        self._files: dict[str, MailFile] = {}

    @property
    def name(self) -> str:
        """E.g. `maildir:/var/mail/intake`."""
        return f"maildir:{text_of(str(self._path))}"

    def standing(self) -> None:
        """Nothing but its list tells what a Maildir holds."""

    def list_all(self) -> Listing:
        """The messages in new/ and cur/ by the names that their deliverer gave them, oldest first."""
        self._files = self._scanned()
        return Listing(self.UIDVALIDITY, tuple(self._files))

    def fetch(self, uids: Sequence[str]) -> Iterator[Batch]:
        """The listed messages in batches; one that was renamed since (a flag was set) is found again by its uid."""
        sizes = {uid: file.size for uid, file in self._files.items()}
        return deliveries(uids, sizes, self._bounds, self._fetched)

    def close(self) -> None:
        """Nothing is held."""

    def _fetched(self, uid: str) -> Delivery | None:
        delivery = self._delivery(uid)
        if delivery is None:
            self._files = self._scanned()  # renamed since: somebody set a flag
            delivery = self._delivery(uid)
        if delivery is None:
            log.warning("the Maildir lists a message and yields nothing for it; it is tried again at the next poll")
        return delivery

    def _delivery(self, uid: str) -> Delivery | None:
        file = self._files.get(uid)
        if file is None:
            return None
        large = file.size > self._bounds.largest
        raw = read_header(file, self._bounds.header) if large else read_whole(file)
        if not raw:
            return None
        return Delivery(self.name, self.UIDVALIDITY, uid, file.changed, raw, file.size if large else None)

    def _scanned(self) -> dict[str, MailFile]:
        """The files of new/ and then cur/ by uid: in this order, so that a message on its way from one to the other is seen."""
        listed = [*files_in(self._path / "new", what="Maildir"), *files_in(self._path / "cur", what="Maildir")]
        found = {text_of(file.path.name.partition(":")[0]): file for file in listed}
        return dict(sorted(found.items(), key=lambda item: (item[1].changed_ns, item[0])))
