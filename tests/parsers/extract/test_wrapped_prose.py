"""Prose of text pages whose lines were broken because they were full: read as if they never were."""

from __future__ import annotations

import pytest

from parsers.document import Document, Line, Page, Paragraph
from tests.builders.layouts import columns


def page(*lines: str) -> Document:
    """A page with one paragraph; a stroke ends lines that were full."""
    made = tuple(Line(text.rstrip("|"), page=1, wraps=text.endswith("|")) for text in lines)
    return Document("note.pdf", "pdf", (Page((Paragraph(made),), 1, 612.0, 792.0),))


PROSE = [
    (
        "ru",
        [
            "1. Контактный пункт по технической линии: Государственный комитет национальной|",
            "безопасности; Телефон: +996 312 188 036 (доб. 12); Электронная почта:|",
            "duty@cert.example; Рабочие языки: русский.",
        ],
        ("technical", None, "Государственный комитет национальной безопасности", ("+996312188036;ext=12",)),
    ),
    (
        "ru",
        [
            "2. Контактный пункт по дипломатической линии: г-жа Ким Елена|",
            "Викторовна, советник, Департамент международной|",
            "информационной безопасности, Министерство иностранных|",
            "дел; Тел.: +996 312 993 131; Эл. почта: e.kim@mfa.example.",
        ],
        (
            "diplomatic",
            "Ким Елена Викторовна",
            "Департамент международной информационной безопасности, Министерство иностранных дел",
            ("+996312993131",),
        ),
    ),
    (
        "fr",
        [
            "1. Point de contact technique : Direction générale du chiffre et de la|",
            "sécurité des systèmes d’information; Téléphone : +221 33 848 70 46 poste|",
            "824; Courriel : veille@dcssi.example.",
        ],
        (
            "technical",
            None,
            "Direction générale du chiffre et de la sécurité des systèmes d’information",
            ("+221338487046;ext=824",),
        ),
    ),
]


@pytest.mark.parametrize(("language", "lines", "expected"), PROSE)
def test_values_go_on_over_lines_that_were_full(language: str, lines: list[str], expected: tuple[object, ...]) -> None:
    assert columns(page(*lines), language, "KG", "role", "name", "institution", "phones") == [expected]


def test_a_full_line_with_a_label_ends_before_words_of_leave() -> None:
    document = page(
        "Технический контактный пункт",
        "Телефон: +996 312 188 036",
        "Ведомство: Служба специальной связи и защиты информации|",
        "Постоянное представительство пользуется этим случаем, чтобы возобновить уверения.",
    )
    found = columns(document, "ru", "KG", "institution", "phones")
    assert found == [("Служба специальной связи и защиты информации", ("+996312188036",))]
