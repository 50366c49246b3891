"""One batch ahead: while one is kept, the server prepares and sends the next."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")


def ahead(
    items: Iterator[Item],
    stopping: Callable[[], bool] = lambda: False,
    interrupt: Callable[[], object] = lambda: None,
) -> Generator[Item, None, None]:
    """The same items in their order, each asked for while the one before is worked on; what asking raises is raised in its turn.

    At most one item waits, and none is asked for before it is wanted while `stopping`. Whoever may stop early closes it:
    `interrupt` then ends the wait for an item that is being asked for, and nobody else may ask before that has ended."""
    with ThreadPoolExecutor(1, thread_name_prefix="ahead") as asking:

        def ask() -> Future[Item | None]:
            return asking.submit(next, items, None)

        coming: Future[Item | None] | None = ask()
        try:
            while coming is not None and (item := coming.result()) is not None:
                coming = None if stopping() else ask()
                yield item
                coming = coming or ask()
        finally:
            if coming is not None and not coming.done():
                interrupt()
