"""Pictures of pages for people to look at, in the coordinates of the documents' boxes: points from the page's top left."""

from __future__ import annotations

import io
from typing import Any

from parsers.limits import Limits
from parsers.readers import image, pdf
from parsers.readers.reader import Unreadable


def page_picture(data: bytes, media_type: str, page: int, dpi: int, limits: Limits) -> bytes | None:
    """A PNG of a page (from 1) at `dpi` dots per inch, fewer where the picture would be larger than the limits allow.

    None where the format has no pages or has no such page. Raises Unreadable where the file is damaged or locked."""
    shown = drawn_page(data, media_type, page, dpi, limits)
    return png(shown[0]) if shown else None


def drawn_page(data: bytes, media_type: str, page: int, dpi: int, limits: Limits) -> tuple[Any, float] | None:
    """As `page_picture`, but a Pillow image, and how many of its dots make a point."""
    if page < 1:
        return None
    if pdf.bid(data[:1024], media_type):
        return _of_pdf(data, page, dpi, limits)
    if image.bid(data[:64], media_type):
        for number, (picture, own_dpi, _) in enumerate(image.pictures("", data, limits), start=1):
            if number == page:
                resized = _resized(picture, dpi / own_dpi, limits)
                return resized, resized.width / picture.width * own_dpi / 72
            if number >= limits.pages:
                break
    return None


def page_count(data: bytes, media_type: str) -> int | None:
    """How many pages a PDF or picture has; None for formats without pages. Raises Unreadable where it is damaged or locked."""
    if pdf.bid(data[:1024], media_type):
        from parsers.readers.pdf_page import open_pdf

        opened = open_pdf("", data)
        try:
            return len(opened)
        finally:
            opened.close()
    if image.bid(data[:64], media_type):
        return image.frames(data)
    return None


def _of_pdf(data: bytes, page: int, dpi: int, limits: Limits) -> tuple[Any, float] | None:
    import pypdfium2

    from parsers.readers.pdf_page import open_pdf, render

    opened = open_pdf("", data)
    try:
        if page > len(opened):
            return None
        picture, used = render(opened[page - 1], limits, dpi)
        return picture, used / 72
    except pypdfium2.PdfiumError as error:
        raise Unreadable("damaged", f"Page {page} is damaged and cannot be shown.") from error
    finally:
        opened.close()


def _resized(picture: Any, share: float, limits: Limits) -> Any:
    pixels = picture.width * picture.height * share * share
    if pixels > limits.pixels:
        share *= (limits.pixels / pixels) ** 0.5
    if abs(share - 1) < 0.01:
        return picture
    return picture.resize((max(1, round(picture.width * share)), max(1, round(picture.height * share))))


def png(picture: Any) -> bytes:
    """The picture's bytes."""
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
