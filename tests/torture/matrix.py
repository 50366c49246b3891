"""The crash matrix: rounds at every point, and damaged messages beside them, dealt out to two offices, each in a process of its
own."""

from __future__ import annotations

import functools
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.torture.office import Count, Office, open_office
from tests.torture.points import names, numbered
from tests.torture.roads import RoadName

if TYPE_CHECKING:
    Line = Connection[Any, Any]
else:
    Line = Connection
ROUNDS = 4
SIDES = 2
"""Offices at work at once, one a core."""


@dataclass(frozen=True)
class Task:
    """One round: at the first time that the point is reached, at the last, at one between and that twice, in the service."""

    kind: str
    name: str
    number: int
    road: RoadName = "imap"

    def told(self) -> str:
        """In words."""
        return f"{self.name}, round {self.number + 1} on {self.kind}"


@dataclass(frozen=True)
class Damage:
    """So many damaged messages, the same ones for the same seed."""

    seed: int
    messages: int

    def told(self) -> str:
        """In words."""
        return f"{self.messages} damaged messages, seed {self.seed}"


Work = Task | Damage
NOTHING = Count()


@dataclass(frozen=True)
class Done:
    """What came of a task; `trouble` where it did not come to its end, `wrong` what damaged messages broke."""

    task: Work
    count: Count = NOTHING
    died: bool = False
    trouble: str | None = None
    wrong: tuple[str, ...] = ()


def rounds(tasks: Sequence[Work], side: Callable[[Line], None]) -> Iterator[Done]:
    """What came of the tasks, in the order in which they end, from as many sides as there are; one that dies has its task counted
    as trouble, and another takes its place."""
    waiting = deque(tasks)
    at_work: dict[Line, tuple[BaseProcess, Work]] = {}
    try:
        while waiting or at_work:
            while waiting and len(at_work) < SIDES:
                line, process = _begun(side)
                at_work[line] = process, _handed(line, waiting)
            for line in wait(list(at_work)):
                assert isinstance(line, Connection)
                process, task = at_work.pop(line)
                try:
                    yield line.recv()
                except (EOFError, OSError):
                    process.join()
                    yield Done(task, trouble=f"its side ended with {process.exitcode}")
                    continue
                if waiting:
                    at_work[line] = process, _handed(line, waiting)
                else:
                    line.close()
                    process.join()
    finally:
        for line in at_work:
            line.close()


def _begun(side: Callable[[Line], None]) -> tuple[Line, BaseProcess]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=side, args=(theirs,))
    process.start()
    theirs.close()  # so that its end is heard here
    return ours, process


def _handed(line: Line, waiting: deque[Work]) -> Work:
    task = waiting.popleft()
    with suppress(OSError):  # it is dead, as will be heard at once
        line.send(task)
    return task


def tasks_of(line: Line) -> Iterator[Work]:
    """What a side is told to do, until nobody tells it any more."""
    with suppress(EOFError):
        while True:
            yield line.recv()


def side_of(shared: Path) -> Callable[[Line], None]:
    """A side that begins with what others have left in this folder."""
    return functools.partial(_side, shared)


def _side(shared: Path, line: Line) -> None:
    offices: dict[RoadName, Office] = {}
    with ExitStack() as closing:
        for task in tasks_of(line):
            try:
                if isinstance(task, Damage):
                    line.send(_damaged(task))
                    continue
                if task.road not in offices:
                    own = shared / task.road
                    own.mkdir(exist_ok=True)
                    office = open_office(ROUNDS, moves=True, road=task.road, shared=own)
                    offices[task.road] = closing.enter_context(office)
                line.send(_done(offices[task.road], task))
            except Exception as trouble:
                line.send(Done(task, trouble=f"{type(trouble).__name__}: {trouble}"))


def _damaged(task: Damage) -> Done:
    from tests.torture.weird import torture_with_weird_mail  # not at the top: rounds need no parsers here

    return Done(task, wrong=tuple(torture_with_weird_mail(task.messages, seed=task.seed)))


def _done(office: Office, task: Task) -> Done:
    folder = f"Order-{task.number}"
    service = task.number == 3 or task.name not in names(office.reached(task.kind, folder))
    reached = office.reached(task.kind, folder, service=service)
    count, died = office.round(
        task.kind,
        folder,
        numbered(task.name, reached, task.number),
        deaths=2 if task.number == 2 else 1,
        afterwards=2 if task.number % 2 == 0 else 1,
        service=service,
        cold=task.number >= 2,
    )
    return Done(task, count, died)
