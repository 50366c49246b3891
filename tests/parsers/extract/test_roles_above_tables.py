"""Roles that a sentence tells some way above the particulars that change."""

from __future__ import annotations

import pytest

from tests.builders.documents import document, table
from tests.builders.layouts import claims, contacts

_NEW = table(("Contact", "Mr Tom Banda"), ("New e-mail address", "new@cirt.example"))


def test_what_stays_as_it_is_takes_no_role_away() -> None:
    page = document(
        "The Mission wishes to advise of the following change to the particulars of the technical point of contact. All "
        "other particulars are unaffected.",
        _NEW,
    )
    assert [(c["action"], c["role"], c["emails"]) for c in contacts(page)] == [
        ("update", "technical", ["new@cirt.example"])
    ]


def test_a_role_spoken_of_before_the_change_is_doubted() -> None:
    page = document(
        "The Mission refers to its technical point of contact in the Directory. Some of the particulars are out of date.",
        "Please amend the entry as shown below:",
        _NEW,
    )
    told = {claim.path: (claim.value, claim.sure) for claim in claims(page).claims}
    assert told["contacts[0].role"] == ("technical", False)


@pytest.mark.parametrize(
    ("language", "heads", "label", "same"),
    [
        ("en", ("Item", "Before", "After"), "Name", "as before"),
        ("fr", ("Rubrique", "Ancienne mention", "Nouvelle mention"), "Nom", "inchangé"),
        ("es", ("Campo", "Dato anterior", "Dato nuevo"), "Nombre", "no cambia"),
        ("ru", ("Поле", "Было", "Стало"), "Ф.И.О.", "прежнее"),
        ("ar", ("البيان", "قبل التعديل", "بعد التعديل"), "الاسم", "لا تغيير"),
        ("zh", ("项目", "原信息", "新信息"), "姓名", "未变更"),
        ("de", ("Angabe", "Bisher", "Neu"), "Name", "wie bisher"),
        ("pt", ("Campo", "Dado anterior", "Dado novo"), "Nome", "mantém-se"),
    ],
)
def test_a_name_that_stays_is_nobody_new(language: str, heads: tuple[str, ...], label: str, same: str) -> None:
    page = document(
        table(heads, (label, "Tom Banda", same), ("E-mail", "old@cirt.example", "new@cirt.example")),
    )
    assert [(c["name"], c["emails"]) for c in contacts(page, language)] == [("Tom Banda", ["new@cirt.example"])]
