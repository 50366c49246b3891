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


CARRIERS = {
    "body", "html", "pdf-text", "pdf-form", "scan", "image", "photo", "heic", "fax", "docx", "doc", "odt", "rtf", "xlsx", "zip",
    "nested-eml", "msg", "tnef", "scan-in-docx", "password",
}  # fmt: skip


def test_every_carrier_is_among_the_samples(tallies: dict[str, Tally]) -> None:
    assert CARRIERS - set(tallies) == set()


@pytest.mark.parametrize("carrier", ["msg", "tnef", "heic", "password"])
def test_what_comes_by_a_rare_carrier_is_read_whole(tallies: dict[str, Tally], carrier: str) -> None:
    figures = tallies[carrier].figures()
    assert [figures[one] for one in ("kind", "state", "F1", "whole")] == [1.0] * 4


def test_no_nomination_is_taken_for_other_mail(tallies: dict[str, Tally]) -> None:
    assert tallies["all"].lost == 0


@pytest.mark.parametrize(
    ("tag", "figure", "floor"),
    [
        ("digital", "kind", 0.99),
        ("digital", "state", 0.99),
        ("digital", "F1", 0.985),
        ("digital", "whole", 0.95),
        *((f"{language}-digital", "F1", 0.98) for language in ("ar", "en", "es", "fr", "ru", "zh")),
        ("scan", "kind", 0.97),
        ("scan", "state", 0.97),
        ("scan", "F1", 0.92),
        ("scan", "whole", 0.70),
    ],
)
def test_figures_stay_above_their_floor(tallies: dict[str, Tally], tag: str, figure: str, floor: float) -> None:
    assert tallies[tag].figures()[figure] >= floor


@pytest.mark.parametrize(
    ("tag", "figure", "ceiling"),
    [
        ("digital", "silent", 0.002),
        ("digital", "doubted", 0.06),
        ("scan", "silent", 0.01),
        ("scan", "doubted", 0.35),
        ("all", "critical", 0),
        ("all", "omitted", 0),
    ],
)
def test_errors_stay_below_their_ceiling(tallies: dict[str, Tally], tag: str, figure: str, ceiling: float) -> None:
    assert tallies[tag].figures()[figure] <= ceiling
