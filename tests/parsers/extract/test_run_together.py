"""Contacts told one behind the other on a line, without forms of address."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import columns

_LINES = [
    (
        "en",
        "Our contacts: Technical: Anna Bell, a.bell@fj.example; alternate: Carl Dunn, c.dunn@fj.example.",
        "Anna Bell",
        "Carl Dunn",
    ),
    (
        "fr",
        "Points de contact : technique : Awa Diop, a.bell@fj.example ; suppléant : Issa Fall, c.dunn@fj.example.",
        "Awa Diop",
        "Issa Fall",
    ),
    (
        "es",
        "Puntos de contacto: técnico: Ana Rojas, a.bell@fj.example; suplente: Luis Vega, c.dunn@fj.example.",
        "Ana Rojas",
        "Luis Vega",
    ),
    (
        "pt",
        "Pontos de contato: técnico: Ana Souza, a.bell@fj.example; suplente: Luís Prado, c.dunn@fj.example.",
        "Ana Souza",
        "Luís Prado",
    ),
    (
        "de",
        "Unsere Kontaktpersonen: technisch: Anna Kolb, a.bell@fj.example; Stellvertretung: Karl Maier, "
        "c.dunn@fj.example.",
        "Anna Kolb",
        "Karl Maier",
    ),
    (
        "ru",
        "Контактные лица: технический: Анна Белова, a.bell@fj.example; заместитель: Карл Дуров, c.dunn@fj.example.",
        "Анна Белова",
        "Карл Дуров",
    ),
    (
        "ar",
        "نقاط الاتصال: الفنية: آنا بلال، a.bell@fj.example؛ المناوب: كريم داود، c.dunn@fj.example.",
        "آنا بلال",
        "كريم داود",
    ),
    ("zh", "联络人：技术：李安，a.bell@fj.example；候补：陈凯，c.dunn@fj.example。", "李安", "陈凯"),
]


@pytest.mark.parametrize(("language", "text", "first", "second"), _LINES)
def test_an_alternate_behind_a_contact_is_somebody_else(language: str, text: str, first: str, second: str) -> None:
    assert columns(document(text), language, "FJ", "name", "role", "emails") == [
        (first, "technical", ("a.bell@fj.example",)),
        (second, "technical", ("c.dunn@fj.example",)),
    ]


def test_three_on_a_line_are_three() -> None:
    text = (
        "Technical: Anna Bell, CERT Fiji, a.bell@fj.example, +679 330 9645; alternate: Carl Dunn, CERT Fiji, "
        "c.dunn@fj.example, +679 330 9646. Diplomatic: Mere Waqa, Ministry of Foreign Affairs, m.waqa@fj.example."
    )
    assert columns(document(text), "en", "FJ", "name", "role", "institution", "emails", "phones") == [
        ("Anna Bell", "technical", "CERT Fiji", ("a.bell@fj.example",), ("+6793309645",)),
        ("Carl Dunn", "technical", "CERT Fiji", ("c.dunn@fj.example",), ("+6793309646",)),
        ("Mere Waqa", "diplomatic", "Ministry of Foreign Affairs", ("m.waqa@fj.example",), ()),
    ]


def test_an_alternate_of_whom_only_a_name_is_told_stays_on_the_line() -> None:
    text = "Technical: Anna Bell, a.bell@fj.example; alternate: to be communicated."
    assert columns(document(text), "en", "FJ", "name", "emails") == [("Anna Bell", ("a.bell@fj.example",))]
