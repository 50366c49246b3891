"""Captions below a role's heading that say where its contact sits, offices without a body's name, and names above posts."""

from __future__ import annotations

import pytest

from tests.builders.documents import document, table
from tests.builders.layouts import columns


@pytest.mark.parametrize(
    ("language", "role", "caption", "name"),
    [
        ("en", "Diplomatic point of contact", "Contact at the Mission", "Mr John Banda"),
        ("fr", "Point de contact diplomatique", "Contact à la Mission", "M. Issa Diop"),
        ("es", "Punto de contacto diplomático", "Contacto en la Misión", "Sr. Luis Salas"),
        ("pt", "Ponto de contacto diplomático", "Contacto na Missão", "Sr. Rui Matos"),
        ("de", "Diplomatische Kontaktstelle", "Ansprechpartner an der Vertretung", "Herr Jan Kolb"),
        ("ru", "Дипломатический контактный пункт", "Контактное лицо в Представительстве", "г-н Тимур Бекешев"),
        ("ar", "نقطة الاتصال الدبلوماسية", "جهة الاتصال في البعثة", "السيد عمر الزعبي"),
        ("zh", "外交联络点", "代表团联络人", "张伟强先生"),
    ],
)
def test_a_caption_below_a_role_is_no_aside(language: str, role: str, caption: str, name: str) -> None:
    page = document(f"{role}\n{caption}\n{name}\na@mission.example")
    assert columns(page, language, "ZM", "role", "emails") == [("diplomatic", ("a@mission.example",))]


def test_whom_to_ask_about_the_note_stays_an_aside() -> None:
    page = document(
        "Technical point of contact\nMs Chola Phiri\nAnalyst\nc@cyber.example\n\n"
        "Contact at the Mission\nMr John Banda\na@mission.example"
    )
    assert columns(page, "en", "ZM", "name", "emails") == [("Chola Phiri", ("c@cyber.example",))]


@pytest.mark.parametrize(
    ("language", "label", "name", "post"),
    [
        ("de", "Name", "Karl Moser", "Leiter der Abteilung"),
        ("de", "Name", "Eva Lechner", "Leiterin des Referats"),
        ("en", "Name", "John Banda", "Head of the Division"),
        ("fr", "Nom", "Issa Diop", "Chef du Département"),
        ("es", "Nombre", "Luis Salas", "Jefe de la División"),
        ("pt", "Nome", "Rui Matos", "Chefe do Departamento"),
        ("ar", "الاسم", "عمر خالد الزعبي", "مدير الاستجابة للحوادث"),
    ],
)
def test_an_office_below_a_name_that_names_no_body(language: str, label: str, name: str, post: str) -> None:
    page = document(table((label, f"{name}\n{post}"), ("E-mail", "a@mfa.example")))
    assert columns(page, language, "ZM", "name", "position", "institution") == [(name, post, None)]
