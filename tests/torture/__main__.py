"""`python -m tests.torture [WORDS]`: the program is killed at every point, or those whose names have one of the words, four rounds
each on both databases; without words, thousands of damaged messages are kept and read as well.

Ends with one line of figures, and with 1 where one of them is wrong or a point was never reached."""

from __future__ import annotations

import sys
import time

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from tests.builders.databases import KINDS
from tests.torture.matrix import ROUNDS, Task, rounds
from tests.torture.office import Count, open_office
from tests.torture.points import names
from tests.torture.weird import torture_with_weird_mail

WEIRD = 3000
"""Damaged messages."""


def main(words: list[str]) -> int:
    """Exit code 0 where every point was reached, and nothing is lost, doubled or unaccounted for."""
    began = time.monotonic()
    console = Console()
    with open_office(moves=True) as office:
        every = names(office.reached("sqlite", "Order-0") + office.reached("sqlite", "Order-0", service=True))
    found = [name for name in every if not words or any(word in name for word in words)]
    if not found:
        print(f"No point has such a name. There are: {'; '.join(every)}.", file=sys.stderr)
        return 2
    tasks = [Task(kind, name, number) for number in range(ROUNDS) for name in found for kind in KINDS]
    total, untouched, wrong = Count(), 0, []
    never = set(found)
    """Points at which no round has died: nothing is known of them."""
    with _progress(console) as progress:
        bar = progress.add_task(f"{len(found)} points", total=len(tasks))
        for done in rounds(tasks):
            progress.advance(bar)
            total += done.count
            untouched += not done.died
            never -= {done.task.name} if done.died else set()
            if done.trouble or not done.count.clean:
                wrong.append(done)
                console.print(f"{done.task.told()}: {done.trouble or done.count}", highlight=False)
        messages = 0 if words else WEIRD
        bar = progress.add_task("damaged messages", total=messages)
        weird = torture_with_weird_mail(messages, lambda: progress.advance(bar))
    for name in sorted(never):
        console.print(f"no round came to the point {name}", highlight=False)
    for one in weird:
        console.print(one, highlight=False)
    console.print(
        f"{len(found)} points, {len(tasks)} rounds, {total.lives} lives, {untouched} rounds that did not come to their point; "
        f"lost {total.lost}, doubled records {total.doubled_records}, doubled mails {total.doubled_mails}, "
        f"unaccounted {total.unaccounted}, gone astray {total.astray}, uncertain {total.uncertain}; "
        f"{messages} damaged messages, {len(weird)} wrong; {(time.monotonic() - began) / 60:.1f} minutes",
        highlight=False,
        soft_wrap=True,
    )
    return 1 if wrong or never or weird else 0


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
