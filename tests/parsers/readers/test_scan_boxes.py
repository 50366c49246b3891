"""Boxes to be ticked on scanned pages."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from parsers.engines import Recognised
from parsers.readers.scan_boxes import boxes_in, with_boxes, without_boxes
from parsers.readers.scan_picture import cleaned
from tests.builders.pages import SERIF

DPI = 200
FONT = ImageFont.truetype(str(SERIF), 33)
PAPER = (250, 250, 250)


def form(*ticks: str, side: int = 28) -> Image.Image:
    """A line of prose, and below it a choice in each line, its box ticked (`x`), ticked beyond its sides (`v`) or empty."""
    picture = Image.new("RGB", (1200, 700), PAPER)
    pen = ImageDraw.Draw(picture)
    pen.text((100, 60), "The Permanent Mission Do 0o DBO presents its compliments", font=FONT, fill=(20, 20, 20))
    for number, tick in enumerate(ticks):
        left, top = 100, 160 + 70 * number
        right, bottom = left + side, top + side
        pen.rectangle((left, top, right, bottom), outline=(30, 30, 30), width=3)
        pen.text((right + 14, top - 4), "Diplomatic", font=FONT, fill=(20, 20, 20))
        if tick == "x":
            pen.line((left + 5, top + 5, right - 5, bottom - 5), fill=(20, 20, 60), width=4)
            pen.line((right - 5, top + 5, left + 5, bottom - 5), fill=(20, 20, 60), width=4)
        if tick == "v":
            pen.line((left + 5, top + 14, left + 11, bottom - 5, right + 9, top - 10), fill=(20, 20, 60), width=4)
    return picture


@pytest.mark.parametrize(
    ("ticks", "seen"), [(" x", "☐☒"), ("x  ", "☒☐☐"), (" v ", "☐☒☐"), ("  ", "☐☐"), ("x", ""), ("xx", ""), (" ", "")]
)
def test_boxes_are_ticked_or_empty_where_one_of_several_is_empty(ticks: str, seen: str) -> None:
    page = cleaned(np.asarray(form(*ticks)), DPI)
    found = sorted(boxes_in(page.grey, page.dpi), key=lambda box: box.top)
    assert "".join(box.text for box in found) == seen
    assert [box.sure > 0.9 for box in found] == [True] * len(found)


def test_boxes_that_take_a_letter_each_are_none() -> None:
    picture = form()
    pen = ImageDraw.Draw(picture)
    for number in range(6):
        pen.rectangle((100 + 36 * number, 200, 130 + 36 * number, 230), outline=(30, 30, 30), width=3)
    page = cleaned(np.asarray(picture), DPI)
    assert boxes_in(page.grey, page.dpi) == []


def test_a_box_stands_in_the_line_beside_it_and_not_in_the_picture() -> None:
    page = cleaned(np.asarray(form(" ", "x")), DPI)
    boxes = sorted(boxes_in(page.grey, page.dpi), key=lambda box: box.top)
    words = [Recognised("Diplomatic", 145, top, 140, 34, 0.9, (1, 1, line)) for line, top in enumerate((158, 228))]
    assert [(w.text, w.line) for w in with_boxes(words, boxes)] == [
        ("Diplomatic", words[0].line),
        ("Diplomatic", words[1].line),
        ("☐", words[0].line),
        ("☒", words[1].line),
    ]
    assert boxes_in(without_boxes(page.grey, boxes), page.dpi) == []
