"""Lines above particulars that say who goes and who comes, and name nobody."""

from __future__ import annotations

import pytest

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
