"""Another means of reaching somebody, ruled out right before the address."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import columns


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Ms Anna Bell is nominated as technical point of contact; she can be reached by e-mail, not by "
            "telephone: a.bell@fj.example.",
        ),
        (
            "fr",
            "Mme Anna Bell est désignée point de contact technique ; elle est joignable par courriel et non "
            "par téléphone : a.bell@fj.example.",
        ),
        (
            "es",
            "Se designa a la Sra. Anna Bell como punto de contacto técnico; se la puede contactar por correo "
            "y no por teléfono: a.bell@fj.example.",
        ),
        (
            "pt",
            "Designa-se a Sra. Anna Bell como ponto de contato técnico; contactável por correio eletrónico e "
            "não por telefone: a.bell@fj.example.",
        ),
        (
            "de",
            "Frau Anna Bell wird als technische Kontaktperson benannt; erreichbar per E-Mail und nicht "
            "telefonisch: a.bell@fj.example.",
        ),
        (
            "ru",
            "Техническим контактным лицом назначена г-жа Anna Bell; связь по электронной почте, а не по "
            "телефону: a.bell@fj.example.",
        ),
    ],
)
def test_the_address_stands(language: str, text: str) -> None:
    assert columns(document(text), language, "FJ", "name", "position", "emails") == [
        ("Anna Bell", None, ("a.bell@fj.example",))
    ]


def test_an_address_that_is_itself_ruled_out_does_not() -> None:
    text = "Ms Anna Bell, technical point of contact, changed her address: it is not a.bell@fj.example but anna.bell@fj.example."
    assert columns(document(text), "en", "FJ", "emails") == [(("anna.bell@fj.example",),)]
