"""Running text that knows its lines: joints, parts, evidence."""

from __future__ import annotations

import pytest

from parsers.document import Line, Word
from parsers.extract.passages import chain, clean, join


def line(text: str, top: float = 100.0, page: int = 1) -> Line:
    """A line whose words are ten points wide a character."""
    words, start = [], 0
    for word in text.split(" "):
        words.append(Word(word, start, (start * 10.0, top, (start + len(word)) * 10.0, top + 12.0)))
        start += len(word) + 1
    return Line(text, page=page, box=(0.0, top, len(text) * 10.0, top + 12.0), words=tuple(words))


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("Ministry of", "Foreign Affairs", "Ministry of Foreign Affairs"),
        ("Ambassador-at-", "Large for Cyber Issues", "Ambassador-at-Large for Cyber Issues"),
        ("jane@cert.", "gov.sg", "jane@cert.gov.sg"),
        ("jane.", "doe@cert.gov.sg", "jane.doe@cert.gov.sg"),
        ("mission@xx-", "un.org", "mission@xx-un.org"),
        ("h.warfalli@mofa.exampl", "e.ly", "h.warfalli@mofa.example.ly"),
        ("jane@cert.gu", "b.uy", "jane@cert.gub.uy"),
        ("jane@cert.gov.sg", "tel.", "jane@cert.gov.sg tel."),
        ("外交部", "军控司", "外交部军控司"),
        ("ODA/2024-", "003", "ODA/2024-003"),
        ("in the city.", "The next", "in the city. The next"),
    ],
)
def test_lines_are_joined_as_they_were_broken(first: str, second: str, joined: str) -> None:
    assert join("note.pdf", [line(first), line(second, 114)]).text == joined


def test_evidence_is_the_box_of_the_words_touched() -> None:
    passage = join("note.pdf", [line("Name: Jane Example")])
    evidence = passage.part(6).evidence()
    assert (evidence.attachment, evidence.page, evidence.box, evidence.text) == (
        "note.pdf", 1, (60.0, 100.0, 180.0, 112.0), "Jane Example",
    )  # fmt: skip


def test_evidence_over_two_lines_spans_both() -> None:
    passage = join("note.pdf", [line("Department of Arms", 100), line("Control", 114)])
    assert passage.evidence().box == (0.0, 100.0, 180.0, 126.0)


def test_evidence_over_two_pages_is_on_the_first() -> None:
    passage = join("note.pdf", [line("Department of Arms", 700, 1), line("Control", 60, 2)])
    evidence = passage.evidence()
    assert (evidence.page, evidence.box) == (1, (0.0, 700.0, 180.0, 712.0))


def test_a_part_of_a_part_still_knows_its_place() -> None:
    passage = join("body", [line("Tel.: +41 22 917 12 34, Fax: none")])
    number = passage.part(6).part(0, 16)
    assert (number.text, number.evidence().text) == ("+41 22 917 12 34", "+41 22 917 12 34")


def test_chained_passages_keep_their_lines() -> None:
    chained = chain([join("a", [line("Division of X")]), join("a", [line("Ministry of Y", 114)])], ", ")
    assert chained.text == "Division of X, Ministry of Y"
    assert len(chained.pieces) == 2


def test_values_have_no_invisible_marks() -> None:
    assert clean("\u202a+222 35\u202c \n 12") == "+222 35 12"
