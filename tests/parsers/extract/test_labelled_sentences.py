"""Particulars told in one paragraph, each in a sentence of its own under a label."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import columns

NAME = {"en": "Name", "fr": "Nom", "es": "Nombre", "ar": "الاسم"}
FIELDS = ("role", "name", "position", "institution", "emails", "languages")


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "es",
            "Como punto de contacto técnico, la Sra. Rosa Paz. Cargo: Jefa del CERT. Entidad: Agencia Nacional de Ciberseguridad. "
            "Correo: r.paz@cert.example. Idiomas: español e inglés.",
            ("technical", "Rosa Paz", "Jefa del CERT", "Agencia Nacional de Ciberseguridad", ("r.paz@cert.example",), ("es", "en")),
        ),
        (
            "fr",
            "En qualité de point de contact diplomatique, M. Marc Roy. Titre : Directeur. Institution : Ministère des affaires "
            "étrangères. Courriel : m.roy@mae.example. Langues : français.",
            ("diplomatic", "Marc Roy", "Directeur", "Ministère des affaires étrangères", ("m.roy@mae.example",), ("fr",)),
        ),
        (
            "en",
            "We nominate as diplomatic point of contact Mr Tom Fox. Title: Counsellor. Organization: Ministry of Foreign Affairs. "
            "E-mail: t.fox@mfa.example. Languages: English.",
            ("diplomatic", "Tom Fox", "Counsellor", "Ministry of Foreign Affairs", ("t.fox@mfa.example",), ("en",)),
        ),
        (
            "pt",
            "Como ponto de contacto técnico, a Sra. Rosa Lima. Cargo: Chefe do CERT. Entidade: Agência de Cibersegurança. "
            "E-mail: r.lima@cert.example. Línguas: português e inglês.",
            ("technical", "Rosa Lima", "Chefe do CERT", "Agência de Cibersegurança", ("r.lima@cert.example",), ("pt", "en")),
        ),
        (
            "de",
            "Wir benennen als technische Kontaktstelle Frau Rosa Lang. Funktion: Leiterin des CERT. Behörde: Agentur für "
            "Cybersicherheit. E-Mail: r.lang@cert.example. Sprachen: Deutsch.",
            ("technical", "Rosa Lang", "Leiterin des CERT", "Agentur für Cybersicherheit", ("r.lang@cert.example",), ("de",)),
        ),
    ],
)  # fmt: skip
def test_particulars_in_labelled_sentences(language: str, text: str, found: tuple[object, ...]) -> None:
    assert columns(document(text), language, "ZM", *FIELDS) == [found]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Mr Chola Banda is the alternate. E-mail: c@cert.example."),
        ("fr", "M. Chola Banda est son suppléant. Courriel : c@cert.example."),
        ("es", "El Sr. Chola Banda es su suplente. Correo: c@cert.example."),
        ("de", "Herr Chola Banda ist ihr Stellvertreter. E-Mail: c@cert.example."),
    ],
)
def test_the_alternate_told_behind_the_name_is_another_contact(language: str, text: str) -> None:
    before = {
        "en": "We nominate Ms Ruth Phiri as technical point of contact (r@cert.example).",
        "fr": "Nous désignons Mme Ruth Phiri comme point de contact technique (r@cert.example).",
        "es": "Designamos a la Sra. Ruth Phiri como punto de contacto técnico (r@cert.example).",
        "de": "Wir benennen Frau Ruth Phiri als technische Kontaktstelle (r@cert.example).",
    }[language]
    assert columns(document(f"{before} {text}"), language, "ZM", "role", "name", "emails") == [
        ("technical", "Ruth Phiri", ("r@cert.example",)),
        ("technical", "Chola Banda", ("c@cert.example",)),
    ]


@pytest.mark.parametrize(
    ("language", "label"), [("en", "Office"), ("fr", "Bureau"), ("es", "Oficina"), ("ar", "المكتب")]
)
def test_a_number_behind_a_word_for_an_office_is_a_telephone(language: str, label: str) -> None:
    page = document(f"{NAME[language]}: Ruth Phiri", f"{label}: +260 211 252 603", "E-mail: r@cert.example")
    assert columns(page, language, "ZM", "name", "institution", "phones") == [("Ruth Phiri", None, ("+260211252603",))]
