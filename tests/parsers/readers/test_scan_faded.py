"""Faded print is made dark; print as dark as it should be stays as it is."""

from __future__ import annotations

import numpy as np
import pytest

from parsers.readers.scan_faded import tones
from parsers.readers.scan_sheet import Picture


def page(ink: int) -> Picture:
    """White paper with a tenth of it in this tone."""
    picture = np.full((100, 100), 250, np.uint8)
    picture[:10] = ink
    return picture


@pytest.mark.parametrize("ink", [95, 134, 160])
def test_faded_print_becomes_dark_and_paper_stays_white(ink: int) -> None:
    darker = tones(page(ink))
    assert darker is not None
    assert (int(darker[ink]), int(darker[250])) == (60, 250)


@pytest.mark.parametrize("ink", [0, 40, 80])
def test_dark_print_stays(ink: int) -> None:
    assert tones(page(ink)) is None


def test_paper_alone_is_not_faded_print() -> None:
    assert tones(np.full((100, 100), 245, np.uint8)) is None


def test_a_grey_stamp_beside_dark_print_is_not_faded_print() -> None:
    picture = page(40)
    picture[50:70] = 150
    assert tones(picture) is None
