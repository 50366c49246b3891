"""A courier in a process of its own, to be killed: `python -m tests.builders.courier_process URL PORT [POINT]`.

It dies at POINT, as `tests.torture.doom` names them: `smtp: the answer to the final dot, 1`; without one it lives."""

from __future__ import annotations

import sys

from config.settings import PROGRAMME, load_programme
from domain.envelope import Address
from notify.courier import send_round
from notify.smtp import SmtpServer, SmtpTransport
from store.database import Database
from store.owner import this_process
from tests.builders.notices import NOON, renderer
from tests.torture.doom import Doom


def main(url: str, port: str, point: str | None = None) -> None:
    """One round over the outbox behind `url`."""
    print(this_process(), flush=True)
    Doom(point).watch({int(port): "smtp"})
    done = send_round(
        Database(url),
        SmtpTransport(SmtpServer("localhost", int(port), "none")),
        renderer(),
        load_programme(PROGRAMME),
        lambda: NOON,
        this_process(),
        sender=Address(address="poc@ours.test", name="Office"),
    )
    print(done, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
