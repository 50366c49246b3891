"""Lists of people printed without gaps: numbered items, bodies above them, one number with several extensions, questions."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import columns, contacts


def test_numbered_people_below_their_bodies_without_a_gap() -> None:
    page = document(
        "El Gobierno se complace en poner en su conocimiento la nómina de puntos de contacto:\n"
        "Ministerio de Relaciones Exteriores – contacto diplomático\n"
        "1. Consejera Ana Paz Luna, Directora de Paz, a.paz@mre.example.ec\n"
        "2. Sr. Luis Rey Mora, Analista, l.rey@mre.example.ec\n"
        "Teléfono común: +593 2 299 3200, extensiones 11284 y 11290, respectivamente.\n"
        "Agencia de Redes – contacto técnico\n"
        "1. Ing. Eva Sol Vega, Coordinadora,\ne.sol@redes.example.ec, 099 874 3016\n"
        "La Misión Permanente aprovecha la oportunidad para renovar las seguridades de su más alta consideración."
    )
    found = [(c["role"], c["name"], c["institution"], c["phones"]) for c in contacts(page, "es", "EC")]
    assert found == [
        ("diplomatic", "Ana Paz Luna", "Ministerio de Relaciones Exteriores", ["+59322993200;ext=11284"]),
        ("diplomatic", "Luis Rey Mora", "Ministerio de Relaciones Exteriores", ["+59322993200;ext=11290"]),
        ("technical", "Eva Sol Vega", "Agencia de Redes", ["+593998743016"]),
    ]


def test_the_role_in_brackets_at_the_end_of_an_item() -> None:
    page = document(
        "The Mission has the honour to provide the names of its points of contact:\n\n"
        "National Cyber Centre\n1- Mutinta Phiri, Acting Director, m.phiri@ncc.example.zm, 211 252 601 (Technical)\n"
        "2- Mr. Chola Banda, Analyst, c.banda@ncc.example.zm (Technical, back-up)"
    )
    found = [(c["role"], c["name"], c["institution"], c.get("alternate", False)) for c in contacts(page)]
    assert found == [
        ("technical", "Mutinta Phiri", "National Cyber Centre", False),
        ("technical", "Chola Banda", "National Cyber Centre", True),
    ]


def test_lettered_questions_on_consecutive_lines() -> None:
    page = document(
        "La Misión Permanente contesta al cuestionario que sigue:\n"
        "a) ¿Quién es el punto de contacto diplomático de su país? – D. Ana Paz\nLuna\n"
        "b) ¿Qué cargo ocupa? – Directora General\n"
        "c) ¿Quién es el punto de contacto técnico? – Aún no ha sido nombrado."
    )
    assert contacts(page, "es", "GQ") == [
        {"role": "diplomatic", "honorific": "D", "name": "Ana Paz Luna", "position": "Directora General"}
    ]


@pytest.mark.parametrize(("mark", "first", "second"), [
    ("(i) ", " - diplomatic", " - technical"), ("", " (diplomatic)", " (technical)"), ("1. ", " – diplomatic", " – technical"),
])  # fmt: skip
def test_a_role_that_closes_the_line_of_a_list(mark: str, first: str, second: str) -> None:
    page = document(
        "The following points of contact have been designated:\n\n"
        f"{mark}Ms. Jane Example, First Secretary, Ministry of Foreign Affairs{first}\n"
        "Tel: +260 211 252 601; Email: j@mfa.example\n\n"
        f"{mark.replace('i', 'ii').replace('1', '2')}Mr. John Sample, Manager, Cyber Agency{second}\n"
        "Tel: +260 211 252 602; Email: s@cert.example"
    )
    assert columns(page, "en", "ZM", "role", "name", "position", "institution", "emails") == [
        ("diplomatic", "Jane Example", "First Secretary", "Ministry of Foreign Affairs", ("j@mfa.example",)),
        ("technical", "John Sample", "Manager", "Cyber Agency", ("s@cert.example",)),
    ]


def test_whoever_a_listed_line_names_with_a_role_alone_is_to_be_removed() -> None:
    page = document(
        "The Mission has the honour to request that the following entries be removed from the directory:",
        "Ms Ileana Guardado, diplomatic point of contact;",
        "Mr Rolando Chicas, technical point of contact (rchicas@cert.example).",
    )
    assert columns(page, "en", "ZM", "action", "role", "name", "emails") == [
        ("remove", "diplomatic", "Ileana Guardado", ()),
        ("remove", "technical", "Rolando Chicas", ("rchicas@cert.example",)),
    ]
