"""The second reader of scans: what it agrees with is vouched for, what it contradicts is doubted, what it alone sees is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pytest

from parsers.engines import LineRead, Recognised
from parsers.engines.rapidocr import Rapid
from parsers.readers.scan_lines import DISPUTED, read_again
from parsers.readers.scan_rows import Row, by_rows, rows_of_ink, with_missed
from tests.builders.pages import drawn

PAPER = np.full((400, 1600), 250, np.uint8)


@dataclass
class Said:
    """A reader of lines that says what it was told to."""

    texts: Sequence[str]
    sure: float = 0.99
    seen: list[Any] = field(default_factory=list)

    def available(self) -> bool:
        return True

    def read(self, lines: Sequence[Any]) -> list[LineRead]:
        self.seen.extend(lines)
        assert len(lines) == len(self.texts)
        return [
            LineRead(t, (self.sure,) * len(t), tuple(at / max(1, len(t)) for at in range(len(t)))) for t in self.texts
        ]


def words(text: str, confidence: float = 0.8, top: int = 100) -> list[Recognised]:
    """The words of a line, twenty picture elements a letter."""
    found, at = [], 0
    for word in text.split(" "):
        found.append(Recognised(word, at * 20, top, len(word) * 20, 30, confidence, (1, 1, 1)))
        at += len(word) + 1
    return found


def again(first: str, second: str, sure: float = 0.99) -> list[tuple[str, float]]:
    return [(w.text, w.confidence) for w in read_again(PAPER, words(first), Said([second], sure))]


@pytest.mark.parametrize(
    ("first", "second", "read"),
    [
        ("Ana Ruiz", "Ana Ruiz", [("Ana", 0.99), ("Ruiz", 0.99)]),
        ("Ana Ruiz", "AnaRuiz", [("Ana", 0.99), ("Ruiz", 0.99)]),
        ("Cagri Tekeli", "Çağrı Tekeli", [("Çağrı", DISPUTED), ("Tekeli", 0.99)]),
        ("+34 600 123", "+34 608 123", [("+34", 0.99), ("608", DISPUTED), ("123", 0.99)]),
        ("a.ruiz@x.ik", "a.ruiz@x.lk", [("a.ruiz@x.lk", DISPUTED)]),
        ("a. ruiz@x.org", "a.ruiz@x.org", [("a.ruiz@x.org", 0.99)]),
        ("a.ruiz@x. org", "a.ruiz@x.org", [("a.ruiz@x.org", DISPUTED)]),
        ("a.ruiz@x.org. Il parle", "a.ruiz@x.org.Il parle", [("a.ruiz@x.org.", 0.99), ("Il", 0.99), ("parle", 0.99)]),
        (
            "+964 780 6",
            "+964 780 415 2296",
            [("+964", DISPUTED), ("780", DISPUTED), ("415", DISPUTED), ("2296", DISPUTED)],
        ),
        ("le ler mai", "le 1er mai", [("le", 0.99), ("1er", DISPUTED), ("mai", 0.99)]),
        ("АМ-СЕВТ", "AM-CERT", [("AM-CERT", DISPUTED)]),
        ("СЕВТ.ВУ", "CERT.BY", [("CERT.BY", DISPUTED)]),
        ("ООН", "OOH", [("ООН", 0.8)]),
        ("+34 492-90-79", "+34 492-9Q-79", [("+34", 0.99), ("492-90-79", DISPUTED)]),
    ],
)
def test_two_readers(first: str, second: str, read: list[tuple[str, float]]) -> None:
    assert again(first, second) == read


def test_an_unsure_second_reader_only_raises_a_doubt() -> None:
    assert again("Ruiz 17", "Ruis 17", 0.6) == [("Ruiz", DISPUTED), ("17", 0.8)]


def test_words_of_other_scripts_are_left_to_the_first_reader() -> None:
    first = words("Иванов Иван")
    assert read_again(PAPER, first, Said([])) == first


def test_capitals_that_two_alphabets_share_stay_where_the_second_reader_is_unsure() -> None:
    assert again("ТАСС", "TAGG", 0.8) == [("ТАСС", 0.8)]


def test_only_what_matters_in_a_long_line_is_read_again() -> None:
    reader = Said(["Ruiz"])
    line = words("and has the honour to say that Ruiz is the one whom it may please", 0.95)
    assert [w.confidence for w in read_again(PAPER, line, reader) if w.text == "Ruiz"] == [0.99]


def test_both_halves_of_a_broken_address_are_read_again() -> None:
    above = words("and has the honour to say that whoever it may please writes to adaeze.okon", 0.95)
    below = [
        replace(w, line=(1, 1, 2)) for w in words("kwo@mfa.example and not to others than to whoever it is", 0.95, 150)
    ]
    reader = Said(["to adaeze.okcn", "kwo@mfa.example and"])
    found = {w.text: w.confidence for w in read_again(PAPER, [*above, *below], reader)}
    assert (found["adaeze.okcn"], found["kwo@mfa.example"]) == (DISPUTED, 0.99)


def test_what_stands_beside_an_address_is_read_with_it_for_a_part_may_have_been_lost() -> None:
    line = words("please write to us here at any time to ruiz villar@mfa.example when it is urgent", 0.95)
    found = read_again(PAPER, line, Said(["ruiz_villar@mfa.example when"]))
    assert [(w.text, w.confidence) for w in found if "villar" in w.text] == [("ruiz_villar@mfa.example", DISPUTED)]


def test_a_hyphen_at_a_lines_end_that_one_reader_does_not_see_is_doubted() -> None:
    assert again("ana-", "ana") == [("ana", DISPUTED)]


def test_the_mark_with_which_a_broken_address_goes_on_counts() -> None:
    assert again("-mofa.example", ".mofa.example") == [(".mofa.example", DISPUTED)]
    assert again(".mofa.example", ".mofa.example") == [(".mofa.example", 0.99)]


def test_what_a_page_shows_surely_three_times_is_not_read_again_but_what_it_shows_twice_is() -> None:
    line = words("the Mission and the Mission and once more the Mission in which Ruiz is with Ruiz", 0.96)
    found = read_again(PAPER, line, Said(["Ruiz", "Ruiz"]))
    assert [w.confidence for w in found if w.text in ("Mission", "Ruiz")] == [0.96, 0.96, 0.96, 0.99, 0.99]


def test_rows_are_found_by_their_ink() -> None:
    picture = np.asarray(drawn("Name: Ana Ruiz", "Tel.: +34 600 123 456").convert("L"))
    rows = rows_of_ink(picture, 33)
    assert len(rows) == 2
    assert all(abs(row.left - 200) < 12 for row in rows)


def test_a_row_that_the_first_reader_missed_is_read_and_doubted() -> None:
    picture = np.asarray(drawn("New York, 3 May 2025").convert("L"))
    row = rows_of_ink(picture, 33)[0]
    speck = Recognised("~", row.left + 5, row.top, 20, 20, 0.1, (1, 1, 1))
    found = with_missed(picture, [speck], Said(["New York, 3 May 2025"]))
    assert [(w.text, w.confidence) for w in found] == [
        ("New", DISPUTED),
        ("York,", DISPUTED),
        ("3", DISPUTED),
        ("May", DISPUTED),
        ("2025", DISPUTED),
    ]


def test_rows_of_chinese_come_from_the_second_reader_and_are_vouched_for_where_the_first_saw_the_same() -> None:
    picture = np.asarray(drawn("OOOOOOOO").convert("L"))
    row = rows_of_ink(picture, 33)[0]
    first = [Recognised("职务", row.left, row.top, 80, 30, 0.9), Recognised("人", row.left + 90, row.top, 60, 30, 0.4)]
    found = by_rows(picture, first, Said(["职务：处长"]))
    assert [(w.text, w.confidence) for w in found] == [("职务：", 0.99), ("处长", DISPUTED)]


@pytest.mark.parametrize(
    ("first", "second", "sure"),
    [
        ("ana.ruiz@x.cn", "ana.ruiz@x.cn", 0.99),
        ("ana.ruiz@x.cn", "ana-ruiz@x.cn", DISPUTED),
        ("ana_ruiz@x.cn", "anaruiz@x.cn", DISPUTED),
        ("+861012345678", "+86101234567", DISPUTED),
        ("+861012345678。", "+861012345678", 0.99),
    ],
)
def test_marks_and_lost_figures_count_in_addresses_and_numbers_of_a_row(first: str, second: str, sure: float) -> None:
    picture = np.asarray(drawn("OOOOOOOO").convert("L"))
    row = rows_of_ink(picture, 33)[0]
    seen = [Recognised(first, row.left, row.top, 80, 30, 0.9)]
    assert [(w.text, w.confidence) for w in by_rows(picture, seen, Said([second]))] == [(second, sure)]


def test_a_row_holds_the_words_whose_middle_lies_in_it() -> None:
    assert Row(0, 0, 100, 30).holds(Recognised("a", 80, 10, 30, 20, 1.0))
    assert not Row(0, 0, 100, 30).holds(Recognised("a", 80, 25, 30, 20, 1.0))


@pytest.mark.slow
@pytest.mark.skipif(not Rapid().available(), reason="RapidOCR is not installed")
def test_the_reader_itself_reads_latin_letters_and_figures() -> None:
    picture = np.asarray(drawn("ana.ruiz@example.org", "+34 600 123 456").convert("L"))
    lines = [picture[row.top - 4 : row.bottom + 4, row.left - 8 : row.right + 8] for row in rows_of_ink(picture, 33)]
    assert [read.text.replace(" ", "") for read in Rapid().read(lines)] == ["ana.ruiz@example.org", "+34600123456"]
    assert all(len(read.text) == len(read.confidences) == len(read.places) for read in Rapid().read(lines))
