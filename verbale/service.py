"""Scheduler, workers and courier in one process: what `verbale run` is."""

from __future__ import annotations

import logging
import random
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from config.settings import SettingsError
from domain.plural import counted
from store.database import StoreFailed
from store.leader import Leader, seat_of
from verbale.sources import mail_hint
from verbale.wiring import House, now

if TYPE_CHECKING:
    from notify.courier import Round
    from verbale.sources import Polled

log = logging.getLogger(__name__)

SWEEP_SECONDS = 3600.0
"""Time between two looks at the calendar; its intervals are counted in days."""
FIND_SECONDS = 30.0
"""Time between two looks whether an uncertain mail is due to be looked for in the Sent folder."""
LOOK_SECONDS = 15.0
"""Longest time between two looks whether the polls make progress."""


class Service:
    """Scheduler, workers and courier in one process: what `verbale run` is.

    `after` hears the name of every step when it is done. A reading that is still under way `patience` seconds after we were
    asked to stop is broken off, and the message waits unread for the next start. Each folder of each mailbox is polled by a job
    and a thread of its own; `chance` gives numbers from 0 to 1 that spread the tries to reach one that fails."""

    def __init__(
        self,
        house: House,
        after: Callable[[str], None] = lambda _: None,
        patience: float = 30.0,
        chance: Callable[[], float] = random.random,
    ) -> None:
        from ingest.mailbox import MailboxFailed
        from ingest.pipeline import ReadingFailed
        from ingest.schedule import Job, Schedule

        self._house = house
        self._after = after
        self._patience = patience
        self._chance = chance
        self._failures: Counter[str] = Counter()
        """Polls in a row that failed, by the label of what was polled."""
        self._stopping = threading.Event()
        self._stopped = threading.Event()
        boxes, _ = house.polled, house.movers
        often = min(one.every for one in boxes)
        self._leader = Leader(seat_of(house.database), house.owner, self._lead)
        only = self._leader.only
        self._jobs = [
            *(Job(self._name(one), only(partial(self._poll, one)), one.every) for one in boxes),
            Job("work", only(self._work), often),
            Job("sweep", only(self._sweep), SWEEP_SECONDS),
            Job("send", only(self._send), house.settings.smtp.round_seconds),
            Job("look", self._look, min([LOOK_SECONDS, *(one.watchdog.patience / 4 for one in boxes if one.watchdog)])),
        ]
        if house.sent_folders:
            self._jobs.append(Job("find", only(self._find), FIND_SECONDS))
        self.schedule = Schedule(
            self._jobs,
            now,
            trouble=(MailboxFailed, ReadingFailed, StoreFailed, SettingsError),
            stopping=self._stopping,
        )
        hints = (mail_hint(one, partial(self.schedule.now, self._name(one)), chance) for one in boxes)
        self._hints = [hint for hint in hints if hint is not None]

    def run(self) -> None:
        """Runs until SIGTERM or SIGINT; then finishes what is under way and returns. Nothing is done while another process leads.

        Trouble that no later try can mend (a setting, a sign-in that is refused by every mailbox) is raised at once."""
        from ingest.mailbox import MailboxFailed

        _ = self._house.transport, self._house.workers
        try:
            self._house.knock()
        except MailboxFailed:
            with suppress(StoreFailed):
                self._house.send()  # so that the operator hears of it who did not start us
            raise
        threading.Thread(target=self._hurry, name="hurry", daemon=True).start()
        try:
            self._leader.start()
            log.info("%s; stop with SIGTERM or Ctrl-C", "running" if self._leader.leads else "waiting to lead")
            self.schedule.run()
        finally:
            self._release()

    def start(self) -> None:
        """Begins in the background, without hearing signals; `stop` ends it."""
        self._leader.start()
        self.schedule.start()

    def stop(self) -> None:
        """Returns when what was under way since `start` has ended."""
        self.schedule.stop()
        self._release()

    def _release(self) -> None:
        self._stopped.set()
        self._leader.stop()
        for hint in self._hints:
            hint.stop()

    def _lead(self) -> None:
        """From now on we lead: what is waiting waits no longer."""
        for job in self._jobs:
            self.schedule.now(job.name)
        for hint in self._hints:
            hint.start()

    def _leave_off(self) -> bool:
        """True where whatever is under way is to end before its next step: we are to stop, or lead no longer."""
        return self._stopping.is_set() or not self._leader.leads

    def _hurry(self) -> None:
        """Once we are to stop and have been patient: without workers nothing can be read, and what is claimed is given back."""
        self._stopping.wait()
        if not self._stopped.wait(self._patience):
            log.warning(
                "a reading is broken off, for it would take too long to stop; the message is read at the next start"
            )
            self._house.workers.close()

    def _name(self, one: Polled) -> str:
        """Of the job that polls it."""
        return "poll" if len(self._house.polled) == 1 else f"poll {one.label}"

    def _poll(self, one: Polled) -> None:
        from ingest.mailbox import MailboxFailed
        from ingest.polling import wait_after

        try:
            intake = self._house.poll(one, self._leave_off)
        except MailboxFailed:
            self._failures[one.label] += 1
            self.schedule.later(self._name(one), wait_after(self._failures[one.label], one.every, self._chance()))
            raise
        self._failures[one.label] = 0
        if intake.kept:
            log.info("kept %s, %d bytes", counted(intake.kept, "new message"), intake.bytes)
            self.schedule.now("work")
        moved = self._house.relieve(one, self._leave_off)  # after its poll: neither sees half of what the other does
        if moved:
            log.info("moved %s out of the mailbox", counted(moved, "processed message"))
        self._after("poll")

    def _look(self) -> None:
        self._house.look()
        for hint in self._hints:
            hint.look()

    def _work(self) -> None:
        from ingest.pipeline import ReadingFailed

        try:
            worked = self._house.work(self._leave_off)
        except ReadingFailed:
            if self._stopping.is_set():
                return  # we broke it off ourselves
            raise
        if worked.steps:
            log.info("%s", worked.told())
            self.schedule.now("send")
        self._after("work")

    def _sweep(self) -> None:
        due = self._house.sweep()
        if due:
            log.info("%s fallen due", counted(due, "reminder has", "reminders have"))
            self.schedule.now("send")
        self._after("sweep")

    def _send(self) -> None:
        done = self._house.send(self._leave_off)
        if done != type(done)():
            log.info("%s", told(done))
        self._after("send")

    def _find(self) -> None:
        found = self._house.find(self._leave_off)
        if found:
            log.info("uncertain mails found in the Sent folder: %d", found)
        self._after("find")


def told(done: Round) -> str:
    """A round of the courier in one sentence."""
    parts = [
        f"{number} {word}"
        for number, word in (
            (done.sent, "sent"),
            (done.later, "to be tried again"),
            (done.failed, "refused"),
            (done.uncertain + done.recovered, "uncertain"),
            (done.dropped, "dropped"),
        )
        if number
    ]
    if done.trouble is None:
        return f"Mails: {', '.join(parts) or 'none due'}."
    return f"Mails: {', '.join(parts) or 'none sent'}; the others wait. {done.trouble}"
