"""The walk: the whole program against a real IMAP server and a real SMTP conversation, killed in the middle."""

from __future__ import annotations

import json
import signal
import threading
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path

import pytest

from tests.builders.dovecot import PASSWORD, USER, Dovecot, running_dovecot
from tests.builders.program import ROOT, kill, running, verbale
from tests.builders.smtp import Delivered, MailServer
from tests.builders.tls import certificate

SAMPLES = ROOT / "verbale" / "samples"
EXPECTED = tomllib.loads((SAMPLES / "expected.toml").read_text(encoding="utf-8"))
ACKNOWLEDGED = sorted(name for name, facts in EXPECTED.items() if facts["acknowledged"])
SENDER = "poc-directory@un.org"
SENT = "Sent Items"


class Post:
    """The mail server that carries our mail, and what it was given."""

    def __init__(self, folder: Path) -> None:
        self.certificate = certificate(folder)
        self.server = MailServer(self.certificate, accounts={"courier": "secret of the courier"})
        self.server.before_answer = self._taken
        self._new = threading.Condition()
        self.count = 0

    def _taken(self, _mail: Delivered) -> None:
        with self._new:
            self.count += 1
            self._new.notify_all()

    def wait_for(self, count: int, seconds: float = 240.0) -> None:
        """Returns when the server has been given so many mails."""
        with self._new:
            assert self._new.wait_for(lambda: self.count >= count, seconds), f"only {self.count} of {count} mails came"

    @property
    def mails(self) -> list[EmailMessage]:
        found = [message_from_bytes(d.data, policy=policy.default) for d in self.server.deliveries]
        return [mail for mail in found if isinstance(mail, EmailMessage)]


@pytest.fixture
def post(tmp_path: Path) -> Iterator[Post]:
    office = Post(tmp_path / "tls")
    with office.server:
        yield office


@pytest.fixture(scope="module")
def full_mailbox() -> Iterator[Dovecot]:
    """A real Dovecot that holds every sample, unseen."""
    with running_dovecot() as server:
        with server.client(None) as client:
            client.create_folder(SENT)
        for name in EXPECTED:
            server.append((SAMPLES / f"{name}.eml").read_bytes())
        yield server


@pytest.fixture
def settings(full_mailbox: Dovecot, post: Post, tmp_path: Path) -> dict[str, object]:
    secret = tmp_path / "mailbox-password"
    secret.write_text(PASSWORD + "\n")
    return {
        "DATA": tmp_path / "data",
        "MAILBOX_HOST": "localhost",
        "MAILBOX_PORT": full_mailbox.tls_port,
        "MAILBOX_LOGIN": USER,
        "MAILBOX_PASSWORD_FILE": secret,
        "MAILBOX_CA_FILE": full_mailbox.certificate,
        "MAILBOX_POLL_SECONDS": 2,
        "MAILBOX_ACKNOWLEDGE_SINCE": "2000-01-01",
        "SMTP_HOST": "localhost",
        "SMTP_PORT": post.server.port,
        "SMTP_CA_FILE": post.certificate[0],
        "SMTP_LOGIN": "courier",
        "SMTP_PASSWORD": "secret of the courier",
        "SMTP_SENDER": SENDER,
        "SMTP_ROUND_SECONDS": 2,
    }


def stages(settings: dict[str, object], cwd: Path) -> Counter[str]:
    listed = verbale("queue", "--lane", "all", "--json", settings=settings, cwd=cwd)
    assert listed.returncode == 0, listed.stderr
    return Counter(json.loads(line)["stage"] for line in listed.stdout.splitlines())


def expected_stages() -> Counter[str]:
    return Counter(facts["stage"] for facts in EXPECTED.values())


def wait_for_the_rest(settings: dict[str, object], cwd: Path) -> None:
    """Returns when everything was read, for what needs no answer may come after the last that does."""
    until = time.monotonic() + 240
    while stages(settings, cwd) != expected_stages():
        assert time.monotonic() < until
        time.sleep(0.2)


def own_recipients() -> list[str]:
    return sorted(
        parseaddr(str(message_from_bytes((SAMPLES / f"{name}.eml").read_bytes())["From"]))[1] for name in ACKNOWLEDGED
    )


