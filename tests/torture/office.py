"""An office under torture: a real mailbox, a real mail server, the program that lives and dies between them, and the count."""

from __future__ import annotations

import contextlib
import json
import logging
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
from tests.builders.dovecot import PASSWORD, USER, Dovecot, running_dovecot
from tests.builders.postgres import running_cluster
from tests.builders.program import ROOT, environment
from tests.builders.smtp import MailServer
from tests.builders.tls import certificate
from tests.torture.life import Life
from tests.torture.post import mixed_post

logging.getLogger("mail.log").setLevel(logging.ERROR)  # aiosmtpd finds fault with itself at every sign-in
KILLED = -9
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
    """One mailbox with a folder for each order of the mail, one mail server, and a place for databases."""

    folder: Path
    dovecot: Dovecot
    server: MailServer
    authority: Path
    moves: bool = False
    """Whether what is processed is moved to another folder."""
    post: dict[str, dict[str, bytes]] = field(default_factory=dict)
    """Folder to UID to bytes; each round has a copy of its own, under the same UIDs."""
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
        if (kind, folder, service) not in self._undisturbed:
            with self._database(kind) as url, self._mailbox(folder) as mailbox:
                self.server.deliveries.clear()
                points = self.lived(url, mailbox, service=service)
                assert points is not None
                count, fates = self._counted(url, folder, mailbox, None)
                assert count == Count(), f"an undisturbed life leaves {count}:\n{self.log[-5000:]}"
                self._undisturbed[kind, folder, service] = (points, fates)
        return self._undisturbed[kind, folder, service][0]

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
        with self._database(kind) as url, self._mailbox(folder) as mailbox:
            self.server.deliveries.clear()
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
            "MAILBOX_HOST": "localhost",
            "MAILBOX_PORT": self.dovecot.tls_port,
            "MAILBOX_LOGIN": USER,
            "MAILBOX_PASSWORD": PASSWORD,
            "MAILBOX_CA_FILE": self.dovecot.certificate,
            "MAILBOX_FOLDER": mailbox,
            "MAILBOX_MOVE_TO": _processed(mailbox) if self.moves else "",
            "MAILBOX_POLL_SECONDS": 1,
            # The mail is there before the first poll, and more of it than the machine would answer on a common day.
            "MAILBOX_ACKNOWLEDGE_SINCE": "2000-01-01",
            "SMTP_SENDER_A_DAY": 1000,
            "SMTP_ALL_AN_HOUR": 100000,
            "SMTP_HOST": "localhost",
            "SMTP_PORT": self.server.port,
            "SMTP_CA_FILE": self.authority,
            "SMTP_LOGIN": "courier",
            "SMTP_PASSWORD": "secret of the courier",
            "SMTP_SENDER": "poc-directory@un.org",
            "SMTP_ROUND_SECONDS": 1,
            "READING_WORKERS": 1,
        }
        life = Life(
            environment={f"VERBALE_{name}": str(value) for name, value in settings.items()},
            ports={self.dovecot.tls_port: "imap", self.server.port: "smtp"},
            report=str(report),
            log=str(self.folder / "log"),
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
            self._zygote.wait(30)

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

    @contextlib.contextmanager
    def _mailbox(self, folder: str) -> Iterator[str]:
        """A folder with the same mail, which somebody may empty, and another one for what is processed."""
        mailbox = f"Round-{next(self._numbers)}"
        with self.dovecot.client(folder, readonly=True) as client:
            client.create_folder(mailbox)
            client.create_folder(_processed(mailbox))
            client.copy(client.search("ALL"), mailbox)
        yield mailbox
        with self.dovecot.client(None) as client:
            client.delete_folder(mailbox)
            client.delete_folder(_processed(mailbox))

    def _lying(self, mailbox: str) -> Counter[bytes]:
        """How often each message lies on the server, in either folder."""
        found: Counter[bytes] = Counter()
        for name in (mailbox, _processed(mailbox)):
            with self.dovecot.client(name, readonly=True) as client:
                items = client.fetch(client.search("ALL"), ["BODY.PEEK[]"]).values()
                found.update(item[b"BODY[]"] for item in items)
        return found

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
        post = self.post[folder]
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
        delivered = [message_from_bytes(one.data) for one in self.server.deliveries]
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
            + sum(account.gone for account in accounts) + (self._lying(mailbox) != Counter(post.values())),
            astray=astray + len(unfinished) + len(unread),
            uncertain=sum(mail.stage is Outbox.UNCERTAIN for mail in mails),
        )  # fmt: skip
        return count, fates


def _processed(mailbox: str) -> str:
    return f"{mailbox}-processed"


def _doubled(counted: Counter[object] | Counter[str] | Counter[int]) -> int:
    return sum(number - 1 for number in counted.values() if number > 1)


def _begun() -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.torture.life"],
        env=environment({}),
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


@contextlib.contextmanager
def open_office(orders: int = 1, *, few: bool = False, moves: bool = False) -> Iterator[Office]:
    """An office whose mailbox has so many folders, each with the same mail in an order of its own; where it `moves`, what is
    processed goes to another folder."""
    folder = Path(tempfile.mkdtemp(prefix="verbale-torture-"))
    pair = certificate(folder / "tls")
    with contextlib.ExitStack() as closing:
        closing.callback(shutil.rmtree, folder, ignore_errors=True)
        dovecot = closing.enter_context(running_dovecot())
        server = closing.enter_context(MailServer(pair, accounts={"courier": "secret of the courier"}))
        office = Office(folder, dovecot, server, pair[0], moves)
        closing.callback(office.close)
        for number in range(orders):
            name = f"Order-{number}"
            with dovecot.client(None) as client:
                client.create_folder(name)
            office.post[name] = {dovecot.append(raw, folder=name): raw for raw in mixed_post(number, few=few)}
        yield office
