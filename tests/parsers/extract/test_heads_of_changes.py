"""Heads of columns that tell what was and what is to be, one of them perhaps in words that no lexicon has."""

from __future__ import annotations

import pytest

from tests.builders.documents import document, table
from tests.builders.layouts import columns, contacts

HEADS = [
    ("Instead of", "Read"),
    ("As published", "Should read"),
    ("Entry of last year", "Amended entry"),
    ("Delete", "Insert"),
    ("Current details on file", "Details that hold"),
]
OTHERS = [
    ("fr", ("Rubrique", "Fonction", "Courriel"), "Au lieu de", "Lire", "M. Kodjo Adjovi"),
    ("fr", ("Rubrique", "Fonction", "Courriel"), "À remplacer", "Par", "M. Kodjo Adjovi"),
    ("es", ("Campo", "Cargo", "Correo electrónico"), "En lugar de", "Léase", "el Sr. Pedro Soto"),
    ("pt", ("Campo", "Cargo", "Correio eletrónico"), "Em vez de", "Leia-se", "o Sr. Pedro Soto"),
    ("de", ("Angabe", "Funktion", "E-Mail"), "Ist", "Soll", "Herr Peter Meier"),
    ("zh", ("项目", "职务", "电子邮箱"), "误", "正", "黄家伟先生"),
    ("ar", ("البند", "المنصب", "البريد الإلكتروني"), "الوارد", "يستعاض عنه", "السيد سعيد عبده"),
]


@pytest.mark.parametrize(("old", "new"), HEADS)
def test_only_the_new_particulars_are_taken(old: str, new: str) -> None:
    page = document(
        "The Mission requests the following changes to the entry of its diplomatic point of contact, Ms. Ann Mwale:",
        table(
            ("Item", old, new),
            ("Position", "Head of Section", "Deputy Director"),
            ("E-mail", "a@mfa.example", "b@mfa.example"),
            ("Languages", "English", "English, French"),
        ),
    )
    assert contacts(page) == [
        {
            "role": "diplomatic",
            "action": "update",
            "name": "Ann Mwale",
            "honorific": "Ms",
            "position": "Deputy Director",
            "emails": ["b@mfa.example"],
            "languages": ["en", "fr"],
        }
    ]


@pytest.mark.parametrize(("language", "asked", "old", "new", "named"), OTHERS)
def test_also_in_other_languages(language: str, asked: tuple[str, str, str], old: str, new: str, named: str) -> None:
    what, position, email = asked
    page = document(
        f"{named}:", table((what, old, new), (position, "A", "B"), (email, "a@mfa.example", "b@mfa.example"))
    )
    assert [emails for (emails,) in columns(page, language, "ZM", "emails")] in ([("b@mfa.example",)], [])


def test_two_named_persons_below_such_a_head_are_two_contacts() -> None:
    page = document(
        table(
            ("", "Present", "Ms. Ruth Phiri's stand-in"),
            ("Name", "Ms. Ruth Phiri", "Mr. Tom Banda"),
            ("Position", "Director", "Engineer"),
            ("E-mail", "r@mfa.example", "t@mfa.example"),
        )
    )
    assert [row["name"] for row in contacts(page)] == ["Ruth Phiri", "Tom Banda"]
