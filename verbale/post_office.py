"""A post office on this machine: a real SMTP server whose deliveries go into one Maildir a recipient. For the demonstration."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class PostOffice:
    """Accepts mail for everybody on 127.0.0.1 and keeps it under `folder`; used as a context manager."""

    def __init__(
        self, folder: Path, clock: Callable[[], str], delivered: Callable[[str], None] = lambda _: None
    ) -> None:
        self.folder = folder
        self._clock = clock
        self._delivered = delivered
        self._number = 0
        with socket.socket() as probe:  # the controller wants to know its port before it listens
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self._controller = Controller(
            self, hostname="127.0.0.1", port=self.port, server_kwargs={"enable_SMTPUTF8": True}
        )

    def __enter__(self) -> PostOffice:
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()

    def maildir(self, recipient: str) -> Path:
        """The recipient's Maildir, made where there was none."""
        path = self.folder / recipient.lower().replace("/", "_")
        for part in ("tmp", "new", "cur"):
            (path / part).mkdir(mode=0o700, parents=True, exist_ok=True)
        return path

    def mails(self, recipient: str) -> list[bytes]:
        """The recipient's mails, in the order of their delivery."""
        return [path.read_bytes() for path in sorted((self.maildir(recipient) / "new").iterdir())]

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Called by the server for each mail: afterwards it is in every recipient's Maildir."""
        content = envelope.content if isinstance(envelope.content, bytes) else (envelope.content or "").encode()
        trace = f"Return-Path: <{envelope.mail_from or ''}>\r\nReceived: from localhost by post.localhost; {self._clock()}\r\n"
        for recipient in envelope.rcpt_tos:
            self._number += 1
            name = f"{self._number:06d}.{os.getpid()}.localhost"
            path = self.maildir(recipient)
            with (path / "tmp" / name).open("wb") as file:
                file.write(trace.encode() + content)
                file.flush()
                os.fsync(file.fileno())
            (path / "tmp" / name).rename(path / "new" / name)
            self._delivered(recipient)
        return "250 delivered"
