"""The move: what is processed leaves the folder, is counted as moved by us, and nothing in between is lost track of."""

from __future__ import annotations

import logging
import multiprocessing
import re
import signal
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from domain.alarms import AlarmCode
from domain.stages import Stage
from ingest.imap import ImapSource
from ingest.intake import keep_new
from ingest.mailbox import Bounds, MailboxFailed
from ingest.moving import Mover, check, not_wanted
from store import alarms, ledger, messages, moving
from store.database import Database
from store.tables import Message, table
from tests.builders.databases import KINDS, migrated_url
from tests.builders.dovecot import Dovecot, running_dovecot
from tests.builders.mailboxes import ImapBox, mail
from tests.builders.proxy import bad_line, never
from tests.torture.doom import Doom

POOR = "IMAP4rev1 LITERAL+ IDLE"


def now() -> datetime:
    return datetime.now(UTC)


class Desk:
    """A mailbox with its store, and somebody who places messages."""

    def __init__(self, server: Dovecot, url: str, **account: Any) -> None:
        self.server = server
        self.url = url
        self.box = ImapBox(server)
        self.account = self.box.account(**account)
        self.database = Database(url)
        self.source = ImapSource(self.box.account())
        self.ticks = 0.0

    def mover(self, folder: str = "Processed") -> Mover:
        return Mover(self.account, self.source.name, folder, self.database, now, lambda: self.ticks)

    def poll(self) -> None:
        keep_new(self.source, self.database, now)

    def place(self, count: int, stage: Stage = Stage.IN_REVIEW) -> None:
        """The first so many messages are processed."""
        with self.database.transaction() as session:
            for number in range(1, count + 1):
                session.connection().execute(
                    table(Message).update().where(table(Message).c.id == number).values(stage=stage.value)
                )

    def count(self) -> tuple[int, int, int, int]:
        """Kept and listed, moved by us, gone, unaccounted."""
        with self.database.reading() as session:
            (line,) = ledger.accounts(session)
        return line.kept, line.moved, line.gone, line.unaccounted

    def alarms(self) -> list[AlarmCode]:
        with self.database.reading() as session:
            return [alarm.code for alarm in alarms.standing(session)]

    def folder(self, name: str) -> list[bytes]:
        """The messages in a folder."""
        with self.server.client(name, readonly=True) as client:
            found = client.fetch(client.search("ALL"), ["BODY.PEEK[]"])
        return sorted(item[b"BODY[]"] for item in found.values())

    def close(self) -> None:
        self.source.close()
        self.database.close()


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with running_dovecot() as started:
        with started.client(None) as client:
            client.create_folder("Processed")
        yield started


def emptied(server: Dovecot) -> Dovecot:
    for folder in ("INBOX", "Processed"):
        with server.client(folder) as client:
            client.delete_messages(client.search("ALL"))
            client.expunge()
    return server


