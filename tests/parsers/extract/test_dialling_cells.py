"""Numbers whose country code, or town's code, stands under a label of its own."""

from __future__ import annotations

import pytest

from tests.builders.documents import document, table
from tests.builders.layouts import columns


@pytest.mark.parametrize(
    ("language", "name", "code", "telephone"),
    [
        ("en", "Name", "Country code", "Telephone"),
        ("fr", "Nom", "Indicatif du pays", "Téléphone"),
        ("es", "Nombre", "Código de país", "Teléfono"),
        ("ru", "Имя", "Код страны", "Телефон"),
        ("ar", "الاسم", "رمز البلد", "الهاتف"),
        ("zh", "姓名", "国家代码", "电话"),
        ("de", "Name", "Ländervorwahl", "Telefon"),
        ("pt", "Nome", "Indicativo do país", "Telefone"),
    ],
)
@pytest.mark.parametrize("written", ["+41", "41", "0041", "(+41)"])
def test_a_country_code_in_a_cell_of_its_own_stands_before_the_number(
    language: str, name: str, code: str, telephone: str, written: str
) -> None:
    form = document(
        table((name, "Ada Moyo"), ("E-mail", "a@cert.example"), (code, written), (telephone, "22 730 12 34"))
    )
    rows = document(table((name, "E-mail", code, telephone), ("Ada Moyo", "a@cert.example", written, "22 730 12 34")))
    for page in (form, rows):
        assert columns(page, language, "ZM", "name", "phones") == [("Ada Moyo", ("+41227301234",))]


def test_a_towns_code_makes_a_national_number_whole() -> None:
    page = document(
        "Technical point of contact\nName: Ada Moyo\nArea code: 0211\nTelephone: 252 601\nE-mail: a@cert.example"
    )
    assert columns(page, "en", "ZM", "name", "phones") == [("Ada Moyo", ("+260211252601",))]


def test_a_code_that_is_a_whole_number_is_a_telephone() -> None:
    page = document("Technical point of contact\nName: Ada Moyo\nDDI: +260 211 252 601\nE-mail: a@cert.example")
    assert columns(page, "en", "ZM", "name", "phones") == [("Ada Moyo", ("+260211252601",))]
