"""A body alone behind somebody's name, in one line."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import columns


@pytest.mark.parametrize(
    ("language", "head", "line", "body"),
    [
        ("en", "Technical POC", "Inspector Troy Banda, Royal Island Police Force", "Royal Island Police Force"),
        ("en", "Technical POC", "Mr Troy Banda, Coast Guard", "Coast Guard"),
        ("en", "Technical POC", "Sergeant Troy Banda, National Defence Force", "National Defence Force"),
        ("fr", "Point de contact technique", "M. Troy Banda, Gendarmerie nationale", "Gendarmerie nationale"),
        ("es", "Punto de contacto técnico", "Sr. Troy Banda, Guardia Civil", "Guardia Civil"),
        ("pt", "Ponto de contacto técnico", "Sr. Troy Banda, Polícia Judiciária", "Polícia Judiciária"),
        ("de", "Technische Kontaktstelle", "Herr Troy Banda, Bundespolizei", "Bundespolizei"),
        ("ar", "نقطة الاتصال التقنية", "السيد Troy Banda، الشرطة الوطنية", "الشرطة الوطنية"),
    ],
)
def test_is_an_institution_and_no_position(language: str, head: str, line: str, body: str) -> None:
    page = document(f"{head}\n{line}\nt.banda@police.example")
    assert columns(page, language, "ZM", "name", "position", "institution") == [("Troy Banda", None, body)]
