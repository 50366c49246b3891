"""An office under torture: mail that comes and goes, the program that lives and dies in between, and the count."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from pathlib import Path

from sqlalchemy import select

from domain.notices import Outbox
from domain.stages import Stage
from store import contents, ledger, outbox
from store.database import Database
from store.tables import Message, SubmissionRow, table
from tests.builders.databases import migrated_url
from tests.builders.postgres import running_cluster
from tests.builders.program import ROOT, environment
from tests.torture.life import Life
from tests.torture.roads import Road, RoadName, open_road

KILLED = -9
MEMORY = Path("/dev/shm")
ROOM = 1 << 30
"""So many bytes of memory have to be free before databases are laid there: what a killed process wrote is there all the same,
and nobody waits for a disk."""
Fates = dict[str, tuple[str, tuple[str, ...]]]
"""What became of each UID: its stage, and the kinds of what was said about it."""


@dataclass(frozen=True)
class Count:
    """What a round left behind; all but `uncertain` and `lives` have to be 0."""

    lost: int = 0
    doubled_records: int = 0
    doubled_mails: int = 0
    unaccounted: int = 0
    astray: int = 0
    """Messages and mails that came to another end than without any death."""
    uncertain: int = 0
    lives: int = 0

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.lost or self.doubled_records or self.doubled_mails or self.unaccounted or self.astray)

    def __add__(self, other: Count) -> Count:
        return Count(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))


@dataclass
class Office:
    """The road by which mail comes and goes, and a place for databases."""

    folder: Path
    road: Road
    shared: Path
    """What offices on the same road, with the same mail, tell one another: what came of it in lives without death, and what was
    read in messages."""
    _undisturbed: dict[tuple[str, str, bool], tuple[list[str], Fates]] = field(default_factory=dict)
    """Of database, folder and way of life: the points of one without death, and what came of the mail in it."""
    _zygote: subprocess.Popen[str] | None = None
    _numbers: Iterator[int] = field(default_factory=lambda: iter(range(1_000_000)))

    @property
    def log(self) -> str:
        """What the program has said so far."""
        file = self.folder / "log"
        return file.read_text(errors="replace") if file.exists() else ""

    def reached(self, kind: str, folder: str, *, service: bool = False) -> list[str]:
        """Every point of a life without death, in order; what came of the mail in it is what every other life has to reach."""
        known = kind, folder, service
        if known not in self._undisturbed:
            with self._told("-".join((kind, folder, "service" if service else "commands"))) as file:
                if file.exists():
                    points, fates = json.loads(file.read_text(encoding="utf-8"))
                    told = {uid: (stage, tuple(said)) for uid, (stage, said) in fates.items()}
                    self._undisturbed[known] = points, told
                else:
                    self._undisturbed[known] = self._without_death(kind, folder, service)
                    file.write_text(json.dumps(self._undisturbed[known]), encoding="utf-8")
        return self._undisturbed[known][0]

    def round(
        self,
        kind: str,
        folder: str,
        fatal: str,
        *,
        deaths: int = 1,
        afterwards: int = 2,
        service: bool = False,
        cold: bool = False,
    ) -> tuple[Count, bool]:
        """A new database, lives that end at this point, some that go on to their end, and the count; False where nobody died.

        Of those afterwards, the first ends what was begun, and the second shows that nothing is done again."""
        self.reached(kind, folder)
        _, fates = self._undisturbed[kind, folder, False]
        with self._database(kind) as url, self.road.mailbox(folder) as mailbox:
            died = lives = 0
            for _ in range(deaths):
                lives += 1
                if self.lived(url, mailbox, fatal, service=service, cold=cold) is not None:
                    break
                died += 1
            for number in range(afterwards if died else 0):
                lives += 1
                self.lived(url, mailbox, cold=cold and deaths == 1 and number == 0)
            count, _ = self._counted(url, folder, mailbox, fates)
            return count + Count(lives=lives), bool(died)

    def lived(
        self, url: str, mailbox: str, fatal: str | None = None, *, service: bool = False, cold: bool = False
    ) -> list[str] | None:
        """The points of a life; None where it was killed at `fatal`."""
        report = self.folder / "report"
        report.unlink(missing_ok=True)
        settings = {
            "DATABASE": url,
            "DATA": self.folder,
            "MAILBOX_POLL_SECONDS": 1,
            # The mail is there before the first poll, and more of it than the machine would answer on a common day.
            "MAILBOX_ACKNOWLEDGE_SINCE": "2000-01-01",
            "SMTP_SENDER_A_DAY": 1000,
            "SMTP_ALL_AN_HOUR": 100000,
            "SMTP_ROUND_SECONDS": 1,
            "READING_WORKERS": 1,
            **self.road.settings(mailbox),
        }
        life = Life(
            environment={f"VERBALE_{name}": str(value) for name, value in settings.items()},
            ports=self.road.ports,
            report=str(report),
            log=str(self.folder / "log"),
            readings=str(self.shared),
            fatal=fatal,
            service=service,
            cold=cold,
        )
        code = self._cold(life) if cold else self._warm(life)
        if code == KILLED and fatal is not None:
            return None
        assert code == 0, f"the life ended with {code}:\n{self.log[-5000:]}"
        reached: list[str] = json.loads(report.read_text(encoding="utf-8"))
        return reached

    def close(self) -> None:
        """Nothing of the program goes on."""
        if self._zygote is not None and self._zygote.stdin is not None:
            self._zygote.stdin.close()
            self._zygote.wait(180)

    def _cold(self, life: Life) -> int:
        from tests.builders.program import kill

        process = _begun()
        assert process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(life.told() + "\n")
            process.stdin.close()
        code = process.wait(life.patience + 30)
        kill(process)  # type: ignore[arg-type]
        return code

    def _warm(self, life: Life) -> int:
        if self._zygote is None:
            self._zygote = _begun()
        assert self._zygote.stdin is not None
        assert self._zygote.stdout is not None
        self._zygote.stdin.write(life.told() + "\n")
        self._zygote.stdin.flush()
        return int(self._zygote.stdout.readline() or "1")

    def _without_death(self, kind: str, folder: str, service: bool) -> tuple[list[str], Fates]:
        with self._database(kind) as url, self.road.mailbox(folder) as mailbox:
            points = self.lived(url, mailbox, service=service)
            assert points is not None
            count, fates = self._counted(url, folder, mailbox, None)
            assert count == Count(), f"an undisturbed life leaves {count}:\n{self.log[-5000:]}"
            return points, fates

    @contextlib.contextmanager
    def _told(self, name: str) -> Iterator[Path]:
        """A shared file, which no other office looks at meanwhile."""
        file = self.shared / name
        with file.with_name(f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield file

    @contextlib.contextmanager
    def _database(self, kind: str) -> Iterator[str]:
        if kind == "sqlite":
            template = self.folder / "template"
            if not template.exists():
                template.mkdir()
                migrated_url("sqlite", template)
            own = self.folder / f"life-{next(self._numbers)}"
            shutil.copytree(template, own)
            yield f"sqlite:///{own / 'verbale.db'}"
            shutil.rmtree(own)
            return
        url = migrated_url(kind, self.folder)
        yield url
        name = url.partition("?")[0].rpartition("/")[2]
        running_cluster().do(f'DROP DATABASE "{name}" WITH (FORCE)')

    def _counted(self, url: str, folder: str, mailbox: str, expected: Fates | None) -> tuple[Count, Fates]:
        """What is wrong, and what became of every message."""
        post = self.road.post[folder]
        database = Database(url)
        try:
            with database.reading() as session:
                connection = session.connection()
                rows, readings = table(Message), table(SubmissionRow)
                lines = connection.execute(select(rows)).all()
                kept = {line.id: contents.raw(session, line.id) for line in lines}
                whole = {line.uid for line in lines if kept[line.id] == post.get(line.uid)}
                whole |= {
                    line.uid
                    for line in lines
                    if line.whole_size == len(post.get(line.uid, b"")) and post[line.uid].startswith(kept[line.id])
                }
                uids = Counter(line.uid for line in lines)
                read = Counter(connection.execute(select(readings.c.message_id)).scalars())
                mails = outbox.at(session, list(Outbox), limit=10_000)
                accounts = ledger.accounts(session)
        finally:
            database.close()
        delivered = [message_from_bytes(raw) for raw in self.road.delivered()]
        by_id = Counter(mail["Message-ID"] for mail in delivered)
        by_answer = Counter((mail["To"], mail["In-Reply-To"], mail["Subject"]) for mail in delivered)
        notices = Counter(mail.key for mail in mails)
        said: dict[int, list[str]] = {}
        for mail in mails:
            said.setdefault(mail.message_id or 0, []).append(mail.kind.value)
        fates = {line.uid: (line.stage, tuple(sorted(said.get(line.id, [])))) for line in lines}
        unsaid = [m for m in mails if (m.stage is Outbox.SENT) and by_id[m.mail_id] != 1]
        unfinished = [m for m in mails if m.stage in (Outbox.QUEUED, Outbox.SENDING, Outbox.FAILED)]
        unread = [line for line in lines if line.stage in (Stage.RECEIVED.value, Stage.READ.value)]
        astray = sum(fates.get(uid) != fate for uid, fate in (expected or {}).items())
        count = Count(
            lost=len(set(post) - whole) + len(unsaid),
            doubled_records=_doubled(uids) + _doubled(read) + _doubled(notices),
            doubled_mails=max(_doubled(by_id), _doubled(by_answer)),
            unaccounted=sum(account.unaccounted for account in accounts) + (len(accounts) != 1)
            + sum((account.listed or 0) + account.moved != len(post) for account in accounts)
            + sum(account.gone for account in accounts) + (self.road.lying(mailbox) != Counter(post.values())),
            astray=astray + len(unfinished) + len(unread),
            uncertain=sum(mail.stage is Outbox.UNCERTAIN for mail in mails),
        )  # fmt: skip
        return count, fates


def _doubled(counted: Counter[object] | Counter[str] | Counter[int]) -> int:
    return sum(number - 1 for number in counted.values() if number > 1)


def _begun() -> subprocess.Popen[str]:
    # As where the program is installed: it is compiled once, and not at every start.
    around = {name: value for name, value in environment({}).items() if name != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.torture.life"],
        env=around,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def place() -> Path:
    """A new folder, in memory where there is room."""
    here = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    return Path(tempfile.mkdtemp(prefix="verbale-torture-", dir=MEMORY if here else None))


@contextlib.contextmanager
def open_office(
    orders: int = 1,
    *,
    few: bool = False,
    moves: bool = False,
    road: RoadName = "imap",
    shared: Path | None = None,
) -> Iterator[Office]:
    """An office whose mailbox has so many folders, each with the same mail in an order of its own; where it `moves`, what is
    processed goes to another folder. What is `shared` is left there."""
    folder = place()
    with contextlib.ExitStack() as closing:
        closing.callback(shutil.rmtree, folder, ignore_errors=True)
        own = shared or folder / "shared"
        own.mkdir(exist_ok=True)
        office = Office(folder, closing.enter_context(open_road(road, folder, orders, few=few, moves=moves)), own)
        closing.callback(office.close)
        yield office
