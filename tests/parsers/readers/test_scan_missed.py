"""Rows passed over by the engine, and letters that coarse print makes alike."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from parsers.engines import Recognised
from parsers.readers.scan_alike import with_alike
from parsers.readers.scan_lines import DISPUTED
from parsers.readers.scan_missed import with_missed_rows
from parsers.readers.scan_sheet import Picture
from tests.builders.pages import SERIF

FONT = ImageFont.truetype(str(SERIF), 33)
FIRST = Recognised("Контактный", 100, 100, 190, 34, 0.95, (1, 1, 1))


def page(*lines: str) -> Picture:
    picture = Image.new("L", (900, 400), 250)
    pen = ImageDraw.Draw(picture)
    for number, line in enumerate(lines):
        pen.text((100, 96 + 80 * number), line, font=FONT, fill=20)
    return np.asarray(picture)


@pytest.mark.parametrize(("sure", "read"), [(0.9, ["Контактный", "Иванович"]), (0.3, ["Контактный"])])
def test_a_row_that_was_passed_over_is_read_where_it_stands_and_doubted(sure: float, read: list[str]) -> None:
    def again(rows: Picture) -> list[Recognised]:
        ys, xs = np.nonzero(rows < 150)
        left, top = int(xs.min()), int(ys.min())
        return [Recognised("Иванович", left, top, int(xs.max()) - left, int(ys.max()) - top, sure, (1, 1, 1))]

    words = with_missed_rows(page("Контактный", "Иванович"), [FIRST], again)
    assert [w.text for w in words] == read
    assert all(
        w.confidence == DISPUTED and 95 <= w.left <= 105 and 175 <= w.top <= 195 and w.line != FIRST.line
        for w in words[1:]
    )


def test_nothing_is_read_again_where_every_row_was_seen() -> None:
    def never(rows: Picture) -> list[Recognised]:
        raise AssertionError

    assert with_missed_rows(page("Контактный"), [FIRST], never) == [FIRST]


@pytest.mark.parametrize(
    ("text", "height", "doubted"),
    [
        ("j.barnes@cirt.example", 18, True),
        ("j.bames@cirt.example", 18, True),
        ("www.cirt.example", 18, True),
        ("j.barnes@cirt.example", 34, False),
        ("j.sika@cirt.tg", 18, False),
        ("modern", 18, False),
    ],
)
def test_an_address_in_coarse_print_is_doubted_where_its_letters_may_be_others(
    text: str, height: int, doubted: bool
) -> None:
    word = replace(FIRST, text=text, height=height)
    assert with_alike([word], 1.0) == [replace(word, confidence=DISPUTED) if doubted else word]
