"""A courier in a process of its own, to be killed: `python -m tests.builders.courier_process URL PORT MOMENT`.

It kills itself with SIGKILL at MOMENT: `claimed` (before a word of the mail), `answered` (after the server's 250), `never`."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from config.settings import PROGRAMME, load_programme
from domain.envelope import Address
from notify.courier import Speaking, send_round
from notify.smtp import SmtpServer, SmtpTransport
from store.database import Database
from store.owner import this_process
from tests.builders.notices import NOON, renderer


class _Mortal:
    """Opens real conversations, and dies at the moment given."""

    def __init__(self, transport: SmtpTransport, moment: str) -> None:
        self.transport = transport
        self.moment = moment

    @contextmanager
    def open(self) -> Iterator[Speaking]:
        with self.transport.open() as conversation:
            self.conversation = conversation
            yield self

    def say(self, mail: bytes, sender: str, recipient: str) -> str:
        if self.moment == "claimed":
            os.kill(os.getpid(), signal.SIGKILL)
        answer = self.conversation.say(mail, sender, recipient)
        if self.moment == "answered":
            os.kill(os.getpid(), signal.SIGKILL)
        return answer


def main(url: str, port: str, moment: str) -> None:
    """One round over the outbox behind `url`."""
    print(this_process(), flush=True)
    transport = _Mortal(SmtpTransport(SmtpServer("localhost", int(port), "none")), moment)
    done = send_round(
        Database(url),
        transport,
        renderer(),
        load_programme(PROGRAMME),
        lambda: NOON,
        this_process(),
        sender=Address(address="poc@ours.test", name="Office"),
    )
    print(done, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
