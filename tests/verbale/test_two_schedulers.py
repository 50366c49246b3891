"""Two schedulers started by mistake on one database: one leads, the other says so, stands by, and follows."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path

import pytest

from tests.builders.databases import migrated_url
from tests.builders.program import ROOT, running, verbale
from tests.builders.smtp import MailServer
from tests.builders.tls import certificate

SAMPLES = ROOT / "verbale" / "samples"
FIRST, SECOND = "02-note-in-the-body", "08-chinese-note"
PATIENCE = 120.0


class Office:
    """A mailbox, a database, and a mail server that counts what it was given."""

    def __init__(self, kind: str, folder: Path) -> None:
        self.folder = folder
        self.certificate = certificate(folder / "tls")
        self.server = MailServer(self.certificate)
        self.taken = threading.Semaphore(0)
        self.server.before_answer = lambda _: self.taken.release()
        (folder / "mail").mkdir()
        (folder / "data").mkdir(mode=0o700)
        self.settings: dict[str, object] = {
            "DATA": folder / "data",
            "DATABASE": migrated_url(kind, folder / "data"),
            "MAILBOX_KIND": "folder",
            "MAILBOX_PATH": folder / "mail",
            "MAILBOX_POLL_SECONDS": 1,
            "SMTP_HOST": "localhost",
            "SMTP_CA_FILE": self.certificate[0],
            "SMTP_ROUND_SECONDS": 1,
            "READING_WORKERS": 1,
        }

    def arrives(self, name: str) -> None:
        """One sample comes into the mailbox."""
        written = self.folder / "mail" / "writing"
        written.write_bytes((SAMPLES / f"{name}.eml").read_bytes())
        written.rename(self.folder / "mail" / f"{name}.eml")

    def answered(self) -> list[str]:
        """What the acknowledgements answer."""
        return sorted(str(message_from_bytes(mail.data)["In-Reply-To"]) for mail in self.server.deliveries)


@pytest.fixture
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    made = Office(getattr(request, "param", "sqlite"), tmp_path)
    with made.server:
        made.settings["SMTP_PORT"] = made.server.port
        yield made


def wait_for(words: str, log: Path) -> None:
    """Returns when the process has said these words."""
    until = time.monotonic() + PATIENCE
    while words not in log.read_text():
        assert time.monotonic() < until, log.read_text()
        time.sleep(0.1)


@pytest.mark.parametrize(
    ("office", "how"),
    [("sqlite", signal.SIGKILL), ("postgresql", signal.SIGKILL), ("sqlite", signal.SIGTERM)],
    indirect=["office"],
)
def test_one_leads_and_the_other_follows_when_it_is_gone(how: signal.Signals, office: Office, tmp_path: Path) -> None:
    logs = tmp_path / "log-1", tmp_path / "log-2"
    with running("run", settings=office.settings, cwd=tmp_path, log=logs[0]) as leader:
        wait_for("this scheduler leads", logs[0])
        with running("run", settings=office.settings, cwd=tmp_path, log=logs[1]) as other:
            wait_for("another scheduler leads", logs[1])
            wait_for(f"process {leader.pid} on ", logs[1])
            office.arrives(FIRST)
            assert office.taken.acquire(timeout=PATIENCE), logs[0].read_text()
            checked = verbale("check", settings=office.settings, cwd=tmp_path)
            assert f"process {leader.pid} on " in checked.stdout
            assert "kept" not in logs[1].read_text()

            os.kill(leader.pid, how)  # its workers live on for a moment where it has no time to end them
            office.arrives(SECOND)
            assert office.taken.acquire(timeout=PATIENCE), logs[1].read_text()
            wait_for("this scheduler leads", logs[1])
            assert leader.wait(120) == (-how if how == signal.SIGKILL else 0)
            other.send_signal(signal.SIGTERM)
            assert other.wait(120) == 0, logs[1].read_text()
    for command in ("fetch", "work", "send"):
        assert verbale(command, settings=office.settings, cwd=tmp_path).returncode == 0
    expected = [message_from_bytes((SAMPLES / f"{name}.eml").read_bytes())["Message-ID"] for name in (FIRST, SECOND)]
    assert office.answered() == sorted(str(one).strip() for one in expected)
    assert "Traceback" not in logs[0].read_text() + logs[1].read_text()
    assert "no `verbale run` is at work" in verbale("check", settings=office.settings, cwd=tmp_path).stdout


def test_one_that_stands_by_stops_when_it_is_told_to(office: Office, tmp_path: Path) -> None:
    logs = tmp_path / "log-1", tmp_path / "log-2"
    with running("run", settings=office.settings, cwd=tmp_path, log=logs[0]) as leader:
        wait_for("this scheduler leads", logs[0])
        with running("run", settings=office.settings, cwd=tmp_path, log=logs[1]) as other:
            wait_for("another scheduler leads", logs[1])
            other.send_signal(signal.SIGTERM)
            assert other.wait(120) == 0, logs[1].read_text()
        leader.send_signal(signal.SIGTERM)
        assert leader.wait(120) == 0, logs[0].read_text()
    assert "leads the database" not in logs[1].read_text()
    assert "running; stop with" in logs[0].read_text()
    assert "waiting to lead; stop with" in logs[1].read_text()
    assert "running; stop with" not in logs[1].read_text()
