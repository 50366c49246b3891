"""Words that a line's end divides."""

from __future__ import annotations

import pytest

from parsers.document import Line
from parsers.extract.divided import is_told
from parsers.extract.passages import join
from tests.builders.documents import document
from tests.builders.layouts import claims


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        ("Кузьмин Лев, инже-", "нер первой категории", "Кузьмин Лев, инженер первой категории"),
        ("Департамент безопасно-", "сти", "Департамент безопасности"),
        ("информационно-", "коммуникационных технологий", "информационно-коммуникационных технологий"),
        ("Ministry of Commu-", "nications", "Ministry of Communications"),
        ("Ministério dos Negó-", "cios Estrangeiros", "Ministério dos Negócios Estrangeiros"),
        ("Ministère des rela-", "tions extérieures", "Ministère des relations extérieures"),
        ("Ministerio de Rela-", "ciones Exteriores", "Ministerio de Relaciones Exteriores"),
        ("Bundesminis-", "terium", "Bundesministerium"),
        ("Außen-, Sicherheits-", "und Verteidigungspolitik", "Außen-, Sicherheits- und Verteidigungspolitik"),
        ("MINIS-", "TÈRE DE LA DÉFENSE", "MINISTÈRE DE LA DÉFENSE"),
        ("secretário-", "geral", "secretário-geral"),
        ("sous-", "directrice", "sous-directrice"),
        ("Corina Beck-", "Marxer", "Corina Beck-Marxer"),
        ("CERT-", "EU", "CERT-EU"),
        ("ana-", "lopez@cert.example", "ana-lopez@cert.example"),
        ("+41 22-", "555", "+41 22-555"),
    ],
)
def test_a_hyphen_at_a_lines_end_stays_where_it_is_the_words_own(above: str, below: str, whole: str) -> None:
    passage = join("body", [Line(above), Line(below)])
    assert passage.text == whole
    assert passage.part(0, 4).evidence().text == whole[:4].strip()


@pytest.mark.parametrize(
    ("above", "below", "told"),
    [("инже-", "нер", True), ("secretário-", "geral", True), ("Vice-", "ministro", False), ("cyber-", "security", False),
     ("anna-", "bella", False)],
)  # fmt: skip
def test_it_is_told_only_by_words_that_are_known(above: str, below: str, told: bool) -> None:
    assert is_told(above, below) is told


def test_a_value_is_doubted_whose_hyphen_may_be_its_own() -> None:
    page = document(
        "Technical point of contact", "Name: Ana Ruiz\nPosition: Head of Zubro-\nvation", "E-mail: a@x.example"
    )
    position = next(claim for claim in claims(page).claims if claim.path.endswith("position"))
    assert (position.value, position.sure) == ("Head of Zubrovation", False)
