"""Tables without rules whose rows were broken over lines, and roles that stand once above all rows of a table."""

from __future__ import annotations

import pytest

from parsers.document import Cell, Document, Line, Page, Table
from tests.builders.documents import document, table
from tests.builders.layouts import columns

_SIZE = 10.0
_WIDTH = 100.0

Printed = tuple[float, tuple[str, ...]]
"""The height at which a line of a table stands, and what stands in its columns."""


def printed(*rows: Printed) -> Document:
    """A page with a table of such lines."""
    return Document("note.pdf", "pdf", (Page((Table(tuple(_row(*row) for row in rows)),), 1, 612, 792),))


def _row(top: float, texts: tuple[str, ...]) -> tuple[Cell, ...]:
    boxes = ((_WIDTH * at, top, _WIDTH * at + 80, top + _SIZE) for at in range(len(texts)))
    lines = (Line(text, 1, box, size=_SIZE) for text, box in zip(texts, boxes, strict=True))
    return tuple(Cell((line,) if line.text else ()) for line in lines)


HEADS = ("Name", "Position", "E-mail", "Telephone")


@pytest.mark.parametrize("apart", [18.0, 12.0])
def test_a_row_that_is_the_rest_of_a_number_and_a_name(apart: float) -> None:
    page = printed(
        (0, HEADS),
        (apart, ("Ms Thandiwe", "Chief Analyst", "t.m@cyber.example", "+260 211 252")),
        (apart + 12, ("Mwila", "", "", "640")),
        (2 * apart + 12, ("Mr John", "Director", "j.b@cyber.example", "+260 211 377")),
        (2 * apart + 24, ("Banda", "", "", "001")),
    )
    assert columns(page, "en", "ZM", "name", "position", "phones") == [
        ("Thandiwe Mwila", "Chief Analyst", ("+260211252640",)),
        ("John Banda", "Director", ("+260211377001",)),
    ]


def test_a_contact_without_an_address_stays_a_contact() -> None:
    page = printed(
        (0, HEADS),
        (12, ("Thandiwe Mwila", "Chief Analyst", "t.m@cyber.example", "+260 211 252 640")),
        (24, ("John Banda", "Director", "", "")),
    )
    assert columns(page, "en", "ZM", "name", "position") == [
        ("Thandiwe Mwila", "Chief Analyst"),
        ("John Banda", "Director"),
    ]


@pytest.mark.parametrize(
    ("language", "role", "heads"),
    [
        ("en", "Technical points of contact", ("Name", "Position", "E-mail")),
        ("fr", "Points de contact techniques", ("Nom", "Fonction", "Courriel")),
        ("es", "Puntos de contacto técnicos", ("Nombre", "Cargo", "Correo electrónico")),
        ("pt", "Pontos de contacto técnicos", ("Nome", "Cargo", "Correio eletrónico")),
        ("de", "Technische Kontaktstellen", ("Name", "Funktion", "E-Mail")),
        ("ru", "Технические контактные пункты", ("Ф.И.О.", "Должность", "Эл. почта")),
        ("ar", "نقاط الاتصال الفنية", ("الاسم", "المنصب", "البريد الإلكتروني")),
        ("zh", "技术联络点", ("姓名", "职务", "电子邮箱")),
    ],
)
def test_a_role_above_a_table_is_of_every_row(language: str, role: str, heads: tuple[str, ...]) -> None:
    people = [("Anna Mwale", "Engineer", "a@cyber.example"), ("Karl Rossi", "Analyst", "k@cyber.example")]
    page = document(role, table(heads, *people))
    assert columns(page, language, "ZM", "role", "name") == [
        ("technical", "Anna Mwale"),
        ("technical", "Karl Rossi"),
    ]


def test_rows_that_tell_their_roles_keep_them() -> None:
    people = [("Diplomatic", "Anna Mwale", "a@mfa.example"), ("Technical", "Karl Rossi", "k@cyber.example")]
    page = document("Technical point of contact", table(("Role", "Name", "E-mail"), *people))
    assert columns(page, "en", "ZM", "role", "name") == [("diplomatic", "Anna Mwale"), ("technical", "Karl Rossi")]
