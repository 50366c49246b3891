"""One batch ahead: while one is kept, the server prepares and sends the next."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")


def ahead(items: Iterator[Item]) -> Generator[Item, None, None]:
    """The same items in their order, each asked for while the one before is worked on; what asking raises is raised in its turn.

    At most one item waits. Whoever may stop early closes it, which takes until the item that is being asked for has come:
    nobody else may ask meanwhile."""
    with ThreadPoolExecutor(1, thread_name_prefix="ahead") as asking:
        coming = asking.submit(next, items, None)
        while (item := coming.result()) is not None:
            coming = asking.submit(next, items, None)
            yield item
