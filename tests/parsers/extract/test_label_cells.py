"""Rows that a page's distances do not part, and labels over several rows: told by the labels."""

from __future__ import annotations

from parsers.document import Cell, Document, Line, Page, Table
from tests.builders.layouts import columns

Row = tuple[float, str, str]


def page(rows: list[list[Row]]) -> Document:
    """A page with one table; a row is its lines, each with its height, what its label's cell and what its value's cell says."""
    made = tuple((_cell(72, [(y, a) for y, a, _ in row]), _cell(200, [(y, b) for y, _, b in row])) for row in rows)
    return Document("note.pdf", "pdf", (Page((Table(made),), 1, 612.0, 792.0),))


def _cell(x: float, lines: list[tuple[float, str]]) -> Cell:
    return Cell(tuple(Line(text, 1, (x, y, x + 100, y + 10), size=10.0) for y, text in lines if text))


def test_a_label_over_two_rows_has_the_values_of_both() -> None:
    document = page(
        [
            [(100, "Фамилия, имя,", "г-жа Рудько Татьяна")],
            [(112, "отчество", "Сергеевна")],
            [(124, "Наименование", "Государственный комитет")],
            [(136, "ведомства", "национальной безопасности")],
            [(148, "Телефон", "+996 312 870 964")],
        ]
    )
    found = columns(document, "ru", "KG", "name", "institution", "phones")
    assert found == [
        ("Рудько Татьяна Сергеевна", "Государственный комитет национальной безопасности", ("+996312870964",))
    ]


def test_labels_in_one_cell_have_the_values_beside_them() -> None:
    document = page(
        [
            [(100, "Name", "Ms. Jane Amara Example")],
            [(112, "Position", "Counsellor"), (124, "Institution", "National Cyber"), (136, "", "Security Agency")],
            [(148, "E-mail", "j.example@ncsa.example")],
        ]
    )
    found = columns(document, "en", "ZM", "name", "position", "institution", "emails")
    assert found == [
        ("Jane Amara Example", "Counsellor", "National Cyber Security Agency", ("j.example@ncsa.example",))
    ]


def test_labels_in_the_middle_of_their_values_have_the_lines_around_them() -> None:
    shared = [(112.0, "Courriel", "veille@csirt.example"), (124.0, "", "Centre national"), (130.0, "Institution", "")]
    document = page([[(100, "Nom", "Mme Awa Modèle")], [*shared, (136, "", "de cybersécurité")]])
    assert columns(document, "fr", "SN", "name", "institution", "emails") == [
        ("Awa Modèle", "Centre national de cybersécurité", ("veille@csirt.example",))
    ]


def test_a_heading_between_labels_is_none_of_them() -> None:
    document = page(
        [
            [(88, "Technical POC", "")],
            [(100, "Institution", "Smart Zambia Institute")],
            [(112, "Telephone", "+260 211 252 601"), (124, "Diplomatic POC", "")],
            [(136, "Institution", "Ministry of Foreign Affairs")],
            [(148, "2.", "Remarks")],
        ]
    )
    assert columns(document, "en", "ZM", "role", "institution", "phones") == [
        ("technical", "Smart Zambia Institute", ("+260211252601",)),
        ("diplomatic", "Ministry of Foreign Affairs", ()),
    ]
