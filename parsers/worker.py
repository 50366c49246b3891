"""Workers: messages are read in processes of their own, which may hang, crash or swell without harm to anybody else."""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import shutil
import signal
import tempfile
import threading
import traceback
from concurrent.futures import Future, InvalidStateError
from concurrent.futures.process import BrokenProcessPool
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal

from domain.programme import Programme
from domain.reading import Reading
from parsers import confinement
from parsers.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from parsers.marking import Key, Mark
    from parsers.mime import Part

log = logging.getLogger(__name__)

Reason = Literal["timeout", "memory", "crash", "bug"]
Method = Literal["fork", "forkserver", "spawn"]

_ENTRANCE = "parsers.read"
"""The module that workers have loaded when they begin."""
_ORPHANED = 5.0
"""Seconds beyond its time after which a worker whose parent is dead ends itself."""
_FOLDERS = "verbale-workers-"
"""How the names of working folders begin; the process's number follows."""
_TASKS = 50
"""Messages after which a worker is replaced by a fresh one: libraries leak."""
_GRACE = 20.0
"""Seconds beyond the limit after which the pool itself counts as stuck."""
_TRIES = 3
"""Pools in which a message is tried that may have been another's victim."""
_CLOSING = 15.0
"""Seconds that closing waits for a pool's threads."""
_FRAMES = 6
"""Places of a failure that are told."""


class ParserFailed(Exception):
    """A message could not be read. `reason`: it took too long, took too much memory, crashed its process, or met a bug of ours;
    `detail` tells types and places, never values."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(reason, detail)
        self.reason: Reason = reason
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.reason}: {self.detail}"


def sweep_after_the_dead(place: Path) -> int:
    """Takes away the working folders of our processes that were killed, for pages of messages may lie in them; how many."""
    swept = 0
    for folder in place.glob(f"{_FOLDERS}*"):
        process = folder.name.removeprefix(_FOLDERS).partition("-")[0]
        try:
            if folder.stat().st_uid != os.getuid() or folder.is_symlink() or not process.isdigit():
                continue
            os.kill(int(process), 0)
        except ProcessLookupError:
            shutil.rmtree(folder, ignore_errors=True)
            swept += 1
        except OSError:
            continue  # somebody else's, or gone meanwhile
    return swept


class Workers:
    """Worker processes for one programme; `read`, `picture`, `marked` and `attachment` may be called from several threads.

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
        self._folder = tempfile.TemporaryDirectory(prefix=f"{_FOLDERS}{os.getpid()}-", ignore_cleanup_errors=True)
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
            self._run(_read, raw, file, self._programme, self._limits, self._authserv, explained)
        )

    def picture(self, raw: bytes, path: str, page: int, dpi: int) -> bytes | None:
        """The picture (PNG) of one page (from 1) of the attachment with this path; None where it cannot be shown as pages.
        Raises ParserFailed."""
        return self._run(_picture, raw, path, page, dpi, self._limits) or None

    def marked(
        self, raw: bytes, path: str, page: int, dpi: int, marks: Sequence[Mark], keys: Sequence[Key]
    ) -> bytes | None:
        """As `picture`, with these marks drawn on the page and their keys below it."""
        return self._run(_marked, raw, path, page, dpi, self._limits, tuple(marks), tuple(keys)) or None

    def attachment(self, raw: bytes, path: str) -> bytes:
        """The bytes of the attachment with this path, taken out of its containers; raises ParserFailed, also where it is
        larger than limits.result_bytes."""
        return self._run(_attachment, raw, path, self._limits)

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
        """The result, in a second pool where somebody else's message broke the first."""
        for _ in range(_TRIES):
            with contextlib.suppress(BrokenProcessPool):
                return self._once(function, arguments)
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
                self._sweep()
        return result

    def _sweep(self) -> None:
        """Removes what ended workers left in their temporary folders: pages of messages."""
        for folder in Path(self._folder.name).glob("*"):
            if not Path("/proc", folder.name).exists():
                shutil.rmtree(folder, ignore_errors=True)

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
        from pebble import ProcessPool

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


def _crash(error: OSError) -> ParserFailed:
    """What a worker's sudden end means: the kernel kills with signal 9 what takes the machine's last memory."""
    code = int(getattr(error, "exitcode", 0) or 0)
    if code == -signal.SIGKILL:
        return ParserFailed("memory", "was killed by the system, most likely for its memory")
    return ParserFailed(
        "crash", f"the worker ended by {signal.Signals(-code).name if code < 0 else f'exit code {code}'}"
    )


# What follows runs inside the worker.


def _read(
    raw: bytes, file: str, programme: Programme, limits: Limits, authserv: str | None, explained: bool
) -> tuple[str, bytes]:
    def reading() -> bytes:
        from parsers.read import read_message

        reading: Reading = read_message(raw, file, programme, limits, authserv, explained)
        return reading.model_dump_json(by_alias=True).encode("utf-8")

    return _bounded(reading, limits)


def _picture(raw: bytes, path: str, page: int, dpi: int, limits: Limits) -> tuple[str, bytes]:
    def picture() -> bytes:
        from parsers.pictures import page_picture

        part = _part(raw, path, limits)
        return page_picture(part.data, part.media_type, page, dpi, limits) or b""

    return _bounded(picture, limits)


def _marked(
    raw: bytes, path: str, page: int, dpi: int, limits: Limits, marks: Sequence[Mark], keys: Sequence[Key]
) -> tuple[str, bytes]:
    def picture() -> bytes:
        from parsers.marking import marked_page

        part = _part(raw, path, limits)
        return marked_page(part.data, part.media_type, page, dpi, limits, marks, keys) or b""

    return _bounded(picture, limits)


def _attachment(raw: bytes, path: str, limits: Limits) -> tuple[str, bytes]:
    return _bounded(lambda: _part(raw, path, limits).data, limits)


def _part(raw: bytes, path: str, limits: Limits) -> Part:
    from parsers.containers import open_parts
    from parsers.mime import open_message

    opened = open_parts(open_message(raw, limits), limits)
    part = next((part for part in opened.listed if part.path == path), None)
    if part is None:
        raise LookupError("the message has no such attachment")
    return part


def _bounded(work: Callable[[], bytes], limits: Limits) -> tuple[str, bytes]:
    """("ok", result), or ("memory" | "bug", places): a failure crosses the process boundary without the values it met.

    Who gave us the work kills us when its time is over; the alarm is for the day when they were killed themselves."""
    signal.setitimer(signal.ITIMER_REAL, limits.seconds + _ORPHANED)
    try:
        result = work()
    except MemoryError:
        return "memory", b""
    except Exception as error:  # the one place where a bug in the parsers is caught; it becomes ParserFailed outside
        return "bug", _places(error).encode("utf-8")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    if len(result) > limits.result_bytes:
        return "bug", b"the result is larger than limits.result_bytes"
    return "ok", result


def _places(error: BaseException) -> str:
    """The failure's type and where it happened, innermost first; no message, since messages quote values."""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    places = [f"{'/'.join(Path(frame.filename).parts[-2:])}:{frame.lineno} {frame.name}" for frame in reversed(frames)]
    return f"{type(error).__name__} at {' < '.join(places)}"
