"""The office in brackets behind a name, a role and a name parted by a stroke, and labels that no sign parts from their value."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import columns

FIELDS = ("role", "name", "position", "institution", "emails")


@pytest.mark.parametrize(
    ("language", "role", "name", "position", "body"),
    [
        ("en", "Technical point of contact", "Ms Ada Moyo", "Head of Unit", "National Cyber Agency"),
        ("fr", "Point de contact technique", "Mme Ada Moyo", "cheffe d'unité", "Agence nationale de cybersécurité"),
        ("es", "Punto de contacto técnico", "Sra. Ada Moyo", "jefa de unidad", "Agencia Nacional de Ciberseguridad"),
        (
            "ru",
            "Технический контактный пункт",
            "г-жа Ada Moyo",
            "начальник отдела",
            "Национальный центр кибербезопасности",
        ),
        ("ar", "نقطة الاتصال التقنية", "السيدة Ada Moyo", "رئيسة الوحدة", "المركز الوطني للأمن السيبراني"),
        (
            "de",
            "Technische Kontaktstelle",
            "Frau Ada Moyo",
            "Leiterin der Abteilung",
            "Nationales Cybersicherheitszentrum",
        ),
        ("pt", "Ponto de contacto técnico", "Sra. Ada Moyo", "chefe de equipa", "Agência Nacional de Cibersegurança"),
    ],
)
def test_position_and_body_stand_in_the_bracket_behind_the_name(
    language: str, role: str, name: str, position: str, body: str
) -> None:
    wanted = [("technical", "Ada Moyo", position, body, ("a@cert.example",))]
    for text in (
        f"{role}: {name} ({position}, {body}), a@cert.example",
        f"{role}: {name} ({position}), {body}, a@cert.example",
        f"{role} | {name} | {position} | {body} | a@cert.example",
    ):
        assert columns(document(text), language, "ZM", *FIELDS) == wanted


def test_a_chinese_name_has_its_office_in_the_bracket() -> None:
    for text in (
        "技术联络点：林志强（主任，国家网络应急中心），a@cert.example",
        "技术联络点: 林志强 (国家网络应急中心, 主任), a@cert.example",
    ):
        assert columns(document(text), "zh", "CN", *FIELDS) == [
            ("technical", "林志强", "主任", "国家网络应急中心", ("a@cert.example",))
        ]


@pytest.mark.parametrize("aside", ["(until 30 June)", "(currently on leave)", "(NCSA)"])
def test_another_bracket_is_no_office(aside: str) -> None:
    page = document(f"Technical point of contact: Ms Ada Moyo {aside}, a@cert.example")
    assert columns(page, "en", "ZM", "name", "position", "institution") == [("Ada Moyo", None, None)]


@pytest.mark.parametrize(
    ("language", "lines", "name"),
    [
        ("ru", ("Имя Анна Петрова", "Должность начальник отдела", "Учреждение Министерство иностранных дел", "Языки русский"),
         "Анна Петрова"),
        ("ar", ("الاسم سناء العبادي", "المنصب مديرة الوحدة", "المؤسسة وزارة الخارجية", "اللغات العربية"), "سناء العبادي"),
        ("zh", ("姓名 林志强", "职务 主任", "单位 国家网络应急中心", "语言 中文"), "林志强"),
        ("de", ("Name Eva Huber", "Funktion Leiterin der Abteilung", "Behörde Nationales Cyberzentrum", "Sprachen Deutsch"),
         "Eva Huber"),
    ],
)  # fmt: skip
def test_labels_without_a_sign_stand_before_their_answers(language: str, lines: tuple[str, ...], name: str) -> None:
    first, position, body, spoken = lines
    page = document("\n".join((first, position, body, "E-mail a@cert.example", "Tel. +260 211 252 601", spoken)))
    assert columns(page, language, "ZM", "name", "position", "institution", "emails", "languages") == [
        (name, position.split(" ", 1)[1], body.split(" ", 1)[1], ("a@cert.example",), (language,))
    ]
