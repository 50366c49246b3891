"""Tables that go on in another one: below a page's end, or where their rows are cut off as a table of their own."""

from __future__ import annotations

import pytest

from tests.builders.documents import document, paragraph, table
from tests.builders.layouts import columns


@pytest.mark.parametrize(
    ("language", "roles", "labels", "tail"),
    [
        ("en", ("Diplomatic point of contact", "Technical point of contact"), ("Name", "E-mail"), ("Telephone", "Languages")),
        ("fr", ("Point de contact diplomatique", "Point de contact technique"), ("Nom", "Courriel"), ("Téléphone", "Langues")),
        ("es", ("Punto de contacto diplomático", "Punto de contacto técnico"), ("Nombre", "Correo"), ("Teléfono", "Idiomas")),
        ("ru", ("Дипломатическое контактное лицо", "Техническое контактное лицо"), ("Ф.И.О.", "Эл. почта"), ("Телефон", "Языки")),
        ("ar", ("جهة الاتصال الدبلوماسية", "جهة الاتصال الفنية"), ("الاسم", "البريد الإلكتروني"), ("الهاتف", "اللغات")),
        ("zh", ("外交联络人", "技术联络人"), ("姓名", "电子邮箱"), ("电话", "语言")),
    ],
)  # fmt: skip
@pytest.mark.parametrize("between", [None, "Page 2 of 2", "- 2 -"])
def test_rows_cut_off_go_on_with_both_columns(
    language: str, roles: tuple[str, str], labels: tuple[str, str], tail: tuple[str, str], between: str | None
) -> None:
    page = document(
        table(
            ("", *roles),
            (labels[0], "Ruth Phiri", "Tom Banda"),
            (labels[1], "r@mfa.example", "t@cirt.example"),
        ),
        *([paragraph(between)] if between else []),
        table((tail[0], "+260 211 252 640", "+260 211 252 641"), (tail[1], "English, French", "English")),
    )
    assert columns(page, language, "ZM", "role", "name", "phones", "languages") == [
        ("diplomatic", "Ruth Phiri", ("+260211252640",), ("en", "fr")),
        ("technical", "Tom Banda", ("+260211252641",), ("en",)),
    ]


def test_the_last_row_of_a_form_is_its_contacts() -> None:
    page = document(
        "Diplomatic point of contact",
        table(("Name", "Ms Ruth Phiri"), ("E-mail", "r@mfa.example"), ("Languages", "English")),
        "Technical point of contact",
        table(("Name", "Mr Tom Banda"), ("E-mail", "t@cirt.example")),
        table(("Telephone", "+260 211 252 641"), ("Languages", "English, French")),
    )
    assert columns(page, "en", "ZM", "name", "phones", "languages") == [
        ("Ruth Phiri", (), ("en",)),
        ("Tom Banda", ("+260211252641",), ("en", "fr")),
    ]


def test_rows_without_their_labels_answer_to_those_above() -> None:
    page = document(
        table(
            ("No.", "Name", "Type of contact", "E-mail", "Telephone"),
            ("1", "Ms Ruth Phiri", "Diplomatic", "r@mfa.example", "+260 211 252 640"),
        ),
        table(("2", "Mr Tom Banda", "Technical", "t@cirt.example", "+260 211 252 641")),
    )
    assert columns(page, "en", "ZM", "role", "name", "emails", "phones") == [
        ("diplomatic", "Ruth Phiri", ("r@mfa.example",), ("+260211252640",)),
        ("technical", "Tom Banda", ("t@cirt.example",), ("+260211252641",)),
    ]


def test_a_row_cut_in_two_is_one_contacts() -> None:
    page = document(
        table(
            ("Name", "Type of contact", "E-mail", "Telephone"),
            ("Ms Ruth Phiri", "Diplomatic", "r@mfa.example", "+260 211 252 640"),
            ("Mr Tom Banda", "Technical", "t@cirt.example", ""),
        ),
        table(("", "", "", "+260 211 252 641")),
    )
    assert columns(page, "en", "ZM", "name", "phones") == [
        ("Ruth Phiri", ("+260211252640",)),
        ("Tom Banda", ("+260211252641",)),
    ]


def test_a_table_with_a_title_of_its_own_begins_anew() -> None:
    page = document(
        table(("", "Diplomatic point of contact"), ("Name", "Ms Ruth Phiri"), ("E-mail", "r@mfa.example")),
        table(("", "Technical point of contact"), ("Institution", "Zambia CIRT"), ("E-mail", "t@cirt.example")),
    )
    assert columns(page, "en", "ZM", "role", "name", "institution") == [
        ("diplomatic", "Ruth Phiri", None),
        ("technical", None, "Zambia CIRT"),
    ]


def test_a_sentence_between_two_tables_parts_them() -> None:
    page = document(
        "The following are nominated as points of contact:",
        table(("Name", "Ms Ruth Phiri"), ("Role", "Diplomatic"), ("E-mail", "r@mfa.example")),
        "The duty officer of the Mission can be reached as follows.",
        table(
            ("Telephone", "+1 212 555 0199"),
        ),
    )
    assert columns(page, "en", "ZM", "name", "phones") == [("Ruth Phiri", ())]
