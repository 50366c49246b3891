"""Pictures of pages: in the coordinates of the boxes, and never larger than the limits."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from parsers.limits import Limits
from parsers.pictures import page_count, page_picture
from parsers.readers.image import dpi_of
from parsers.readers.reader import Unreadable
from tests.builders.pages import PdfPages, coded, docx, drawn, p


def opened(png: bytes | None) -> Image.Image:
    assert png is not None
    return Image.open(io.BytesIO(png))


def test_a_pdf_page_has_its_size_at_the_wanted_dots() -> None:
    data = PdfPages().line(72, 100, "x").page().line(72, 100, "y").pdf()
    assert page_count(data, "application/pdf") == 2
    assert opened(page_picture(data, "application/pdf", 2, 144, Limits())).size == (1224, 1584)
    assert page_picture(data, "application/pdf", 3, 144, Limits()) is None
    assert page_picture(data, "application/pdf", 0, 144, Limits()) is None


def test_what_was_filled_into_a_form_is_seen() -> None:
    page = PdfPages().line(72, 60, "Form")
    page.canvas.acroForm.textfield(
        name="a", value="MMMMMMMM", x=100, y=500, width=200, height=40, fontSize=30, borderWidth=0
    )
    picture = opened(page_picture(page.pdf(), "application/pdf", 1, 72, Limits())).convert("L")
    assert min(picture.crop((100, 252, 300, 292)).get_flattened_data()) < 100


def test_a_huge_page_is_drawn_small() -> None:
    data = PdfPages(size=(14400, 14400)).line(72, 100, "x").pdf()
    assert opened(page_picture(data, "application/pdf", 1, 300, Limits(pixels=1_000_000))).size == (1000, 1000)


def test_a_picture_is_shown_upright_with_the_boxes_coordinates() -> None:
    sideways = drawn("x", size=(1000, 600))
    exif = sideways.getexif()
    exif[0x0112] = 6
    data = coded(sideways, "JPEG", exif=exif, dpi=(100, 100))
    assert page_count(data, "image/jpeg") == 1
    assert opened(page_picture(data, "image/jpeg", 1, 50, Limits())).size == (300, 500)


def test_a_fax_has_all_its_pages() -> None:
    pages = [drawn("x", size=(850, 1100)).convert("1") for _ in range(3)]
    data = coded(pages[0], "TIFF", save_all=True, append_images=pages[1:], dpi=(100, 100))
    assert page_count(data, "image/tiff") == 3
    assert opened(page_picture(data, "image/tiff", 3, 100, Limits())).size == (850, 1100)
    assert page_picture(data, "image/tiff", 4, 100, Limits()) is None


def test_formats_without_pages_have_no_picture() -> None:
    assert page_picture(docx(p("Text")), "application/msword", 1, 100, Limits()) is None
    assert page_count(docx(p("Text")), "application/msword") is None
    assert page_count(b"plain", "text/plain") is None


@pytest.mark.parametrize("data", [b"%PDF-1.7 nothing", b"\x89PNG\r\n\x1a\n nothing", b"\xff\xd8\xff nothing"])
def test_damaged_files_are_damaged(data: bytes) -> None:
    with pytest.raises(Unreadable):
        page_picture(data, "", 1, 100, Limits())
    with pytest.raises(Unreadable):
        page_count(data, "")


@pytest.mark.parametrize(
    ("size", "stated", "dpi"),
    [
        ((1654, 2339), (200, 200), 200),
        ((1654, 2339), None, 200),
        ((1275, 1650), (150.0, 150.0), 150),
        ((3000, 4000), (72, 72), 342),
        ((1514, 1925), (1, 1), 165),
        ((1654, 2339), ("x", "y"), 200),
    ],
)
def test_dots_per_inch_make_a_sheet_of_paper(size: tuple[int, int], stated: object, dpi: int) -> None:
    assert round(dpi_of(size, stated)) == dpi
