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


@pytest.mark.parametrize(
    ("language", "role", "asked", "box"),
    [
        ("en", "Technical point of contact", "Name", "☒ I agree to be contacted; cancellation on request"),
        ("en", "Technical point of contact", "Name", "☒ No change"),
        ("en", "Technical point of contact", "Name", "☐ New   ☒ No change"),
        ("fr", "Point de contact technique", "Nom", "☒ Aucun changement"),
        ("es", "Punto de contacto técnico", "Nombre", "☒ Sin cambio"),
        ("de", "Technische Kontaktstelle", "Name", "☒ Keine Änderung"),
        ("ru", "Технический контактный пункт", "ФИО", "☒ Без изменений"),
        ("zh", "技术联络点", "姓名", "☒ 无变更"),
        ("ar", "نقطة الاتصال الفنية", "الاسم", "☒ دون تغيير"),
    ],
)
def test_a_box_that_says_something_else_does_nothing(language: str, role: str, asked: str, box: str) -> None:
    name = {"zh": "李晓梅", "ar": "روث فيري", "ru": "Асанов Нурбек"}.get(language, "Ruth Phiri")
    (found,) = contacts(document(f"{box}\n\n{role}\n{asked}: {name}"), language)
    assert (found.get("action"), found["name"]) == (None, name)


@pytest.mark.parametrize(
    "boxes",
    ["New ☐ Update ☐ Removal ☒", "Type of submission (tick one): New ☐ Update ☐ Removal ☒", "☒ Request for removal"],
)
def test_words_before_the_boxes_or_the_act_do_not_hide_it(boxes: str) -> None:
    (found,) = contacts(document(f"{boxes}\n\nTechnical point of contact\nName: Ruth Phiri"))
    assert (found.get("action"), found["name"]) == ("remove", "Ruth Phiri")
