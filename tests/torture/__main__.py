"""`python -m tests.torture [WORDS]`: the program is killed at every point (whose name has one of the words), four rounds each on
both databases, and thousands of damaged messages are kept and read. Ends with one line of figures, and 1 where one is wrong."""

from __future__ import annotations

import multiprocessing
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.queues import SimpleQueue

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from tests.builders.databases import KINDS
from tests.torture.office import Count, open_office
from tests.torture.points import names, numbered
from tests.torture.weird import torture_with_weird_mail

ROUNDS = 4
SIDES = 2
"""Offices at work at once, one a core."""
WEIRD = 3000
"""Damaged messages."""


@dataclass(frozen=True)
class Task:
    """One round: at the first time that the point is reached, at the last, at one between and that twice, in the service."""

    kind: str
    name: str
    number: int

    def told(self) -> str:
        return f"{self.name}, round {self.number + 1} on {self.kind}"


@dataclass(frozen=True)
class Done:
    """What came of a round; `trouble` where it did not come to its end."""

    task: Task
    count: Count
    died: bool
    trouble: str | None = None


def main(words: list[str]) -> int:
    """Exit code 0 where nothing is lost, doubled or unaccounted for."""
    began = time.monotonic()
    console = Console()
    with open_office() as office:
        every = names(office.reached("sqlite", "Order-0") + office.reached("sqlite", "Order-0", service=True))
    found = [name for name in every if not words or any(word in name for word in words)]
    if not found:
        print(f"No point has such a name. There are: {'; '.join(every)}.", file=sys.stderr)
        return 2
    tasks = [Task(kind, name, number) for number in range(ROUNDS) for name in found for kind in KINDS]
    total, untouched, wrong = Count(), 0, []
    with _progress(console) as progress:
        bar = progress.add_task(f"{len(found)} points", total=len(tasks))
        for done in _done(tasks):
            progress.advance(bar)
            total += done.count
            untouched += not done.died
            if done.trouble or not done.count.clean:
                wrong.append(done)
                console.print(f"{done.task.told()}: {done.trouble or done.count}", highlight=False)
        bar = progress.add_task("damaged messages", total=WEIRD)
        weird = torture_with_weird_mail(WEIRD, lambda: progress.advance(bar))
    for one in weird:
        console.print(one, highlight=False)
    console.print(
        f"{len(found)} points, {len(tasks)} rounds, {total.lives} lives, {untouched} rounds that did not come to their point; "
        f"lost {total.lost}, doubled records {total.doubled_records}, doubled mails {total.doubled_mails}, "
        f"unaccounted {total.unaccounted}, gone astray {total.astray}, uncertain {total.uncertain}; "
        f"{WEIRD} damaged messages, {len(weird)} wrong; {(time.monotonic() - began) / 60:.1f} minutes",
        highlight=False,
        soft_wrap=True,
    )
    return 1 if wrong or weird else 0


def _done(tasks: list[Task]) -> Iterator[Done]:
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


def _progress(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=console,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
