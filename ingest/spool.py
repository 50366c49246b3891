"""A large message's bytes on their way into the store: in a file without a name, never in memory as a whole."""

from __future__ import annotations

import os
import tempfile

from ingest.mailbox import MIB, MailboxFailed, passing


class Spool:
    """Bytes that grow at their end and are read by slices. The file goes with the object, or with the process; where there can
    be none, that is MailboxFailed."""

    def __init__(self) -> None:
        self._size = 0
        try:
            self._file = tempfile.TemporaryFile(prefix="verbale-", buffering=0)  # noqa: SIM115 -- closed with the object
        except OSError as error:
            raise self._no_room(error) from None

    def extend(self, data: bytes) -> None:
        """Adds `data` at the end. Raises MailboxFailed where there is no room for it."""
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[os.pwrite(self._file.fileno(), rest, self._size + len(data) - len(rest)) :]
        except OSError as error:
            raise self._no_room(error) from None
        self._size += len(data)

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, part: slice) -> bytes:
        start, stop, step = part.indices(self._size)
        if step != 1:
            raise ValueError("A spool is read forwards and whole.")
        read: list[bytes] = []
        while start < stop and (data := os.pread(self._file.fileno(), stop - start, start)):
            read.append(data)
            start += len(data)
        return read[0] if len(read) == 1 else b"".join(read)

    def _no_room(self, error: OSError) -> MailboxFailed:
        try:
            where = tempfile.gettempdir()
        except OSError:
            where = "any folder for temporary files"
        why = error.strerror or type(error).__name__
        return passing(
            f"A message of more than {self._size // MIB} MiB finds no room in {where} ({why}); make room there"
        )
