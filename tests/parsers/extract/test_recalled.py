"""Somebody named in one sentence, of whom the next says by a pronoun what to do."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import contacts

REMOVED = {"action": "remove", "role": "technical"}


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        (
            "en",
            "Mr. Chola Banda will be posted abroad next month. We ask you to delete him as technical point of contact.",
            "Chola Banda",
        ),
        (
            "fr",
            "M. Issa Traoré rejoindra un autre poste. Nous prions le Bureau de le rayer du répertoire en tant que point de "
            "contact technique.",
            "Issa Traoré",
        ),
        (
            "es",
            "El Sr. Juan Paz viajará a su nuevo destino. Rogamos lo eliminen del directorio como punto de contacto técnico.",
            "Juan Paz",
        ),
        (
            "pt",
            "O Sr. João Neto parte para outro posto. Solicitamos que o retirem do diretório como ponto de contacto técnico.",
            "João Neto",
        ),
        (
            "de",
            "Herr Karl Huber scheidet per 30. Juni aus dem Landesdienst aus. Wir bitten, ihn als technische Kontaktstelle aus dem "
            "Verzeichnis zu streichen.",
            "Karl Huber",
        ),
        (
            "ru",
            "Г-н Иван Сидоров готовится к отъезду. Просим исключить его из справочника в качестве технического контактного лица.",
            "Иван Сидоров",
        ),
        (
            "ar",
            "ينتقل السيد أحمد علي حسن إلى جنيف. ولذلك نرجو حذفه من الدليل بصفته نقطة الاتصال الفنية.",
            "أحمد علي حسن",
        ),
        ("zh", "王明先生将于下月前往日内瓦。请将其作为技术联络人从名录中删除。", "王明"),
    ],
)
def test_who_is_to_be_removed(language: str, text: str, name: str) -> None:
    found = [{key: row.get(key) for key in ("action", "role", "name")} for row in contacts(document(text), language)]
    assert found == [{**REMOVED, "name": name}]


def test_who_is_nominated_with_what_was_said_of_her() -> None:
    page = document(
        "Ms. Mutinta Phiri is Director of Cyber Policy at the Ministry of Foreign Affairs (m.phiri@mfa.example.zm). We "
        "nominate her as diplomatic point of contact."
    )
    assert contacts(page) == [
        {
            "action": "add",
            "role": "diplomatic",
            "name": "Mutinta Phiri",
            "honorific": "Ms",
            "position": "Director of Cyber Policy",
            "institution": "Ministry of Foreign Affairs",
            "emails": ["m.phiri@mfa.example.zm"],
        }
    ]


def test_nobody_is_removed_who_was_not_named_right_before() -> None:
    page = document(
        "Ms. Mutinta Phiri thanks you for the meeting. The Ministry has moved. Please remove them as technical point of contact."
    )
    assert contacts(page) == []
