"""The place of a role is where its words stand, not where the person in it is named."""

from __future__ import annotations

import pytest

from parsers.document import Document
from tests.builders.documents import document, table
from tests.builders.layouts import claims


def role_said(page: Document, language: str = "en", region: str = "ZM") -> list[tuple[object, str]]:
    """Each role with the text that tells it."""
    found = claims(page, language, region).claims
    return [(claim.value, claim.evidence.text) for claim in found if claim.path.endswith(".role")]


CARD = "Mr. Paul Zulu\nHead of CIRT, ZICTA\np.zulu@zicta.zm"


@pytest.mark.parametrize(
    ("language", "opening", "lead", "words"),
    [
        (
            "en",
            "The Permanent Mission presents its compliments to the Office for Disarmament Affairs",
            "and has the honour to nominate the following technical point of contact:",
            "technical point of contact",
        ),
        (
            "fr",
            "La Mission permanente présente ses compliments au Bureau des affaires de désarmement",
            "et a l'honneur de désigner le point de contact technique suivant :",
            "point de contact technique",
        ),
        (
            "es",
            "La Misión Permanente saluda atentamente a la Oficina de Asuntos de Desarme",
            "y tiene el honor de designar el siguiente punto de contacto técnico:",
            "punto de contacto técnico",
        ),
        (
            "ru",
            "Постоянное представительство свидетельствует свое уважение Управлению по вопросам разоружения",
            "и имеет честь назначить следующего технического контактного лица:",
            "технического контактного лица",
        ),
        (
            "pt",
            "A Missão Permanente apresenta os seus cumprimentos ao Gabinete para os Assuntos de Desarmamento",
            "e tem a honra de designar o seguinte ponto de contacto técnico:",
            "ponto de contacto técnico",
        ),
        (
            "de",
            "Die Ständige Vertretung begrüßt das Büro für Abrüstungsfragen der Vereinten Nationen",
            "und beehrt sich, folgende technische Kontaktstelle zu benennen:",
            "technische Kontaktstelle",
        ),
    ],
)
def test_a_lead_in_tells_the_role_of_those_below(language: str, opening: str, lead: str, words: str) -> None:
    assert role_said(document(f"{opening} {lead}", CARD), language) == [("technical", words)]


def test_a_lead_in_tells_the_role_of_labelled_lines_below() -> None:
    lines = "Name: Mr. Paul Zulu\nPosition: Head of CIRT\nE-mail: p.zulu@zicta.zm"
    page = document(
        "The Mission presents its compliments to the Office and nominates the following diplomatic point of contact:",
        lines,
    )
    assert role_said(page) == [("diplomatic", "diplomatic point of contact")]


def test_the_alternate_takes_the_place_of_the_role_with_the_role() -> None:
    lines = "Technical point of contact\nName: Mr. Paul Zulu\nE-mail: p.zulu@zicta.zm"
    page = document(lines, "Alternate\nName: Ms. Ana Banda\nE-mail: a.banda@zicta.zm")
    assert role_said(page) == [("technical", "Technical point of contact"), ("technical", "Technical point of contact")]


def test_the_head_of_a_column_tells_the_role_of_who_leaves_and_who_comes() -> None:
    page = document(
        table(
            ("", "Current point of contact", "New diplomatic point of contact"),
            ("Name", "Mr. Paul Zulu", "Ms. Ana Banda"),
            ("Position", "—", "Counsellor"),
            ("Institution", "—", "Ministry of Foreign Affairs"),
            ("E-mail", "—", "a.banda@mfa.gov.zm"),
        )
    )
    assert role_said(page) == [("diplomatic", "New diplomatic point of contact")] * 2


def test_a_row_of_its_own_in_a_table_tells_the_role_of_the_rows_below() -> None:
    page = document(
        table(
            ("Name", "Position", "E-mail"),
            ("Diplomatic points of contact", "", ""),
            ("Ms. Ana Banda", "Counsellor", "a.banda@mfa.gov.zm"),
            ("Technical points of contact", "", ""),
            ("Mr. Paul Zulu", "Head of CIRT", "p.zulu@zicta.zm"),
        )
    )
    assert role_said(page) == [
        ("diplomatic", "Diplomatic points of contact"),
        ("technical", "Technical points of contact"),
    ]
