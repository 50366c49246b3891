"""Two people in two roles, where the noun is said once."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import columns

TOLD = [
    ("en", "KE", "Kenya nominates Ms. Ana Verde as diplomatic and Mr. Tom Banda as technical point of contact.", "add"),
    ("en", "KE", "Kenya withdraws Ms. Ana Verde as diplomatic and Mr. Tom Banda as technical point of contact.", "remove"),
    ("en", "KE", "Kenya designates Ms. Ana Verde as its diplomatic and Mr. Tom Banda as its technical contact.", "add"),
    ("en", "KE", "Kenya nominates Ms. Ana Verde as diplomatic point of contact and Mr. Tom Banda as technical.", "add"),
    ("fr", "SN", "Le Sénégal désigne Mme Ana Verde comme point de contact diplomatique et M. Tom Banda comme technique.", "add"),
    ("es", "CL", "Chile designa a la Sra. Ana Verde como punto de contacto diplomático y al Sr. Tom Banda como técnico.", "add"),
    ("es", "CL", "Chile designa a la Sra. Ana Verde como diplomático y al Sr. Tom Banda como punto de contacto técnico.", "add"),
    ("pt", "PT", "Portugal designa a Sra. Ana Verde como ponto de contacto diplomático e o Sr. Tom Banda como técnico.", "add"),
    ("de", "AT", "Österreich benennt Frau Ana Verde als diplomatische und Herrn Tom Banda als technische Kontaktperson.", "add"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "region", "text", "action"), TOLD)
def test_each_has_the_role_that_he_is_called(language: str, region: str, text: str, action: str) -> None:
    assert columns(document(text), language, region, "role", "action", "name") == [
        ("diplomatic", action, "Ana Verde"),
        ("technical", action, "Tom Banda"),
    ]


def test_in_russian_the_ending_tells() -> None:
    text = "Беларусь назначает г-жу Анну Ковалеву дипломатическим, а г-на Петра Сидорова техническим контактным лицом."
    assert columns(document(text), "ru", "BY", "role", "name") == [
        ("diplomatic", "Анну Ковалеву"),
        ("technical", "Петра Сидорова"),
    ]
