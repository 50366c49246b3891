"""Whatever breaks around the program, nothing is lost, nothing is said twice, and what it says of it is one sentence."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import get_args

import pytest

from domain.notices import Outbox
from domain.submission import Kind
from ingest.imap import ImapSource
from ingest.mailbox import Bounds
from tests.builders.counting import Rooms
from tests.builders.databases import KINDS, migrated_url
from tests.builders.dovecot import Dovecot, running_dovecot
from tests.builders.letters import letter
from tests.builders.mailboxes import ImapBox
from tests.builders.postgres import running_cluster
from tests.builders.program import ROOT, environment
from tests.builders.proxy import How, Weather, bad_line
from tests.builders.smtp import Delivered, MailServer

LETTERS = [letter(Kind.NOMINATION, number, sender=f"mission{number}@example.int") for number in range(1, 7)]
BOUNDS = Bounds(batch_count=2)


@pytest.fixture
def dovecot() -> Iterator[Dovecot]:
    with running_dovecot() as server:
        yield server


@pytest.fixture
def box(dovecot: Dovecot) -> ImapBox:
    return ImapBox(dovecot)


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server


def posted(box: ImapBox) -> dict[str, bytes]:
    """The letters in the mailbox, by UID."""
    return {box.server.append(raw): raw for raw in LETTERS}


@pytest.mark.parametrize(("how", "kind"), [*((how, "sqlite") for how in get_args(How)), ("reset", "postgresql")])
def test_bad_lines(how: How, kind: str, box: ImapBox, server: MailServer, tmp_path: Path) -> None:
    """Both lines break at random bytes, day after day, until the weather is fine."""
    post = posted(box)
    seed = 100 * len(how) + len(kind)
    imap, smtp_down, smtp_up = Weather(seed, 6000), Weather(seed + 1, 500), Weather(seed + 2, 2500)
    with (
        bad_line(box.server.tls_port, imap, how) as to_imap,
        bad_line(server.port, smtp_down, how, upwards=smtp_up) as to_smtp,
    ):
        source = ImapSource(box.account(port=to_imap.port, connect_timeout=2.0, read_timeout=2.0), BOUNDS)
        rooms = Rooms(migrated_url(kind, tmp_path), source, to_smtp.port, smtp_timeout=2.0)
        for _ in range(4 if how == "stall" else 8):
            rooms.day()
        broken = to_imap.broken + to_smtp.broken
        imap.fine = smtp_down.fine = smtp_up.fine = True
        for _ in range(10):  # a machine that is very busy may itself seem to stall
            if rooms.day() and all(mail.stage is not Outbox.QUEUED for mail in rooms.mails()):
                break
        source.close()
    assert broken >= 3
    assert rooms.wrong(server, post, answered=len(LETTERS)) == {}


def test_servers_that_are_restarted(box: ImapBox, server: MailServer, tmp_path: Path) -> None:
    post = posted(box)
    source = box.source(BOUNDS)
    rooms = Rooms(migrated_url("sqlite", tmp_path), source, server.port)
    box.server.stop()
    assert not rooms.day()
    box.server.start()
    assert rooms.day()
    post |= {box.server.append(raw): raw for raw in (letter(Kind.NOMINATION, 9, sender="mission9@example.int"),)}
    box.server.restart()
    assert rooms.day()
    assert rooms.wrong(server, post, answered=len(LETTERS) + 1) == {}


WAYS = ("by the administrator", "by a lost list", "by a list with another number")


@pytest.mark.parametrize(("way", "kind"), [*((way, "sqlite") for way in WAYS), (WAYS[1], "postgresql")])
def test_a_mailbox_numbered_anew(way: str, kind: str, box: ImapBox, server: MailServer, tmp_path: Path) -> None:
    """Also while some of it has not been read yet: what was kept before is read once and answered once."""
    post = posted(box)
    source = box.source(BOUNDS)
    rooms = Rooms(migrated_url(kind, tmp_path), source, server.port)

    def numbered_anew() -> None:
        if way == "by the administrator":
            box.server.number_anew(777_777)
        else:
            box.server.restart(lambda: box.server.forget_numbers(None if way == "by a lost list" else 7))

    assert rooms.day()
    post |= {box.server.append(raw): raw for raw in (letter(Kind.NOMINATION, 9, sender="mission9@example.int"),)}
    rooms.before_work = numbered_anew
    rooms.day()
    rooms.before_work = lambda: None
    assert rooms.day()
    assert rooms.day()
    with box.server.client(readonly=True) as client:
        found = client.fetch(client.search("ALL"), ["BODY.PEEK[]"])
    assert sorted(item[b"BODY[]"] for item in found.values()) == sorted(post.values())
    now = {str(uid): item[b"BODY[]"] for uid, item in found.items()}
    assert rooms.wrong(server, now, answered=len(LETTERS) + 1) == {}
    assert len(server.deliveries) == len(LETTERS) + 1
    source.close()


class Stopping:
    """A source behind whose first batch the database goes away."""

    def __init__(self, source: ImapSource) -> None:
        self._source = source
        self.name = source.name
        self.standing, self.list_all, self.close = source.standing, source.list_all, source.close
        self.armed = True

    def fetch(self, uids: list[str]) -> Iterator[object]:
        for batch in self._source.fetch(uids):
            yield batch
            if self.armed:
                self.armed = False
                running_cluster().stop()


def test_a_database_that_is_gone_for_a_while(box: ImapBox, server: MailServer, tmp_path: Path) -> None:
    """It goes in the midst of a poll, and once more when the mail server has a mail and has not answered yet."""
    post = posted(box)
    cluster = running_cluster()
    rooms = Rooms(migrated_url("postgresql", tmp_path), Stopping(box.source(BOUNDS)), server.port)  # type: ignore[arg-type]
    try:
        assert not rooms.day()
        assert not rooms.day()
        assert server.deliveries == []
        cluster.start()

        def stop_at_the_second(_mail: Delivered) -> None:
            if len(server.deliveries) == 2:
                cluster.stop()

        server.before_answer = stop_at_the_second
        assert not rooms.day()
        server.before_answer = None
        cluster.start()
        rooms.day()
        assert rooms.day()
        assert rooms.wrong(server, post, answered=len(LETTERS)) == {}
        assert sorted(mail.stage for mail in rooms.mails()) == [Outbox.SENT] * 5 + [Outbox.UNCERTAIN]
    finally:
        if not (cluster.folder / "data" / "postmaster.pid").exists():
            cluster.start()


@pytest.mark.parametrize("jump", [timedelta(days=-400), timedelta(days=400)], ids=["back", "forth"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_clock_that_jumps(jump: timedelta, kind: str, box: ImapBox, server: MailServer, tmp_path: Path) -> None:
    """And is set right again, with mail waiting to be tried once more all the while."""
    post = posted(box)
    source = box.source(BOUNDS)
    rooms = Rooms(migrated_url(kind, tmp_path), source, server.port)
    server.faults["rcpt"] = "451 4.7.1 Please try again later"
    rooms.day()
    rooms.now += jump
    post |= {box.server.append(raw): raw for raw in (letter(Kind.NOMINATION, 9, sender="mission9@example.int"),)}
    rooms.day()
    rooms.now -= jump
    server.faults.clear()
    for _ in range(3):
        rooms.day()
    source.close()
    assert rooms.wrong(server, post, answered=len(LETTERS) + 1) == {}
    assert len(server.deliveries) == len(LETTERS) + 1


SMALL_DISK = """
set -e
mount -t tmpfs -o size=1400k,mode=0700 none "$1/data"
"$2" -m verbale migrate
head -c "$3" /dev/zero > "$1/data/filler" 2>/dev/null || true
"$2" -m verbale fetch && echo "ended well" || echo "ended with $?"
rm "$1/data/filler"
for command in fetch work ledger; do "$2" -m verbale $command; done
"""


@pytest.mark.parametrize(
    ("filler", "sentence"),
    [
        (1_100_000, "has no room left; free some disk space."),
        (4_000_000, "could not be read or written; see whether its disk has room left and is sound."),
    ],
    ids=["nearly full", "full"],
)
def test_a_disk_that_is_full(filler: int, sentence: str, tmp_path: Path) -> None:
    """A real one: a file system in memory that has no room left, and then has some again."""
    assert shutil.which("unshare") is not None, "unshare is missing; install util-linux"
    (tmp_path / "data").mkdir()
    (tmp_path / "mails").mkdir()
    for number in range(1, 4):
        raw = letter(Kind.NOMINATION, number) + b"x" * 60_000 + b"\r\n"
        (tmp_path / "mails" / f"{number}.eml").write_bytes(raw)
    settings = {"DATA": tmp_path / "data", "MAILBOX_KIND": "folder", "MAILBOX_PATH": tmp_path / "mails"}
    own = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-r", "-m"]
    done = subprocess.run(
        [*own, "sh", "-c", SMALL_DISK, "sh", str(tmp_path), sys.executable, str(filler)],
        env=environment(settings),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert [line.partition("verbale.db ")[2] for line in done.stderr.splitlines() if line.startswith("verbale:")] == [
        sentence
    ]
    assert "ended with 1" in done.stdout
    assert "3 new messages kept, 0 already here." in done.stdout
    assert "3 messages read" in done.stdout
