"""A line's height of type does not depend on which letters it happens to hold."""

from __future__ import annotations

import pytest

from parsers.engines import Recognised
from parsers.readers.scan_sizes import sizes_of

CAPITALS = 20
"""Picture elements that capitals are high on the page of these tests."""


def word(text: str, height: int, line: int) -> Recognised:
    return Recognised(text, 0, 40 * line, 10 * len(text), height, 0.95, (1, 1, line))


def body(line: int) -> list[Recognised]:
    """Words as most lines have them: with heads, and with heads and feet."""
    return [word("Telephone", 26, line), word("Mission", CAPITALS, line), word("directeur", CAPITALS, line)]


@pytest.mark.parametrize(
    ("text", "height"),
    [("своем", 14), ("(312)", 26), ("concern", 14), ("RESOLVED", CAPITALS), ("2024", CAPITALS), ("gypsum", 20)],
)
def test_a_line_of_low_or_deep_letters_is_of_the_usual_size(text: str, height: int) -> None:
    sizes = sizes_of([*body(1), *body(2), *body(3), word(text, height, 4)])
    assert sizes[1, 1, 4] == sizes[1, 1, 1]


def test_a_heading_in_larger_type_is_larger() -> None:
    sizes = sizes_of([*body(1), *body(2), *body(3), word("Mission", 2 * CAPITALS, 4)])
    assert sizes[1, 1, 4] > 1.5 * sizes[1, 1, 1]


def test_a_line_of_signs_has_the_usual_size() -> None:
    sizes = sizes_of([*body(1), word("...", 4, 2)])
    assert sizes[1, 1, 2] == sizes[1, 1, 1]
