"""Labels that call one number or address the old and another the new one."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import columns


@pytest.mark.parametrize(
    ("language", "old", "new", "old_address", "new_address"),
    [
        ("en", "Old number", "Replacement number", "Former e-mail", "Updated e-mail"),
        ("fr", "Téléphone antérieur", "Téléphone actualisé", "Ancienne adresse électronique", "Nouvelle adresse électronique"),
        ("es", "Número antiguo", "Número nuevo", "Correo antiguo", "Correo nuevo"),
        ("ru", "Прежний номер", "Действующий номер", "Прежняя эл. почта", "Новая эл. почта"),
        ("ar", "الرقم القديم", "الرقم الجديد", "البريد السابق", "البريد الحالي"),
        ("zh", "旧号码", "新号码", "变更前邮箱", "变更后邮箱"),
        ("de", "Bisherige Rufnummer", "Künftige Rufnummer", "Frühere E-Mail", "Künftige E-Mail"),
        ("pt", "Número antigo", "Número novo", "E-mail antigo", "E-mail novo"),
    ],
)  # fmt: skip
def test_only_the_new_ones_are_the_contacts(
    language: str, old: str, new: str, old_address: str, new_address: str
) -> None:
    page = document(
        f"POC: Tom Banda\n{old}: +260 211 252 640\n{new}: +260 211 252 641\n"
        f"{old_address}: t@old.example\n{new_address}: t@new.example"
    )
    assert columns(page, language, "ZM", "phones", "emails") == [(("+260211252641",), ("t@new.example",))]


def test_the_role_of_the_lead_in_holds_for_numbers_above_the_name() -> None:
    page = document(
        "The Mission has the honour to communicate a change of number of its technical point of contact.",
        "Old number: +260 211 252 640\nNew number: +260 211 252 641\nName: Mr Tom Banda",
    )
    assert columns(page, "en", "ZM", "action", "role", "name", "phones") == [
        ("update", "technical", "Tom Banda", ("+260211252641",))
    ]
