"""Tables in scans: rules found though faint, cells read one by one, stamps taken off what they are pressed upon."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from parsers.engines import Recognised
from parsers.readers.scan_cells import unfolded
from parsers.readers.scan_picture import Cleaned, cleaned
from parsers.readers.scan_rules import drawn_rules, without_rules
from parsers.readers.scan_stamps import without_stamps
from tests.builders.pages import drawn

ROWS, COLUMNS = (300, 380, 460, 540), (200, 620, 1400)


def ruled(tone: int, *, dash: int = 0, thick: int = 2) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """A page with a table of three rows and two columns, a word in every other cell; its rules as grey as `tone`."""
    above = (
        "The Permanent Mission of Ruritania presents its compliments",
        "to the Office and has the honour to nominate:",
    )
    array = np.asarray(drawn(*above, size=(1654, 1000), top=80)).copy()
    for y in ROWS:
        cv2.line(array, (COLUMNS[0], y), (COLUMNS[-1], y), (tone,) * 3, thick)
    for x in COLUMNS:
        cv2.line(array, (x, ROWS[0]), (x, ROWS[-1]), (tone,) * 3, thick)
    if dash:
        array[:, ::dash] = 255
    for row in range(3):
        cv2.putText(array, "Name", (COLUMNS[0] + 20, ROWS[row] + 55), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (20, 20, 20), 3)
    return array


def margins(page: Cleaned) -> tuple[int, int]:
    """Picture elements that were cut off at the left and at the top."""
    return round(page.back[0, 2] * 200 / 72), round(page.back[1, 2] * 200 / 72)


@pytest.mark.parametrize(("tone", "dash", "thick"), [(0, 0, 2), (150, 0, 2), (190, 0, 1), (90, 9, 2)])
def test_rules_are_found_though_grey_or_broken(tone: int, dash: int, thick: int) -> None:
    page = cleaned(ruled(tone, dash=dash, thick=thick), 200)
    rules = drawn_rules(page)
    left, top = margins(page)
    levels = sorted({round(rule.y0 * 200 / 72 + top, -1) for rule in rules if rule.level})
    uprights = sorted({round(rule.x0 * 200 / 72 + left, -1) for rule in rules if not rule.level})
    assert levels == list(ROWS)
    assert uprights == list(COLUMNS)


def test_words_are_no_rules() -> None:
    lines = (
        "ПОСТОЯННОЕ ПРЕДСТАВИТЕЛЬСТВО ТУРКМЕНИСТАНА",
        "Verantwortungszusammenhangsuntersuchung",
        "xuwenjing@cncert",
    )
    page = cleaned(np.asarray(drawn(*lines)), 200)
    assert drawn_rules(page) == []


def test_cells_stand_one_below_the_other_and_their_words_go_back_to_their_places() -> None:
    page = cleaned(ruled(0), 200)
    rules = drawn_rules(page)
    sheet = unfolded(page, without_rules(page, rules), rules)
    left, top = margins(page)
    # three cells have a word in them; nothing of the table is left on the page itself
    assert sheet.picture[ROWS[0] - top - 20 : page.grey.shape[0]].min() > 200
    below = sheet.picture[page.grey.shape[0] :]
    ys, xs = np.nonzero(below < 100)
    first = [int(y) for y in ys if y < ys.min() + 40]
    found = Recognised("Name", int(xs.min()), page.grey.shape[0] + min(first), 90, max(first) - min(first), 0.9)
    (placed,) = sheet.placed([found])
    assert (placed.left + left, placed.top + top) == pytest.approx((COLUMNS[0] + 20, ROWS[0] + 28), abs=8)


def test_words_outside_of_tables_stay_where_they_are() -> None:
    page = cleaned(ruled(0), 200)
    rules = drawn_rules(page)
    word = Recognised("Ana", 50, 60, 70, 20, 0.9)
    assert unfolded(page, without_rules(page, rules), rules).placed([word]) == [word]


def test_a_grey_stamp_is_taken_off_the_print_below_it() -> None:
    grey = np.asarray(drawn("New York, 3 May 2025", "and more of the same print").convert("L")).copy()
    plain = grey.copy()
    stamp = np.full_like(grey, 255)
    cv2.circle(stamp, (420, 330), 110, 120, 6)
    cv2.circle(stamp, (420, 330), 90, 120, 3)
    grey = np.minimum(grey, stamp)
    taken = without_stamps(grey, 200)
    print_ = plain < 60
    assert float((taken[~(plain < 250)] < 150).mean()) < 0.001
    assert float((taken[print_] < 100).mean()) > 0.9


def test_black_drawings_and_pages_without_stamps_stay() -> None:
    grey = np.asarray(drawn("New York, 3 May 2025").convert("L")).copy()
    cv2.circle(grey, (420, 600), 110, 20, 6)
    assert np.array_equal(without_stamps(grey, 200), grey)
