"""Fillable forms with a column for each contact, whose questions are printed once."""

from __future__ import annotations

import pytest

from domain.submission import Box
from parsers.document import Document, FormField, Line, Paragraph
from tests.builders.documents import document
from tests.builders.layouts import columns

FIELDS = ("role", "name", "position", "emails", "phones", "languages")
FIRST = ("diplomatic", "Owen Sikota", "Director", ("o.sikota@mfa.example",), ("+260211253508",), ("en",))
SECOND = ("technical", "Ruth Phiri", "Head of CERT", ("cert@cert.example",), ("+260977240118",), ("en", "fr"))
ANSWERS = (
    ("Owen Sikota", "Ruth Phiri"),
    ("Director", "Head of CERT"),
    ("o.sikota@mfa.example", "cert@cert.example"),
    ("+260 211 253 508", "+260 977 240 118"),
    ("English", "English, French"),
)
LEFT, RIGHT = 190.0, 370.0


def sheet(labels: tuple[str, ...], heads: tuple[str, str], *, last_asks: bool = False, taken: bool = False) -> Document:
    """A fillable page; the first field of each row has the label, or the last one where people read from the right. `taken`: the
    title above the other column passes for the label of the field below it."""
    fields = []
    for row, (label, answers) in enumerate(zip(labels, ANSWERS, strict=True)):
        top = 150.0 + 30 * row
        for column, (x, answer) in enumerate(zip((LEFT, RIGHT), answers, strict=True)):
            own = label if (column == 1) == last_asks else heads[column] if taken and row == 0 else ""
            fields.append(FormField(f"f{row}{column}", own, answer, page=1, box=(x, top, x + 160, top + 20)))
    titles = [
        Paragraph((Line(head, page=1, box=_over(x)),))
        for column, (x, head) in enumerate(zip((LEFT, RIGHT), heads, strict=True))
        if not taken or (column == 1) == last_asks
    ]
    return document(*titles, *fields)


def _over(x: float) -> Box:
    return (x, 130.0, x + 90, 142.0)


@pytest.mark.parametrize(
    ("language", "labels", "heads"),
    [
        ("en", ("Name", "Job title", "E-mail", "Direct phone", "Languages"), ("Diplomatic POC", "Technical POC")),
        (
            "fr",
            ("Nom complet", "Fonction", "Courriel", "Téléphone", "Langues"),
            ("Point de contact diplomatique", "Point de contact technique"),
        ),
        (
            "ru",
            ("Ф.И.О.", "Должность", "Эл. почта", "Телефон", "Языки"),
            ("Дипломатический контактный пункт", "Технический контактный пункт"),
        ),
        ("zh", ("姓名", "职务", "电子邮箱", "电话", "语言"), ("外交联络点", "技术联络点")),
    ],
)
@pytest.mark.parametrize("taken", [False, True])
def test_each_column_is_a_contact(language: str, labels: tuple[str, ...], heads: tuple[str, str], taken: bool) -> None:
    assert columns(sheet(labels, heads, taken=taken), language, "ZM", *FIELDS) == [FIRST, SECOND]


def test_questions_stand_on_the_right_where_people_read_from_there() -> None:
    labels = ("الاسم", "المنصب", "البريد الإلكتروني", "الهاتف", "اللغات")
    page = sheet(labels, ("جهة الاتصال الدبلوماسية", "جهة الاتصال الفنية"), last_asks=True)
    assert columns(page, "ar", "ZM", *FIELDS) == [FIRST, SECOND]


def test_columns_without_a_role_are_two_contacts_too() -> None:
    page = sheet(("Name", "Job title", "E-mail", "Phone", "Languages"), ("Contact 1", "Contact 2"))
    assert columns(page, "en", "ZM", *FIELDS) == [(None, *FIRST[1:]), (None, *SECOND[1:])]


def test_fields_that_each_have_a_question_are_no_columns() -> None:
    asked = (("Name", "Job title"), ("E-mail", "Phone"), ("Languages", "Remarks"))
    given = (("Owen Sikota", "Director"), ("o.sikota@mfa.example", "+260 211 253 508"), ("English", ""))
    fields = [
        FormField(
            f"f{row}{column}", label, given[row][column], page=1, box=(x, 150.0 + 30 * row, x + 90, 170.0 + 30 * row)
        )
        for row, labels in enumerate(asked)
        for column, (x, label) in enumerate(zip((LEFT, RIGHT), labels, strict=True))
    ]
    assert columns(document("DIPLOMATIC POINT OF CONTACT", *fields), "en", "ZM", *FIELDS[1:]) == [FIRST[1:]]


def test_boxes_to_be_ticked_are_those_of_the_column_in_which_they_stand() -> None:
    page = sheet(("Name", "Position", "E-mail", "Phone", "Other languages"), ("Diplomatic POC", "Technical POC"))
    boxes = [
        FormField(f"b{x}{told}", told, "Yes", kind="check", checked=True, page=1, box=(x, 258.0, x + 12, 270.0))
        for x, told in ((LEFT, "Arabic"), (RIGHT + 60, "Russian"))
    ]
    found = columns(document(*page.blocks, *boxes), "en", "ZM", "role", "languages")
    assert found == [("diplomatic", ("ar", "en")), ("technical", ("ru", "en", "fr"))]
