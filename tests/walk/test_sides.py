"""The sides that torture: one that dies hard is told of and replaced, and nobody waits for it."""

from __future__ import annotations

import os
import signal

from tests.torture.matrix import Done, Line, Task, rounds, tasks_of
from tests.torture.office import Count

TASKS = [Task("sqlite", name, number) for number, name in enumerate(["well", "deadly", "well", "deadly", "well"])]


def mortal(line: Line) -> None:
    """A side that dies of some tasks as if the machine had run out of memory."""
    for task in tasks_of(line):
        if task.name == "deadly":
            os.kill(os.getpid(), signal.SIGKILL)
        line.send(Done(task, Count(lives=1), died=True))


def test_a_side_that_dies_is_replaced_and_its_round_counts_as_trouble() -> None:
    done = sorted(rounds(TASKS, mortal), key=lambda one: one.task.number)
    assert [one.task for one in done] == TASKS
    assert [one.trouble for one in done] == [None, "its side ended with -9", None, "its side ended with -9", None]
