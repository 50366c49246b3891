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


def line_of(placed: Sequence[Placed]) -> list[str]:
    """The words of a line with these characters, from left to right."""
    characters = [Character(c, (x0, 100 - SIZE, x1, 100.0), SIZE, 100.0, c == " ") for c, x0, x1 in placed]
    return [piece.text for piece in sorted(pieces_of(characters), key=lambda piece: piece.box[0])]


NOON_AND_A_WORD: list[Placed] = [("م", 90, 96), ("ن", 82, 90), (" ", 79, 82)]


def stretched(count: int, by: float, *letters: tuple[str, float]) -> list[Placed]:
    """So many words of these letters and widths to the left of `NOON_AND_A_WORD`, the first letter of each off by so much."""
    placed: list[Placed] = []
    right = 79.0
    for _ in range(count):
        for number, (letter, width) in enumerate([*letters, (" ", 3.0)]):
            right -= by if number == 1 else 0.0
            placed.append((letter, right - width, right))
            right -= width
    return placed


@pytest.mark.parametrize("stretch", [0.0, 3.0, 7.0])
def test_a_line_set_to_its_full_width_stretches_words_where_letters_join(stretch: float) -> None:
    words = stretched(5, stretch, ("ش", 9), ("ؤ", 7), ("و", 6))
    assert line_of([*NOON_AND_A_WORD, *words]) == [*["شؤو"] * 5, "من"]


def test_where_few_joined_letters_stand_apart_they_may_be_the_ends_of_columns() -> None:
    words = stretched(4, 5.0, ("ش", 9), ("ؤ", 7), ("و", 6))
    assert line_of([*NOON_AND_A_WORD, *words]) == [*["ؤو", "ش"] * 4, "من"]


def test_a_letter_that_joins_none_behind_it_ends_a_word_before_a_gap() -> None:
    word = [("د", 70, 79), ("و", 60, 67), ("ر", 54, 60)]
    assert line_of([*NOON_AND_A_WORD, *word]) == ["ور", "د", "من"]


def test_a_long_stretch_is_told_from_a_columns_end_by_the_shape_of_the_letter() -> None:
    known: list[Placed] = [("ه", 70, 75), ("ا", 66, 70), (" ", 63, 66), ("ب", 59, 63), ("ه", 52, 59), (" ", 49, 52)]
    for width, words in ((5.0, ["ها"] * 5), (7.0, ["ا", "ه"] * 5)):
        apart = [(c, x0 - 30, x1 - 30) for c, x0, x1 in stretched(5, 14.0, ("ه", width), ("ا", 4))]
        assert line_of([*NOON_AND_A_WORD, *known, *apart]) == [*words, "به", "ها", "من"]


def test_where_no_spaces_are_stored_a_gap_parts_two_words() -> None:
    assert line_of([("م", 90, 96), ("ن", 82, 90), ("ع", 72, 79), ("ن", 64, 72)]) == ["عن", "من"]


def test_spaces_without_width_part_no_words_where_a_gap_does() -> None:
    browser: list[Placed] = [("م", 90, 96), ("ن", 82, 90), (" ", 82, 82), ("ع", 72, 79), ("ن", 64, 72), (" ", 64, 64)]
    assert line_of(browser) == ["عن", "من"]


def test_a_sign_that_comes_before_its_line_goes_to_its_letter_in_another_part_of_the_line() -> None:
    sign = Character("\u064b", (76.9, 88.0, 79.6, 100.0), SIZE, 96.0)
    left = [Character(c, (x, 88.0, x + 6, 100.0), SIZE, 100.0) for c, x in (("م", 30.0), ("ن", 24.0))]
    right = [Character(c, (x, 88.0, x + 6, 100.0), SIZE, 100.0) for c, x in (("ر", 280.0), ("ا", 76.0))]
    assert sorted(piece.text for piece in pieces_of([sign, *left, *right[1:]])) == ["ا\u064b", "من"]
