"""The mailbox's share of the benchmark: how fast a folder is archived, how much memory that takes, and what an empty poll costs.

One Dovecot holds all folders; each archiver works in a process of its own, and they take turns."""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from ingest.imap import ImapSource
from ingest.intake import keep_new
from ingest.mailbox import MIB
from store.database import Database
from tests.builders.dovecot import USER, Dovecot, running_dovecot
from tests.builders.mailboxes import ImapBox
from tests.builders.program import ROOT, environment

SMALL_MESSAGES = 3000
MIXED_MESSAGES = 400
MIXED_BYTES = 180 * MIB
LARGE_BYTES = 40 * MIB
STORED = (1_000, 100_000)
"""Messages that are kept already where a poll finds nothing new."""
ROUNDS = 5
POLLS = 40


@dataclass(frozen=True, slots=True)
class Run:
    """What one archiver took for one folder."""

    messages: int
    seconds: float
    kib: int


def small(number: int) -> bytes:
    """A note in a message's body, some 3 kB."""
    sentence = "The Permanent Mission presents its compliments and has the honour to nominate a point of contact.\n"
    return _message(number, sentence * 25)


def attached(number: int, size: int) -> bytes:
    """A message of about `size` bytes, nearly all of them a file that does not compress."""
    data = random.Random(number).randbytes(max(1, (size - 700) * 57 // 78))  # 57 bytes make a line of 76 and its end
    return _message(number, "Please find attached a note verbale.\n", data)


def _message(number: int, text: str, data: bytes | None = None) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["From"] = "Permanent Mission <info@mission.example>"
    message["Message-ID"] = f"<{number}@mission.example>"
    message["Subject"] = f"Note verbale {number}"
    message.set_content(text)
    if data is not None:
        message.add_attachment(data, maintype="application", subtype="pdf", filename="note.pdf")
    return bytes(message)


def mixed() -> Iterator[bytes]:
    """Mostly small mail, many scans of some hundred kB, a few of many MB: `MIXED_BYTES` in all."""
    chance = random.Random(400)
    shares = [min(chance.paretovariate(0.8), 60) for _ in range(MIXED_MESSAGES)]
    for number, share in enumerate(shares):
        yield attached(number, round(MIXED_BYTES * share / sum(shares)))


def fill(server: Dovecot, folder: str, messages: Iterator[bytes]) -> None:
    """Lays the messages into the folder's files in this order, as a delivery does."""
    home = server.folder / "home"
    box = home / USER / "Maildir" / f".{folder}"
    for name in ("cur", "new", "tmp"):
        (box / name).mkdir(parents=True)
    for number, raw in enumerate(messages):
        (box / "cur" / f"{1_700_000_000 + number}.M{number}P1.host:2,S").write_bytes(raw)
    owner = home.stat()
    for path in (home / USER, home / USER / "Maildir", *box.rglob("*"), box):
        os.chown(path, owner.st_uid, owner.st_gid)


def archived(server: Dovecot, archiver: str, folder: str) -> Run:
    """One archiving of the whole folder."""
    with tempfile.TemporaryDirectory(prefix="verbale-bench-") as scratch:
        job = {
            "archiver": archiver,
            "port": server.tls_port,
            "certificate": str(server.certificate),
            "folder": folder,
            "scratch": scratch,
        }
        command = [sys.executable, "-m", "tests.bench.archiving", json.dumps(job)]
        done = subprocess.run(command, env=environment({}), cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return Run(**json.loads(done.stdout))


def race(server: Dovecot, folder: str, messages: int, tick: Callable[[], None]) -> dict[str, list[Run]]:
    """All archivers on one folder; the one that empties its folder runs once, on a folder of its own."""
    runs: dict[str, list[Run]] = {}
    for _ in range(ROUNDS):
        for archiver in ("imapclient", "verbale", "imap_tools"):
            runs.setdefault(archiver, []).append(archived(server, archiver, folder))
            tick()
    runs["django_mailbox"] = [archived(server, "django_mailbox", f"{folder}2")]
    tick()
    for archiver, taken in runs.items():
        if any(run.messages != messages for run in taken):
            raise RuntimeError(f"{archiver} archived {[run.messages for run in taken]} messages of {messages}.")
    return runs


@contextmanager
def polled(server: Dovecot, folder: str, count: int, scratch: Path) -> Iterator[Callable[[], None]]:
    """A poll of a folder whose `count` messages are all kept already: one question to the server shows that nothing changed."""
    database = Database(f"sqlite:///{scratch / f'{folder}.db'}")
    database.migrate()
    source = ImapSource(ImapBox(server).account(folder=folder))
    began = datetime.now(UTC)

    def poll() -> None:
        if keep_new(source, database, lambda: began).kept:
            raise RuntimeError("A poll that should find nothing new found something.")

    try:
        if (kept := keep_new(source, database, lambda: began).kept) != count:
            raise RuntimeError(f"{kept} messages of {count} were kept.")
        yield poll
    finally:
        source.close()
        database.close()


def polls(server: Dovecot, scratch: Path, tick: Callable[[], None]) -> list[float]:
    """Median seconds of a poll that finds nothing new, one for each of `STORED`; they take turns."""
    few, many = STORED
    with polled(server, "Few", few, scratch) as first, polled(server, "Many", many, scratch) as second:
        taken: tuple[list[float], list[float]] = ([], [])
        for _ in range(POLLS):
            for poll, seconds in zip((first, second), taken, strict=True):
                began = time.perf_counter()
                poll()
                seconds.append(time.perf_counter() - began)
            tick()
    return [statistics.median(seconds) for seconds in taken]


def prepare(server: Dovecot, tick: Callable[[], None]) -> None:
    """Fills all folders; what one archiver empties, it has to itself."""
    for folder, messages in (("Small", list(map(small, range(SMALL_MESSAGES)))), ("Mixed", list(mixed()))):
        for name in (folder, f"{folder}2"):
            fill(server, name, iter(messages))
            tick()
    fill(server, "Large", iter([attached(0, LARGE_BYTES)]))
    for name, count in zip(("Few", "Many"), STORED, strict=True):
        fill(server, name, map(small, range(count)))
        tick()


def main(console: Console) -> None:
    """Prints a table: messages a second beside a bare imapclient loop, and memory above the idle process."""
    shown = Table(title="Archiving a mailbox over IMAP; medians of alternating rounds", title_justify="left")
    for head in ("folder", "archiver", "msg/s", "ratio", "MiB", ""):
        shown.add_column(head, justify="right" if head in ("msg/s", "ratio", "MiB") else "left", no_wrap=True)
    with (
        running_dovecot() as server,
        tempfile.TemporaryDirectory(prefix="verbale-bench-") as scratch,
        Progress(console=console, transient=True) as progress,
    ):
        task = progress.add_task("mailbox", total=6 + 2 * (3 * ROUNDS + 1) + 1 + POLLS)

        def tick() -> None:
            progress.advance(task)

        prepare(server, tick)
        for folder, count in (("Small", SMALL_MESSAGES), ("Mixed", MIXED_MESSAGES)):
            runs = race(server, folder, count, tick)
            base = [run.seconds for run in runs["imapclient"]]
            for archiver, taken in runs.items():
                seconds = statistics.median(run.seconds for run in taken)
                ratio = statistics.median(bare / run.seconds for bare, run in zip(base, taken, strict=False))
                memory = max(run.kib for run in taken) / 1024
                bar = "█" * min(20, max(1, round(10 * ratio)))
                shown.add_row(folder, archiver, f"{count / seconds:.0f}", f"{ratio:.2f}", f"{memory:.0f}", bar)
        large = archived(server, "verbale", "Large")
        tick()
        shown.add_row("one of 40 MB", "verbale", f"{1 / large.seconds:.1f}", "", f"{large.kib / 1024:.0f}", "")
        few, many = polls(server, Path(scratch), tick)
    console.print(shown)
    console.print(
        "ratio: messages a second beside those of imapclient, which keeps nothing; MiB: the most memory above the idle process."
    )
    console.print(
        f"A poll that finds nothing new: {few * 1000:.1f} ms with {STORED[0]:,} messages kept, {many * 1000:.1f} ms with "
        f"{STORED[1]:,}: {many / few:.1f} times as much."
    )
