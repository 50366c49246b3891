"""A poll that makes no progress is interrupted from outside, whether the line is silent or drips."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from sqlmodel import select

from ingest.imap import ImapSource
from ingest.intake import Intake
from ingest.mailbox import MailboxFailed
from ingest.polling import note_stall, poll, wait_after
from ingest.watchdog import Watchdog, interruptible
from store.database import Database, StoreFailed
from store.tables import Event
from tests.builders.databases import migrated_url
from tests.builders.dovecot import running_dovecot
from tests.builders.mailboxes import ImapBox, MaildirBox, mail
from tests.builders.proxy import bad_line
from tests.builders.trickle import trickling_line

NOON = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)
BIG = mail("Big", b"x" * 20_000)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(migrated_url("sqlite", tmp_path))
    yield database
    database.close()


class Waiting:
    """A source that waits until it is interrupted."""

    def __init__(self) -> None:
        self.answers = 0
        self.interrupted = 0

    def interrupt(self) -> None:
        self.interrupted += 1


def test_it_interrupts_a_poll_whose_answers_have_stopped_and_no_other() -> None:
    source, now = Waiting(), [0.0]
    watchdog = Watchdog(source, 600, lambda: now[0])
    now[0] = 5000
    assert not watchdog.look(), "no poll is under way"
    with watchdog.watching():
        now[0] += 599
        assert not watchdog.look()
        source.answers += 1
        now[0] += 1
        assert not watchdog.look(), "an answer has come"
        now[0] += 599
        assert not watchdog.look()
        now[0] += 1
        assert watchdog.look()
        assert not watchdog.look(), "the new connection has its time"
        now[0] += 600
        assert watchdog.look()
    now[0] += 600
    assert not watchdog.look(), "the poll has ended"
    assert source.interrupted == 2


def test_a_stall_is_noted_before_it_can_be_over() -> None:
    source, now, before = Waiting(), [0.0], []

    def fail() -> None:
        before.append(source.interrupted)
        raise StoreFailed("the database is gone", retry=True)

    watchdog = Watchdog(source, 600, lambda: now[0])
    with watchdog.watching():
        now[0] += 600
        with pytest.raises(StoreFailed):
            watchdog.look(fail)
    assert (before, source.interrupted) == ([0], 1), "and interrupted, whatever becomes of the note"


class Clock:
    """Goes on only while the line is stuck, and until somebody was interrupted for it: a busy machine is no stalled poll."""

    def __init__(self, stuck: Callable[[], bool]) -> None:
        self._stuck = stuck
        self._now = 0.0
        self.stands = False

    def __call__(self) -> float:
        self._now += 1.0 if self._stuck() and not self.stands else 0.0
        return self._now


@contextmanager
def attended(watchdog: Watchdog, clock: Clock, database: Database, name: str) -> Iterator[None]:
    """Looks after the watchdog as the schedule does, only more often."""
    over = threading.Event()

    def attend() -> None:
        while not over.wait(0.05):
            if watchdog.look(partial(note_stall, name, database, NOON)):
                clock.stands = True

    thread = threading.Thread(target=attend)
    thread.start()
    try:
        with watchdog.watching():
            yield
    finally:
        over.set()
        thread.join()


def polled(source: ImapSource, database: Database, stuck: Callable[[], bool]) -> Intake:
    clock = Clock(stuck)
    try:
        with attended(Watchdog(source, 3.0, clock), clock, database, source.name):
            return poll(source, database, lambda: NOON)
    finally:
        source.close()


def alarmed(database: Database) -> list[tuple[str, str]]:
    """The events of alarms, oldest first."""
    with database.reading() as session:
        found = session.exec(select(Event).order_by(Event.id)).all()  # type: ignore[arg-type]
    return [(event.what, event.details["code"]) for event in found if event.what.startswith("alarm")]


def test_a_silent_line_is_shut_down_long_before_its_time_is_out(imap_box: ImapBox, database: Database) -> None:
    imap_box.put(BIG)
    with bad_line(imap_box.server.tls_port, lambda n, sent, _: n == 1 and sent > 6000, "stall") as line:
        source = ImapSource(imap_box.account(port=line.port, read_timeout=600.0))
        assert polled(source, database, line.breaks.is_set) == Intake(kept=1, bytes=len(BIG))
        assert (line.connections, line.broken) == (2, 1)
    assert alarmed(database) == [("alarm", "poll_stalled"), ("alarm_ended", "poll_stalled")]


def test_a_line_that_drips_faster_than_the_time_out_is_shut_down(database: Database) -> None:
    with running_dovecot(encrypted=False) as server:
        box = ImapBox(server)
        import imapclient

        with imapclient.IMAPClient("localhost", port=server.starttls_port, ssl=False) as client:
            box.account().login(client)
            client.append("INBOX", BIG)
        with trickling_line(server.starttls_port, b"BODY[]", 0.2) as line:
            source = ImapSource(box.account(port=line.port, security="plain", ca_file=None, read_timeout=600.0))
            assert polled(source, database, line.trickling.is_set) == Intake(kept=1, bytes=len(BIG))
            assert line.trickling.is_set()
    assert alarmed(database) == [("alarm", "poll_stalled"), ("alarm_ended", "poll_stalled")]


def test_a_greeting_that_drips_is_shut_down_too(imap_box: ImapBox, database: Database) -> None:
    with trickling_line(imap_box.server.tls_port, b"", 1.0) as line:
        source = ImapSource(imap_box.account(port=line.port, connect_timeout=600.0))
        with pytest.raises(MailboxFailed) as failed:
            polled(source, database, line.trickling.is_set)
        assert failed.value.retry
        assert alarmed(database) == [("alarm", "poll_stalled")]
        assert polled(source, database, lambda: False) == Intake()
    assert alarmed(database) == [("alarm", "poll_stalled"), ("alarm_ended", "poll_stalled")]


def test_files_have_nothing_to_interrupt(tmp_path: Path, imap_box: ImapBox) -> None:
    assert interruptible(MaildirBox(tmp_path / "Maildir").source()) is None
    source = imap_box.source()
    assert interruptible(source) is source
    source.interrupt()
    source.close()


@pytest.mark.parametrize(
    ("failures", "every", "chance", "seconds"),
    [
        (1, 60, 0.5, 60),
        (2, 60, 0.5, 120),
        (3, 60, 0.5, 240),
        (4, 60, 0.5, 300),
        (5000, 60, 0.5, 300),
        (1, 60, 0.0, 45),
        (1, 60, 1.0, 75),
        (1, 900, 0.5, 900),
        (9, 900, 0.5, 900),
    ],
)
def test_a_mailbox_that_fails_is_tried_again_ever_less_often(
    failures: int, every: float, chance: float, seconds: float
) -> None:
    assert wait_after(failures, every, chance) == seconds
