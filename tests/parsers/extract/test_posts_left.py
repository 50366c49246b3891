"""Positions of those who leave: a word that calls them past is no part of them."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import columns


@pytest.mark.parametrize(
    ("language", "text", "position"),
    [
        (
            "en",
            "Mr. Tom Fox, formerly Principal Security Officer at MACRA, no longer serves as the technical point of contact.",
            "Principal Security Officer",
        ),
        ("en", "Mr. Tom Fox, former Head of Unit, no longer serves as the technical point of contact.", "Head of Unit"),
        (
            "fr",
            "M. Marc Roy, ancien Directeur de la cybersécurité, n'est plus le point de contact technique.",
            "Directeur de la cybersécurité",
        ),
        (
            "es",
            "El Sr. Juan Paz, anteriormente Director de Ciberseguridad, ya no es el punto de contacto técnico.",
            "Director de Ciberseguridad",
        ),
        (
            "pt",
            "O Sr. João Paz, antigo Diretor de Cibersegurança, já não é o ponto de contacto técnico.",
            "Diretor de Cibersegurança",
        ),
        (
            "de",
            "Herr Jan Lang, ehemaliger Leiter des Referats, ist nicht mehr die technische Kontaktstelle.",
            "Leiter des Referats",
        ),
        (
            "ru",
            "Г-н Иван Орлов, бывший начальник отдела, больше не является техническим контактным лицом.",
            "начальник отдела",
        ),
        (
            "en",
            "Mr. Tom Fox, ex officio member of the board, no longer serves as the technical point of contact.",
            "ex officio member of the board",
        ),
    ],
)
def test_the_position_of_who_leaves_without_the_word_for_the_past(language: str, text: str, position: str) -> None:
    assert columns(document(text), language, "ZM", "action", "position") == [("remove", position)]


def test_a_past_post_of_who_comes_is_left_as_it_is_written() -> None:
    page = document("Role: technical\n\nName: Ana Paz\n\nPosition: Former Ambassador\n\nE-mail: a.paz@cert.example")
    assert columns(page, "en", "ZM", "position") == [("Former Ambassador",)]