@pytest.fixture
def desk(server: Dovecot, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(emptied(server), migrated_url("sqlite", tmp_path))
    yield made
    made.close()


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_processed_is_moved_and_the_rest_stays(server: Dovecot, tmp_path: Path, kind: str) -> None:
    desk = Desk(emptied(server), migrated_url(kind, tmp_path))
    raws = [mail(f"number {number}") for number in range(5)]
    for raw in raws:
        desk.box.put(raw)
    desk.poll()
    assert desk.mover().move() == 0
    desk.place(3)
    assert desk.mover().move() == 3
    assert desk.folder("Processed") == raws[:3]
    assert desk.folder("INBOX") == raws[3:]
    assert desk.count() == (2, 3, 0, 0)
    desk.poll()
    assert desk.count() == (2, 3, 0, 0)
    assert desk.mover().move() == 0
    desk.box.take_away(raws[4])
    desk.poll()
    assert desk.count() == (1, 3, 1, 0)
    desk.close()


def test_what_is_shunted_unread_or_kept_by_its_header_stays(desk: Desk) -> None:
    for number in range(3):
        desk.box.put(mail(f"number {number}", b"x" * 2000))
    desk.source.close()
    desk.source = desk.box.source(Bounds(largest=1000))
    desk.poll()
    desk.place(3)
    assert desk.mover().move() == 0
    desk.place(3, Stage.SHUNTED)
    assert desk.mover().move() == 0
    with desk.database.reading() as session:
        assert messages.get(session, 1) is not None
    assert len(desk.folder("INBOX")) == 3


def test_a_move_that_fails_is_tried_again_ever_later_and_forgets_its_intention(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "ingest.moving")
    raw = mail()
    desk.box.put(raw)
    desk.poll()
    desk.place(1)
    mover = desk.mover("Nowhere")
    for _ in range(3):
        assert mover.move() == 0
    assert len(caplog.records) == 1
    assert "(TRYCREATE)" in caplog.text
    assert "tried again in 60 s" in caplog.text
    desk.ticks = 60.0
    assert mover.move() == 0
    assert "tried again in 120 s" in caplog.text
    desk.ticks = 179.0
    assert mover.move() == 0
    assert len(caplog.records) == 2
    desk.box.take_away(raw)
    desk.poll()
    assert desk.count() == (0, 0, 1, 0)


def test_check_says_what_is_wrong(desk: Desk) -> None:
    check(desk.account, "Processed")
    with pytest.raises(MailboxFailed, match="The folder Nowhere of the setting move_to does not exist"):
        check(desk.account, "Nowhere")


@pytest.mark.parametrize(("capability", "moves"), [(f"{POOR} UIDPLUS", True), (POOR, False)])
def test_a_server_without_move(tmp_path: Path, capability: str, moves: bool) -> None:
    with running_dovecot() as server:
        configuration = server.folder / "dovecot.conf"
        poor = f"{configuration.read_text()}\nprotocol imap {{\n  imap_capability = {capability}\n}}\n"
        server.restart(lambda: configuration.write_text(poor))
        with server.client(None) as client:
            client.create_folder("Processed")
        desk = Desk(server, migrated_url("sqlite", tmp_path))
        raws = [mail("one"), mail("two")]
        for raw in raws:
            desk.box.put(raw)
        with server.client() as client:
            client.add_flags(client.search("ALL")[1:], [b"\\Deleted"])  # by somebody, who has not expunged it yet
        desk.poll()
        desk.place(1)
        mover = desk.mover()
        if moves:
            check(desk.account, "Processed")
            assert mover.move() == 1
            assert (desk.folder("INBOX"), desk.folder("Processed")) == (raws[1:], raws[:1])
        else:
            with pytest.raises(MailboxFailed, match="can move no message"):
                check(desk.account, "Processed")
            assert mover.move() == 0
            assert desk.alarms() == [AlarmCode.MOVE_FAILED]
            assert desk.folder("INBOX") == raws
            not_wanted(desk.source.name, desk.database, now())
            assert desk.alarms() == []
        desk.close()


@pytest.fixture(scope="module")
def poor_server() -> Iterator[Dovecot]:
    """One that knows no MOVE."""
    with running_dovecot() as started:
        configuration = started.folder / "dovecot.conf"
        poor = f"{configuration.read_text()}\nprotocol imap {{\n  imap_capability = {POOR} UIDPLUS\n}}\n"
        started.restart(lambda: configuration.write_text(poor))
        with started.client(None) as client:
            client.create_folder("Processed")
        yield started


@pytest.mark.parametrize("fatal", ["UID COPY", "UID STORE", "UID EXPUNGE"])
def test_what_was_copied_before_a_death_is_not_copied_again(poor_server: Dovecot, tmp_path: Path, fatal: str) -> None:
    desk = Desk(emptied(poor_server), migrated_url("sqlite", tmp_path))
    raws = sorted([mail(str(n), message_id=f"<{n}@example.int>") for n in range(3)])
    for raw in raws:
        desk.box.put(raw)
    desk.poll()
    desk.place(2)
    desk.source.close()
    desk.database.close()
    assert moved_in_a_life(desk, f"imap: the answer to {fatal}, 1") is None
    desk.place(3)
    desk.poll()
    desk.mover().move()
    assert (desk.folder("INBOX"), desk.folder("Processed")) == ([], raws)
    desk.poll()
    assert desk.count() == (0, 3, 0, 0)
    desk.close()


def test_what_was_copied_before_a_refusal_is_not_copied_again(poor_server: Dovecot, tmp_path: Path) -> None:
    desk = Desk(emptied(poor_server), migrated_url("sqlite", tmp_path))
    raw = mail(message_id="<1@example.int>")
    desk.box.put(raw)
    desk.poll()
    desk.place(1)
    well = desk.account
    with bad_line(
        poor_server.starttls_port, never, heard=lambda said: said.replace(b"UID STORE", b"UID STARE")
    ) as line:
        desk.account = desk.box.account(port=line.port, security="plain")
        assert desk.mover().move() == 0
    assert (desk.folder("INBOX"), desk.folder("Processed")) == ([raw], [raw])
    desk.account = well
    assert desk.mover().move() == 1
    assert (desk.folder("INBOX"), desk.folder("Processed")) == ([], [raw])
    desk.close()


@pytest.mark.parametrize("word", ["SEARCH", "FETCH", "MOVE"])
def test_what_the_server_refuses_is_tried_again_ever_later_and_an_alarm_in_the_end(
    server: Dovecot, tmp_path: Path, caplog: pytest.LogCaptureFixture, word: str
) -> None:
    caplog.set_level(logging.WARNING, "ingest.moving")
    old, new = f"UID {word}".encode(), f"UID {word[::-1]}".encode()
    with bad_line(emptied(server).starttls_port, never, heard=lambda said: said.replace(old, new)) as line:
        desk = Desk(server, migrated_url("sqlite", tmp_path), port=line.port, security="plain")
        desk.box.put(mail())
        desk.poll()
        desk.place(1)
        mover = desk.mover()
        assert mover.move() == 0
        assert "tried again in 60 s" in caplog.text
        assert mover.move() == 0
        assert len(caplog.records) == 1
        assert desk.alarms() == []
        desk.ticks = 3600.0
        assert mover.move() == 0
        assert desk.alarms() == ([] if word == "SEARCH" else [AlarmCode.MOVE_FAILED])
    desk.account = desk.box.account()
    desk.poll()
    moved = desk.mover().move()
    assert (moved, desk.alarms()) == ((0 if word == "SEARCH" else 1), [])
    assert desk.count() == (0, 1, 0, 0)  # of what went while nobody could say so, the poll said it
    assert desk.folder("Processed") == [mail()]
    desk.close()


@pytest.mark.parametrize("poor", [False, True])
def test_a_message_that_cannot_be_moved_holds_up_no_other(
    server: Dovecot, poor_server: Dovecot, tmp_path: Path, poor: bool
) -> None:
    asked = emptied(poor_server if poor else server)
    word = b"UID COPY" if poor else b"UID MOVE"
    bad = b""

    def heard(said: bytes) -> bytes:
        """The server understands nothing that names the bad one."""
        return said.replace(word, word[::-1]) if bad in re.findall(rb"\d+", said.partition(word)[2]) else said

    with bad_line(asked.starttls_port, never, heard=heard) as line:
        desk = Desk(asked, migrated_url("sqlite", tmp_path), port=line.port, security="plain")
        raws = [mail(f"number {number}", message_id=f"<{number}@example.int>") for number in range(5)]
        desk.box.put(raws[0])
        bad = asked.append(raws[1]).encode()
        for raw in raws[2:]:
            desk.box.put(raw)
        desk.poll()
        desk.place(4)
        mover = desk.mover()
        assert mover.move() == 0
        assert (desk.folder("INBOX"), desk.folder("Processed")) == ([raws[1], raws[4]], [raws[0], *raws[2:4]])
        assert desk.count() == (2, 3, 0, 0)
        desk.place(5)
        desk.ticks = 60.0
        assert mover.move() == 0
        assert (desk.folder("INBOX"), desk.folder("Processed")) == ([raws[1]], [raws[0], *raws[2:]])
        desk.poll()
        assert desk.count() == (1, 4, 0, 0)
        desk.close()


def test_another_message_under_a_known_uid_is_not_moved(server: Dovecot, tmp_path: Path) -> None:
    """Restored from a backup between the poll and the move."""
    desk = Desk(emptied(server), migrated_url("sqlite", tmp_path))
    server.restart(partial(server.back_up, tmp_path / "backup"))
    desk.box.put(mail("read and placed", message_id="<1@example.int>"))
    desk.poll()
    desk.place(1)
    server.restart(partial(server.restore, tmp_path / "backup"))
    unread = mail("not read yet", message_id="<2@example.int>")
    desk.box.put(unread)
    assert desk.mover().move() == 0
    assert (desk.folder("INBOX"), desk.folder("Processed")) == ([unread], [])
    desk.close()


def move_and_die(url: str, desk: Desk, fatal: str | None, told: Any) -> None:
    """A life that moves, and ends at this point; `told` gets the points that it reached if it survives."""
    doom = Doom(fatal)
    doom.watch({desk.account.port: "imap"})
    desk.database = Database(url)
    desk.mover().move()
    told.put(doom.reached)


def moved_in_a_life(desk: Desk, fatal: str | None = None) -> list[str] | None:
    """The points of a life that moves; None where it was killed at `fatal`."""
    context = multiprocessing.get_context("fork")
    told = context.SimpleQueue()
    process = context.Process(target=move_and_die, args=(desk.url, desk, fatal, told))
    process.start()
    process.join(180)
    if process.exitcode == -signal.SIGKILL and fatal is not None:
        return None
    assert process.exitcode == 0
    points: list[str] = told.get()
    return points


def test_what_may_be_moved_is_found_without_looking_at_all_that_was(desk: Desk) -> None:
    statements: list[str] = []
    desk.poll()
    with desk.database.reading() as session:
        connection = session.connection()
        event.listen(connection, "before_cursor_execute", lambda *said: statements.append(said[2]))
        moving.movable(session, desk.source.name, 500)
        (line,) = [said for said in statements if "moving_at" in said]
        plan = connection.exec_driver_sql(
            f"EXPLAIN QUERY PLAN {line}", ("x", *["y"] * (line.count("?") - 2), 500)
        ).all()
    assert any("USING INDEX ix_message_here" in row[3] for row in plan), plan


@pytest.mark.parametrize("kind", KINDS)
def test_killed_at_any_point_of_a_move_the_ledger_agrees(server: Dovecot, tmp_path: Path, kind: str) -> None:
    """In each round one message stays for the next, and two are to be moved."""
    desk = Desk(emptied(server), migrated_url(kind, tmp_path))
    raws = [mail("number 0")]
    desk.box.put(raws[0])
    points: list[str | None] = [None]
    for fatal in points:  # the first life is not disturbed, and tells at which points the others die
        for _ in range(2):
            raws.append(mail(f"number {len(raws)}"))
            desk.box.put(raws[-1])
        desk.poll()
        before = len(raws) - 3
        desk.place(before + 2)
        desk.source.close()
        desk.database.close()
        reached = moved_in_a_life(desk, fatal)
        if fatal is None:
            assert reached is not None
            intended = reached[reached.index("commit: before a move, 1") :]  # before it a death changes nothing
            points.extend(intended)
        else:
            assert reached is None, f"nobody died at {fatal}"
        desk.poll()
        assert desk.count() in [(3, before, 0, 0), (1, before + 2, 0, 0)], fatal
        desk.mover().move()
        desk.poll()
        assert desk.count() == (1, before + 2, 0, 0), fatal
        assert (desk.folder("INBOX"), desk.folder("Processed")) == (raws[-1:], sorted(raws[:-1])), fatal
    assert {"imap: after UID MOVE, 1", "commit: before a move, 2", "commit: after a move, 2"} <= set(points)
    desk.close()


def test_a_line_that_breaks_with_the_answer_leaves_no_disagreement(server: Dovecot, tmp_path: Path) -> None:
    emptied(server)
    with bad_line(server.starttls_port, lambda number, sent, data: b"COPYUID" in data) as line:
        desk = Desk(server, migrated_url("sqlite", tmp_path), port=line.port, security="plain")
        desk.box.put(mail())
        desk.poll()
        desk.place(1)
        assert desk.mover().move() == 0
        assert line.broken == 1
        desk.poll()
        assert desk.count() == (0, 1, 0, 0)
        assert desk.folder("Processed") == [mail()]
        desk.close()


def test_a_move_whose_answer_never_comes_is_shut_down(server: Dovecot, tmp_path: Path) -> None:
    emptied(server)
    with bad_line(server.starttls_port, lambda number, sent, data: b"COPYUID" in data, "stall") as line:
        desk = Desk(server, migrated_url("sqlite", tmp_path), port=line.port, security="plain", read_timeout=600.0)
        desk.box.put(mail())
        desk.poll()
        desk.place(1)
        mover, over = desk.mover(), threading.Event()

        def attend() -> None:
            while not over.wait(0.05):
                desk.ticks += 30.0 if line.broken else 0.0
                mover.look()

        attendant = threading.Thread(target=attend)
        attendant.start()
        assert mover.move() == 0
        over.set()
        attendant.join()
        desk.poll()
        assert desk.count() == (0, 1, 0, 0)
        desk.close()


def test_a_renumbered_mailbox_is_not_moved_by_its_old_numbers(desk: Desk) -> None:
    desk.box.put(mail("one"))
    desk.poll()
    desk.place(1)
    desk.server.number_anew(515_151)
    assert desk.mover().move() == 0
    assert desk.folder("INBOX") == [mail("one")]
