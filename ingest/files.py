"""Mail files in folders, read as they lie: what a Maildir and a folder of .eml files have in common."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote_from_bytes

from domain.delivery import Delivery, Withheld
from ingest.mailbox import Batch, Bounds, batches, lasting, passing

_BLANK_LINE = re.compile(rb"\r\n\r\n|\n\n")


@dataclass(frozen=True, slots=True)
class MailFile:
    """A file with the traits by which a change of it shows: size in bytes, time of its last change in nanoseconds."""

    path: Path
    size: int
    changed_ns: int

    @property
    def changed(self) -> datetime:
        """Time of its last change, aware."""
        return datetime.fromtimestamp(self.changed_ns / 1e9, UTC)


def files_in(folder: Path, *, what: str, others: list[Path] | None = None) -> list[MailFile]:
    """The plain files directly in `folder` by name, without hidden ones; MailboxFailed where the folder cannot be read.

    `others` is given what else there is: folders, and links that lead nowhere."""
    found: list[MailFile] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                try:
                    if entry.name.startswith("."):
                        continue
                    if not entry.is_file():
                        if others is not None:
                            others.append(Path(entry.path))
                        continue
                    facts = entry.stat()
                except OSError:
                    continue  # moved away while we looked
                found.append(MailFile(Path(entry.path), facts.st_size, facts.st_mtime_ns))
    except FileNotFoundError:
        raise lasting(f"There is no {what} at {folder}; check the path") from None
    except NotADirectoryError:
        raise lasting(f"{folder} is no {what} but a file; give the folder that holds the mails") from None
    except PermissionError:
        raise lasting(f"The {what} at {folder} may not be read by this user; give it the right to") from None
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise passing(f"The {what} at {folder} cannot be read ({why})") from None
    return sorted(found, key=lambda file: os.fsencode(file.path.name))


def text_of(name: str) -> str:
    """A file's name as text that every database takes, one to one: bytes that are not plain ASCII are percent-encoded."""
    return quote_from_bytes(os.fsencode(name), safe="!#$&'()*+,/:;=@[]_.-~ ")


def read_whole(file: MailFile) -> bytes | None:
    """The file's bytes; None where it is gone, unreadable, or changed while it was read."""
    raw = _read(file, file.size + 1)
    return raw if raw is not None and len(raw) == file.size else None


def read_header(file: MailFile, most: int) -> bytes | None:
    """The file's bytes up to its first blank line, at most `most` of them; None as for `read_whole`."""
    raw = _read(file, most)
    end = _BLANK_LINE.search(raw) if raw is not None else None
    return raw[: end.end()] if raw is not None and end else raw


def _read(file: MailFile, most: int) -> bytes | None:
    try:
        with file.path.open("rb") as stream:
            raw = stream.read(most)
            facts = os.fstat(stream.fileno())
    except OSError:
        return None
    same = facts.st_size == file.size and facts.st_mtime_ns == file.changed_ns
    return raw if same else None


def deliveries(
    uids: Sequence[str], sizes: dict[str, int], bounds: Bounds, fetched: Callable[[str], Delivery | None]
) -> Iterator[Batch]:
    """Batches of what `fetched` returns for each uid."""
    for batch in batches(uids, sizes, bounds):
        found = {uid: fetched(uid) for uid in batch}
        yield Batch(
            tuple(delivery for delivery in found.values() if delivery),
            {uid: Withheld.NOTHING for uid, delivery in found.items() if not delivery},
        )
