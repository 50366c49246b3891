"""Headings behind a form's lettered, numbered or counted parts."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import contacts

LABELS = {
    "en": ("Name", "E-mail"),
    "fr": ("Nom", "Courriel"),
    "es": ("Nombre", "Correo electrónico"),
    "pt": ("Nome", "Correio eletrónico"),
    "de": ("Name", "E-Mail"),
    "ru": ("ФИО", "Эл. почта"),
    "zh": ("姓名", "电子邮箱"),
    "ar": ("الاسم", "البريد الإلكتروني"),
}
NAMES = {
    "ru": ("Иванова Анна Петровна", "Петров Пётр Иванович"),
    "zh": ("黄家伟", "蔡丽君"),
    "ar": ("سعيد عبده", "منى حسن"),
}
PARTS = [
    ("en", "Part A – Diplomatic", "Part B – Technical"),
    ("en", "Section 1: Diplomatic", "Section 2: Technical"),
    ("fr", "Première partie – Diplomatique", "Deuxième partie – Technique"),
    ("fr", "Rubrique 1 : volet diplomatique", "Rubrique 2 : volet technique"),
    ("es", "Sección I: Ámbito diplomático", "Sección II: Ámbito técnico"),
    ("pt", "Quadro 1 – Diplomático", "Quadro 2 – Técnico"),
    ("de", "Abschnitt 1: Diplomatische Ebene", "Abschnitt 2: Technische Ebene"),
    ("ru", "Часть первая: дипломатический", "Часть вторая: технический"),
    ("zh", "第一部分：外交", "第二部分：技术"),
    ("zh", "第一节 外交", "第二节 技术"),
    ("ar", "القسم أ – الدبلوماسي", "القسم ب – التقني"),
    ("ar", "الجزء الأول: دبلوماسي", "الجزء الثاني: فني"),
]


@pytest.mark.parametrize(("language", "first", "second"), PARTS)
def test_what_stands_behind_a_part_and_its_letter_is_the_heading(language: str, first: str, second: str) -> None:
    name, email = LABELS[language]
    one, other = NAMES.get(language, ("Ann Mwale", "Tom Banda"))
    page = document(
        first, f"{name}: {one}", f"{email}: a@cirt.example", second, f"{name}: {other}", f"{email}: b@cirt.example"
    )
    assert contacts(page, language) == [
        {"role": "diplomatic", "name": one, "emails": ["a@cirt.example"]},
        {"role": "technical", "name": other, "emails": ["b@cirt.example"]},
    ]


def test_signs_of_notes_are_no_part_of_headings_and_values() -> None:
    page = document(
        "Technical point of contact²\nName: Ms. Litia Waqa*\nPosition: Manager†\nE-mail: l@cert.example",
        "* On leave until May.",
    )
    assert contacts(page) == [
        {
            "role": "technical",
            "name": "Litia Waqa",
            "honorific": "Ms",
            "position": "Manager",
            "emails": ["l@cert.example"],
        }
    ]
