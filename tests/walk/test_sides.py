"""The sides that torture: one that dies hard is told of and replaced, and nobody waits for it."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from tests.torture.matrix import Damage, Done, Line, Task, rounds, side_of, tasks_of
from tests.torture.office import Count

TASKS = [Task("sqlite", name, number) for number, name in enumerate(["well", "deadly", "well", "deadly", "well"])]


def mortal(line: Line) -> None:
    """A side that dies of some tasks as if the machine had run out of memory."""
    for task in tasks_of(line):
        if isinstance(task, Task) and task.name == "deadly":
            os.kill(os.getpid(), signal.SIGKILL)
        line.send(Done(task, Count(lives=1), died=True))


def test_a_side_that_dies_is_replaced_and_its_round_counts_as_trouble() -> None:
    done = {one.task: one for one in rounds(TASKS, mortal)}
    assert set(done) == set(TASKS)
    assert [done[task].trouble for task in TASKS] == [None, "its side ended with -9"] * 2 + [None]


def test_damaged_messages_are_a_task_like_any_other(tmp_path: Path) -> None:
    assert list(rounds([Damage(7, 3)], side_of(tmp_path))) == [Done(Damage(7, 3))]
