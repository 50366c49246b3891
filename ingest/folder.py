"""A folder of .eml files as a source of deliveries: for back files, exports and trying things out."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

from domain.delivery import Delivery
from ingest.files import MailFile, deliveries, files_in, read_header, read_whole, text_of
from ingest.mailbox import Batch, Bounds, Listing

log = logging.getLogger(__name__)
UNREADABLE = "unreadable"
"""Stands in a uid for the digest of a file that cannot be read: it is listed, and in flight until it can be."""


class FolderSource:
    """The .eml files directly in one folder. Its file's name with its digest is a message's uid."""

    UIDVALIDITY = "folder"

    def __init__(self, path: Path, bounds: Bounds | None = None) -> None:
        self._path = path.absolute()
        self._bounds = bounds or Bounds()
        self._digests: dict[MailFile, str] = {}
        """Digests by file, size and time of change, so that an unchanged file is read once and not at every poll."""
        self._files: dict[str, MailFile] = {}
        self.unread: dict[Path, str] = {}
        """What the last listing could not read, with the reason; of each poll anew. For the operator's eyes, not for logs."""

    @property
    def name(self) -> str:
        """E.g. `folder:/srv/mails`."""
        return f"folder:{text_of(str(self._path))}"

    def standing(self) -> None:
        """Nothing but its list tells what a folder holds."""

    def list_all(self) -> Listing:
        """The .eml files in the order of their names; one that cannot be read is listed too, and not handed out."""
        others: list[Path] = []
        listed = files_in(self._path, what="folder of .eml files", others=others)
        here = [file for file in listed if file.path.suffix.lower() == ".eml"]
        self.unread = {path: "it is no file" for path in sorted(others) if path.suffix.lower() == ".eml"}
        digests = {file: self._digests.get(file) or self._digest(file) for file in here}
        self._digests = {file: digest for file, digest in digests.items() if digest is not None}
        self._files = {f"{text_of(file.path.name)}:{digest or UNREADABLE}": file for file, digest in digests.items()}
        return Listing(self.UIDVALIDITY, tuple(self._files))

    def fetch(self, uids: Sequence[str]) -> Iterator[Batch]:
        """The listed messages in batches; a file that changed since its listing waits for the next one."""
        sizes = {uid: file.size for uid, file in self._files.items()}
        return deliveries(uids, sizes, self._bounds, self._fetched)

    def close(self) -> None:
        """Nothing is held."""

    def _fetched(self, uid: str) -> Delivery | None:
        if uid.endswith(f":{UNREADABLE}"):
            return None
        file = self._files.get(uid)
        if file and file.size > self._bounds.largest and (header := read_header(file, self._bounds.header)):
            return Delivery(self.name, self.UIDVALIDITY, uid, file.changed, header, file.size)
        raw = read_whole(file) if file else None
        if not file or not raw or hashlib.sha256(raw).hexdigest() != uid.rpartition(":")[2]:
            log.warning(
                "a file of the folder is gone, empty, unreadable or changed since it was listed; it is tried again at the next poll"
            )
            return None
        return Delivery(self.name, self.UIDVALIDITY, uid, file.changed, raw)

    def _digest(self, file: MailFile) -> str | None:
        try:
            with file.path.open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError as error:
            self.unread[file.path] = error.strerror or type(error).__name__
            return None
