"""Addresses as programs print them: underlined, and in blue."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from parsers.engines import Engines, Recognised
from parsers.engines.rapidocr import Rapid
from parsers.engines.tesseract import available
from parsers.limits import Limits
from parsers.readers import image
from parsers.readers.scan_colours import without_colour
from parsers.readers.scan_lines import DISPUTED
from parsers.readers.scan_picture import cleaned
from parsers.readers.scan_rules import drawn_rules
from parsers.readers.scan_underlines import with_hidden
from tests.builders.pages import SERIF, coded, drawn, tables, texts

BLUE = (5, 99, 193)
FONT = ImageFont.truetype(str(SERIF), 33)

needs_readers = pytest.mark.skipif(
    not {"eng", "fra", "deu"} <= available() or not Rapid().available(), reason="Tesseract or RapidOCR is not installed"
)


def linked(*lines: tuple[str, str], colour: tuple[int, int, int] = (0, 0, 0)) -> Image.Image:
    """Labels, each with an underlined address behind it, below a line of prose."""
    picture = drawn("The Permanent Mission presents its compliments to the Office")
    pen = ImageDraw.Draw(picture)
    for number, (label, address) in enumerate(lines):
        x, y = 200 + pen.textlength(label + "  ", font=FONT), 400 + 60 * number
        pen.text((200, y), label, font=FONT, fill=(0, 0, 0))
        pen.text((x, y), address, font=FONT, fill=colour)
        foot = pen.textbbox((x, y), "ox", font=FONT)[3] + 4
        pen.line((x, foot, x + pen.textlength(address, font=FONT), foot), fill=colour, width=2)
    return picture


@needs_readers
@pytest.mark.slow
@pytest.mark.parametrize("colour", [(0, 0, 0), BLUE])
def test_an_underlined_address_keeps_the_feet_of_its_letters(colour: tuple[int, int, int]) -> None:
    picture = linked(("E-mail:", "g.jolly@mfa.gov.example"), ("E-mail:", "pyg-quij@mfa.example"), colour=colour)
    document = image.read("scan.png", coded(picture, dpi=(200, 200)), Limits(), Engines())
    read = [*texts(document)[1:], *(text for table in tables(document) for row in table for text in row)]
    assert " ".join(read) == "E-mail: g.jolly@mfa.gov.example E-mail: pyg-quij@mfa.example"


def test_a_line_under_words_is_no_rule_of_a_table() -> None:
    assert drawn_rules(cleaned(np.asarray(linked(("E-mail:", "g.jolly@mfa.gov.example"))), 200)) == []


@pytest.mark.parametrize(
    ("address", "cut", "sure"),
    [("ana.ruiz@x.org", 0, 0.99), ("ana_ruiz@x.org", 0, DISPUTED), ("anaruiz@x.org", 60, DISPUTED)],
)
def test_an_underlined_address_is_doubted_where_the_line_may_hide_a_part(address: str, cut: int, sure: float) -> None:
    picture = np.asarray(linked(("", address)).convert("L"))
    ink = np.argwhere(picture[390:460] < 128)
    (top, left), (bottom, right) = ink.min(axis=0), ink.max(axis=0)
    word = Recognised(address, left + cut, top + 390, right - left + 1 - cut, bottom - top, 0.99)
    assert [w.confidence for w in with_hidden(picture, [word])] == [sure]


def test_blue_print_stays_and_a_blue_stamp_goes() -> None:
    picture = linked(("E-mail:", "ana.ruiz@mfa.example"), colour=BLUE)
    pen = ImageDraw.Draw(picture)
    for radius in (90, 130, 170):
        pen.ellipse((1200 - radius, 900 - radius, 1200 + radius, 900 + radius), outline=BLUE, width=5)
    pen.text((1110, 880), "RECEIVED", font=FONT, fill=BLUE)
    grey = without_colour(np.asarray(picture), 200)
    assert grey[390:460, 320:700].min() < 128
    assert grey[700:1100].min() > 150
