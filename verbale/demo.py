"""`verbale demo`: the whole job on one machine. Samples are mailed in, read, acknowledged; one is accepted and reminded of."""

from __future__ import annotations

import logging
import secrets
import signal
import smtplib
import tempfile
import threading
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from config.settings import DeskSettings, MailboxSettings, Settings, SmtpSettings, load_programme
from domain.notices import NoticeKind, Outbox
from domain.stages import Stage
from store import outbox, queue
from store.outbox import MailFacts
from store.queue import QueueRow
from verbale.officer import Officer
from verbale.officers import add_officer
from verbale.post_office import PostOffice
from verbale.service import Service
from verbale.serving import listening
from verbale.tables import doubts
from verbale.wiring import House, Trouble, now, opened

SAMPLES = Path(__file__).with_name("samples")
ACCEPTED = "04-fillable-form"
"""The sample that the officer accepts."""
LONGEST = 600.0
"""Seconds after which the demonstration gives up waiting for the samples to be read."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One message of the demonstration and what is to become of it (expected.toml)."""

    name: str
    raw: bytes
    message_id: str
    sender: str
    expected: dict[str, Any]


@dataclass
class Shifted:
    """A clock that can be moved forward."""

    by: timedelta = field(default_factory=timedelta)

    def __call__(self) -> datetime:
        return now() + self.by


class Steps:
    """Wakes whoever waits when a scheduled step is done."""

    def __init__(self) -> None:
        self._done = threading.Condition()

    def after(self, _step: str) -> None:
        """Called after every step."""
        with self._done:
            self._done.notify_all()

    def wait(self, settled: Callable[[], bool], seconds: float) -> bool:
        """True once `settled()` holds after some step; False after so many seconds."""
        with self._done:
            return self._done.wait_for(settled, seconds)


def demonstrate(folder: Path | None, serve: bool, port: int) -> int:
    """Runs the demonstration; 0 where every sample reached its expected stage, else 1."""
    logging.getLogger().setLevel(logging.ERROR)
    console = Console()
    with _working_folder(folder) as place:
        samples = read_samples()
        programme = load_programme(Settings().programme)
        clock = Shifted()
        with PostOffice(place / "mail", lambda: format_datetime(now())) as post:
            settings = Settings(
                data=place,
                mailbox=MailboxSettings(
                    kind="maildir",
                    path=post.maildir(programme.mailbox),
                    poll_seconds=5.0,
                    # The samples are there before the first poll, and are to be answered all the same.
                    acknowledge_since=date(2000, 1, 1),
                ),
                smtp=SmtpSettings(host="127.0.0.1", port=post.port, security="none", round_seconds=5.0),
                desk=DeskSettings(port=port),
            )
            with opened(settings, clock) as house, _desk(house, port if serve else 0) as address:
                return _play(console, house, post, clock, samples, address, serve)


def _play(
    console: Console,
    house: House,
    post: PostOffice,
    clock: Shifted,
    samples: list[Sample],
    address: str,
    serve: bool,
) -> int:
    console.print(f"[bold]Verbale's demonstration[/] in {house.settings.data}\n")
    login, password = "officer", secrets.token_urlsafe(12)
    add_officer(house.settings, login, password)
    steps = Steps()
    service = Service(house, steps.after)
    for sample in samples:
        mail_in(sample, post.port, house.programme.mailbox)
    console.print(f"✉  {len(samples)} messages were mailed to {house.programme.mailbox}; the scheduler is polling it.")
    service.start()
    try:
        with console.status("Reading ...") as status:

            def settled() -> bool:
                status.update(f"Reading ... {_placed(house)} of {len(samples)} messages")
                return _placed(house) == len(samples) and not _under_way(house)

            if not steps.wait(settled, LONGEST):
                raise Trouble(
                    f"Not all samples were read within {LONGEST:g} s; `verbale queue --lane waiting` shows which."
                )
        rows = _rows(house)
        accepted = next(row for sample, row in _paired(house, samples, rows) if sample.name == ACCEPTED)
        with Officer(address) as officer:
            officer.sign_in(login, password)
            officer.accept(accepted.id)
        service.schedule.now("send")
        if not steps.wait(lambda: not _under_way(house), 60.0):
            raise Trouble("The confirmation was not sent within a minute.")
    finally:
        service.stop()
    told = [mail.stage for mail in _mails(house, accepted.id) if mail.kind is NoticeKind.CONFIRMATION] == [Outbox.SENT]
    right = _print_samples(console, house, samples, rows)
    _print_mail(console, "The acknowledgement of the French note, as its Mission reads it", post, "senegal")
    console.print(
        f"\n👤 The officer signed in at the desk and accepted {_number(house, accepted)}; "
        + ("the Mission was told." if told else "[red]the Mission was not told exactly once.[/]")
    )
    clock.by = timedelta(days=30.5 * house.programme.update_reminder_months + 3)
    due, again = house.sweep(), house.sweep()
    house.send()
    console.print(
        f"⏩ The clock was moved forward to {clock():%d %B %Y}: {due} reminder fell due, and none when asked again."
    )
    _print_mail(console, "The update reminder", post, "iceland")
    reminded = due == 1 and again == 0 and _sent(house, NoticeKind.UPDATE_REMINDER) == 1
    clock.by = timedelta()
    if not reminded:
        console.print("[red]The reminder was not said exactly once.[/]")
    well = right and told and reminded
    console.print(
        "\n[green]Every sample reached its expected stage.[/]" if well else "\n[red]Not everything went as expected.[/]"
    )
    if serve:
        console.print(
            Panel(
                f"The desk is at [bold]{address}[/]\n"
                f"sign in as [bold]{login}[/], password [bold]{password}[/]\nCtrl-C ends it."
            )
        )
        going_on = Service(house)
        going_on.start()
        try:
            _until_interrupted()
        finally:
            going_on.stop()
    return 0 if well else 1


