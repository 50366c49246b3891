"""Columns that say in one word what is to be done with a contact, and addresses under a label for hours."""

from __future__ import annotations

import pytest

from tests.builders.documents import document, table
from tests.builders.layouts import columns


@pytest.mark.parametrize(
    ("language", "heads", "goes", "comes"),
    [
        ("en", ("Action", "Name", "E-mail"), "Remove", "Add"),
        ("fr", ("Action", "Nom", "Courriel"), "Supprimer", "Ajouter"),
        ("es", ("Acción", "Nombre", "Correo electrónico"), "Eliminar", "Agregar"),
        ("pt", ("Ação", "Nome", "Correio eletrónico"), "Remover", "Adicionar"),
        ("de", ("Maßnahme", "Name", "E-Mail"), "Streichen", "Hinzufügen"),
        ("ru", ("Действие", "Ф.И.О.", "Эл. почта"), "Исключить", "Добавить"),
        ("ar", ("الإجراء", "الاسم", "البريد الإلكتروني"), "حذف", "إضافة"),
        ("zh", ("操作", "姓名", "电子邮箱"), "删除", "新增"),
    ],
)
def test_one_word_says_what_is_to_be_done(language: str, heads: tuple[str, ...], goes: str, comes: str) -> None:
    page = document(table(heads, (goes, "Anna Mwale", "a@cyber.example"), (comes, "Karl Rossi", "k@cyber.example")))
    assert columns(page, language, "ZM", "action", "name") == [("remove", "Anna Mwale"), ("add", "Karl Rossi")]


def test_an_address_under_a_label_for_hours() -> None:
    page = document(table(("Name", "Karl Moser"), ("Erreichbarkeit", "E-Mail: k.moser@amt.example\nMo-Fr 8-16 Uhr")))
    assert columns(page, "de", "AT", "name", "emails") == [("Karl Moser", ("k.moser@amt.example",))]
