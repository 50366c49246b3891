"""Workers that survive whatever a message does to them."""

from __future__ import annotations

import io
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from domain.programme import Programme
from parsers.leftovers import sweep_after_the_dead
from parsers.limits import MIB, Limits
from parsers.read import read_message
from parsers.worker import ParserFailed, Workers
from tests.builders import letters, mails, misbehaving
from tests.builders.patience import TRIES

SECONDS = 1.5


@pytest.fixture(scope="module")
def programme() -> Programme:
    return letters.programme()


@pytest.fixture(scope="module")
def workers(programme: Programme) -> Iterator[Workers]:
    with Workers(programme, Limits(seconds=120, memory=300 * MIB, file_bytes=MIB)) as started:
        yield started


@pytest.fixture(scope="module")
def impatient(programme: Programme) -> Iterator[Workers]:
    with Workers(programme, Limits(seconds=SECONDS)) as started:
        yield started


def answers(workers: Workers) -> bool:
    return workers._run(misbehaving.answer, 42) == b"42"


class TestReading:
    def test_a_message_comes_back_as_its_reading(self, programme: Programme) -> None:
        raw = mails.mixed(mails.text("Excellency,\r\n"), mails.attachment(_page(), "note.pdf"))
        with Workers(programme, Limits(seconds=120)) as started:
            reading = started.read(raw, "0001.eml")
            assert reading == read_message(raw, "0001.eml", programme)
            assert [attachment.path for attachment in reading.attachments] == ["note.pdf"]
            picture = started.picture(raw, "note.pdf", 1, 50)
            assert picture is not None
            assert picture.startswith(b"\x89PNG")
            with pytest.raises(ParserFailed, match=r"^bug: LookupError"):
                started.picture(raw, "other.pdf", 1, 50)
            with pytest.raises(ParserFailed, match=r"^bug: LookupError"):
                started.attachment(raw, "other.pdf")

    def test_an_attachment_comes_back_byte_for_byte_out_of_its_archive(self, programme: Programme) -> None:
        data = bytes(range(256)) * 40
        raw = mails.mixed(mails.attachment(mails.archive({"inner.bin": data}), "outer.zip", "application/zip"))
        with Workers(programme, Limits(seconds=120)) as started:
            assert started.attachment(raw, "outer.zip!inner.bin") == data
        with (
            Workers(programme, Limits(seconds=120, result_bytes=len(data) - 1)) as started,
            pytest.raises(ParserFailed, match="result_bytes"),
        ):
            started.attachment(raw, "outer.zip!inner.bin")


def _page() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 700, "NOTE VERBALE")
    canvas.save()
    return out.getvalue()


class TestMisbehaviour:
    """Each is told by its reason, and the next message is read as if nothing had been."""

    @pytest.mark.parametrize("hang", [misbehaving.hang, misbehaving.hang_below])
    def test_a_hang_is_killed_in_time(self, impatient: Workers, hang: object) -> None:
        began = time.monotonic()
        with pytest.raises(ParserFailed) as failed:
            impatient._run(hang)  # type: ignore[arg-type]
        assert failed.value.reason == "timeout"
        assert time.monotonic() - began >= SECONDS
        assert answers(impatient)

    def test_an_abort_is_a_crash(self, workers: Workers) -> None:
        with pytest.raises(ParserFailed, match=r"^crash: the worker ended by SIGABRT$"):
            workers._run(misbehaving.abort)
        assert answers(workers)

    def test_an_exit_is_a_crash(self, workers: Workers) -> None:
        with pytest.raises(ParserFailed, match=r"^crash: the worker ended by exit code 3$"):
            workers._run(misbehaving.end)
        assert answers(workers)

    def test_a_worker_that_ended_by_itself_once_is_given_the_message_again(
        self, workers: Workers, tmp_path: Path
    ) -> None:
        assert workers._run(misbehaving.end_once, str(tmp_path / "begun")) == b"7"

    def test_too_much_memory_is_refused(self, workers: Workers) -> None:
        with pytest.raises(ParserFailed, match=r"^memory: "):
            workers._run(misbehaving.swell, 400 * MIB)
        assert workers._run(misbehaving.swell, 100 * MIB) == str(100 * MIB).encode()

    def test_being_killed_is_a_matter_of_memory(self, workers: Workers) -> None:
        with pytest.raises(ParserFailed, match=r"^memory: "):
            workers._run(misbehaving.kill)
        assert answers(workers)

    def test_dying_with_the_locks_in_hand_harms_nobody_else(self, workers: Workers) -> None:
        with pytest.raises(ParserFailed, match=r"^memory: "):
            workers._run(misbehaving.die_while_answering)  # type: ignore[arg-type]
        assert answers(workers)

    def test_a_bug_tells_its_place_and_no_value(self, workers: Workers) -> None:
        with pytest.raises(ParserFailed) as failed:
            workers._run(misbehaving.fail, "jane@example.int")
        assert failed.value.reason == "bug"
        assert failed.value.detail.startswith("ValueError at builders/misbehaving.py:")
        assert "jane" not in str(failed.value)
        assert answers(workers)

    def test_a_result_without_measure_is_refused(self, workers: Workers) -> None:
        with pytest.raises(ParserFailed, match=r"^bug: the result is larger"):
            workers._run(misbehaving.swamp)

    def test_a_large_file_is_refused(self, workers: Workers, tmp_path: Path) -> None:
        with pytest.raises(ParserFailed, match=r"^bug: OSError"):
            workers._run(misbehaving.write, str(tmp_path / "large"), 2 * MIB)
        assert workers._run(misbehaving.write, str(tmp_path / "small"), 1000) == b"written"


