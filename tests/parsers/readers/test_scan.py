"""Scans and photographs: recognised where they stand on the picture that people see, and doubted where two readings differ."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image

from parsers.document import Document, Line, Paragraph
from parsers.engines import Engines, Recognised, RecognitionFailed
from parsers.engines.tesseract import available
from parsers.limits import Limits
from parsers.readers import image, pdf
from parsers.readers.reader import Unreadable
from parsers.readers.scan_picture import cleaned, slant
from parsers.readers.scan_twice import DISPUTED, agreed, merged
from tests.builders.pages import PdfPages, coded, drawn, tables, texts
from tests.builders.program import ROOT

LIMITS = Limits()

needs_tesseract = pytest.mark.skipif(
    not {"eng", "fra", "rus"} <= available(), reason="Tesseract with eng, fra and rus is not installed"
)

NOTE = (
    "The Permanent Mission of Ruritania to the United Nations",
    "presents its compliments to the Office and nominates",
    "Ms Ana Ruiz, Director, telephone +34 600 123 456,",
    "e-mail ana.ruiz@example.org, as its technical point of contact.",
)


def read(data: bytes, limits: Limits = LIMITS, engines: Engines | None = None) -> Document:
    return image.read("scan.png", data, limits, engines or Engines())


def lines_of(document: Document) -> list[Line]:
    return [line for block in document.blocks if isinstance(block, Paragraph) for line in block.lines]


def ink(picture: Image.Image, box: tuple[float, float, float, float], dpi: float, reach: float = 3) -> float:
    """The share of dark in a box (points) of a picture."""
    k = dpi / 72
    part = np.asarray(picture.convert("L"))[
        int((box[1] - reach) * k) : int((box[3] + reach) * k), int(box[0] * k) : int(box[2] * k)
    ]
    return float((part < 128).mean()) if part.size else 0.0


@needs_tesseract
@pytest.mark.slow
@pytest.mark.parametrize("degrees", [0, 1.6, -2.3])
def test_a_slanted_scan_is_read_and_its_boxes_lie_on_the_slanted_picture(degrees: float) -> None:
    picture = drawn(*NOTE).rotate(-degrees, fillcolor="white", resample=Image.Resampling.BICUBIC)
    document = read(coded(picture, dpi=(200, 200)))
    assert texts(document) == list(NOTE)
    line = lines_of(document)[2]
    place = line.text.index("+34")
    box = line.box_of(place, place + len("+34 600 123 456"))
    assert box is not None
    assert ink(picture, box, 200) > 0.08
    assert line.confidence > DISPUTED
    assert (document.pages[0].width, document.pages[0].height) == pytest.approx((595.4, 842.0), abs=0.5)


@needs_tesseract
@pytest.mark.slow
@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_on_its_side_is_turned_and_its_boxes_turned_back(degrees: int) -> None:
    upright = drawn(*NOTE, *NOTE, *NOTE)
    picture = upright.rotate(-degrees, expand=True)
    document = read(coded(picture, dpi=(200, 200)))
    assert texts(document)[:4] == list(NOTE)
    box = lines_of(document)[0].box
    assert box is not None
    assert ink(picture, box, 200, reach=0) > 0.06


@needs_tesseract
@pytest.mark.slow
def test_a_stamp_in_colour_does_not_hide_what_is_under_it() -> None:
    picture = drawn(*NOTE)
    array = np.asarray(picture).copy()
    stamp = np.full_like(array, 255)
    for radius in range(60, 200, 12):
        cv2.circle(stamp, (700, 420), radius, (205, 60, 60), 5)
    document = read(coded(Image.fromarray(np.minimum(array, stamp)), dpi=(200, 200)))
    assert texts(document) == list(NOTE)


@needs_tesseract
@pytest.mark.slow
def test_a_photograph_of_a_sheet_on_a_table_is_flattened() -> None:
    sheet = np.asarray(drawn(*NOTE, size=(1240, 1754), dpi=150, top=220))
    high, wide = sheet.shape[:2]
    corners = np.float32([[160, 120], [1350, 90], [1420, 1880], [90, 1830]])
    way = cv2.getPerspectiveTransform(np.float32([[0, 0], [wide, 0], [wide, high], [0, high]]), corners)
    photo = cv2.warpPerspective(sheet, way, (1500, 2000), borderValue=(70, 50, 40))
    shadow = np.tile(np.linspace(1.0, 0.55, 1500), (2000, 1))[:, :, None]
    picture = Image.fromarray((photo * shadow).astype(np.uint8))
    document = read(coded(picture, "JPEG", quality=90))
    assert texts(document) == list(NOTE)
    line = lines_of(document)[0]
    expected = cv2.perspectiveTransform(np.float32([[[200, 220]]]), way)[0][0]
    assert line.box is not None
    k = (document.pages[0].width or 0) / 1500
    assert (line.box[0], line.box[1]) == pytest.approx((expected[0] * k, expected[1] * k), abs=12)


@needs_tesseract
@pytest.mark.slow
def test_a_ruled_table_in_a_scan_is_a_table() -> None:
    picture = drawn()
    array = np.asarray(picture).copy()
    for y in (300, 370, 440, 510):
        cv2.line(array, (200, y), (1400, y), (0, 0, 0), 2)
    for x in (200, 620, 1400):
        cv2.line(array, (x, 300), (x, 510), (0, 0, 0), 2)
    picture = Image.fromarray(array)
    from PIL import ImageDraw, ImageFont

    from tests.builders.pages import SERIF

    pen, font = ImageDraw.Draw(picture), ImageFont.truetype(str(SERIF), 33)
    rows = [["Name", "Ana Ruiz"], ["Telephone", "+34 600 123 456"], ["E-mail", "ana.ruiz@example.org"]]
    for number, row in enumerate(rows):
        pen.text((215, 312 + 70 * number), row[0], fill=(0, 0, 0), font=font)
        pen.text((635, 312 + 70 * number), row[1], fill=(0, 0, 0), font=font)
    assert tables(read(coded(picture, dpi=(200, 200)))) == [rows]


@needs_tesseract
@pytest.mark.slow
@pytest.mark.parametrize(
    "note",
    [
        (
            "La Mission permanente présente ses compliments au Bureau des",
            "affaires de désarmement et a l'honneur de désigner Mme Hélène",
            "Lefèvre, téléphone +33 1 23 45 67 89, comme point de contact.",
        ),
        (
            "Постоянное представительство свидетельствует свое уважение",
            "Управлению и имеет честь сообщить, что контактным лицом",
            "назначен Иванов Иван, тел. +7 495 123 45 67, ivanov@example.ru",
        ),
    ],
)
def test_the_language_of_a_page_is_found(note: tuple[str, ...]) -> None:
    assert texts(read(coded(drawn(*note), dpi=(200, 200)))) == list(note)


@needs_tesseract
@pytest.mark.slow
def test_only_the_pages_of_a_pdf_without_text_are_recognised() -> None:
    pages = PdfPages().line(72, 100, "This page is stored as text.").page()
    pages.canvas.drawInlineImage(drawn(*NOTE), 0, 0, 612, 792)
    document = pdf.read("a.pdf", pages.pdf(), Limits(), Engines())
    assert (document.format, document.recognised, len(document.pages)) == ("scan", True, 2)
    assert texts(document) == ["This page is stored as text.", *NOTE]
    first = document.pages[1].blocks[0].lines[0].box  # type: ignore[union-attr]
    assert first[0] == pytest.approx(200 / 1654 * 612, abs=3)


class Failing:
    """An engine that is there and breaks."""

    def languages(self) -> frozenset[str]:
        return frozenset({"eng"})

    def recognise(self, picture: bytes, languages: tuple[str, ...], *, layout: int, dpi: int) -> list[Recognised]:
        raise RecognitionFailed("it was stopped")

    def upright(self, picture: bytes, *, dpi: int) -> int:
        return 0


class Missing(Failing):
    """An engine that is not there."""

    def languages(self) -> frozenset[str]:
        return frozenset()


@pytest.mark.parametrize(
    ("engine", "code"), [(Failing(), "recognition_failed"), (Missing(), "no_character_recognition")]
)
def test_an_engine_that_breaks_is_a_finding(engine: Failing, code: str) -> None:
    with pytest.raises(Unreadable) as error:
        read(coded(drawn(*NOTE)), engines=Engines(engine))
    assert error.value.code == code
    assert "scan.png" in error.value.sentence


@needs_tesseract
@pytest.mark.slow
def test_a_telephones_picture_is_read() -> None:
    data = (ROOT / "tests" / "samples" / "photo.heic").read_bytes()
    assert (image.bid(data[:64], ""), image.frames(data)) == (100, 1)
    assert texts(image.read("photo.heic", data, Limits(), Engines())) == [
        "Note verbale No. 118/2025",
        "Ms Ana Ruiz Villar",
        "ana.ruiz@example.org",
        "+34 600 123 456",
    ]


def test_logos_are_pictures_without_text() -> None:
    document = read(coded(drawn(size=(200, 120))), engines=Engines(Failing()))
    assert (document.blocks, document.findings) == ([], ())


def word(text: str, left: int, confidence: float, top: int = 0) -> Recognised:
    return Recognised(text, left, top, 100, 20, confidence)


def test_words_on_which_two_readings_differ_are_doubted() -> None:
    first = [word("Tel.", 0, 0.9), word("+34600123456", 120, 0.7), word("Ruiz", 240, 0.8), word("17", 360, 0.9)]
    second = [
        word("Tel", 1, 0.9),
        word("+34600123466", 121, 0.9),
        word("Rüiz", 241, 0.5),
        word("Lost", 480, 0.9),
        word("~", 600, 0.9),
    ]
    assert [(w.text, w.confidence) for w in agreed(first, second)] == [
        ("Tel.", 0.9),
        ("+34600123466", DISPUTED),
        ("Ruiz", DISPUTED),
        ("17", DISPUTED),
        ("Lost", DISPUTED),
    ]


def test_one_reading_may_cut_a_word_that_the_other_does_not() -> None:
    first = [Recognised("ana.ruiz", 0, 0, 80, 20, 0.8), Recognised("@example.org", 82, 0, 100, 20, 0.9)]
    second = [Recognised("ana.ruiz@example.org", 1, 1, 180, 20, 0.95)]
    assert [(w.text, w.confidence) for w in agreed(first, second)] == [("ana.ruiz", 0.95), ("@example.org", 0.95)]


def test_latin_words_come_from_the_model_that_knows_latin() -> None:
    arabic = [word("الهاتف", 300, 0.9), word("٠٠سس", 0, 0.4)]
    mixed = [word("alblot", 300, 0.2), word("ana@example.org", 0, 0.8)]
    assert [w.text for w in merged(arabic, mixed)] == ["الهاتف", "ana@example.org"]


def test_many_letters_that_two_readings_see_alike_are_kept_however_unsure_the_engine_is() -> None:
    first, second = [word("العربية»الإنجليزية", 0, 0.0)], [word("العربيةالإنجليزية", 0, 0.06)]
    assert [(w.text, w.confidence) for w in agreed(first, second)] == [("العربية»الإنجليزية", 0.4)]
    assert [w.confidence for w in agreed([word("كد", 0, 0.0)], [word("كد", 0, 0.0)])] == [0.0]


def test_a_few_latin_letters_within_a_long_arabic_word_are_a_misreading() -> None:
    assert [w.text for w in merged([word("العربيةالإنجليزية", 0, 0.0)], [word("ay", 0, 0.45)])] == ["العربيةالإنجليزية"]
    assert [w.text for w in merged([word("كد", 0, 0.0)], [word("CERT", 0, 0.45)])] == ["CERT"]


@pytest.mark.parametrize("degrees", [-4.0, -1.0, 0.0, 0.5, 3.0])
def test_slant_is_measured(degrees: float) -> None:
    grey = np.asarray(drawn(*NOTE * 5, top=200).rotate(-degrees, fillcolor="white").convert("L"))
    assert slant(grey) == pytest.approx(degrees, abs=0.15)


def test_coloured_ink_is_gone_and_dust_is_off() -> None:
    array = np.full((1200, 900, 3), 255, np.uint8)
    cv2.putText(array, "BLACK", (100, 300), cv2.FONT_HERSHEY_SIMPLEX, 2, (0, 0, 0), 6)
    cv2.circle(array, (200, 280), 60, (210, 40, 40), 4)
    array[900:904, 600:604] = 0
    # nothing is cut off where there is something at the edges
    array[:, [0, -1]] = array[[0, -1]] = 0
    page = cleaned(array, 200)
    assert page.grey[900:904, 600:604].min() > 200
    assert page.grey[220, 190:210].min() > 200
    assert page.grey[250:310, 100:300].min() < 60


def test_margins_are_cut_off_and_boxes_stand_where_people_see_them() -> None:
    array = np.full((1200, 900), 255, np.uint8)
    array[400:440, 300:500] = 0
    page = cleaned(array, 200)
    ys, xs = np.nonzero(page.grey < 100)
    assert page.grey.shape == (40 + 2 * 60, 200 + 2 * 60)
    box = page.shown(int(xs.min()), int(ys.min()), int(xs.max()) + 1, int(ys.max()) + 1)
    assert box == pytest.approx((300 * 0.36, 400 * 0.36, 500 * 0.36, 440 * 0.36), abs=0.5)


def test_blank_and_tiny_pictures_do_not_raise() -> None:
    for size in ((900, 1200), (1, 1), (5000, 3)):
        cleaned(np.full((size[1], size[0], 3), 255, np.uint8), 200, photo=True)
