"""Arabic letters of a PDF as different programs write them: in whatever order the file has them, the text reads the same."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parsers.readers.pdf_characters import Character
from parsers.readers.pdf_words import pieces_of

SIZE = 12.0
Placed = tuple[str, float, float]
"""A character with the left and right end of its box."""


def text_of(placed: Sequence[Placed], baseline: float = 100.0, sign_lift: float = 0.0) -> str:
    """The only word of a line with these characters, in the file's order."""
    characters = [
        Character(c, (x0, 100 - SIZE, x1, 100.0), SIZE, baseline - (sign_lift if c in "\u064e\u064f\u0651" else 0.0))
        for c, x0, x1 in placed
    ]
    (piece,) = pieces_of(characters)
    return piece.text


ALEF_MEEM: tuple[Placed, Placed] = ("ا", 30, 33), ("م", 12, 20)


@pytest.mark.parametrize("alef", "اأإآ")
@pytest.mark.parametrize("turned", [False, True])
def test_lam_and_alef_of_one_glyph_read_lam_first(alef: str, turned: bool) -> None:
    glyph = [("ل", 20, 30), (alef, 20, 30)]
    assert text_of([ALEF_MEEM[0], *(glyph[::-1] if turned else glyph), ALEF_MEEM[1]]) == f"ال{alef}م"


def test_other_letters_of_one_glyph_come_the_wrong_way_round() -> None:
    assert text_of([("ا", 30, 33), ("ح", 20, 30), ("م", 20, 30)]) == "امح"


def test_a_browser_writes_letters_from_the_left_and_their_signs_late() -> None:
    letters = [("ي", 32, 35), ("ع", 35, 42), ("\u0651", 30, 32), ("ت", 15, 26), ("ن", 26, 30)]
    assert text_of(letters) == "عي\u0651نت"


def test_signs_that_come_before_their_line_stand_behind_their_letter() -> None:
    letters = [("\u064f", 35, 37), ("ع", 32, 40), ("م", 26, 32), ("ا", 22, 26), ("ن", 15, 22)]
    assert text_of(letters, sign_lift=2.0) == "ع\u064fمان"


def test_a_sign_of_the_next_line_stays_there() -> None:
    above = [Character(c, (x, 60.0, x + 5, 72.0), SIZE, 72.0) for c, x in (("ب", 20.0), ("ا", 25.0))]
    sign = Character("\u064f", (35.0, 88.0, 37.0, 92.0), SIZE, 98.0)
    below = [Character(c, (x, 88.0, x + 6, 100.0), SIZE, 100.0) for c, x in (("ع", 32.0), ("م", 26.0))]
    assert sorted(piece.text for piece in pieces_of([*above[::-1], sign, *below])) == ["اب", "ع\u064fم"]
