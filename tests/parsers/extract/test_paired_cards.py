"""A role down and two people across: who leaves and who comes, a contact and the alternate, or nobody says which."""

from __future__ import annotations

import pytest

from parsers.claims import Claim
from tests.builders.documents import document, table
from tests.builders.layouts import claims, columns


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("en", "Handing over", "Succeeding"), ("en", "Until 31 August", "From 1 September"), ("en", "Name", "Successor"),
        ("fr", "Quitte ses fonctions", "Prend la relève"), ("fr", "Cède ses fonctions", "Prend ses fonctions"),
        ("es", "Deja el cargo", "Asume el cargo"), ("es", "Sale", "Entra"), ("es", "Cesa", "Toma el relevo"),
        ("ru", "Сдаёт обязанности", "Принимает обязанности"), ("ru", "Выбывает", "Вступает"),
        ("ar", "يغادر منصبه", "يتولى المهام"), ("ar", "المنتهية خدمته", "يخلفه"),
        ("zh", "前任", "继任"), ("zh", "卸任", "接任"), ("zh", "原", "新"),
        ("de", "Scheidet aus", "Übernimmt"), ("de", "Bis 31. August", "Ab 1. September"),
        ("pt", "Sai", "Entra"), ("pt", "Deixa o cargo", "Assume o cargo"),
    ],
)  # fmt: skip
def test_the_heads_tell_who_leaves_and_who_comes(language: str, old: str, new: str) -> None:
    roles = {"ru": ("Дипломатическое", "Техническое"), "ar": ("الدبلوماسية", "التقنية"), "zh": ("外交", "技术")}
    first, second = roles.get(language, ("Diplomatic", "Technical"))
    page = document(
        table(
            ("", old, new),
            (first, "Ms Ada Moyo", "Mr Ben Banda\nDirector, Ministry of Foreign Affairs\nb@mfa.example"),
            (second, "Mr Carl Daka", "Ms Eva Phiri\nHead of Unit, Cyber Agency\ne@cert.example"),
        )
    )
    assert sorted(columns(page, language, "ZM", "action", "role", "name", "emails")) == [
        ("add", "diplomatic", "Ben Banda", ("b@mfa.example",)),
        ("add", "technical", "Eva Phiri", ("e@cert.example",)),
        ("remove", "diplomatic", "Ada Moyo", ()),
        ("remove", "technical", "Carl Daka", ()),
    ]


@pytest.mark.parametrize("across", [True, False])
def test_where_the_heads_tell_nothing_both_are_read_and_doubted(across: bool) -> None:
    rows = (
        ("", "Column 1", "Column 2"),
        ("Diplomatic", "Ms Ada Moyo", "Mr Ben Banda\nb@mfa.example"),
        ("Technical", "Mr Carl Daka", "Ms Eva Phiri\ne@cert.example"),
    )
    page = document(table(*(rows if across else zip(*rows, strict=True))))
    found = columns(page, "en", "ZM", "action", "role", "name", "emails")
    assert found == [
        ("remove", "diplomatic", "Ada Moyo", ()),
        ("add", "diplomatic", "Ben Banda", ("b@mfa.example",)),
        ("remove", "technical", "Carl Daka", ()),
        ("add", "technical", "Eva Phiri", ("e@cert.example",)),
    ]
    told: list[Claim] = [claim for claim in claims(page).claims if claim.path.endswith(".action")]
    assert [(claim.sure, claim.doubt is None) for claim in told] == [(False, False)] * 4


def test_a_column_of_alternates_holds_contacts_too() -> None:
    page = document(
        table(
            ("", "Contact person", "Deputy"),
            ("Diplomatic", "Ms Ada Moyo\na@mfa.example", "Mr Ben Banda\nb@mfa.example"),
            ("Technical", "Mr Carl Daka\nc@cert.example", "Ms Eva Phiri\ne@cert.example"),
        )
    )
    assert columns(page, "en", "ZM", "role", "name", "emails", "alternate") == [
        ("diplomatic", "Ada Moyo", ("a@mfa.example",), None),
        ("diplomatic", "Ben Banda", ("b@mfa.example",), True),
        ("technical", "Carl Daka", ("c@cert.example",), None),
        ("technical", "Eva Phiri", ("e@cert.example",), True),
    ]
