"""Tasks: what is done with a message inside a worker's process."""

from __future__ import annotations

import signal
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from domain.programme import Programme
from domain.reading import Reading
from parsers.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from parsers.marking import Key, Mark
    from parsers.mime import Part


_ORPHANED = 5.0
"""Seconds beyond its time after which a worker whose parent is dead ends itself."""
_FRAMES = 6
"""Places of a failure that are told."""


def reading_of(
    raw: bytes, file: str, programme: Programme, limits: Limits, authserv: str | None, explained: bool
) -> tuple[str, bytes]:
    """The reading of one message as JSON."""

    def reading() -> bytes:
        from parsers.read import read_message

        reading: Reading = read_message(raw, file, programme, limits, authserv, explained)
        return reading.model_dump_json(by_alias=True).encode("utf-8")

    return bounded(reading, limits)


def picture_of(raw: bytes, path: str, page: int, dpi: int, limits: Limits) -> tuple[str, bytes]:
    """The picture (PNG) of one page of an attachment; empty where it cannot be shown as pages."""

    def picture() -> bytes:
        from parsers.pictures import page_picture

        part = _part(raw, path, limits)
        return page_picture(part.data, part.media_type, page, dpi, limits) or b""

    return bounded(picture, limits)


def marked_of(
    raw: bytes, path: str, page: int, dpi: int, limits: Limits, marks: Sequence[Mark], keys: Sequence[Key]
) -> tuple[str, bytes]:
    """As `picture_of`, with these marks drawn on the page."""

    def picture() -> bytes:
        from parsers.marking import marked_page

        part = _part(raw, path, limits)
        return marked_page(part.data, part.media_type, page, dpi, limits, marks, keys) or b""

    return bounded(picture, limits)


def attachment_of(raw: bytes, path: str, limits: Limits) -> tuple[str, bytes]:
    """The bytes of the attachment with this path."""
    return bounded(lambda: _part(raw, path, limits).data, limits)


def key_names_of(raw: bytes, sender: str, sealers: Sequence[str], limits: Limits) -> tuple[str, bytes]:
    """The DNS names of the keys that a message's signatures need, one a line."""

    def names() -> bytes:
        from parsers.signatures import key_names

        return "\n".join(key_names(raw, sender, sealers)).encode("ascii")

    return bounded(names, limits)


def signed_of(
    raw: bytes, sender: str, sealers: Sequence[str], keys: Mapping[str, bytes], limits: Limits
) -> tuple[str, bytes]:
    """Which of a message's signatures hold with these keys, as JSON."""

    def found() -> bytes:
        from parsers.signatures import signed

        return signed(raw, sender, sealers, keys).model_dump_json().encode("utf-8")

    return bounded(found, limits)


def _part(raw: bytes, path: str, limits: Limits) -> Part:
    from parsers.containers import open_parts
    from parsers.lone_files import open_file

    opened = open_parts(open_file(raw, limits), limits)
    part = next((part for part in opened.listed if part.path == path), None)
    if part is None:
        raise LookupError("the message has no such attachment")
    return part


def bounded(work: Callable[[], bytes], limits: Limits) -> tuple[str, bytes]:
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
