"""`verbale parse`: messages in, one JSON object a line or an explanation out; no store, no network."""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from config.settings import Settings, load_programme
from domain.submission import Finding, Kind, MessageFacts, Severity, Submission

if TYPE_CHECKING:
    from domain.programme import Programme
    from domain.reading import Reading
    from parsers.worker import Workers


class PathError(Exception):
    """A path that was given cannot be read; the message names it."""


class Incomplete(Exception):
    """Some messages could not be read, and were named; the message tells how many."""


def messages_of(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """The messages meant: files as they are, of a folder every `.eml` in it, by name; behind them what only bears such a name."""
    found: list[Path] = []
    others: list[Path] = []
    for path in paths:
        if path.is_dir():
            try:
                inside = sorted(file for file in path.iterdir() if file.suffix.lower() == ".eml")
            except OSError as error:
                raise PathError(f"{path} cannot be read ({error.strerror}); name a folder of messages.") from error
            if not inside:
                raise PathError(f"{path} holds no .eml file; name a folder that does, or the messages themselves.")
            others.extend(file for file in inside if not file.is_file())
            found.extend(file for file in inside if file.is_file())
        elif path.exists():
            found.append(path)
        else:
            raise PathError(f"{path} does not exist; name a message or a folder of messages.")
    return found, others


def parse(
    paths: Sequence[Path],
    settings: Settings,
    out: TextIO,
    progress: bool,
    explain: bool = False,
    pictures: Path | None = None,
) -> int:
    """Prints the reading of every message to `out`, in the order given; the number of messages. What cannot be read is named on
    standard error and passed over; Incomplete at the end where there was any.

    A reading is one line of JSON, or with `explain` a text for people. Into the folder `pictures` go the pages on which values
    were read, with the places marked."""
    from parsers.limits import Limits
    from parsers.worker import Workers

    files, others = messages_of(paths)
    for other in others:
        _pass_over(other, "it is no file")
    if not files:
        raise Incomplete("No message could be read.")
    programme = load_programme(settings.programme)
    limits = Limits(seconds=settings.reading.seconds, memory=settings.reading.memory_mib << 20)
    count = min(settings.reading.workers, len(files))
    if pictures is not None:
        _make(pictures)
    with (
        Workers(programme, limits, count=count, method="fork") as workers,
        ThreadPoolExecutor(count) as threads,
    ):
        reader = _Reader(workers, programme, explain, pictures)
        stems = _stems(files) if pictures is not None else [""] * len(files)
        printed = 0
        try:
            for number, text in enumerate(_in_order(list(zip(files, stems, strict=True)), reader, threads), 1):
                if text is not None:
                    _print(f"\n{text}" if explain and printed else text, out)
                    printed += 1
                if progress:
                    sys.stderr.write(f"\r{number} of {len(files)} messages read")
                    sys.stderr.flush()
        except BaseException:  # Ctrl-C among them: nobody waits for the readings that are under way
            threads.shutdown(wait=False, cancel_futures=True)
            workers.close()
            raise
    if progress:
        sys.stderr.write("\n")
    if (missing := len(files) + len(others) - printed) > 0:
        raise Incomplete(f"{missing} of {len(files) + len(others)} messages could not be read; they are named above.")
    return len(files)


def _pass_over(file: Path, why: str) -> None:
    print(f"{file} cannot be read ({why}); it is passed over.", file=sys.stderr)


def _print(text: str, out: TextIO) -> None:
    try:
        out.write(text)
        out.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise PathError(
            f"The output cannot be written ({error.strerror}); what was printed before is complete."
        ) from error


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PathError(f"{folder} cannot be made ({error.strerror}); name a folder for the pictures.") from error


def _stems(files: Sequence[Path]) -> list[str]:
    """How the names of each message's pictures begin: as the message's, with a number where another has the same."""
    from verbale.pictures import safe

    given: Counter[str] = Counter()
    stems = []
    for file in files:
        stem = safe(file.stem)
        given[stem] += 1
        stems.append(stem if given[stem] == 1 else f"{stem}~{given[stem]}")
    return stems


def _in_order(files: Sequence[tuple[Path, str]], reader: _Reader, threads: ThreadPoolExecutor) -> Iterator[str | None]:
    """What is printed of each message, None of what cannot be read, in the order of `files`, at most a few messages ahead of what
    was asked for."""
    ahead = 8
    pending = [threads.submit(reader.text, *file) for file in files[:ahead]]
    for file in chain(files[ahead:], [None] * min(ahead, len(files))):
        yield pending.pop(0).result()
        if file is not None:
            pending.append(threads.submit(reader.text, *file))


@dataclass(frozen=True, slots=True)
class _Reader:
    """How messages are read and what is made of them."""

    workers: Workers
    programme: Programme
    explain: bool
    pictures: Path | None

    def text(self, file: Path, stem: str) -> str | None:
        """What is printed of a message, None where its file cannot be read; its pictures are drawn where they are wanted."""
        from parsers.worker import ParserFailed

        try:
            raw = file.read_bytes()
        except OSError as error:
            _pass_over(file, error.strerror or type(error).__name__)
            return None
        explanation = None
        try:
            reading = self.workers.read(raw, file.name, explained=self.explain)
            submission, explanation = reading.submission, reading.explanation
            self._draw(raw, reading, stem)
        except ParserFailed as failure:
            print(f"\n{file.name}: {failure}", file=sys.stderr)
            submission = unread(raw, file.name, failure.reason)
        if not self.explain:
            return submission.as_json() + "\n"
        from verbale.explain import explained

        return explained(submission, explanation)

    def _draw(self, raw: bytes, reading: Reading, stem: str) -> None:
        if self.pictures is None:
            return
        from verbale.pictures import draw

        try:
            for _ in draw(raw, reading, self.workers, self.programme, self.pictures, stem):
                pass
        except OSError as error:
            raise PathError(f"{self.pictures} cannot be written to ({error.strerror}); name another folder.") from error


def unread(raw: bytes, file: str, reason: str) -> Submission:
    """What stands in place of a reading that failed: never taken for other mail, and plainly told."""
    finding = Finding(
        code="could_not_be_read",
        severity=Severity.ERROR,
        message=f"The message could not be read by machine ({reason}); open it in a mail program and type the record by hand.",
    )
    facts = MessageFacts(sha256=hashlib.sha256(raw).hexdigest())
    return Submission(file=file, message=facts, kind=Kind.NOMINATION, findings=(finding,))
