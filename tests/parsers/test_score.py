"""The parsers scored on the samples: floors for the whole, so that a change that reads worse is seen at once."""

from __future__ import annotations

import pytest

from tests.builders.program import ROOT
from tests.score import Tally, read_corpus, score

SAMPLES = ROOT / "tests" / "samples"


@pytest.fixture(scope="module")
def tallies() -> dict[str, Tally]:
    """Sums over the samples, by tag."""
    return score(*read_corpus(SAMPLES))[0]


def test_no_nomination_is_taken_for_other_mail(tallies: dict[str, Tally]) -> None:
    assert tallies["all"].lost == 0


@pytest.mark.parametrize(
    ("tag", "figure", "floor"),
    [
        ("digital", "kind", 0.99),
        ("digital", "state", 0.99),
        ("digital", "F1", 0.985),
        ("digital", "whole", 0.95),
        ("scan", "F1", 0.92),
    ],
)
def test_figures_stay_above_their_floor(tallies: dict[str, Tally], tag: str, figure: str, floor: float) -> None:
    assert tallies[tag].figures()[figure] >= floor


@pytest.mark.parametrize(
    ("tag", "figure", "ceiling"), [("digital", "silent", 0.004), ("all", "critical", 0), ("all", "doubted", 0.15)]
)
def test_errors_stay_below_their_ceiling(tallies: dict[str, Tally], tag: str, figure: str, ceiling: float) -> None:
    assert tallies[tag].figures()[figure] <= ceiling
