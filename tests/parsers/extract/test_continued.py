"""Tables that go on in another one: below a page's end, or where their rows are cut off as a table of their own."""

from __future__ import annotations

import pytest

from parsers.document import Document
from parsers.extract.context import Context, expecting
from parsers.extract.continued import with_continued
from tests.builders.documents import document, paragraph, table
from tests.builders.layouts import columns
from tests.builders.programmes import programme
from tests.builders.runaway import calls_of


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


@pytest.mark.parametrize(
    ("language", "name", "role", "email", "phone", "technical", "diplomatic"),
    [
        ("en", "Name", "Role", "E-mail", "Telephone", "Technical", "Diplomatic"),
        ("fr", "Nom", "Rôle", "Courriel", "Téléphone", "Technique", "Diplomatique"),
        ("es", "Nombre", "Tipo de contacto", "Correo", "Teléfono", "Técnico", "Diplomático"),
        ("ru", "Ф.И.О.", "Роль", "Эл. почта", "Телефон", "Техническое", "Дипломатическое"),
        ("ar", "الاسم", "الدور", "البريد الإلكتروني", "الهاتف", "تقنية", "دبلوماسية"),
        ("zh", "姓名", "类别", "电子邮箱", "电话", "技术", "外交"),
        ("de", "Name", "Rolle", "E-Mail", "Telefon", "Technisch", "Diplomatisch"),
        ("pt", "Nome", "Tipo de contacto", "Correio eletrónico", "Telefone", "Técnico", "Diplomático"),
    ],
)
def test_a_row_before_another_name_is_not_the_contacts_above(
    language: str, name: str, role: str, email: str, phone: str, technical: str, diplomatic: str
) -> None:
    page = document(
        table((name, "Ruth Phiri"), (role, diplomatic), (email, "r@mfa.example")),
        table((phone, "+260 211 252 641"), (name, "Tom Banda"), (role, technical), (email, "t@cirt.example")),
    )
    assert columns(page, language, "ZM", "phones")[0] == ((),)


def test_what_is_asked_again_behind_a_name_was_of_the_contact_above() -> None:
    page = document(
        table(("Name", "Ruth Phiri"), ("Role", "Diplomatic"), ("E-mail", "r@mfa.example")),
        table(
            ("Telephone", "+260 211 252 640"),
            ("Name", "Tom Banda"),
            ("Role", "Technical"),
            ("Telephone", "+260 211 252 641"),
        ),
    )
    assert columns(page, "en", "ZM", "name", "phones") == [
        ("Ruth Phiri", ("+260211252640",)),
        ("Tom Banda", ("+260211252641",)),
    ]


def _cut_up(tables: int) -> Document:
    row = ("Ms Ruth Phiri", "Diplomatic", "r@mfa.example", "+260 211 252 640")
    labels = ("Name", "Type of contact", "E-mail", "Telephone")
    return document(
        table(labels, row), *(block for n in range(tables) for block in (paragraph(f"Page {n}"), table(row)))
    )


def test_twice_as_many_tables_take_twice_the_work() -> None:
    context = Context(programme(), expecting("en"), region="ZM")
    with_continued(_cut_up(2).blocks, context)
    few, many = (calls_of(lambda n=n: with_continued(_cut_up(n).blocks, context))[1] for n in (80, 160))  # type: ignore[misc]
    assert many < 2.5 * few
