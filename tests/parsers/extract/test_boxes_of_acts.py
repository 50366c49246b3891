"""Boxes above the contacts that say what the form is for, one of them ticked."""

from __future__ import annotations

import pytest

from tests.builders.documents import document, table
from tests.builders.layouts import contacts

BOXES = [
    ("en", "Technical point of contact", "Name", ("New nomination", "Update", "Removal")),
    ("fr", "Point de contact technique", "Nom", ("Nouvelle désignation", "Mise à jour", "Suppression")),
    ("es", "Punto de contacto técnico", "Nombre", ("Nueva designación", "Actualización", "Baja")),
    ("pt", "Ponto de contacto técnico", "Nome", ("Nova designação", "Atualização", "Supressão")),
    ("de", "Technische Kontaktstelle", "Name", ("Neubenennung", "Änderung", "Streichung")),
    ("ru", "Технический контактный пункт", "ФИО", ("Назначение", "Изменение", "Исключение")),
    ("ar", "نقطة الاتصال الفنية", "الاسم", ("ترشيح جديد", "تحديث", "حذف")),
    ("zh", "技术联络点", "姓名", ("新提名", "变更", "撤销")),
]
ACTIONS = ["add", "update", "remove"]


@pytest.mark.parametrize(("language", "role", "asked", "acts"), BOXES)
@pytest.mark.parametrize("ticked", [0, 1, 2])
@pytest.mark.parametrize("form", ["{}    {}    {}", "Type: {}    {}    {}", "{}\n{}\n{}"])
def test_the_ticked_box_tells(
    language: str, role: str, asked: str, acts: tuple[str, ...], ticked: int, form: str
) -> None:
    name = {"zh": "李晓梅", "ar": "روث فيري", "ru": "Асанов Нурбек"}.get(language, "Ruth Phiri")
    boxes = form.format(*(f"{'☒' if n == ticked else '☐'} {act}" for n, act in enumerate(acts)))
    (found,) = contacts(document(boxes, table((role, ""), (asked, name))), language)
    assert (found.get("action") or "add", found["name"]) == (ACTIONS[ticked], name)
