"""The clock: jobs come round, never twice at once, survive their own trouble, and are waited for at the end."""

from __future__ import annotations

import logging
import re
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from apscheduler.events import EVENT_JOB_EXECUTED, EVENT_JOB_MAX_INSTANCES, EVENT_JOB_SUBMITTED

from ingest.mailbox import MailboxFailed
from ingest.schedule import Job, Schedule

PATIENCE = 120.0


def now() -> datetime:
    return datetime.now(UTC)


def test_every_job_runs_at_once_and_again() -> None:
    often, once = threading.Semaphore(0), threading.Semaphore(0)
    schedule = Schedule([Job("often", often.release, 0.05), Job("seldom", once.release, 3600)], now)
    schedule.start()
    assert all(often.acquire(timeout=PATIENCE) for _ in range(3))
    assert once.acquire(timeout=PATIENCE)
    schedule.stop()
    assert not once.acquire(blocking=False)


def test_a_job_never_runs_twice_at_once() -> None:
    under_way, most, runs = 0, 0, threading.Semaphore(0)
    lock = threading.Lock()

    def slow() -> None:
        nonlocal under_way, most
        with lock:
            under_way += 1
            most = max(most, under_way)
        time.sleep(0.05)
        with lock:
            under_way -= 1
        runs.release()

    schedule = Schedule([Job("slow", slow, 0.01)], now)
    schedule.start()
    for _ in range(5):
        schedule.now("slow")
        assert runs.acquire(timeout=PATIENCE)
    schedule.stop()
    assert most == 1


@pytest.mark.parametrize("seconds", [0.0, 0.05])
def test_a_job_can_put_its_own_next_run_off_or_forward(seconds: float) -> None:
    ran = threading.Semaphore(0)

    def job() -> None:
        schedule.later("poll", seconds)
        ran.release()

    schedule = Schedule([Job("poll", job, 3600)], now)
    schedule.start()
    assert all(ran.acquire(timeout=PATIENCE) for _ in range(3))
    schedule.stop()
    while ran.acquire(blocking=False):
        pass
    schedule.later("poll", 0.0)
    assert not ran.acquire(blocking=False)


def test_a_job_can_be_had_at_once_instead_of_in_an_hour() -> None:
    ran = threading.Semaphore(0)
    schedule = Schedule([Job("work", ran.release, 3600)], now)
    schedule.start()
    assert ran.acquire(timeout=PATIENCE)
    for _ in range(3):
        schedule.now("work")
        assert ran.acquire(timeout=PATIENCE)
    schedule.stop()


def test_a_wish_in_the_midst_of_a_run_is_granted_after_it() -> None:
    begun, may_end, runs = threading.Semaphore(0), threading.Semaphore(0), []

    def work() -> None:
        begun.release()
        assert may_end.acquire(timeout=PATIENCE)
        runs.append(now())

    schedule = Schedule([Job("work", work, 3600)], now)
    schedule.start()
    assert begun.acquire(timeout=PATIENCE)
    schedule.now("work")
    schedule.now("work")
    may_end.release(5)
    assert begun.acquire(timeout=PATIENCE)
    schedule.stop()
    assert len(runs) == 2


def test_one_job_calls_another() -> None:
    worked, came = threading.Semaphore(0), threading.Event()
    schedule: Schedule

    def poll() -> None:
        if came.is_set():
            came.clear()
            schedule.now("work")

    schedule = Schedule([Job("poll", poll, 0.05), Job("work", worked.release, 3600)], now)
    schedule.start()
    assert worked.acquire(timeout=PATIENCE)
    came.set()
    assert worked.acquire(timeout=PATIENCE)
    schedule.stop()