def test_from_mailbox_to_acknowledgement(
    full_mailbox: Dovecot, post: Post, settings: dict[str, object], tmp_path: Path
) -> None:
    log = tmp_path / "log"
    with running("run", settings=settings, cwd=tmp_path, log=log) as process:
        post.wait_for(len(ACKNOWLEDGED))
        wait_for_the_rest(settings, tmp_path)
        process.send_signal(signal.SIGTERM)
        assert process.wait(120) == 0, log.read_text()

    assert stages(settings, tmp_path) == expected_stages()
    assert sorted(parseaddr(str(mail["To"]))[1] for mail in post.mails) == own_recipients()
    for mail in post.mails:
        assert mail["Auto-Submitted"] == "auto-replied"
        assert parseaddr(str(mail["From"]))[1] == SENDER
        assert mail["In-Reply-To"] in mail["References"]
        assert "POC-ICT-" in mail["Subject"]
    assert all(delivery.encrypted and delivery.login == "courier" for delivery in post.server.deliveries)

    with full_mailbox.client(readonly=True) as client:
        seen = client.search("SEEN")
    assert seen == []

    words = log.read_text()
    assert "@" not in words, "an address stands in the log"
    persons = ["Wanderi", "Mutinda", "DIARRA", "BADIANE", "Arrascue", "Eldj", "Ермеков", "沈若溪", "Quezada"]
    assert [name for name in persons if name in words] == []
    bodies = "".join(str(mail.get_body().get_content()) for mail in post.mails if mail.get_body())  # type: ignore[union-attr]
    assert [name for name in persons if name in bodies] == [], "an acknowledgement names a nominee"


def test_polling_again_changes_nothing(post: Post, settings: dict[str, object], tmp_path: Path) -> None:
    for _ in range(2):
        for command in ("fetch", "work", "send"):
            done = verbale(command, settings=settings, cwd=tmp_path)
            assert done.returncode == 0, done.stderr
    assert stages(settings, tmp_path) == expected_stages()
    assert post.count == len(ACKNOWLEDGED)


@pytest.mark.parametrize("mails_before_the_kill", [1, 4])
def test_killed_while_the_server_takes_a_mail(
    mails_before_the_kill: int, full_mailbox: Dovecot, post: Post, settings: dict[str, object], tmp_path: Path
) -> None:
    """The server has the mail, we never hear of it: it is left uncertain until it is found in the Sent folder, and everything
    else is said exactly once."""
    taken = post.server.before_answer
    assert taken is not None
    victim: list[object] = []

    def kill_then_answer(mail: Delivered) -> None:
        taken(mail)
        if post.count == mails_before_the_kill and victim:
            kill(victim[0])  # type: ignore[arg-type]

    post.server.before_answer = kill_then_answer
    log = tmp_path / "log"
    with running("run", settings=settings, cwd=tmp_path, log=log) as process:
        victim.append(process)
        process.wait(240)
        assert process.returncode == -signal.SIGKILL
    victim.clear()
    with running("run", settings=settings, cwd=tmp_path, log=log) as process:
        post.wait_for(len(ACKNOWLEDGED))
        process.send_signal(signal.SIGTERM)
        assert process.wait(120) == 0, log.read_text()

    for command in ("fetch", "work", "send"):
        assert verbale(command, settings=settings, cwd=tmp_path).returncode == 0
    assert stages(settings, tmp_path) == expected_stages()
    assert sorted(parseaddr(str(mail["To"]))[1] for mail in post.mails) == own_recipients()
    shown = [
        verbale("show", str(number), settings=settings, cwd=tmp_path).stdout for number in range(1, len(EXPECTED) + 1)
    ]
    outcomes = Counter(
        line.rpartition(",")[2].strip() for text in shown for line in text.splitlines() if line.startswith("mail ")
    )
    assert outcomes == {"sent": len(ACKNOWLEDGED) - 1, "uncertain": 1}

    for mail in post.server.deliveries:
        full_mailbox.append(mail.data, folder=SENT)
    said = verbale("send", settings={**settings, "MAILBOX_SENT_FOLDER": SENT}, cwd=tmp_path).stdout
    assert "Uncertain mails found in the Sent folder: 1." in said
    assert post.count == len(ACKNOWLEDGED)
