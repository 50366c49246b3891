"""One batch ahead."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from ingest.ahead import ahead


def test_the_same_items_come_in_their_order() -> None:
    assert list(ahead(iter(range(100)))) == list(range(100))


def test_the_next_is_asked_for_while_one_is_worked_on_and_no_more() -> None:
    asked = threading.Semaphore(0)
    count = 0

    def items() -> Iterator[int]:
        nonlocal count
        for number in range(1, 6):
            count = number
            asked.release()
            yield number

    coming = ahead(items())
    for number in range(1, 5):
        assert next(coming) == number
        for _ in range(2 if number == 1 else 1):
            assert asked.acquire(timeout=60)
        assert count == number + 1


def test_trouble_comes_after_what_came_before_it() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise OSError("dropped")

    coming = ahead(items())
    assert next(coming) == 1
    with pytest.raises(OSError, match="dropped"):
        next(coming)


def test_who_stops_early_leaves_nobody_asking() -> None:
    coming = ahead(iter(range(1, 10)))
    assert next(coming) == 1
    coming.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("ahead")]


def test_nothing_is_asked_for_ahead_once_we_are_to_stop() -> None:
    asked: list[int] = []

    def items() -> Iterator[int]:
        for number in range(1, 10):
            asked.append(number)
            yield number

    coming = ahead(items(), lambda: True)
    assert (next(coming), asked) == (1, [1])
    assert (next(coming), asked) == (2, [1, 2]), "what is wanted all the same is asked for"
    coming.close()
    assert asked == [1, 2]


def test_who_stops_early_does_not_wait_for_what_is_being_asked_for() -> None:
    asking, cut = threading.Event(), threading.Event()

    def items() -> Iterator[int]:
        yield 1
        asking.set()
        assert cut.wait(60)
        raise OSError("interrupted")

    coming = ahead(items(), interrupt=cut.set)
    assert next(coming) == 1
    assert asking.wait(60)
    coming.close()
    assert cut.is_set()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("ahead")]


def test_nobody_is_interrupted_where_nothing_is_being_asked_for() -> None:
    cut: list[bool] = []
    assert list(ahead(iter(range(5)), interrupt=lambda: cut.append(True))) == list(range(5))
    assert cut == []
