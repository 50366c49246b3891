"""The crash matrix, from the command line; USAGE says how.

Ends with one line of figures, and with 1 where one of them is wrong or a point was never reached."""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from tests.builders.databases import KINDS
from tests.torture.matrix import ROUNDS, Damage, Task, rounds, side_of
from tests.torture.office import Count, open_office, place
from tests.torture.points import USED, names, telling
from tests.torture.roads import ROADS, RoadName

WEIRD, AT_ONCE = 3000, 250
"""Damaged messages, in all and in a task."""
USAGE = f"""usage: make torture [ARGS="WORDS"]   (or: python -m tests.torture [WORDS])

The program is killed at every point, {ROUNDS} rounds each on both databases, and started again; {WEIRD} damaged messages are kept
and read. With WORDS only those points are taken whose names have one of them, and no damaged messages.

A word may be the kind of a point (commit, reading, imap, smtp, graph, token, sign-in), when it is (before, after, answer), or any
other part of a name; quote what has a space: make torture ARGS="smtp 'a mail'". Some of the names:

  commit: after a batch            imap: the answer to UID MOVE     graph: before a message
  reading: before a message        smtp: after the final dot        token: the answer to a token
  sign-in: the answer to a token   (token is by Graph, sign-in by IMAP and SMTP)

A word that no name has lists them all. The last line tells what was lost, doubled, unaccounted for or went astray (0 each), and
what is uncertain."""


def main(words: list[str]) -> int:
    """Exit code 0 where every point was reached, and nothing is lost, doubled or unaccounted for."""
    if any(word.startswith("-") for word in words):
        print(USAGE)
        return 0 if {"-h", "--help"}.intersection(words) else 2
    shared = place()
    try:
        return _torture(words, shared)
    finally:
        shutil.rmtree(shared, ignore_errors=True)


def _points(shared: Path) -> dict[str, RoadName]:
    """Every point, with the first of the roads on which it is reached; of signing in by tokens to IMAP and SMTP, which is asked for
    as by Graph, those at which the state is another one, and the one at which a token is used."""
    found: dict[str, RoadName] = {}
    for road in ROADS:
        own = shared / road
        own.mkdir()
        with open_office(moves=True, road=road, shared=own) as office:
            every = office.reached("sqlite", "Order-0") + office.reached("sqlite", "Order-0", service=True)
        new = [name for name in names(every) if name not in found]
        found |= dict.fromkeys([*telling(new), USED] if road == "tokens" else new, road)
    return found


def _torture(words: list[str], shared: Path) -> int:
    began = time.monotonic()
    console = Console()
    every = _points(shared)
    found = [name for name in every if not words or any(word in name for word in words)]
    if not found:
        print(f"No point has such a name. There are: {'; '.join(every)}.", file=sys.stderr)
        return 2
    tasks = [Task(kind, name, number, every[name]) for number in range(ROUNDS) for name in found for kind in KINDS]
    total, untouched, wrong = Count(), 0, []
    never = set(found)
    """Points at which no round has died: nothing is known of them."""
    messages = 0 if words else WEIRD
    damages = [Damage(seed, AT_ONCE) for seed in range(messages // AT_ONCE)]
    weird: list[str] = []
    with _progress(console) as progress:
        bar = progress.add_task(f"{len(found)} points", total=len(tasks))
        beside = progress.add_task("damaged messages", total=messages)
        for done in rounds([*tasks, *damages], side_of(shared)):
            if isinstance(done.task, Damage):
                progress.advance(beside, done.task.messages)
                weird += [f"{done.task.told()}: {one}" for one in (*done.wrong, *filter(None, [done.trouble]))]
                continue
            progress.advance(bar)
            total += done.count
            untouched += not done.died
            never -= {done.task.name} if done.died else set()
            if done.trouble or not done.count.clean:
                wrong.append(done)
                console.print(f"{done.task.told()}: {done.trouble or done.count}", highlight=False)
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