def read_samples() -> list[Sample]:
    """The samples shipped with the program, by name."""
    expected = tomllib.loads((SAMPLES / "expected.toml").read_text(encoding="utf-8"))
    found: list[Sample] = []
    for name, facts in sorted(expected.items()):
        raw = (SAMPLES / f"{name}.eml").read_bytes()
        message = message_from_bytes(raw)
        sender = "" if message["Auto-Submitted"] else parseaddr(str(message["From"]))[1]
        found.append(Sample(name, raw, str(message["Message-ID"]), sender, facts))
    return found


def mail_in(sample: Sample, port: int, mailbox: str) -> None:
    """Sends a sample to the mailbox as its Mission would: by SMTP, byte for byte."""
    with smtplib.SMTP("127.0.0.1", port) as server:
        server.sendmail(sample.sender, [mailbox], sample.raw)


def _rows(house: House) -> list[QueueRow]:
    with house.database.reading() as session:
        return queue.rows(session, tuple(Stage))


def _placed(house: House) -> int:
    with house.database.reading() as session:
        counts = queue.counts(session)
    return sum(number for stage, number in counts.items() if stage not in (Stage.RECEIVED, Stage.READ))


def _under_way(house: House) -> int:
    with house.database.reading() as session:
        counts = outbox.counts(session)
    return counts[Outbox.QUEUED] + counts[Outbox.SENDING]


def _mails(house: House, message_id: int) -> list[MailFacts]:
    with house.database.reading() as session:
        return outbox.of_message(session, message_id)


def _sent(house: House, kind: NoticeKind) -> int:
    with house.database.reading() as session:
        return sum(mail.kind is kind for mail in outbox.at(session, (Outbox.SENT,)))


def _number(house: House, row: QueueRow) -> str:
    return house.programme.reference(row.received_at.year, row.id)


def _paired(house: House, samples: list[Sample], rows: list[QueueRow]) -> Iterator[tuple[Sample, QueueRow]]:
    """Samples with the messages that they became."""
    from store import messages

    with house.database.reading() as session:
        ids = {message.message_id: row for row in rows if (message := messages.get(session, row.id))}
    for sample in samples:
        if sample.message_id in ids:
            yield sample, ids[sample.message_id]


def _print_samples(console: Console, house: House, samples: list[Sample], rows: list[QueueRow]) -> bool:
    """Prints what became of each sample; True where all of it was expected."""
    table = Table(title=f"\nWhat became of {len(samples)} messages", title_justify="left", title_style="bold")
    for head in ("", "message", "read as", "doubts", "stage", "answered"):
        table.add_column(head)
    well = True
    found = {sample.name: row for sample, row in _paired(house, samples, rows)}
    for sample in samples:
        row = found.get(sample.name)
        if row is None:
            table.add_row("✗", sample.expected["what"], "lost", "", "", "", style="red")
            well = False
            continue
        acknowledgements = [mail for mail in _mails(house, row.id) if mail.kind is NoticeKind.ACKNOWLEDGEMENT]
        told = ", ".join(f"{mail.stage}, {mail.language}" for mail in acknowledgements)
        got = {
            "kind": row.kind,
            "state": row.state,
            "stage": row.stage,
            "acknowledged": [mail.stage for mail in acknowledgements] == [Outbox.SENT],
        }
        right = all(got[key] == sample.expected.get(key) for key in got)
        well = well and right
        table.add_row(
            "✓" if right else "✗",
            sample.expected["what"],
            _read_as(row),
            doubts(row),
            row.stage if right else f"{row.stage}, expected {sample.expected['kind']} {sample.expected['stage']}",
            told,
            style="" if right else "red",
        )
    console.print(table)
    return well


def _read_as(row: QueueRow) -> str:
    contacts = f"{row.contacts} contact{'s' if row.contacts > 1 else ''}" if row.contacts else ""
    return ", ".join(word for word in (row.kind, row.state, contacts) if word)


def _print_mail(console: Console, title: str, post: PostOffice, mission: str) -> None:
    """Prints the newest mail that this Mission received."""
    for maildir in sorted(post.folder.iterdir()):
        if mission in maildir.name and (mails := post.mails(maildir.name)):
            mail = message_from_bytes(mails[-1], policy=policy.default)
            if isinstance(mail, EmailMessage) and (body := mail.get_body()) is not None:
                head = Text.assemble(("Subject: ", "dim"), f"{mail['Subject']}\n\n")
                console.print(
                    Panel(head + Text(body.get_content().strip()), title=title, title_align="left", width=110)
                )


def _until_interrupted() -> None:
    """Returns at SIGINT or SIGTERM."""
    told = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: told.set())
    told.wait()


@contextmanager
def _working_folder(folder: Path | None) -> Iterator[Path]:
    if folder is None:
        with tempfile.TemporaryDirectory(prefix="verbale-demo-") as temporary:
            yield Path(temporary)
        return
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        full = any(folder.iterdir())
    except OSError as error:
        raise Trouble(
            f"{folder} cannot be worked in ({error.strerror}); name a folder that is new or empty."
        ) from error
    if full:
        raise Trouble(f"The folder {folder} is not empty; name one that is new or empty.")
    yield folder.resolve()


@contextmanager
def _desk(house: House, port: int) -> Iterator[str]:
    """The desk, served in a thread of this process; its address."""
    import uvicorn

    listener = listening("127.0.0.1", port)
    app = house.desk(secure_cookies=False)
    config = uvicorn.Config(app, log_config=None, access_log=False, server_header=False, proxy_headers=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, name="desk")
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
