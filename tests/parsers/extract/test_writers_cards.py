"""Who writes on a contact's behalf and signs with a card of his own is nobody's position, and no contact."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import columns

WRITTEN = [
    ("en", "MU", "TECHNICAL POINT OF CONTACT", "National Incident Response Team\nData Protection Authority\n+230 212 4400\n"
     "desk@irt.example", "Both communicate in English and French.", "Devika Ramgoolam (Ms)\nDesk Officer\n+230 405 2511"),
    ("fr", "SN", "POINT DE CONTACT TECHNIQUE", "Équipe nationale de réponse\nAgence de l'informatique de l'État\n"
     "+221 33 889 4400\nveille@irt.example", "Tous deux parlent français et anglais.",
     "Aminata Sarr\nChargée de dossier\n+221 33 823 4010"),
    ("es", "UY", "PUNTO DE CONTACTO TÉCNICO", "Equipo Nacional de Respuesta\nAgencia de Gobierno Electrónico\n"
     "+598 2901 4400\nturno@irt.example", "Ambos hablan español e inglés.", "Lucía Barrios\nSegunda Secretaria\n+598 2902 1010"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "region", "head", "office", "both", "writer"), WRITTEN)
def test_the_writers_card_below_what_holds_for_both(
    language: str, region: str, head: str, office: str, both: str, writer: str
) -> None:
    page = document(f"{head}\n{office}", both, writer)
    assert [row[:2] for row in columns(page, language, region, "role", "position", "phones")] == [("technical", None)]
    assert len(columns(page, language, region, "phones")[0][0]) == 1  # type: ignore[arg-type]
