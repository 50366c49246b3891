"""A label behind the full stop of somebody's office, or behind a number, takes nothing of what stands before it."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import columns

OFFICES = [
    ("es", "PY", "Diplomático: Sr. Julio Arrúa, Director, Ministerio del Interior. Correo electrónico: j@py.example.",
     "Ministerio del Interior"),
    ("fr", "SN", "Diplomatique : Mme Awa Diop, directrice, Ministère de l'intérieur. Adresse électronique : a@sn.example.",
     "Ministère de l'intérieur"),
    ("pt", "BR", "Diplomático: Sr. João Silva, Diretor, Ministério do Interior. Correio eletrónico: j@br.example.",
     "Ministério do Interior"),
    ("en", "FJ", "Diplomatic: Ms. Ana Verde, Director, Ministry of the Interior. Electronic mail: a@fj.example.",
     "Ministry of the Interior"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "region", "text", "institution"), OFFICES)
def test_the_body_before_the_label_is_the_institution(language: str, region: str, text: str, institution: str) -> None:
    assert columns(document(text), language, region, "institution") == [(institution,)]


@pytest.mark.parametrize(
    ("language", "region", "text", "spoken"),
    [
        ("es", "PY", "Técnico: Ing. Juan Rojas, Director. Teléfono: (021) 414 8721 Idiomas: español e inglés.", ("es", "en")),
        ("fr", "SN", "Technique : M. Luc Ndong, directeur. Téléphone : 33 889 44 00 Langues : français, anglais.", ("fr", "en")),
        ("en", "FJ", "Technical: Ms. Ana Verde, Director. Telephone: 330 9645 Languages: English and Hindi.", ("en", "hi")),
    ],
)  # fmt: skip
def test_languages_behind_a_number_without_a_sign_are_read(
    language: str, region: str, text: str, spoken: tuple[str, ...]
) -> None:
    assert columns(document(text), language, region, "languages") == [(spoken,)]


def test_the_name_of_the_directory_in_a_forms_title_is_nobody() -> None:
    page = document(
        "NOMINATION FORM\nGlobal Points of Contact Directory", "Full name: Ms. Ana Verde\nE-mail: a@fj.example"
    )
    assert columns(page, "en", "FJ", "name") == [("Ana Verde",)]


@pytest.mark.parametrize(
    ("language", "region", "text"),
    [
        ("en", "ET", "The Mission conveys the nomination of the Federal Democratic Republic of Ethiopia to the Directory:"),
        ("fr", "ET", "La Mission transmet la désignation de la République Démocratique Fédérale d'Éthiopie au Répertoire :"),
    ],
)  # fmt: skip
def test_the_long_name_of_a_state_is_nobody(language: str, region: str, text: str) -> None:
    assert columns(document(text, "E-mail: t.bekele@et.example"), language, region, "name") in ([], [(None,)])
