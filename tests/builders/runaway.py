"""What would never end is broken off; what only takes long on a slow machine is not."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

Result = TypeVar("Result")

CPU_SECONDS = 120  # hundreds of times what any test here needs: this measures nothing, speed is for `make bench`


class RanAway(Exception):
    """The work went on for `CPU_SECONDS` of this process's own time and was broken off."""


@contextmanager
def no_runaway() -> Iterator[None]:
    """Raises `RanAway` out of work that does not end, even from within a regular expression."""

    def broken_off(number: int, frame: FrameType | None) -> None:
        raise RanAway(f"still at work after {CPU_SECONDS} seconds of processor time")

    before = signal.signal(signal.SIGVTALRM, broken_off)
    signal.setitimer(signal.ITIMER_VIRTUAL, CPU_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def calls_of(work: Callable[[], Result]) -> tuple[Result, int]:
    """What `work` returns and how many calls of functions it took: the same number on every machine, however busy."""
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        return work(), calls
    finally:
        sys.setprofile(None)
