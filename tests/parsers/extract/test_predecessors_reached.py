"""Addresses in brackets behind somebody who goes, and numbers of a contact whom Russian names in another case."""

from __future__ import annotations

from tests.builders.documents import document
from tests.builders.layouts import columns


def test_a_bracket_behind_a_former_office_is_the_predecessors() -> None:
    page = document(
        "تم تسمية السيد فهد العنزي، مدير المركز، نقطة اتصال فنية خلفا للسيد سالم المطيري، رئيس القسم سابقا "
        "(بريد: s@citra.example). بريد السيد العنزي: f@citra.example."
    )
    assert columns(page, "ar", "KW", "action", "name", "emails") == [
        ("add", "فهد العنزي", ("f@citra.example",)),
        ("remove", "سالم المطيري", ("s@citra.example",)),
    ]


def test_a_declined_family_name_is_the_contacts() -> None:
    page = document(
        "Техническим контактным лицом назначена г-жа Сидорова Анна Павловна. Тел. г-жи Сидоровой: +375 17 333 44 55."
    )
    assert columns(page, "ru", "BY", "name", "phones") == [("Сидорова Анна Павловна", ("+375173334455",))]
