"""Boxes of a form that say what is to be done with the contact, of which one is ticked."""

from __future__ import annotations

import pytest

from domain.submission import Action
from parsers.document import FormField
from tests.builders.documents import document
from tests.builders.layouts import contacts

CHOICES = [
    ("en", "GH", "Name", "Ama Mensah", ("Add contact", "Modify contact", "Remove contact")),
    ("en", "GH", "Full name", "Ama Mensah", ("new nomination", "update of particulars", "withdrawal")),
    ("fr", "SN", "Nom complet", "Awa Sarr", ("désignation", "modification", "radiation")),
    ("fr", "SN", "Nom", "Awa Sarr", ("ajouter", "modifier", "supprimer")),
    ("es", "CR", "Nombre completo", "Eva Mora Solís", ("alta", "modificación", "baja")),
    ("pt", "CV", "Nome completo", "Ana Tavares", ("designar", "atualizar", "remover")),
]


def written(asked: str, name: str) -> list[FormField]:
    return [
        FormField("N", asked, name, "text", None, 1, (100, 100, 400, 115)),
        FormField("M", "E-mail", "poc@agency.example", "text", None, 1, (100, 130, 400, 145)),
    ]


@pytest.mark.parametrize(("language", "region", "asked", "name", "acts"), CHOICES)
@pytest.mark.parametrize(("ticked", "action"), [(0, Action.ADD), (1, Action.UPDATE), (2, Action.REMOVE)])
def test_the_ticked_box_says_what_is_done(
    language: str, region: str, asked: str, name: str, acts: tuple[str, ...], ticked: int, action: Action
) -> None:
    boxes = [
        FormField(f"B{n}", act, "Yes", "check", n == ticked, 1, (100 + 99 * n, 60, 110 + 99 * n, 70))
        for n, act in enumerate(acts)
    ]
    page = document("Form", *boxes, *written(asked, name))
    assert [(c["name"], c.get("action") or Action.ADD) for c in contacts(page, language, region)] == [(name, action)]


def test_a_lone_box_that_speaks_of_deleting_does_nothing() -> None:
    box = FormField("B", "Delete after use", "Yes", "check", True, 1, (100, 60, 110, 70))
    page = document("Form", box, *written("Name", "Ama Mensah"))
    assert [(c["name"], c.get("action") or Action.ADD) for c in contacts(page, "en", "GH")] == [
        ("Ama Mensah", Action.ADD)
    ]