def test_trouble_is_one_sentence_and_a_bug_is_a_traceback_and_both_run_again(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    somebody = "Jane Example, jane@example.int"
    counted = {"mailbox": threading.Semaphore(0), "bug": threading.Semaphore(0)}

    def poll() -> None:
        counted["mailbox"].release()
        raise MailboxFailed("The mailbox is away; the next poll tries again.", retry=True)

    def buggy() -> None:
        counted["bug"].release()
        raise ValueError(somebody)

    schedule = Schedule([Job("poll", poll, 0.05), Job("courier", buggy, 0.05)], now)
    schedule.start()
    for semaphore in counted.values():
        assert all(semaphore.acquire(timeout=PATIENCE) for _ in range(3))
    schedule.stop()
    told = {record.getMessage() for record in caplog.records if record.name == "ingest.schedule"}
    (bug,) = [sentence for sentence in told if sentence.startswith("courier")]
    assert told - {bug} == {"poll: The mailbox is away; the next poll tries again."}
    assert bug.startswith("courier met a bug and is tried again in 0.05 s:")
    assert "in buggy" in bug
    assert bug.endswith("ValueError")
    assert "Jane" not in bug


def test_stopping_waits_for_what_is_under_way_and_begins_nothing_more() -> None:
    begun, may_end, ended = threading.Semaphore(0), threading.Event(), []

    def work() -> None:
        begun.release()
        may_end.wait(PATIENCE)
        ended.append(schedule.stopping.is_set())

    schedule = Schedule([Job("work", work, 0.01)], now)
    schedule.start()
    assert begun.acquire(timeout=PATIENCE)
    schedule.now("work")
    threading.Thread(target=lambda: (schedule.stopping.wait(PATIENCE), may_end.set())).start()
    schedule.stop()
    assert ended == [True]
    schedule.now("work")
    schedule.stop()
    assert ended == [True]


def test_between_the_wish_to_stop_and_the_stop_nothing_more_begins() -> None:
    begun, may_end, runs, passed = threading.Semaphore(0), threading.Event(), [], threading.Semaphore(0)

    def work() -> None:
        begun.release()
        may_end.wait(PATIENCE)
        runs.append(now())

    schedule = Schedule([Job("work", work, 0.01)], now)
    schedule.start()
    assert begun.acquire(timeout=PATIENCE)
    schedule._scheduler.add_listener(lambda _: passed.release(), EVENT_JOB_EXECUTED)
    schedule.stop_soon()
    may_end.set()
    assert all(passed.acquire(timeout=PATIENCE) for _ in range(3))
    schedule.stop()
    assert len(runs) == 1


def test_who_asks_for_another_job_at_the_moment_of_the_stop_holds_nobody_up() -> None:
    begun, ended = threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        while schedule._scheduler.running:
            time.sleep(0.01)
        assert schedule._scheduler.get_job("work") is None
        ended.set()

    schedule = Schedule([Job("work", work, 3600)], now)
    schedule.start()
    assert begun.wait(PATIENCE)
    stopping = threading.Thread(target=schedule.stop, daemon=True)
    stopping.start()
    stopping.join(PATIENCE)
    assert (stopping.is_alive(), ended.is_set()) == (False, True)


def test_two_jobs_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="same name"):
        Schedule([Job("work", int, 1), Job("work", int, 1)], now)


CHILD = """
import sys, threading
from datetime import UTC, datetime, timedelta
from ingest.schedule import Job, Schedule

def work():
    print("begun", flush=True)
    schedule.stopping.wait(120)
    print("ended", flush=True)

schedule = Schedule([Job("work", work, 3600)], lambda: datetime.now(UTC))
schedule.run()
print("clean", flush=True)
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_process_after_the_running_job(number: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", CHILD], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "begun\n"
        child.send_signal(number)
        assert child.stdout.read() == "ended\nclean\n"
        assert child.wait(PATIENCE) == 0


def test_a_clock_that_is_set_right_by_years_keeps_no_job_waiting() -> None:
    """Every fiftieth of a second of a quarter of a century, one after the other, would take days."""
    began, ran = now() - timedelta(days=25 * 365), threading.Semaphore(0)
    schedule = Schedule([Job("work", ran.release, 0.02)], lambda: began)
    schedule.start()
    assert all(ran.acquire(timeout=PATIENCE) for _ in range(3))
    schedule.stop()


def test_a_wish_of_the_moment_in_which_a_run_has_ended_and_still_counts_is_granted() -> None:
    ran, submitted, counted, may_go_on = threading.Semaphore(0), threading.Event(), threading.Event(), threading.Event()

    def job() -> None:
        assert submitted.wait(
            PATIENCE
        )  # whoever ends earlier is settled by APScheduler's own thread, with its locks in hand
        ran.release()

    schedule = Schedule([Job("seldom", job, 3600)], now)
    schedule._scheduler.add_listener(lambda _: submitted.set(), EVENT_JOB_SUBMITTED)
    executor = schedule._scheduler._executors["default"]
    settle = executor._run_job_success

    def late(*facts: object) -> None:
        counted.set()
        assert may_go_on.wait(PATIENCE)
        settle(*facts)

    executor._run_job_success = late
    schedule.start()
    assert ran.acquire(timeout=PATIENCE)
    assert counted.wait(PATIENCE)
    schedule._scheduler.add_listener(lambda _: may_go_on.set(), EVENT_JOB_MAX_INSTANCES)
    schedule.now("seldom")
    assert ran.acquire(timeout=PATIENCE)
    schedule.stop()


def test_a_clock_that_is_set_back_keeps_no_job_waiting(caplog: pytest.LogCaptureFixture) -> None:
    back, runs = timedelta(0), 0

    def job() -> None:
        nonlocal back, runs
        runs += 1
        back = timedelta(hours=1)
        if runs == 2:
            schedule.stop_soon()

    schedule = Schedule([Job("seldom", job, 3600)], lambda: now() - back, look=0.05)
    too_long = threading.Timer(PATIENCE, schedule.stop_soon)
    too_long.start()
    schedule.run()
    too_long.cancel()
    assert runs == 2
    assert re.search(r"the clock was set back by 3(?:600|59\d) s", caplog.text)  # but for what passed between two looks
