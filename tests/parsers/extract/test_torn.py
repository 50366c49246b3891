"""A label at a paragraph's end asks for the number or address with which the next one begins."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import columns

TORN = {
    "en": ("FJ", "Fiji nominates as its technical point of contact Ms. Ana Verde, Director, telephone +679 330 9645, fax:",
           "+679 330 9646, e-mail: ana.verde@fj.example.", "Ana Verde", "+6793309645", "ana.verde@fj.example"),
    "en, no colon": ("FJ", "Fiji nominates as its technical point of contact Ms. Ana Verde, Director, tel. +679 330 9645, fax",
           "+679 330 9646, e-mail: ana.verde@fj.example.", "Ana Verde", "+6793309645", "ana.verde@fj.example"),
    "fr": ("SN", "Le Sénégal désigne comme point de contact technique M. Luc Ndong, chef de service, téléphone : "
           "+221 33 889 44 00, télécopie :", "+221 33 889 44 01, courriel : l.ndong@sn.example.",
           "Luc Ndong", "+221338894400", "l.ndong@sn.example"),
    "es": ("PY", "El Paraguay designa como punto de contacto técnico al Ing. Juan Benítez, teléfono +595 21 217 9000, fax:",
           "+595 21 217 9001, correo electrónico: j.benitez@py.example.", "Juan Benítez", "+595212179000", "j.benitez@py.example"),
    "ru": ("KG", "Техническим контактным лицом назначена г-жа Асанова Айгерим Маратовна, директор. Телефон: (312) 62-58-19, факс:",
           "(312) 62-58-20, электронная почта: a.asanova@kg.example.", "Асанова Айгерим Маратовна", "+996312625819",
           "a.asanova@kg.example"),
}  # fmt: skip


@pytest.mark.parametrize(("case", "told"), TORN.items(), ids=list(TORN))
def test_the_number_below_the_label_of_a_fax_is_no_telephone(case: str, told: tuple[str, ...]) -> None:
    region, above, below, name, phone, email = told
    read = columns(document(above, below), case[:2], region, "name", "phones", "emails")
    assert read == [(name, (phone,), (email,))]


def test_an_address_below_its_label_is_read() -> None:
    page = document(
        "Fiji nominates as its technical point of contact Ms. Ana Verde, Director, e-mail:", "a.verde@fj.example."
    )
    assert columns(page, "en", "FJ", "name", "emails") == [("Ana Verde", ("a.verde@fj.example",))]
