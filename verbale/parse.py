"""`verbale parse`: messages in, one JSON object a line out; no store, no network."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from config.settings import Settings, load_programme
from domain.submission import Finding, Kind, MessageFacts, Severity, Submission

if TYPE_CHECKING:
    from parsers.worker import Workers


class PathError(Exception):
    """A path that was given cannot be read; the message names it."""


def messages_of(paths: Sequence[Path]) -> list[Path]:
    """The messages meant: files as they are, of a folder every `.eml` in it, by name."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(file for file in path.iterdir() if file.suffix.lower() == ".eml" and file.is_file())
            if not inside:
                raise PathError(f"{path} holds no .eml file; name a folder that does, or the messages themselves.")
            found.extend(inside)
        elif path.exists():
            found.append(path)
        else:
            raise PathError(f"{path} does not exist; name a message or a folder of messages.")
    return found


def parse(paths: Sequence[Path], settings: Settings, out: TextIO, progress: bool) -> int:
    """Prints the reading of every message to `out`, in the order given; the number of messages."""
    from parsers.limits import Limits
    from parsers.worker import Workers

    files = messages_of(paths)
    limits = Limits(seconds=settings.reading.seconds, memory=settings.reading.memory_mib << 20)
    count = min(settings.reading.workers, len(files))
    with (
        Workers(load_programme(settings.programme), limits, count=count, method="fork") as workers,
        ThreadPoolExecutor(count) as threads,
    ):
        try:
            for number, submission in enumerate(_in_order(files, workers, threads), 1):
                out.write(submission.as_json() + "\n")
                out.flush()
                if progress:
                    sys.stderr.write(f"\r{number} of {len(files)} messages read")
                    sys.stderr.flush()
        except BaseException:  # Ctrl-C among them: nobody waits for the readings that are under way
            threads.shutdown(wait=False, cancel_futures=True)
            workers.close()
            raise
    if progress:
        sys.stderr.write("\n")
    return len(files)


def _in_order(files: Sequence[Path], workers: Workers, threads: ThreadPoolExecutor) -> Iterator[Submission]:
    """Readings in the order of `files`, at most a few messages ahead of what was asked for."""
    ahead = 8
    pending = [threads.submit(_read, file, workers) for file in files[:ahead]]
    for file in chain(files[ahead:], [None] * min(ahead, len(files))):
        yield pending.pop(0).result()
        if file is not None:
            pending.append(threads.submit(_read, file, workers))


def _read(file: Path, workers: Workers) -> Submission:
    from parsers.worker import ParserFailed

    try:
        raw = file.read_bytes()
    except OSError as error:
        raise PathError(f"{file} cannot be read ({error.strerror}); name messages that this user may read.") from error
    try:
        return workers.read(raw, file.name).submission
    except ParserFailed as failure:
        print(f"\n{file.name}: {failure}", file=sys.stderr)
        return unread(raw, file.name, failure.reason)


def unread(raw: bytes, file: str, reason: str) -> Submission:
    """What stands in place of a reading that failed: never taken for other mail, and plainly told."""
    finding = Finding(
        code="could_not_be_read",
        severity=Severity.ERROR,
        message=f"The message could not be read by machine ({reason}); open it in a mail program and type the record by hand.",
    )
    facts = MessageFacts(sha256=hashlib.sha256(raw).hexdigest())
    return Submission(file=file, message=facts, kind=Kind.NOMINATION, findings=(finding,))
