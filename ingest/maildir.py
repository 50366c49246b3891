"""A Maildir as a source of deliveries: new/ and cur/ are read where they lie; no file is moved, renamed or flagged."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from domain.delivery import Delivery
from ingest.files import MailFile, deliveries, files_in, read_whole, text_of
from ingest.mailbox import Bounds, Listing

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

    def list_new(self, known: Callable[[str], set[str]]) -> Listing:
        """The messages in new/ and cur/ less ours, by the names that their deliverer gave them, oldest first."""
        self._files = self._scanned()
        mine = known(self.UIDVALIDITY)
        new = [uid for uid in self._files if uid not in mine]
        sizes = {uid: self._files[uid].size for uid in new}
        refused = tuple(uid for uid in new if sizes[uid] > self._bounds.refused_above)
        return Listing(self.UIDVALIDITY, tuple(uid for uid in new if uid not in refused), sizes, refused)

    def fetch(self, uids: Sequence[str]) -> Iterator[list[Delivery]]:
        """The listed messages in batches; one that was renamed since (a flag was set) is found again by its uid."""
        sizes = {uid: file.size for uid, file in self._files.items()}
        return deliveries(uids, sizes, self._bounds, self._fetched)

    def close(self) -> None:
        """Nothing is held."""

    def _fetched(self, uid: str) -> Delivery | None:
        file = self._files.get(uid)
        raw = read_whole(file) if file else None
        if raw is None:
            self._files = self._scanned()
            file = self._files.get(uid)
            raw = read_whole(file) if file else None
        if not file or not raw:
            log.warning("the Maildir lists a message and yields nothing for it; it is tried again at the next poll")
            return None
        return Delivery(self.name, self.UIDVALIDITY, uid, file.changed, raw)

    def _scanned(self) -> dict[str, MailFile]:
        """The files of new/ and then cur/ by uid: in this order, so that a message on its way from one to the other is seen."""
        listed = [*files_in(self._path / "new", what="Maildir"), *files_in(self._path / "cur", what="Maildir")]
        found = {text_of(file.path.name.partition(":")[0]): file for file in listed}
        return dict(sorted(found.items(), key=lambda item: (item[1].changed_ns, item[0])))
