"""The last language of a list that a line's end broke is not told of whoever was named before."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import columns

LEAVES_AND_COMES = [
    (
        "ru",
        "KG",
        "Г-н Асанов Бакыт более не исполняет обязанности технического контактного лица.",
        "Вместо него назначена г-жа Осмонова Айгерим Маратовна,\n"
        "электронная почта: a.osmonova@kg.example. Языки: кыргызский, русский и\nанглийский.",
        [("Асанов Бакыт", ()), ("Осмонова Айгерим Маратовна", ("ky", "ru", "en"))],
    ),
    (
        "fr",
        "SN",
        "M. Luc Ndong n'est plus le point de contact technique.",
        "Il est remplacé par Mme Awa Diop,\ncourriel : a.diop@sn.example. Langues : français, wolof et\nanglais.",
        [("Luc Ndong", ()), ("Awa Diop", ("fr", "wo", "en"))],
    ),
]


@pytest.mark.parametrize(("language", "region", "leaves", "comes", "expected"), LEAVES_AND_COMES)
def test_the_rest_of_a_list_belongs_to_its_sentence(
    language: str, region: str, leaves: str, comes: str, expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert columns(document(leaves, comes), language, region, "name", "languages") == expected
