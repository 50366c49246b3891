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


LEFT = [
    ("en", "The Permanent Mission of Mauritius informs of a change: the telephone number of the technical point of contact "
     "changes.\nThe Mission avails itself of this opportunity to renew the assurances of its highest consideration."),
    ("fr", "La Mission permanente de Maurice a l'honneur d'informer d'un changement : le numéro de téléphone du point de contact "
     "technique change.\nAvec nos meilleures salutations"),
    ("fr", "La Mission permanente de Maurice a l'honneur d'informer d'un changement : le numéro de téléphone du point de contact "
     "technique change.\nVeuillez agréer, Madame, Monsieur, nos salutations distinguées."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), LEFT)
def test_below_the_leave_nothing_is_told_of_a_contact(language: str, text: str) -> None:
    page = document(
        *text.split("\n"), "Devika Ramgoolam\nCounsellor\nTel.: +230 405 2511\nE-mail: d.ramgoolam@mfa.example"
    )
    assert "+2304052511" not in str(columns(page, language, "MU", "phones"))
