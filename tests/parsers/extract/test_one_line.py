"""A contact on one line, its particulars parted by whatever signs the writer likes."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import columns

WHO = {
    "en": ("Technical point of contact", "Mr. John Banda", "Director of Policy", "Ministry of Foreign Affairs", "Tel.", "E-mail"),
    "fr": ("Point de contact technique", "M. Issa Diop", "Directeur des systèmes", "Agence de l’informatique", "Tél.", "Courriel"),
    "es": ("Punto de contacto técnico", "Sr. Luis Salas", "Director de Redes", "Ministerio del Interior", "Tel.", "Correo"),
    "pt": ("Ponto de contacto técnico", "Sr. Rui Matos", "Diretor de Operações", "Centro Nacional de Redes", "Tel.", "E-mail"),
    "de": ("Technische Kontaktstelle", "Herr Jan Kolb", "Referatsleiter", "Bundeskanzleramt", "Tel.", "E-Mail"),
    "ru": ("Технический контактный пункт", "г-н Асанов Нурбек", "начальник отдела", "Министерство юстиции", "Тел.", "Эл. почта"),
    "ar": ("نقطة الاتصال الفنية", "السيد ليث الخصاونة", "مدير الإدارة السياسية", "وزارة الخارجية", "هاتف", "بريد إلكتروني"),
    "zh": ("技术联络点", "王建国先生", "处长", "国家互联网应急中心", "电话", "邮箱"),
}  # fmt: skip
NAMES = {"en": "John Banda", "fr": "Issa Diop", "es": "Luis Salas", "pt": "Rui Matos", "de": "Jan Kolb", "ru": "Асанов Нурбек",
         "ar": "ليث الخصاونة", "zh": "王建国"}  # fmt: skip
SIGNS = [" – ", " — ", " - ", " | ", " / ", " • ", "; "]


@pytest.mark.parametrize("language", WHO)
@pytest.mark.parametrize("labelled", [True, False])
def test_one_sign_parts_the_office_and_another_the_ways_to_reach_it(language: str, labelled: bool) -> None:
    role, person, position, institution, tel, email = WHO[language]
    expected = [("technical", NAMES[language], position, institution, ("a.b@mfa.example",), ("+260211253508",))]
    found = {}
    for first in SIGNS:
        for second in [*SIGNS, ", "]:
            reached = [f"{tel}: +260 211 253 508", f"{email}: a.b@mfa.example"]
            if not labelled:
                reached = ["+260 211 253 508", "a.b@mfa.example"]
            line = f"{role}: {first.join((person, position, institution))}{second}{second.join(reached)}"
            read = columns(
                document(line), language, "ZM", "role", "name", "position", "institution", "emails", "phones"
            )
            if read != expected:
                found[line] = read
    assert found == {}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "de",
            "Technisch: Herr Jan Kolb; Referatsleiter; Bundeskanzleramt;\nTel.: +260 211 253 508; E-Mail: a.b@mfa.example",
        ),
        (
            "de",
            "Technischer Kontakt: Herr Jan Kolb – Referatsleiter – Bundeskanzleramt –\na.b@mfa.example – Tel. +260 211 253 508",
        ),
        ("en", "Technical contact: Mr. John Banda – Director – CERT Zambia –\ntel. +260 211 253 508 – a.b@mfa.example"),
    ],
)
def test_the_ways_to_reach_somebody_stand_on_the_next_line(language: str, text: str) -> None:
    (found,) = columns(document(text), language, "ZM", "position", "institution", "emails", "phones")
    assert found[2:] == (("a.b@mfa.example",), ("+260211253508",))
    assert found[:2] in {("Referatsleiter", "Bundeskanzleramt"), ("Director", "CERT Zambia")}


def test_small_roman_numbers_open_items_too() -> None:
    text = (
        "The Mission nominates the following:\n\n"
        "i) Diplomatic level: Mr. John Banda - Director - Ministry of Foreign\nAffairs; e-mail: j@mfa.example\n"
        "ii) Technical level: Ms. Ruth Phiri - Head - CERT Zambia;\ne-mail: r@cert.example"
    )
    assert columns(document(text), "en", "ZM", "role", "name", "emails") == [
        ("diplomatic", "John Banda", ("j@mfa.example",)),
        ("technical", "Ruth Phiri", ("r@cert.example",)),
    ]


def test_a_stroke_between_label_and_answer_is_no_part_of_it() -> None:
    page = document("Technical point of contact\nName | Ms Ada Moyo\nPosition | Head of Unit\nE-mail | a@cert.example")
    assert columns(page, "en", "ZM", "name", "position", "emails") == [
        ("Ada Moyo", "Head of Unit", ("a@cert.example",))
    ]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Technical point of contact: Ms. Anna Bell, a@cert.example; alternate: Mr. Carl Dunn, c@cert.example"),
        (
            "fr",
            "Point de contact technique : Mme Anna Bell, a@cert.example ; son suppléant : M. Carl Dunn, c@cert.example",
        ),
        ("es", "Punto de contacto técnico: Sra. Anna Bell, a@cert.example; su suplente: Sr. Carl Dunn, c@cert.example"),
        (
            "de",
            "Technische Kontaktperson: Frau Anna Bell, a@cert.example; ihre Vertretung: Herr Carl Dunn, c@cert.example",
        ),
    ],
)
def test_an_alternate_on_the_same_line_is_a_contact_of_its_own(language: str, line: str) -> None:
    found = columns(document(line), language, "ZM", "role", "name", "alternate", "emails")
    assert found == [
        ("technical", "Anna Bell", None, ("a@cert.example",)),
        ("technical", "Carl Dunn", True, ("c@cert.example",)),
    ]
