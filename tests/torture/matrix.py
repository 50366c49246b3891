"""The crash matrix: rounds at every point, dealt out to two offices, each in a process of its own."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.queues import SimpleQueue

from tests.torture.office import Count, open_office
from tests.torture.points import names, numbered

ROUNDS = 4
SIDES = 2
"""Offices at work at once, one a core."""


@dataclass(frozen=True)
class Task:
    """One round: at the first time that the point is reached, at the last, at one between and that twice, in the service."""

    kind: str
    name: str
    number: int

    def told(self) -> str:
        """In words."""
        return f"{self.name}, round {self.number + 1} on {self.kind}"


@dataclass(frozen=True)
class Done:
    """What came of a round; `trouble` where it did not come to its end."""

    task: Task
    count: Count
    died: bool
    trouble: str | None = None


def rounds(tasks: list[Task]) -> Iterator[Done]:
    """The rounds in the order in which they end, from as many offices as there are sides."""
    context = multiprocessing.get_context("spawn")
    waiting: SimpleQueue[Task | None] = context.SimpleQueue()
    ended: SimpleQueue[Done] = context.SimpleQueue()
    sides = [context.Process(target=_side, args=(waiting, ended)) for _ in range(SIDES)]
    for side in sides:
        side.start()
    given = 0
    for _ in sides:  # a pipe holds little: a task is handed out when one is done
        waiting.put(tasks[given] if given < len(tasks) else None)
        given += 1
    for _ in tasks:
        yield ended.get()
        waiting.put(tasks[given] if given < len(tasks) else None)
        given += 1
    for side in sides:
        side.join()


def _side(waiting: SimpleQueue[Task | None], ended: SimpleQueue[Done]) -> None:
    with open_office(ROUNDS) as office:
        while (task := waiting.get()) is not None:
            folder = f"Order-{task.number}"
            try:
                service = task.number == 3 or task.name not in names(office.reached(task.kind, folder))
                reached = office.reached(task.kind, folder, service=service)
                count, died = office.round(
                    task.kind,
                    folder,
                    numbered(task.name, reached, task.number),
                    deaths=2 if task.number == 2 else 1,
                    service=service,
                    cold=task.number >= 2,
                )
                ended.put(Done(task, count, died))
            except Exception as trouble:
                ended.put(Done(task, Count(), died=False, trouble=f"{type(trouble).__name__}: {trouble}"))
