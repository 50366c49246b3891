"""Lines above particulars that say who goes and who comes, and name nobody."""

from __future__ import annotations

from typing import Literal

import pytest

from parsers.document import FormField, Line, Paragraph
from tests.builders.documents import document
from tests.builders.layouts import columns


@pytest.mark.parametrize(
    ("language", "role", "name", "goes", "comes"),
    [
        ("en", "Technical point of contact", "Name", "A. Person leaving", "B. Person joining"),
        ("en", "Technical point of contact", "Name", "A. Outgoing contact", "B. Incoming contact"),
        ("en", "Technical point of contact", "Name", "1. Person ceasing functions", "2. Person taking up functions"),
        (
            "fr",
            "Point de contact technique",
            "Nom",
            "A. Personne qui cesse ses fonctions",
            "B. Personne qui prend ses fonctions",
        ),
        ("fr", "Point de contact technique", "Nom", "A. Personne sortante", "B. Personne entrante"),
        ("es", "Punto de contacto técnico", "Nombre", "A. Persona que cesa", "B. Persona que se incorpora"),
        ("es", "Punto de contacto técnico", "Nombre", "A. Baja", "B. Alta"),
        ("ru", "Технический контактный пункт", "ФИО", "А. Выбывающее лицо", "Б. Вновь назначенное лицо"),
        ("ar", "نقطة الاتصال التقنية", "الاسم", "أ. الشخص المغادر", "ب. الشخص الجديد"),
        ("zh", "技术联络点", "姓名", "一、离任人员", "二、接任人员"),
        ("de", "Technische Kontaktstelle", "Name", "A. Ausscheidende Person", "B. Nachfolgende Person"),
        ("pt", "Ponto de contacto técnico", "Nome", "A. Pessoa que cessa funções", "B. Pessoa que inicia funções"),
    ],
)
def test_a_line_says_who_goes_and_another_who_comes(language: str, role: str, name: str, goes: str, comes: str) -> None:
    page = document(role, goes, f"{name}: Omar Test", comes, f"{name}: Ida Beispiel\nE-mail: i@cert.example")
    assert columns(page, language, "KE", "action", "name", "role") == [
        ("remove", "Omar Test", "technical"),
        ("add", "Ida Beispiel", "technical"),
    ]


def test_one_such_line_alone_removes_nobody() -> None:
    page = document("Technical point of contact", "Leaving address", "Name: Omar Test\nE-mail: o@cert.example")
    assert [action for (action,) in columns(page, "en", "KE", "action")] != ["remove"]


def _field(
    label: str, value: str, top: float, kind: Literal["text", "radio"] = "text", left: float = 170.0
) -> FormField:
    on = bool(value) if kind == "radio" else None
    return FormField(f"field{top}{left}", label, value or "x", kind, on, 1, (left, top, left + 60, top + 16))


def _printed(text: str, top: float, left: float = 50.0) -> Paragraph:
    return Paragraph((Line(text, page=1, box=(left, top, left + 90, top + 12)),))


def test_such_lines_between_the_fields_of_a_form_outdo_its_boxes() -> None:
    page = document(
        _field("Sustitución", "sust", 40, "radio"),
        _field("Baja", "", 40, "radio", 300.0),
        _printed("Técnico", 60, 240.0),
        _field("Técnico", "tec", 60, "radio"),
        _printed("A. Persona que cesa", 100),
        _field("Nombre y apellidos", "Omar Test", 130),
        _printed("B. Persona que se incorpora", 200),
        _field("Nombre y apellidos", "Ida Beispiel", 230),
        _field("Correo electrónico", "i@cert.example", 260),
    )
    assert columns(page, "es", "UY", "action", "name") == [("remove", "Omar Test"), ("add", "Ida Beispiel")]


def test_what_is_printed_beside_boxes_heads_nobody() -> None:
    page = document(
        _printed("Alta", 40, 240.0),
        _field("Alta", "alta", 40, "radio"),
        _printed("Baja", 60, 240.0),
        _field("Baja", "", 60, "radio"),
        _field("Nombre y apellidos", "Ida Beispiel", 100),
        _field("Correo electrónico", "i@cert.example", 130),
    )
    assert [name for (name,) in columns(page, "es", "UY", "name")] == ["Ida Beispiel"]
    assert [action for (action,) in columns(page, "es", "UY", "action")] != ["remove"]
