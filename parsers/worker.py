"""Workers: messages are read in processes of their own, which may hang, crash or swell without harm to anybody else."""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import signal
import tempfile
import threading
from concurrent.futures import Future, InvalidStateError
from concurrent.futures.process import BrokenProcessPool
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal

from domain.envelope import Signed
from domain.programme import Programme
from domain.reading import Reading
from parsers import confinement
from parsers.leftovers import FOLDERS, sweep_after_ended, sweep_after_the_dead
from parsers.limits import Limits
from parsers.tasks import attachment_of, key_names_of, marked_of, picture_of, reading_of, signed_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from parsers.marking import Key, Mark

log = logging.getLogger(__name__)
Reason = Literal["timeout", "memory", "crash", "bug"]
Method = Literal["fork", "forkserver", "spawn"]
_ENTRANCE = "parsers.read"
"""The module that workers have loaded when they begin."""
_TASKS = 50
"""Messages after which a worker is replaced by a fresh one: libraries leak."""
_GRACE = 20.0
"""Seconds beyond the limit after which the pool itself counts as stuck."""
_TRIES = 3
"""Pools in which a message is tried that may have been another's victim."""
_CLOSING = 15.0
"""Seconds that closing waits for a pool's threads."""
_SLEEP = 0.01
"""Seconds that a short command's pool sleeps between two looks at its workers, a tenth of what it does else: closing waits for
the end of one."""


