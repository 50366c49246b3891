"""The schedule: APScheduler as the clock. It says when; what is to be done, and that it was, the rows know."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from queue import Empty, SimpleQueue
from types import FrameType

from apscheduler.events import EVENT_JOB_MAX_INSTANCES, JobSubmissionEvent
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.base import JobLookupError
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

from ingest.bug import frames
from ingest.mailbox import MailboxFailed

log = logging.getLogger(__name__)
LOOK = 15.0
"""Seconds between two looks whether the clock was set back: until it is where it was, APScheduler would begin nothing."""
SOON = 0.05
"""Seconds until a job is tried again that APScheduler still counts as running when its run has ended."""
logging.getLogger("apscheduler").setLevel(logging.ERROR)  # it tells of every run, and of every one that is not due yet


@dataclass(frozen=True, slots=True)
class Job:
    """Something done again and again: at the start, and then `seconds` after its last beginning, never twice at once."""

    name: str
    run: Callable[[], object]
    seconds: float


class _Every(IntervalTrigger):  # type: ignore[misc]
    """An interval whose missed times are one: a clock that is set right by years has missed millions, and APScheduler would look
    at each of them before it begins anything."""

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime | None:
        due: datetime | None = super().get_next_fire_time(previous_fire_time, now)
        return due if due is None or due > now else now + self.interval


class _Turn:
    """One job's turns: a wish that comes in the midst of a run is granted when the run ends, for it may have seen too little; when
    the next run begins, as far as this one says so, is told to `begin_at` at its end, for until then none can begin."""

    def __init__(
        self,
        job: Job,
        trouble: tuple[type[Exception], ...],
        stopping: threading.Event,
        begin_at: Callable[[datetime], object],
    ) -> None:
        self._job = job
        self._trouble = trouble
        self._stopping = stopping
        self._begin_at = begin_at
        self._turning = threading.Condition()
        self._running = False
        self._again = False
        self._due: datetime | None = None

    def wish(self) -> bool:
        """True where the job has to be started; False where it runs and will run once more."""
        with self._turning:
            self._again = self._running
            return not self._running

    def put_off(self, due: datetime) -> bool:
        """True where a run is under way, after which the next one begins then; False where `begin_at` has to be told."""
        with self._turning:
            self._due = due
            return self._running

    @property
    def ended(self) -> bool:
        """True where no run is under way."""
        with self._turning:
            return not self._running

    def wait(self) -> None:
        """Returns when no run is under way."""
        with self._turning:
            self._turning.wait_for(lambda: not self._running)

    def take(self) -> None:
        """Runs the job, once more for every wish meanwhile, and not at all near the end; what it raises is logged and goes no
        further."""
        more = self._begun()
        try:
            while more:
                self._run()
                more = self._once_more()
        finally:
            with self._turning:
                self._running = False
                self._turning.notify_all()

    def _begun(self) -> bool:
        with self._turning:
            self._running, self._due = not self._stopping.is_set(), None
            return self._running

    def _once_more(self) -> bool:
        with self._turning:
            ending = self._stopping.is_set()
            self._running, self._again = self._again and not ending, False
            due, self._due = self._due, None
            if due is not None and not self._running and not ending:
                self._begin_at(due)
            return self._running

    def _run(self) -> None:
        try:
            self._job.run()
        except self._trouble as trouble:
            log.warning("%s: %s", self._job.name, trouble)
        except Exception as bug:
            log.error("%s met a bug and is tried again in %g s:\n%s", self._job.name, self._job.seconds, frames(bug))  # noqa: TRY400


class Schedule:
    """Runs jobs in the background, each in its own thread, until it is stopped.

    `trouble` are the exceptions that say in one sentence what to do; any other one is a bug and logged with its traceback.
    `stopping` is set as soon as the end is near, so that a long job can leave off between two messages."""

    def __init__(
        self,
        jobs: Sequence[Job],
        clock: Callable[[], datetime],
        *,
        trouble: tuple[type[Exception], ...] = (MailboxFailed,),
        stopping: threading.Event | None = None,
        look: float = LOOK,
    ) -> None:
        self.stopping = stopping or threading.Event()
        self._ended: SimpleQueue[None] = SimpleQueue()  # unlike an Event it may be told in a signal's handler
        self._clock = clock
        self._look = look
        self._jobs = jobs
        self._turns = {job.name: _Turn(job, trouble, self.stopping, partial(self._begin, job.name)) for job in jobs}
        if len(self._turns) != len(jobs):
            raise ValueError("two jobs have the same name")
        self._scheduler = BackgroundScheduler(
            jobstores={"default": MemoryJobStore()},
            executors={"default": ThreadPoolExecutor(max(1, len(jobs)))},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
            timezone="UTC",
        )
        self._scheduler.add_listener(self._passed_over, EVENT_JOB_MAX_INSTANCES)

    def start(self) -> None:
        """Afterwards every job has its first run before it."""
        for job in self._jobs:
            self._scheduler.add_job(
                self._turns[job.name].take,
                _Every(seconds=job.seconds, timezone="UTC"),
                id=job.name,
                name=job.name,
                next_run_time=self._clock(),
            )
        self._scheduler.start()

    def now(self, name: str) -> None:
        """Afterwards the job begins a run at once, or, where one is under way, another when that one ends."""
        if not self.stopping.is_set() and self._turns[name].wish():
            self._begin(name, self._clock())

    def later(self, name: str, seconds: float) -> None:
        """Afterwards the job's next run begins so many seconds from now, or when the one under way has ended, and the ones after it
        in its interval again."""
        due = self._clock() + timedelta(seconds=seconds)
        if not self.stopping.is_set() and not self._turns[name].put_off(due):
            self._begin(name, due)

    def _begin(self, name: str, at: datetime) -> None:
        with suppress(JobLookupError):  # stopped between the question and here
            self._scheduler.modify_job(name, next_run_time=at)

    def stop_soon(self) -> None:
        """Afterwards `run` is about to return; a job may say so of itself, for it does not wait."""
        self.stopping.set()
        self._ended.put(None)

    def stop(self) -> None:
        """Returns when the runs that are under way have ended; no other begins. Stopping twice is stopping once."""
        self.stop_soon()
        if self._scheduler.running:
            # APScheduler's own wait holds the lock for which a job may be waiting that asks for another one at this moment.
            self._scheduler.shutdown(wait=False)
        for turn in self._turns.values():
            turn.wait()

    def run(self) -> None:
        """Starts, and returns when SIGTERM or SIGINT came (or somebody called stop_soon) and the running jobs have ended.

        Belongs into the main thread, where Python hears signals."""
        with _signals(self._ended):
            began = self._clock()
            self.start()
            try:
                self._wait(began)
                log.info("stopping; waiting for what is under way")
            finally:
                self.stop()

    def _passed_over(self, event: JobSubmissionEvent) -> None:
        """APScheduler counts a run for a moment longer than it lasts: what was wished in that moment is begun after it."""
        if self._turns[event.job_id].ended:
            self.later(event.job_id, SOON)

    def _wait(self, before: datetime) -> None:
        """Returns at the end; where the clock was set back meanwhile, every job began at once and not when it is there again."""
        while True:
            with suppress(Empty):
                return self._ended.get(timeout=self._look)
            now = self._clock()
            if now < before:
                log.warning("the clock was set back by %.0f s; every job begins now", (before - now).total_seconds())
                for job in self._jobs:
                    self.now(job.name)
            before = now


@contextmanager
def _signals(ended: SimpleQueue[None]) -> Iterator[None]:
    """SIGTERM and SIGINT are told to the queue; afterwards they mean again what they meant before."""

    def heard(number: int, frame: FrameType | None) -> None:
        ended.put(None)

    before = {number: signal.signal(number, heard) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
