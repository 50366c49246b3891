"""Settings of a mailbox that is polled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator

from config.account import Account
from config.section import Fault


class MailboxSettings(Account):
    """The mailbox to which States write."""

    kind: Literal["imap", "graph", "maildir", "folder"] = "imap"
    folder: str = "INBOX"
    folders: tuple[str, ...] = ()
    """Where not empty, all of these are polled, each by a connection of its own, instead of `folder`."""
    path: Path | None = None
    """Maildir or folder of .eml files, for the kinds `maildir` and `folder`."""
    poll_seconds: float = Field(default=60.0, gt=0)
    acknowledge_since: date | None = None
    """Messages received before this day are not acknowledged without an officer; None: those before the first poll."""
    idle: bool = True
    """Whether an IMAP server is listened to between the polls, on a connection of its own."""
    stall_minutes: float = Field(default=10.0, gt=0)
    """So long a poll may make no progress before its connection is shut down."""
    move_to: str = ""
    """The folder of the same account to which its messages are moved once they are processed; empty: they stay."""
    sent_folder: str = ""
    """Where the server of the same account files what we send, and uncertain mails are looked for; empty: nowhere."""
    authserv_id: str | None = None
    """The authserv-id of the receiving server, whose verdicts on SPF, DKIM and DMARC count; `microsoft` for Exchange Online."""

    @field_validator("folders", mode="before")
    @classmethod
    def _joined_by_commas(cls, value: object) -> object:
        """The environment's form; a name that holds a comma has to stand in the file."""
        return [name.strip() for name in value.split(",")] if isinstance(value, str) else value

    @property
    def every_folder(self) -> tuple[str, ...]:
        """The folders that are polled; of a Maildir or a folder of files just itself."""
        return (self.folders if self.kind in ("imap", "graph") else ()) or (self.folder,)

    def faults(self) -> Iterator[Fault]:
        """What does not go together."""
        yield from super().faults()
        on_a_server = self.kind in ("imap", "graph")
        if not on_a_server and self.path is None:
            yield Fault("path", f"a mailbox of kind {self.kind} needs the path of its folder")
        if "" in self.folders or len(set(self.folders)) < len(self.folders):
            yield Fault("folders", "name each folder once, and none without a name")
        if self.move_to and not on_a_server:
            yield Fault("move_to", f"nothing is moved out of a mailbox of kind {self.kind}; leave it empty")
        elif self.move_to in self.every_folder:
            yield Fault("move_to", "name a folder that is not polled")
        if self.sent_folder and not on_a_server:
            yield Fault("sent_folder", f"a mailbox of kind {self.kind} has none; leave it empty")
        elif self.sent_folder in self.every_folder:
            yield Fault("sent_folder", "name a folder that is not polled")
