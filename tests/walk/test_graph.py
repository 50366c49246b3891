"""The walk by Microsoft Graph: the program itself, killed while the server takes a mail, and started again."""

from __future__ import annotations

import signal
import threading
from pathlib import Path
from queue import SimpleQueue
from subprocess import Popen

from config.settings import load_settings
from domain.notices import Outbox
from store import outbox
from tests.builders.graph import by_graph_alone, running_graph
from tests.builders.program import ROOT, kill, running
from tests.builders.tls import certificate
from tests.builders.tokens import CLIENT, Issuer, running_endpoint
from verbale.wiring import opened

SAMPLES = [ROOT / "verbale" / "samples" / name for name in ("02-note-in-the-body.eml", "10-update.eml")]


def test_killed_while_graph_takes_a_mail(tmp_path: Path) -> None:
    """The server has the mail and we never hear of it: it is found among what was sent, and nothing is said twice."""
    pair, issuer = certificate(tmp_path / "tls"), Issuer()
    with running_endpoint(CLIENT, pair, issuer) as endpoint, running_graph(issuer, pair) as graph:
        given = by_graph_alone(graph, endpoint, pair[0]) | {
            "DATA": tmp_path / "data",
            "MAILBOX_POLL_SECONDS": 2,
            "MAILBOX_SENT_FOLDER": "sentitems",
            "SMTP_ROUND_SECONDS": 2,
        }
        for sample in SAMPLES:
            graph.put(sample.read_bytes())
        log, all_said, victims = tmp_path / "log", threading.Event(), SimpleQueue[Popen[bytes]]()
        graph.before_answer = lambda _mail: kill(victims.get())
        with running("run", settings=given, cwd=tmp_path, log=log) as process:
            victims.put(process)
            assert process.wait(240) == -signal.SIGKILL
        graph.before_answer = lambda _mail: all_said.set()
        with running("run", settings=given, cwd=tmp_path, log=log) as process:
            assert all_said.wait(240), log.read_text()
            process.send_signal(signal.SIGTERM)
            assert process.wait(120) == 0, log.read_text()
        with opened(load_settings(None, {f"VERBALE_{name}": str(value) for name, value in given.items()})) as house:
            house.find()
            with house.database.reading() as session:
                assert [mail.stage for mail in outbox.at(session, list(Outbox))] == [Outbox.SENT, Outbox.SENT]
    assert len(graph.sent) == len({mail.partition(b"Message-ID:")[2].split()[0] for mail in graph.sent}) == 2
    assert "@" not in log.read_text(), "an address stands in the log"
