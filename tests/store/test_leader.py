"""Who leads: one at a time, the next one when that one is gone, and nobody who has lost the lock."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from store.database import Database, StoreFailed
from store.leader import Leader, Seat, seat_of
from store.owner import this_process
from store.seats import LEADING, FileSeat
from tests.builders.databases import KINDS, migrated_url, running_cluster

PATIENCE = 120.0


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return migrated_url(request.param, tmp_path)


@pytest.fixture
def seats(url: str) -> Iterator[Callable[[], Seat]]:
    """Seats of one database, each as another process has it."""
    given: list[Seat] = []
    database = Database(url)

    def another() -> Seat:
        given.append(seat_of(database))
        return given[-1]

    yield another
    for seat in given:
        seat.leave()
    database.close()


class Scheduler:
    """A process that would lead."""

    def __init__(self, seat: Seat) -> None:
        self.began = threading.Semaphore(0)
        self.leader = Leader(seat, this_process(), self.began.release, every=0.05)

    @contextmanager
    def running(self) -> Iterator[Scheduler]:
        self.leader.start()
        try:
            yield self
        finally:
            self.leader.stop()


def until(holds: Callable[[], bool]) -> None:
    """Returns when it holds."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def end_sessions(url: str) -> None:
    """What an administrator or a failing server does to the leader's connection."""
    name = url.partition("?")[0].rpartition("/")[2]
    lock = f"locktype = 'advisory' AND datname = '{name}' AND objid = {LEADING & 0xFFFFFFFF}"
    running_cluster().do(
        f"SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_database ON oid = database WHERE {lock}"  # noqa: S608
    )


def test_one_leads_and_can_be_named(seats: Callable[[], Seat]) -> None:
    first, second = seats(), seats()
    assert second.holder() == ""
    assert first.take(this_process())
    assert not second.take(this_process())
    host, pid = this_process().split(":")[:2]
    assert second.holder() == f"process {pid} on {host}"
    assert (first.held(), second.held()) == (True, False)
    first.leave()
    assert not first.held()
    until(lambda: second.holder() == "")  # a server notices the end of a session in its own time
    assert second.take(this_process())
    assert not first.take(this_process())


def test_the_next_one_follows_when_the_leader_stops(seats: Callable[[], Seat]) -> None:
    with Scheduler(seats()).running() as first, Scheduler(seats()).running() as second:
        assert first.began.acquire(timeout=PATIENCE)
        assert (first.leader.leads, second.leader.leads) == (True, False)
        assert second.leader.only(lambda: "done")() is None
        assert first.leader.only(lambda: "done")() == "done"
        first.leader.stop()
        assert second.began.acquire(timeout=PATIENCE)
        assert (first.leader.leads, second.leader.leads) == (False, True)


def test_each_says_once_where_it_stands(seats: Callable[[], Seat], caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "store.leader")
    refused = threading.Semaphore(0)
    seat = seats()
    take = seat.take

    def watched(owner: str) -> bool:
        taken = take(owner)
        refused.release()
        return taken

    with Scheduler(seats()).running() as first:
        seat.take = watched  # type: ignore[method-assign]
        with Scheduler(seat).running():
            assert all(refused.acquire(timeout=PATIENCE) for _ in range(5))
        assert first.leader.leads
    host, pid = this_process().split(":")[:2]
    assert [record.getMessage() for record in caplog.records] == [
        "this scheduler leads the database",
        f"another scheduler leads this database (process {pid} on {host}); this one stands by until it ends",
    ]


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_seat_whose_connection_ended_is_free_for_the_next(url: str, seats: Callable[[], Seat]) -> None:
    first, second = seats(), seats()
    assert first.take(this_process())
    end_sessions(url)
    with pytest.raises(StoreFailed) as failed:
        until(lambda: not first.held())
    assert failed.value.retry
    until(lambda: second.take(this_process()))
    assert not first.take(this_process())


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_leader_whose_connection_ended_says_so_and_leads_again(
    url: str, seats: Callable[[], Seat], caplog: pytest.LogCaptureFixture
) -> None:
    with Scheduler(seats()).running() as alone:
        assert alone.began.acquire(timeout=PATIENCE)
        end_sessions(url)
        assert alone.began.acquire(timeout=PATIENCE)
        assert alone.leader.leads
    assert "this scheduler leads no longer" in caplog.text


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_leader_whose_file_was_taken_away_leads_no_longer(
    url: str, seats: Callable[[], Seat], tmp_path: Path
) -> None:
    file = tmp_path / "verbale.db-leader"
    first = seats()
    assert first.take(this_process())
    assert file.stat().st_mode & 0o777 == 0o600
    file.unlink()
    assert not first.held()
    second = seats()
    assert second.take(this_process())
    assert second.held()


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_file_that_cannot_be_locked_is_told_at_once(url: str, seats: Callable[[], Seat], tmp_path: Path) -> None:
    (tmp_path / "verbale.db-leader").mkdir()
    with pytest.raises(StoreFailed, match=r"verbale\.db-leader beside the database .* cannot be locked"):
        Leader(seats(), this_process(), lambda: None).start()


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_two_databases_of_one_server_have_a_leader_each(url: str, seats: Callable[[], Seat], tmp_path: Path) -> None:
    other = Database(migrated_url("postgresql", tmp_path))
    seat = seat_of(other)
    assert seats().take(this_process())
    assert seat.holder() == ""
    assert seat.take(this_process())
    seat.leave()
    other.close()


def asked_as_nobody(url: str, told: Any) -> None:
    """Asks a few times for a seat whose file is another user's; tells how many files are open before and after."""
    os.setegid(65534)
    os.seteuid(65534)
    seat = FileSeat(Path(url.removeprefix("sqlite:///")), "it")

    def asked() -> int:
        with pytest.raises(StoreFailed, match="cannot be locked"):
            seat.take("somebody")
        assert not seat.held()
        return len(os.listdir("/proc/self/fd"))

    told.put((asked(), [asked() for _ in range(3)][-1]))


@pytest.mark.skipif(os.geteuid() != 0, reason="takes another user's place")
def test_a_seat_that_cannot_be_had_keeps_no_file_open() -> None:
    folder = Path(tempfile.mkdtemp(prefix="verbale-seat-", dir="/tmp"))
    try:
        folder.chmod(0o777)
        leader = folder / "verbale.db-leader"
        leader.touch()
        leader.chmod(0o666)  # another's, who lets us open it and nothing more
        context = multiprocessing.get_context("fork")
        told = context.SimpleQueue()
        process = context.Process(target=asked_as_nobody, args=(f"sqlite:///{folder / 'verbale.db'}", told))
        process.start()
        process.join(180)
        assert process.exitcode == 0
        before, after = told.get()
        assert before == after
    finally:
        shutil.rmtree(folder)
