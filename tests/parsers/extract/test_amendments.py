"""Tables of amendments, a row for each particular: whose it is, what it was and what it is to be."""

from __future__ import annotations

import pytest

from tests.builders.documents import document, table
from tests.builders.layouts import contacts

HEADS = {
    "en": ("POC", "Particular", "Currently listed", "To be changed to"),
    "fr": ("Point de contact", "Rubrique", "Ancienne donnée", "Nouvelle donnée"),
    "es": ("Punto de contacto", "Dato", "Donde dice", "Debe decir"),
    "pt": ("Ponto de contacto", "Campo", "Onde se lê", "Leia-se"),
    "ru": ("Контактное лицо", "Данные", "Было", "Стало"),
}
ASKED = {
    "en": ("E-mail", "Telephone"), "fr": ("Courriel", "Téléphone"), "es": ("Correo electrónico", "Teléfono"),
    "pt": ("E-mail", "Telefone"), "ru": ("Эл. почта", "Телефон"),
}  # fmt: skip
WHO = {
    "en": ("Ms Selma Lund (diplomatic)", "Technical: Mr David Kauta"),
    "fr": ("Mme Selma Lund (diplomatique)", "Technique : M. David Kauta"),
    "es": ("Sra. Selma Lund (diplomático)", "Técnico: Sr. David Kauta"),
    "pt": ("Sra. Selma Lund (diplomático)", "Técnico: Sr. David Kauta"),
    "ru": ("г-жа Selma Lund (дипломатический)", "Технический: г-н David Kauta"),
}


@pytest.mark.parametrize("language", HEADS)
def test_only_what_is_new_is_taken_of_each(language: str) -> None:
    (first, second), (email, phone) = WHO[language], ASKED[language]
    page = document(
        table(
            HEADS[language],
            (first, email, "slund@mfa.example", "selma.lund@mfa.example"),
            ("", phone, "+264 61 255 0138", "+264 61 255 0144"),
            (second, phone, "+264 61 255 0139", "+264 61 255 0145"),
        )
    )
    told = [
        {key: contact.get(key) for key in ("role", "action", "name", "emails", "phones")} for contact in contacts(page)
    ]
    assert told == [
        {
            "role": "diplomatic", "action": "update", "name": "Selma Lund",
            "emails": ["selma.lund@mfa.example"], "phones": ["+264612550144"],
        },
        {"role": "technical", "action": "update", "name": "David Kauta", "emails": None, "phones": ["+264612550145"]},
    ]  # fmt: skip


def test_another_name_is_a_replacement() -> None:
    page = document(
        table(
            HEADS["en"],
            ("Technical POC", "Name", "Mr David Kauta", "Ms Selma Lund"),
            ("Technical POC", "E-mail", "dkauta@cert.example", "slund@cert.example"),
        )
    )
    told = [(c["role"], c["action"], c["name"], c.get("emails")) for c in contacts(page)]
    assert told == [
        ("technical", "remove", "David Kauta", None),
        ("technical", "add", "Selma Lund", ["slund@cert.example"]),
    ]
