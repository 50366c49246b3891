"""Processes that work on one database at the same time, and one that is killed at its work."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from domain.delivery import Delivery
from domain.notices import Outbox
from domain.restraint import Restraint
from domain.stages import Stage
from store import keeping, keys, mailboxes, messages, notices, officers, outbox, sending
from store.database import Database
from store.owner import this_process
from tests.builders.rows import NOON, delivery, saying

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.builders.rivals"])


@dataclass(frozen=True)
class Rival:
    """One of the processes; `together()` returns when all of them have called it."""

    database: Database
    number: int
    together: Callable[[], object]


Work = Callable[[Rival], Any]


def race(url: str, work: Work, rivals: int = 3) -> list[Any]:
    """What `work(rival)` returned in each of so many processes that began it together.

    `work` is a function of this module; its exception is raised here."""
    barrier = _CONTEXT.Barrier(rivals)
    ends: list[Connection] = []
    processes: list[BaseProcess] = []
    for number in range(rivals):
        ours, theirs = _CONTEXT.Pipe(duplex=False)
        process: BaseProcess = _CONTEXT.Process(target=_compete, args=(url, work, number, barrier, theirs))
        process.start()
        theirs.close()
        ends.append(ours)
        processes.append(process)
    answers = [end.recv() for end in ends]
    for process in processes:
        process.join()
    errors = [answer for answer in answers if isinstance(answer, BaseException)]
    for error in sorted(errors, key=lambda error: "BrokenBarrier" in str(error)):
        raise error
    return answers


@contextmanager
def stuck_at(url: str, work: Callable[[Database, Connection], None]) -> Iterator[Callable[[], str]]:
    """A process that does `work` and stands still in the middle; calling the value given kills it (-9) and names it."""
    ours, theirs = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=_begin, args=(url, work, theirs))
    process.start()
    theirs.close()
    name: str = ours.recv()

    def kill() -> str:
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        assert process.exitcode == -signal.SIGKILL
        return name

    try:
        yield kill
    finally:
        if process.is_alive():
            process.kill()
        process.join()


ROUNDS = 15


def claim_in_rounds(rival: Rival) -> list[int]:
    """The ids of the messages that this process claimed, one a round; nobody is a round ahead of another."""
    claimed: list[int] = []
    for _ in range(ROUNDS):
        rival.together()
        with rival.database.transaction() as session:
            found = messages.claim(session, Stage.RECEIVED, this_process(), NOON, timedelta(minutes=5))
        if found is not None:
            claimed.append(found.id)
    return claimed


def read_one_message(rival: Rival) -> bool:
    """Whether this process was the one that moved message 1 to read."""
    with rival.database.transaction() as session:
        return messages.move(session, 1, Stage.RECEIVED, Stage.READ, NOON, owner=None)


def keep_the_same(rival: Rival) -> list[keeping.Kept]:
    """What this process kept of a batch that its rivals keep too, in its own order."""
    batch = [delivery(uid, f"Subject: {uid % 5}\r\n\r\n".encode() * 40_000) for uid in range(20)]
    order = batch if rival.number % 2 == 0 else batch[::-1]
    with rival.database.transaction() as session:
        kept = keeping.keep(session, order, [f"<{one.uid}@example.int>" for one in order], NOON)
    return kept if rival.number % 2 == 0 else kept[::-1]


def keep_one_mailbox_each(rival: Rival) -> keeping.Kept:
    """What this process kept of a message that its rivals find in mailboxes of their own."""
    with rival.database.transaction() as session:
        return keeping.keep(session, [delivery(1, mailbox=f"mailbox {rival.number}")], ["<1@example.int>"], NOON)[0]


def agree_on_new_mailboxes(rival: Rival) -> None:
    """Ten mailboxes that every process sees for the first time, together."""
    for number in range(10):
        rival.together()
        with rival.database.transaction() as session:
            mailboxes.agreed(session, f"mailbox {number}", NOON)


def say_the_same(rival: Rival) -> list[bool]:
    """For each of ten keys, whether this process was the one that said it."""
    said: list[bool] = []
    for key in range(10):
        rival.together()
        with rival.database.transaction() as session:
            said.append(
                notices.say(session, saying(f"acknowledgement:{key}"), f"<{rival.number}.{key}@example.int>", NOON)
            )
    return said


def say_within_an_allowance(rival: Rival) -> int:
    """How many of eight acknowledgements to one address this process was allowed to say, three being the most of all."""
    for key in range(8):
        rival.together()
        one = saying(f"acknowledgement:{rival.number * 100 + key}")
        with rival.database.transaction() as session:
            notices.say(session, one, f"<{rival.number}.{key}@example.int>", NOON, Restraint(sender_a_day=3))
    with rival.database.reading() as session:
        return len(outbox.at(session, [Outbox.QUEUED]))


def send_everything(rival: Rival) -> list[int]:
    """The ids of all mails that this process claimed and settled as sent."""
    sent: list[int] = []
    owner = this_process()
    while True:
        with rival.database.reading() as session:
            waiting = sending.due(session, NOON, limit=3)
        if not waiting:
            return sent
        for mail in waiting:
            with rival.database.transaction() as session:
                claimed = sending.claim(session, mail.id, owner, NOON, rendered="text")
            if claimed:
                with rival.database.transaction() as session:
                    assert sending.settle(session, mail.id, owner, Outbox.SENT, NOON)
                sent.append(mail.id)


def add_the_same_officer(rival: Rival) -> bool:
    """Whether this process was the one that added the officer."""
    try:
        with rival.database.transaction() as session:
            officers.add(session, "reviewer", "hash", NOON)
    except ValueError:
        return False
    return True


def make_keys(rival: Rival) -> list[bytes]:
    """Ten keys that nobody has made before, each asked for by all together."""
    found: list[bytes] = []
    for number in range(10):
        rival.together()
        with rival.database.transaction() as session:
            found.append(keys.get_or_make(session, f"key {number}", lambda: bytes([rival.number])))
    return found


def migrate(rival: Rival) -> None:
    """The database, migrated by this process and its rivals."""
    rival.database.migrate()


def stand_still_before_commit(database: Database, end: Connection) -> None:
    """A batch kept but not committed."""
    with database.transaction() as session:
        keeping.keep(session, [delivery(1), delivery(2, b"x" * 3_000_000)], [None, None], NOON)
        _stand_still(end)


class _Batch(Sequence[Delivery]):
    """Three large deliveries, looked through once; the second time, the third never comes, so that half of them is inserted."""

    def __init__(self, end: Connection) -> None:
        self._end = end
        self._looked_through = False

    def __len__(self) -> int:
        return 3

    def __getitem__(self, index: Any) -> Any:
        if index == 3:
            self._looked_through = True
            raise IndexError
        if index == 2 and self._looked_through:
            _stand_still(self._end)
        return delivery(index + 1, bytes([index]) * 2_500_000)


def stand_still_between_messages(database: Database, end: Connection) -> None:
    """Half of a batch inserted, the rest not yet."""
    with database.transaction() as session:
        keeping.keep(session, _Batch(end), [None, None, None], NOON)


def stand_still_while_sending(database: Database, end: Connection) -> None:
    """Mail 1 is said to be under way, and the network has it."""
    with database.transaction() as session:
        assert sending.claim(session, 1, this_process(), NOON, rendered="text")
    _stand_still(end)


def stand_still_while_reading(database: Database, end: Connection) -> None:
    """Message 1 is claimed, and being read."""
    with database.transaction() as session:
        assert messages.claim(session, Stage.RECEIVED, this_process(), NOON, timedelta(minutes=5))
    _stand_still(end)


def _stand_still(end: Connection) -> None:
    end.send(this_process())
    signal.pause()


def _compete(url: str, work: Work, number: int, barrier: Any, end: Connection) -> None:
    answer: Any
    try:
        database = Database(url)
        rival = Rival(database, number, lambda: barrier.wait(300))
        rival.together()
        answer = work(rival)
        # What a dead process claimed is free again: nobody leaves before all are done.
        rival.together()
        database.close()
    except BaseException as error:  # told to the parent, which raises it
        barrier.abort()
        answer = RuntimeError(f"{type(error).__name__}: {error}")
    end.send(answer)


def _begin(url: str, work: Callable[[Database, Connection], None], end: Connection) -> None:
    work(Database(url), end)
