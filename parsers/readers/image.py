"""Pictures of pages: scans and photographs as JPEG, PNG, TIFF, WebP, GIF, BMP, HEIC or AVIF."""

from __future__ import annotations

import io
import os
import struct
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING, Any

from domain.submission import Finding, Severity
from parsers.document import Document, Page
from parsers.readers.reader import Unreadable, name_of

if TYPE_CHECKING:
    from parsers.engines import Engines
    from parsers.limits import Limits

_MAGIC = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*", b"BM")
_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis")
"""What telephones and cameras write behind `ftyp` in a picture."""
_FORMATS = ("JPEG", "PNG", "GIF", "TIFF", "BMP", "WEBP", "HEIF", "AVIF")
_CAMERAS = ("JPEG", "WEBP", "MPO", "HEIF", "AVIF")
_DAMAGE = (
    OSError, ValueError, SyntaxError, TypeError, KeyError, IndexError, AttributeError, EOFError, RuntimeError,
    ArithmeticError, struct.error,
)  # fmt: skip
"""What Pillow raises on damaged pictures."""
_LONG, _SHORT = 11.69, 8.27
"""Inches of a sheet of A4."""
_SMALLEST_PAGE = 400
"""Picture elements of the shorter side below which a picture is a logo, not a page."""


def bid(head: bytes, declared: str) -> int:
    """The formats' own first bytes."""
    if head.startswith(_MAGIC[:-1]) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP"):
        return 100
    if head[4:8] == b"ftyp" and head[8:12] in _BRANDS:
        return 100
    return 60 if head.startswith(b"BM") and declared.startswith("image/") else 0


def read(path: str, data: bytes, limits: Limits, engines: Engines) -> Document:
    """Every page recognised; small pictures (logos, icons) are documents without text."""
    from parsers.readers.regions import with_regions
    from parsers.readers.scan import recognise_page

    findings: list[Finding] = []
    pages: list[Page] = []
    waiting: list[Future[tuple[Page, list[Finding]]]] = []

    def take() -> None:
        page, trouble = waiting.pop(0).result()
        pages.append(page)
        findings.extend(trouble)

    most = os.cpu_count() or 1
    with ThreadPoolExecutor(max_workers=most) as pool:
        try:
            try:
                for number, (picture, dpi, photo) in enumerate(pictures(path, data, limits), start=1):
                    if number > limits.pages:
                        sentence = f"{name_of(path)} has more than {limits.pages} pages; the others were not read."
                        findings.append(Finding(code="pages_unread", severity=Severity.WARNING, message=sentence))
                        break
                    if is_small(picture):
                        blank = Page((), number, picture.width * 72 / dpi, picture.height * 72 / dpi)
                        waiting.append(pool.submit(_untouched, blank))
                    else:
                        waiting.append(pool.submit(recognise_page, picture, dpi, number, engines, photo=photo))
                    # one more than are read, so that none waits for the next picture to be opened
                    while len(waiting) > most:
                        take()
            finally:
                while waiting:
                    take()
        except Unreadable as error:
            # What stands before the damage is kept.
            sentence = error.sentence if error.code == "damaged" else f"{name_of(path)}: {error.sentence}"
            if not pages:
                raise Unreadable(error.code, sentence) from error
            findings.append(Unreadable(error.code, f"Page {len(pages) + 1} and what follows: {sentence}").finding())
    return Document(path, "image", tuple(with_regions(pages)), recognised=True, findings=tuple(findings))


def _untouched(page: Page) -> tuple[Page, list[Finding]]:
    return page, []


