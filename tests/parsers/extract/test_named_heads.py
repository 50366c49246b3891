"""Tables of new particulars whose head names the contact."""

from __future__ import annotations

import pytest

from tests.builders.documents import document, table
from tests.builders.layouts import contacts


@pytest.mark.parametrize(
    ("head", "new", "language", "labels", "role"),
    [
        ("Technical point of contact\nMr. Paul Ives", "New particulars", "en", ("Official title", "E-mail"), "technical"),
        ("Mr. Paul Ives (diplomatic)", "Updated details", "en", ("Title", "E-mail"), "diplomatic"),
        ("M. Paul Ives, point de contact technique", "Nouvelles coordonnées", "fr", ("Fonction", "Courriel"), "technical"),
        ("Punto de contacto técnico: Sr. Paul Ives", "Nuevos datos", "es", ("Cargo", "Correo electrónico"), "technical"),
        ("Technische Kontaktperson\nHerr Paul Ives", "Neue Angaben", "de", ("Funktion", "E-Mail"), "technical"),
    ],
)  # fmt: skip
def test_the_head_tells_whose_particulars_are_new(
    head: str, new: str, language: str, labels: tuple[str, str], role: str
) -> None:
    page = document(table((head, new), (labels[0], "Manager"), (labels[1], "p.ives@cert.example")))
    found = [(c["action"], c.get("role"), c["name"], c["emails"]) for c in contacts(page, language)]
    assert found == [("update", role, "Paul Ives", ["p.ives@cert.example"])]
