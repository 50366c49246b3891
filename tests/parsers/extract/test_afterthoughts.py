"""What is told beside or after somebody's particulars: languages of both, numbers out of use, former bodies, new particulars."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import contacts

TWO = (
    "Diplomatic point of contact: Ms. Mutinta Phiri, Counsellor, Ministry of Foreign Affairs, m.phiri@mfa.example.zm\n\n"
    "Technical point of contact: Mr. Chola Banda, Analyst, Cyber Agency, c.banda@cyber.example.zm\n\n"
)


@pytest.mark.parametrize("said", ["English is fine for both.", "Both contacts may be addressed in English."])
def test_a_language_of_both(said: str) -> None:
    assert [c["languages"] for c in contacts(document(TWO + said))] == [["en"], ["en"]]


def test_a_former_number_in_brackets_withdraws_nobody() -> None:
    page = document(
        "Mme Zara Madi, point de contact technique, est désormais joignable au +269 334 61 27 "
        "(l'ancien numéro, +269 773 20 94, n'est plus attribué)."
    )
    assert contacts(page, "fr", "KM") == [
        {"role": "technical", "action": "update", "honorific": "Mme", "name": "Zara Madi", "phones": ["+2693346127"]}
    ]


def test_new_particulars_led_in_by_a_possessive() -> None:
    page = document(
        "The Mission informs that Mr. Chola Banda, technical point of contact, has assumed a new position. "
        "His updated particulars read:\n\nPosition: Director of Analysis\nE-mail: c.banda@cyber.example.zm"
    )
    assert [(c["name"], c["action"], c["position"], c["emails"]) for c in contacts(page)] == [
        ("Chola Banda", "update", "Director of Analysis", ["c.banda@cyber.example.zm"])
    ]


def test_a_body_whose_name_has_a_comma_ends_at_the_line_of_the_address() -> None:
    page = document(
        "DIPLOMATIC\nMs Mutinta Phiri, Acting Secretary, Ministry of Foreign Affairs, Labour and Trade\nm.phiri@mfa.example.zm"
    )
    assert [c["institution"] for c in contacts(page)] == ["Ministry of Foreign Affairs, Labour and Trade"]


def test_a_ministry_with_commas_in_prose() -> None:
    page = document(
        "O Governo designou a Dra. Ana Paz Luna, Diretora de Assuntos Globais no Ministério dos Negócios Estrangeiros, "
        "Cooperação e Integração (e-mail: ana.paz@mnec.example.cv; telefone: +238 260 78 53), como ponto de contacto "
        "diplomático, e o Eng. Rui Sá Vaz, Coordenador na Autoridade de Redes (telemóvel: +238 991 42 07), como ponto de "
        "contacto técnico."
    )
    found = [(c["role"], c["position"], c["institution"], c["phones"]) for c in contacts(page, "pt", "CV")]
    assert found == [
        (
            "diplomatic",
            "Diretora de Assuntos Globais",
            "Ministério dos Negócios Estrangeiros, Cooperação e Integração",
            ["+2382607853"],
        ),
        ("technical", "Coordenador", "Autoridade de Redes", ["+2389914207"]),
    ]


def test_two_who_leave_joined_by_a_conjunction() -> None:
    page = document(
        "El Gobierno retira la designación del Sr. Luis Rey Mora y de la Sra. Ana Paz Luna, puntos de contacto diplomático y "
        "técnico respectivamente, por lo que solicita se les dé de baja del directorio."
    )
    found = [(c["role"], c["action"], c["honorific"], c["name"], c.get("position")) for c in contacts(page, "es", "NI")]
    assert found == [
        ("diplomatic", "remove", "Sr", "Luis Rey Mora", None),
        ("technical", "remove", "Sra", "Ana Paz Luna", None),
    ]


def test_one_person_on_both_planes_in_a_body_called_a_secretariat() -> None:
    page = document(
        "La Mission permanente a l'honneur de désigner comme point de contact, tant sur le plan diplomatique que sur le plan "
        "technique :\n\nM. Égide NIYO\nConseiller principal\nSecrétariat exécutif des technologies\negide.niyo@setic.example.bi"
    )
    found = [(c["role"], c["name"], c["institution"]) for c in contacts(page, "fr", "BI")]
    assert found == [
        ("diplomatic", "Égide NIYO", "Secrétariat exécutif des technologies"),
        ("technical", "Égide NIYO", "Secrétariat exécutif des technologies"),
    ]