def recognised_pictures(
    path: str, found: Sequence[bytes], limits: Limits, engines: Engines
) -> tuple[list[Page], list[Finding]]:
    """Pages for those pictures within a text document that are pages themselves, numbered from 1; logos and broken ones are not."""
    from parsers.readers.scan import recognise_page

    pages: list[Page] = []
    findings: list[Finding] = []
    for data in found[: limits.pages]:
        if not bid(data[:64], ""):
            continue
        try:
            for picture, dpi, photo in pictures(path, data, limits):
                if is_small(picture):
                    continue
                page, trouble = recognise_page(picture, dpi, len(pages) + 1, engines, photo=photo)
                pages.append(page)
                findings.extend(trouble)
        except Unreadable as error:
            sentence = f"A picture in {name_of(path)} could not be read: {error.sentence}"
            findings.append(Finding(code=error.code, severity=Severity.WARNING, message=sentence))
    return pages, findings


def is_small(picture: Any) -> bool:
    """True for logos, icons and lines."""
    return bool(min(picture.size) < _SMALLEST_PAGE or max(picture.size) < 1.5 * _SMALLEST_PAGE)


def pictures(path: str, data: bytes, limits: Limits) -> Iterator[tuple[Any, float, bool]]:
    """The pages as upright pictures in RGB or grey, with their dots per inch and whether a camera may have taken them.

    Raises Unreadable where the file is damaged or larger than the limits."""
    from PIL import Image, ImageOps, ImageSequence

    try:
        with Image.open(io.BytesIO(data), formats=_formats()) as opened:
            for frame in ImageSequence.Iterator(opened):
                if frame.width * frame.height > 4 * limits.pixels:
                    raise Unreadable(
                        "too_large",
                        f"{name_of(path)} is a picture too large to be read ({frame.width} by {frame.height}).",
                    )
                stated = frame.info.get("dpi")
                if frame.format == "JPEG" and frame.width * frame.height > limits.pixels:
                    frame.draft("RGB", (frame.width // 2, frame.height // 2))
                upright = ImageOps.exif_transpose(frame)
                picture = _on_white(upright)
                if picture.width * picture.height > limits.pixels:
                    share = (limits.pixels / (picture.width * picture.height)) ** 0.5
                    picture = picture.resize((max(1, int(picture.width * share)), max(1, int(picture.height * share))))
                    stated = None
                yield picture, dpi_of(picture.size, stated), opened.format in _CAMERAS
                if opened.format not in ("TIFF", "MPO") or opened.format == "MPO":
                    return
    except (*_DAMAGE, Image.DecompressionBombError) as error:
        raise Unreadable("damaged", f"{name_of(path)} is a damaged picture and could not be read.") from error


def frames(data: bytes) -> int:
    """How many pages a picture file has; raises Unreadable where it is damaged."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=_formats()) as opened:
            return int(getattr(opened, "n_frames", 1)) if opened.format == "TIFF" else 1
    except (*_DAMAGE, Image.DecompressionBombError) as error:
        raise Unreadable("damaged", "The picture is damaged and cannot be shown.") from error


@cache
def _formats() -> tuple[str, ...]:
    """The formats that can be read here; HEIC by libheif's decoder, which the package pi-heif brings along."""
    from PIL import Image

    try:
        from pi_heif import register_heif_opener
    except ImportError:
        pass
    else:
        register_heif_opener(thumbnails=False)
    Image.init()
    return tuple(form for form in _FORMATS if form in Image.OPEN)


def _on_white(picture: Any) -> Any:
    from PIL import Image

    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        white = Image.new("RGBA", picture.size, "white")
        white.alpha_composite(picture)
        return white.convert("RGB")
    return picture.convert("L" if picture.mode in ("1", "L") else "RGB")


def dpi_of(size: tuple[int, int], stated: object = None) -> float:
    """Dots per inch: those that the file states where they make a sheet of paper, else such that the page is about an A4 sheet."""
    long, short = max(size), min(size)
    if isinstance(stated, tuple) and len(stated) == 2:
        try:
            dpi = (float(stated[0]) + float(stated[1])) / 2
        except (TypeError, ValueError, ZeroDivisionError):
            dpi = 0.0
        if 70 <= dpi <= 1300 and 4.0 <= long / dpi <= 17.5:
            return dpi
    return max(36.0, long / _LONG, short / (1.25 * _SHORT))
