"""Two forms on a page, each in a column of its own, whose lines drift apart; one of them goes on below the other's end."""

from __future__ import annotations

import pytest

from parsers.engines import Engines
from parsers.limits import Limits
from parsers.readers import pdf
from tests.builders.blind import Blind
from tests.builders.documents import document, table
from tests.builders.layouts import columns
from tests.builders.pages import PdfPages

FORMS = {
    "en": (
        ("DIPLOMATIC POINT OF CONTACT", "Name", "Mr. Tom Banda", "Designation", "Director", "E-mail", "t@mfa.example"),
        ("TECHNICAL POINT OF CONTACT", "Name", "Ms. Ann Mwale", "Designation", "Lead Information Security",
         "Engineer", "Institution", "Zambia Computer Incident Response", "Team, Ministry of Technology", "E-mail",
         "a@cirt.example", "Languages", "English / French"),
    ),
    "fr": (
        ("POINT DE CONTACT DIPLOMATIQUE", "Nom", "M. Tom Banda", "Fonction", "Directeur", "Courriel", "t@mfa.example"),
        ("POINT DE CONTACT TECHNIQUE", "Nom", "Mme Anne Mwale", "Fonction", "Ingénieure principale en",
         "sécurité", "Institution", "Agence nationale de la sécurité", "informatique", "Courriel", "a@cirt.example",
         "Langues", "français / anglais"),
    ),
    "es": (
        ("Punto de contacto diplomático", "Nombre: Sr. Tom Banda", "Cargo: Director", "Correo electrónico: t@mfa.example"),
        ("Punto de contacto técnico", "Nombre: Sra. Ana Mwale", "Cargo: Especialista principal en",
         "seguridad de la información", "Institución: Centro Nacional de", "Respuesta a Incidentes",
         "Correo electrónico: a@cirt.example", "Idiomas: español, inglés"),
    ),
}  # fmt: skip
LAST = {
    "en": ("Ann Mwale", "Lead Information Security Engineer", ("en", "fr")),
    "fr": ("Anne Mwale", "Ingénieure principale en sécurité", ("fr", "en")),
    "es": ("Ana Mwale", "Especialista principal en seguridad de la información", ("es", "en")),
}


@pytest.mark.parametrize("language", FORMS)
@pytest.mark.parametrize("longer", ["left", "right"])
def test_each_form_keeps_its_own(language: str, longer: str) -> None:
    short, long = FORMS[language]
    left, right = (long, short) if longer == "left" else (short, long)
    page = PdfPages().lines(
        72, 80, "The following points of contact have been designated by the Government of the State."
    )
    page.lines(72, 110, *left).lines(320, 110, *right)
    note = pdf.read("note.pdf", page.pdf(), Limits(), Engines(Blind()))
    name, position, languages = LAST[language]
    wanted = [
        ("diplomatic", "Tom Banda", "Directeur" if language == "fr" else "Director", ("t@mfa.example",), ()),
        ("technical", name, position, ("a@cirt.example",), languages),
    ]
    found = columns(note, language, "ZM", "role", "name", "position", "emails", "languages")
    assert found == (wanted if longer == "right" else wanted[::-1])


def test_forms_whose_rows_drift_apart_are_read_one_after_the_other() -> None:
    page = document(
        table(
            ("Diplomatic point of contact", "", "", "Technical point of contact", "", ""),
            ("", "Name", "Mr Ben Banda", "", "Name", "Ms Ada Moyo"),
            ("", "", "", "", "Position", "Head of Unit"),
            ("", "Position", "Director\nof Affairs", "", "", ""),
            ("", "", "", "", "E-mail", "a.moyo@cert.example"),
            ("", "E-mail", "b.banda@mfa.example", "", "", ""),
        )
    )
    assert columns(page, "en", "ZM", "role", "name", "position", "emails") == [
        ("diplomatic", "Ben Banda", "Director of Affairs", ("b.banda@mfa.example",)),
        ("technical", "Ada Moyo", "Head of Unit", ("a.moyo@cert.example",)),
    ]
