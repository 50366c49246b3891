"""Response teams that go by a name of their own, above the bodies that they belong to."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import contacts


@pytest.mark.parametrize(
    ("head", "team", "parent"),
    [
        ("Technical point of contact:", "CERT-XY", "Information System Authority (ISA)"),
        (
            "2) Punto de contacto técnico:",
            "CERTxy",
            "Agencia de Gobierno Electrónico y Sociedad del Conocimiento (AGSC)",
        ),
        ("Technische Kontaktstelle:", "CSIRT.XY", "Amt für Informatik"),
        ("Ponto de contacto técnico:", "Lusitânia CSIRT", "Centro Nacional de Cibersegurança"),
    ],
)
def test_a_team_above_the_body_it_belongs_to(head: str, team: str, parent: str) -> None:
    page = document(f"{head}\n{team}\n{parent}\nTel.: +372 663 0299\nE-mail: cert@cert.example")
    assert contacts(page) == [
        {
            "role": "technical", "name": team, "institution": parent,
            "phones": ["+3726630299"], "emails": ["cert@cert.example"],
        }
    ]  # fmt: skip


def test_the_head_of_a_team_is_no_team() -> None:
    page = document(
        "Technical point of contact:\nMs Aino Kask\nHead of CERT-XY\nInformation System Authority\na@x.example"
    )
    assert contacts(page) == [
        {
            "role": "technical", "honorific": "Ms", "name": "Aino Kask", "position": "Head of CERT-XY",
            "institution": "Information System Authority", "emails": ["a@x.example"],
        }
    ]  # fmt: skip


def test_a_service_before_the_semicolon_of_a_label_is_no_label() -> None:
    page = document(
        "Имеем честь сообщить, что контактными пунктами определены:\n\nтехнический контактный пункт: Служба ПРИМЕР, ГУП «Центр "
        "кибербезопасности»; тел.: +998 71 203-55-11; incident@cert.example.uz; языки: узбекский, русский."
    )
    found = [(c["role"], c["institution"], c["emails"], c["phones"]) for c in contacts(page, "ru", "UZ")]
    body = "Служба ПРИМЕР, ГУП «Центр кибербезопасности»"
    assert found == [("technical", body, ["incident@cert.example.uz"], ["+998712035511"])]
