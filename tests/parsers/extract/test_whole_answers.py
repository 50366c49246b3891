"""Questionnaires whose answers are whole cards, and who stands in for whom."""

from __future__ import annotations

import pytest

from tests.builders.documents import document, table
from tests.builders.layouts import columns, contacts

WHO = ("role", "honorific", "name", "position", "institution", "emails", "languages")


@pytest.mark.parametrize(
    ("language", "who", "reach", "tongues", "alternate", "tech", "cards"),
    [
        ("en", "1. Who is the diplomatic point of contact? (name, title, body)", "2. How can she be reached?",
         "3. In which languages?", "4. Is there an alternate?", "5. Who is the technical point of contact?",
         ("Ms Ada Moyo", "Head of Unit", "Ministry of Foreign Affairs", "Yes: Mr Ben Banda", "Desk Officer", "English", "en")),
        ("fr", "1) Qui est le point de contact diplomatique ?", "2) Comment la joindre ?", "3) Dans quelles langues ?",
         "4) Y a-t-il un suppléant ?", "5) Qui est le point de contact technique ?",
         ("Mme Ada Moyo", "Directrice", "Ministère des Affaires étrangères", "Oui : M. Ben Banda", "attaché", "français", "fr")),
        ("es", "1. ¿Quién es el punto de contacto diplomático?", "2. ¿Cómo se la puede contactar?", "3. ¿En qué idiomas?",
         "4. ¿Hay un suplente?", "5. ¿Quién es el punto de contacto técnico?",
         ("Sra. Ada Moyo", "Directora", "Ministerio de Relaciones Exteriores", "Sí: Sr. Ben Banda", "analista", "español", "es")),
        ("de", "1. Wer ist die diplomatische Kontaktstelle?", "2. Wie ist sie erreichbar?", "3. In welchen Sprachen?",
         "4. Gibt es eine Vertretung?", "5. Wer ist die technische Kontaktstelle?",
         ("Frau Ada Moyo", "Referatsleiterin", "Ministerium des Auswärtigen", "Ja: Herr Ben Banda", "Referent", "Deutsch", "de")),
        ("pt", "1. Quem é o ponto de contacto diplomático?", "2. Como pode ser contactada?", "3. Em que línguas?",
         "4. Existe um suplente?", "5. Quem é o ponto de contacto técnico?",
         ("Sra. Ada Moyo", "Diretora", "Ministério dos Negócios Estrangeiros", "Sim: Sr. Ben Banda", "técnico", "português", "pt")),
    ],
)  # fmt: skip
def test_a_numbered_question_is_answered_by_a_card(
    language: str, who: str, reach: str, tongues: str, alternate: str, tech: str, cards: tuple[str, ...]
) -> None:
    name, post, body, deputy, desk, spoken, code = cards
    page = document(
        f"{who}\n{name}\n{post}\n{body}",
        f"{reach}\na.moyo@mfa.example, +260 211 252 601",
        f"{tongues}\n{spoken}",
        f"{alternate}\n{deputy}, {desk}, {body}, b.banda@mfa.example, +260 211 252 602; {spoken}",
        f"{tech}\nCERT-ZM",
    )
    found = columns(page, language, "ZM", *WHO)
    title, given = name.split(" ", 1)
    other = deputy.split(": ")[-1].split(" : ")[-1].split(" ", 1)
    assert found[:2] == [
        ("diplomatic", title.rstrip("."), given, post, body, ("a.moyo@mfa.example",), (code,)),
        ("diplomatic", other[0].rstrip("."), other[1], desk, body, ("b.banda@mfa.example",), (code,)),
    ]


def test_no_alternate_opens_nobody() -> None:
    page = document(
        "1. Who is the technical point of contact?\nMr Ben Banda\nHead of Unit\nNational CERT",
        "2. Is there an alternate?\nNo",
        "3. How can he be reached?\nb.banda@cert.example",
        "4. In which languages?\nEnglish",
    )
    assert columns(page, "en", "ZM", "role", "name", "emails") == [
        ("technical", "Ben Banda", ("b.banda@cert.example",))
    ]


def test_a_question_in_a_cell_is_answered_by_the_card_beside_it() -> None:
    page = document(
        table(
            ("No.", "Question", "Answer"),
            ("1", "Who is the diplomatic point of contact?", "Ms Ada Moyo\nHead of Unit\nMinistry of Foreign Affairs"),
            ("2", "E-mail and telephone", "a.moyo@mfa.example; +260 211 252 601"),
            ("3", "Who is the technical point of contact?", "Mr Ben Banda\nAnalyst\nNational Cyber Agency"),
            ("4", "E-mail and telephone", "b.banda@nca.example; +260 211 252 602"),
        )
    )
    assert columns(page, "en", "ZM", "role", "name", "position", "institution", "phones") == [
        ("diplomatic", "Ada Moyo", "Head of Unit", "Ministry of Foreign Affairs", ("+260211252601",)),
        ("technical", "Ben Banda", "Analyst", "National Cyber Agency", ("+260211252602",)),
    ]


@pytest.mark.parametrize(
    ("language", "desk", "name", "body"),
    [
        ("en", "Duty Desk (24 hours)", "Duty Desk", "Government Technology Agency"),
        ("es", "Mesa de turno (24 horas)", "Mesa de turno", "Agencia Nacional de Ciberseguridad"),
        ("fr", "Permanence (24h/24)", "Permanence", "Agence nationale de la cybersécurité"),
        ("de", "Lagezentrum (rund um die Uhr)", "Lagezentrum", "Bundesamt für Cybersicherheit"),
        ("ru", "Дежурная служба (круглосуточно)", "Дежурная служба", "Центр кибербезопасности"),
        ("ar", "مكتب المناوبة (على مدار الساعة)", "مكتب المناوبة", "المركز الوطني للأمن السيبراني"),
    ],
)
def test_hours_behind_a_desks_name_are_no_part_of_it(language: str, desk: str, name: str, body: str) -> None:
    comma = "، " if language == "ar" else ", "
    role = {"ar": "نقطة الاتصال التقنية", "ru": "Технический контактный пункт"}.get(
        language, "Technical point of contact"
    )
    page = document(f"{role}: {desk}{comma}{body}{comma}duty@cert.example")
    assert columns(page, language, "ZM", "role", "name", "institution", "emails") == [
        ("technical", name, body, ("duty@cert.example",))
    ]


def test_an_address_that_begins_like_a_word_for_a_fax_hides_no_number() -> None:
    page = document(
        "Technical point of contact", "Name: Ms Flore Zinsou\nContact details: f.zinsou@csirt.example; +260 211 252 601"
    )
    (found,) = contacts(page)
    assert found["phones"] == ["+260211252601"]
