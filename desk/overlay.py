"""The overlay: a page's picture with the boxes of the values that were read on it."""

from __future__ import annotations

import struct
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.submission import Box

Pictures = Callable[[int, str, int, int], bytes]
"""(message id, attachment's path, page from 1, dots per inch) -> PNG; may raise."""

DPI = 120
"""Resolution of the pictures at the desk: sharp enough to read a scanned form at a laptop's width."""
FAILURES = 1000
"""Failed pages that are remembered."""
PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Shape:
    """One box on a page, in points, and the field that was read there."""

    anchor: str
    field: str
    box: Box
    sure: bool
    title: str


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page as shown: `width` and `height` in points; without a picture, `sentence` says why."""

    anchor: str
    attachment: int
    number: int
    width: float = 0.0
    height: float = 0.0
    sentence: str | None = None
    shapes: tuple[Shape, ...] = ()


def size_in_points(png: bytes, dpi: int) -> tuple[float, float]:
    """Width and height of a PNG rendered at `dpi`, in PDF points; ValueError where the bytes are no PNG."""
    if len(png) < 24 or not png.startswith(PNG) or png[12:16] != b"IHDR":
        raise ValueError("the picture is no PNG; render pages as PNG")
    width, height = struct.unpack(">II", png[16:24])
    return round(width * 72 / dpi, 2), round(height * 72 / dpi, 2)


def a_png(data: bytes) -> bytes:
    """The bytes themselves; PictureFailed where they are no PNG, for they go to a browser as one."""
    if not data.startswith(PNG):
        raise PictureFailed("the renderer gave something else than a PNG")
    return data


def widened(box: Box, by: float = 1.5) -> Box:
    """The box with a little air, so that its line does not strike the letters."""
    x0, y0, x1, y1 = box
    return (round(x0 - by, 2), round(y0 - by, 2), round(x1 + by, 2), round(y1 + by, 2))


class PictureFailed(Exception):
    """No picture could be made, or no attachment taken out; what the callables given to the desk raise."""


class Shelf:
    """Pictures made lately, so that the page and its picture cost one rendering; never more than `limit` bytes.

    What failed is not tried again for `patience`: a page that brings the renderer down must not hold up every visit."""

    def __init__(self, limit: int = 64 * 1024 * 1024, patience: timedelta = timedelta(minutes=5)) -> None:
        self._limit = limit
        self._patience = patience
        self._failed: OrderedDict[Hashable, datetime] = OrderedDict()
        self._held = 0
        self._pictures: OrderedDict[Hashable, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, now: datetime, make: Callable[[], bytes]) -> bytes:
        """The picture under `key`, made now where it is not held; PictureFailed where that failed a short while ago."""
        with self._lock:
            if key in self._failed and now - self._failed[key] < self._patience:
                raise PictureFailed("this page could not be made into a picture a short while ago")
            if key in self._pictures:
                self._pictures.move_to_end(key)
                return self._pictures[key]
        try:
            picture = make()
        except PictureFailed:
            with self._lock:
                self._failed[key] = now
                self._failed.move_to_end(key)
                if len(self._failed) > FAILURES:
                    self._failed.popitem(last=False)
            raise
        with self._lock:
            if key not in self._pictures and len(picture) <= self._limit:
                self._pictures[key] = picture
                self._held += len(picture)
            while self._held > self._limit:
                _, dropped = self._pictures.popitem(last=False)
                self._held -= len(dropped)
        return picture
