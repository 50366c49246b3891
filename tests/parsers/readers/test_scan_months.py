"""Months whose names recognition spoilt."""

from __future__ import annotations

import pytest

from parsers.engines import Recognised
from parsers.readers.scan_lines import DISPUTED
from parsers.readers.scan_months import with_months


def read(text: str) -> tuple[str, float]:
    words = [Recognised(word, 100 * at, 0, 90, 30, 0.96, (1, 1, 1)) for at, word in enumerate(text.split())]
    made = with_months(words)
    return " ".join(word.text for word in made), min(word.confidence for word in made)


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("Nueva York, 2 de tebrero de 2024", "Nueva York, 2 de febrero de 2024"),
        ("New York, 14 Octoher 2025", "New York, 14 october 2025"),
        ("le 3 scptembre 2024", "le 3 septembre 2024"),
        ("12 ноябра 2024 г.", "12 ноября 2024 г."),
    ],
)
def test_a_word_in_a_date_that_is_almost_a_month_is_that_month_and_doubted(seen: str, meant: str) -> None:
    assert read(seen) == (meant, DISPUTED)


@pytest.mark.parametrize(
    "seen",
    [
        "Nueva York, 2 de febrero de 2024",
        "in 2 febrer months",
        "Room 12 Marsh 555",
        "New York, 3 jule 2024",
    ],
)
def test_other_words_stay(seen: str) -> None:
    assert read(seen) == (seen, 0.96)