class ParserFailed(Exception):
    """A message could not be read. `reason`: it took too long, took too much memory, crashed its process, or met a bug of ours;
    `detail` tells types and places, never values."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(reason, detail)
        self.reason: Reason = reason
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.reason}: {self.detail}"


class Workers:
    """Worker processes for one programme; its methods may be called from several threads.

    `count` messages are read at a time, later ones wait. A worker that exceeds a limit is killed and replaced; the next message
    is read as if nothing had been. `method` is how workers are started: forkserver where threads run beside (the default), fork
    for a short command, which it starts fastest. `authserv` is the receiving server's name in Authentication-Results, where known.
    close() always returns."""

    def __init__(
        self,
        programme: Programme,
        limits: Limits | None = None,
        count: int = 1,
        method: Method = "forkserver",
        tasks: int = _TASKS,
        authserv: str | None = None,
    ) -> None:
        self._programme = programme
        self._authserv = authserv
        self._limits = limits or Limits()
        self._count = count
        self._tasks = tasks
        self._method = method
        self._context = multiprocessing.get_context(method)
        if method == "forkserver":
            self._context.set_forkserver_preload(["parsers.worker", _ENTRANCE])
        self._free = threading.BoundedSemaphore(count)
        self._guard = threading.Lock()
        sweep_after_the_dead(Path(tempfile.gettempdir()))
        self._folder = tempfile.TemporaryDirectory(prefix=f"{FOLDERS}{os.getpid()}-", ignore_cleanup_errors=True)
        self._pool: Any = None
        self._waiting: dict[Future[Any], Any] = {}
        self._closed = False

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, raw: bytes, file: str, explained: bool = False) -> Reading:
        """The reading of one message, with its explanation where wanted; raises ParserFailed."""
        return Reading.model_validate_json(
            self._run(reading_of, raw, file, self._programme, self._limits, self._authserv, explained)
        )

    def picture(self, raw: bytes, path: str, page: int, dpi: int) -> bytes | None:
        """The picture (PNG) of one page (from 1) of the attachment with this path; None where it cannot be shown as pages.
        Raises ParserFailed."""
        return self._run(picture_of, raw, path, page, dpi, self._limits) or None

    def marked(
        self, raw: bytes, path: str, page: int, dpi: int, marks: Sequence[Mark], keys: Sequence[Key]
    ) -> bytes | None:
        """As `picture`, with these marks drawn on the page and their keys below it."""
        return self._run(marked_of, raw, path, page, dpi, self._limits, tuple(marks), tuple(keys)) or None

    def attachment(self, raw: bytes, path: str) -> bytes:
        """The bytes of the attachment with this path, taken out of its containers; raises ParserFailed, also where it is
        larger than limits.result_bytes."""
        return self._run(attachment_of, raw, path, self._limits)

    def key_names(self, raw: bytes, sender: str, sealers: Sequence[str]) -> tuple[str, ...]:
        """The DNS names of the keys that the message's signatures need (parsers.signatures); raises ParserFailed."""
        return tuple(self._run(key_names_of, raw, sender, tuple(sealers), self._limits).decode("ascii").split())

    def signed(self, raw: bytes, sender: str, sealers: Sequence[str], keys: Mapping[str, bytes]) -> Signed:
        """Which of the message's signatures hold with these keys; raises ParserFailed."""
        return Signed.model_validate_json(self._run(signed_of, raw, sender, tuple(sealers), dict(keys), self._limits))

    def close(self) -> None:
        """Ends all workers, busy ones too; whoever waits for one gets ParserFailed."""
        with self._guard:
            self._closed = True
            pool, self._pool = self._pool, None
        self._end(pool)
        self._folder.cleanup()

    def _run(self, function: Callable[..., tuple[str, bytes]], *arguments: object) -> bytes:
        with self._free:
            kind, content = self._surely(function, arguments)
        if kind == "memory":
            raise ParserFailed("memory", "took more memory than it may")
        if kind == "bug":
            raise ParserFailed("bug", content.decode("utf-8", "replace"))
        return content

    def _surely(self, function: Callable[..., tuple[str, bytes]], arguments: tuple[object, ...]) -> tuple[str, bytes]:
        """The result, in a second pool where somebody else's message broke the first, or where the worker ended by itself once."""
        for attempt in range(_TRIES):
            try:
                return self._once(function, arguments)
            except BrokenProcessPool:
                continue
            except ParserFailed as failure:
                if attempt or not _ended_by_itself(failure):
                    raise
        raise ParserFailed("crash", f"the worker pool broke {_TRIES} times")

    def _once(self, function: Callable[..., tuple[str, bytes]], arguments: tuple[object, ...]) -> tuple[str, bytes]:
        pool = self._living()
        future = self._scheduled(pool, function, arguments)
        try:
            result: tuple[str, bytes] = future.result(timeout=self._limits.seconds + _GRACE)
        except TimeoutError as error:
            if not future.done():
                log.warning("the worker pool is stuck and is made anew")
                self._discard(pool)
            raise ParserFailed("timeout", f"took longer than {self._limits.seconds:g} s") from error
        except MemoryError as error:
            raise ParserFailed("memory", "took more memory than it may") from error
        except BrokenProcessPool:
            self._discard(pool)
            raise
        except OSError as error:
            # Whatever ended the worker may have ended it while it held the pool's locks.
            self._discard(pool)
            raise _crash(error) from error
        finally:
            with self._guard:
                self._waiting.pop(future, None)
                failed = not future.done() or future.exception() is not None
            if failed:
                sweep_after_ended(Path(self._folder.name))
        return result

    def _scheduled(
        self, pool: Any, function: Callable[..., tuple[str, bytes]], arguments: tuple[object, ...]
    ) -> Future[Any]:
        try:
            future: Future[Any] = pool.schedule(function, args=arguments, timeout=self._limits.seconds)
        except RuntimeError as error:  # the pool ended between being looked at and being used
            self._discard(pool)
            raise BrokenProcessPool("the pool is not active") from error
        with self._guard:
            self._waiting[future] = pool
        return future

    def _living(self) -> Any:
        from pebble import CONSTS, ProcessPool

        with self._guard:
            if self._closed:
                raise ParserFailed("crash", "these workers are closed")
            lost = self._pool if self._pool is not None and not self._pool.active else None
            if lost is not None:
                self._pool = None
        self._end(lost)
        with self._guard:
            if self._closed:
                raise ParserFailed("crash", "these workers are closed")
            if self._pool is None:
                if self._method == "fork":
                    import_module(_ENTRANCE)  # once here, not once in every worker
                    CONSTS.sleep_unit = _SLEEP
                self._pool = ProcessPool(
                    max_workers=self._count,
                    max_tasks=self._tasks,
                    initializer=confinement.confine,
                    initargs=(self._limits.memory, self._limits.file_bytes, self._folder.name),
                    context=self._context,
                )
            return self._pool

    def _discard(self, pool: Any) -> None:
        with self._guard:
            if self._pool is pool:
                self._pool = None
        self._end(pool)

    def _end(self, pool: Any) -> None:
        """Ends a pool whatever its state, and the waiting of everybody who waits for it."""
        if pool is None:
            return
        _stop(pool)
        with self._guard:
            left = [future for future, owner in self._waiting.items() if owner is pool]
        for future in left:
            with contextlib.suppress(InvalidStateError):
                future.set_exception(BrokenProcessPool("the pool was closed"))


def _stop(pool: Any) -> None:
    """Stops a pool; where its threads do not end in time, its processes are killed without them."""

    def join() -> None:
        try:
            pool.stop()
            pool.join()
        except Exception as error:  # a pool in any state is to be gone afterwards, and its processes are killed below
            log.warning("a worker pool did not close cleanly: %s", type(error).__name__)

    processes = list(pool._pool_manager.worker_manager.workers.values())
    closing = threading.Thread(target=join, name="close-workers", daemon=True)
    closing.start()
    closing.join(_CLOSING)
    for process in processes:
        if process.is_alive():
            process.kill()


def _ended_by_itself(failure: ParserFailed) -> bool:
    """True where a worker left with an exit code, as one does that could not start on a busy machine: no signal killed it."""
    return int(getattr(failure.__cause__, "exitcode", 0) or 0) > 0


def _crash(error: OSError) -> ParserFailed:
    """What a worker's sudden end means: the kernel kills with signal 9 what takes the machine's last memory."""
    code = int(getattr(error, "exitcode", 0) or 0)
    if code == -signal.SIGKILL:
        return ParserFailed("memory", "was killed by the system, most likely for its memory")
    return ParserFailed(
        "crash", f"the worker ended by {signal.Signals(-code).name if code < 0 else f'exit code {code}'}"
    )