class TestWalls:
    def test_a_worker_has_no_network(self, workers: Workers) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            listener.settimeout(0.2)
            port = listener.getsockname()[1]
            assert workers._run(misbehaving.call, port) == b"refused"
            with pytest.raises(TimeoutError):
                listener.accept()

    def test_a_worker_runs_outside_programs(self, workers: Workers) -> None:
        assert workers._run(misbehaving.run_outside) == b"hello\n"

    def test_a_worker_leaves_no_core(self, workers: Workers) -> None:
        assert workers._run(misbehaving.core_limit) == b"0"

    def test_a_killed_worker_takes_its_programs_with_it(self, programme: Programme, tmp_path: Path) -> None:
        said = tmp_path / "session"
        for seconds in TRIES[1:]:
            with Workers(programme, Limits(seconds=seconds)) as started:
                with pytest.raises(ParserFailed, match=r"^timeout: "):
                    started._run(misbehaving.hang_with_a_child, str(said))
                if said.exists() and said.read_text().endswith("\n"):
                    break
        session = said.read_text().strip()
        assert int(session) > 1
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and _of_session(session):
            time.sleep(0.05)
        assert _of_session(session) == []


def _of_session(session: str) -> list[str]:
    """Processes of a session that still run."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[3] == session and fields[0] != "Z":
            found.append(status.parent.name)
    return found


class TestPool:
    def test_workers_are_replaced(self, programme: Programme) -> None:
        with Workers(programme, Limits(seconds=120), tasks=3) as started:
            numbers = [started._run(misbehaving.whose) for _ in range(9)]
        assert [len(set(numbers[start : start + 3])) for start in (0, 3, 6)] == [1, 1, 1]
        assert len(set(numbers)) == 3

    def test_several_are_read_at_a_time(self, programme: Programme) -> None:
        with Workers(programme, Limits(seconds=120), count=2) as started, ThreadPoolExecutor(8) as threads:
            assert list(threads.map(lambda number: started._run(misbehaving.answer, number), range(40))) == [
                str(number).encode() for number in range(40)
            ]

    def test_a_crash_costs_only_the_message_that_crashed(self, programme: Programme) -> None:
        def one(number: int) -> bytes:
            if number % 10 == 5:
                with pytest.raises(ParserFailed, match=r"^crash: the worker ended by exit code 3$"):
                    started._run(misbehaving.end)
                return b"5"
            return started._run(misbehaving.answer, number)

        with Workers(programme, Limits(seconds=120), count=2) as started, ThreadPoolExecutor(4) as threads:
            assert [answer[-1:] for answer in threads.map(one, range(30))] == [
                str(number)[-1].encode() for number in range(30)
            ]

    def test_a_killed_idle_worker_harms_nobody(self, programme: Programme) -> None:
        with Workers(programme, Limits(seconds=120)) as started:
            os.kill(int(started._run(misbehaving.whose)), 9)
            assert answers(started)
            assert answers(started)

    def test_nothing_is_left_lying_about(self, programme: Programme) -> None:
        with Workers(programme, Limits(seconds=120)) as started:
            own = Path(started._run(misbehaving.where).decode())
            assert (own.stat().st_mode & 0o777, own.parent.stat().st_mode & 0o777) == (0o700, 0o700)
            with pytest.raises(ParserFailed):
                started._run(misbehaving.litter)
            assert not own.exists()
            assert answers(started)
        assert not own.parent.exists()

    def test_under_fork_it_is_the_same(self, programme: Programme) -> None:
        with Workers(programme, Limits(seconds=120, memory=300 * MIB), method="fork") as started:
            assert answers(started)
            with pytest.raises(ParserFailed, match=r"^memory: "):
                started._run(misbehaving.swell, 400 * MIB)
            with pytest.raises(ParserFailed, match=r"^crash: "):
                started._run(misbehaving.end)
            assert answers(started)

    def test_closing_ends_a_busy_worker(self, programme: Programme) -> None:
        started = Workers(programme, Limits(seconds=100))
        assert answers(started)
        with ThreadPoolExecutor(1) as threads:
            busy = threads.submit(started._run, misbehaving.hang)
            while not started._waiting:
                time.sleep(0.01)
            started.close()
            with pytest.raises(ParserFailed, match="closed"):
                busy.result(60)
        with pytest.raises(ParserFailed, match="closed"):
            started._run(misbehaving.answer, 1)
        started.close()

    def test_closing_what_never_began(self, programme: Programme) -> None:
        Workers(programme).close()


def test_what_a_killed_process_left_behind_is_swept(tmp_path: Path) -> None:
    child = subprocess.Popen(["true"])
    child.wait()
    ours, dead, foreign = (tmp_path / f"verbale-workers-{name}" for name in (f"{os.getpid()}-x", f"{child.pid}-x", "x"))
    for folder in (ours, dead, foreign):
        (folder / "1").mkdir(parents=True)
    assert sweep_after_the_dead(tmp_path) == 1
    assert [folder.exists() for folder in (ours, dead, foreign)] == [True, False, True]


def test_a_worker_whose_parent_is_dead_ends_itself() -> None:
    program = (
        "from parsers.limits import Limits; from parsers.tasks import bounded; from itertools import count\n"
        "bounded(lambda: max(count()), Limits(seconds=0.2))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False, timeout=300).returncode == -signal.SIGALRM
