"""Fillable PDF forms: values, ticks, and the labels that people see."""

from __future__ import annotations

from parsers.document import Document
from parsers.engines import Engines
from parsers.limits import Limits
from parsers.readers import pdf
from tests.builders.pages import PdfPages, fields, texts


def read(page: PdfPages) -> Document:
    return pdf.read("form.pdf", page.pdf(), Limits(), Engines())


def text_field(page: PdfPages, name: str, y: float, value: str, tooltip: str = "", x: float = 220) -> None:
    page.canvas.acroForm.textfield(
        name=name, tooltip=tooltip, value=value, x=x, y=792 - y, width=250, height=16, fontSize=9, borderWidth=0
    )


def tick(page: PdfPages, name: str, x: float, y: float, checked: bool) -> None:
    page.canvas.acroForm.checkbox(name=name, tooltip="", checked=checked, x=x, y=792 - y, size=10, borderWidth=0)


def test_a_value_has_its_tooltip_for_a_label() -> None:
    page = PdfPages().line(72, 60, "Form")
    text_field(page, "f1", 116, "Ana Ruiz", "Full name of the contact")
    (field,) = fields(read(page))
    assert (field.name, field.label, field.value, field.kind, field.page) == (
        "f1",
        "Full name of the contact",
        "Ana Ruiz",
        "text",
        1,
    )
    assert field.box is not None
    assert [round(v) for v in field.box] == [220, 100, 470, 116]


def test_without_a_tooltip_the_text_beside_it_is_the_label_and_is_not_read_again() -> None:
    page = PdfPages().line(72, 60, "Technical point of contact")
    for number, (label, value) in enumerate((("Full name:", "Ana Ruiz"), ("Telephone:", ""), ("Остальное", "yes"))):
        page.line(72, 112 + 24 * number, label)
        text_field(page, f"f{number}", 116 + 24 * number, value)
    document = read(page)
    assert [(f.label, f.value) for f in fields(document)] == [
        ("Full name", "Ana Ruiz"),
        ("Telephone", ""),
        ("Остальное", "yes"),
    ]
    assert texts(document) == ["Technical point of contact"]


def test_a_label_above_its_field_is_found() -> None:
    page = PdfPages().line(72, 96, "Full name of the person").line(72, 136, "Languages")
    text_field(page, "a", 116, "Ana Ruiz", x=72)
    text_field(page, "b", 156, "Spanish", x=72)
    assert [(f.label, f.value) for f in fields(read(page))] == [
        ("Full name of the person", "Ana Ruiz"),
        ("Languages", "Spanish"),
    ]


def test_boxes_have_the_text_on_their_right() -> None:
    page = PdfPages().line(72, 110, "Kind of contact").line(215, 110, "Diplomatic").line(315, 110, "Technical")
    tick(page, "d", 200, 112, checked=False)
    tick(page, "t", 300, 112, checked=True)
    document = read(page)
    assert [(f.label, f.kind, f.checked) for f in fields(document)] == [
        ("Diplomatic", "check", False),
        ("Technical", "check", True),
    ]
    assert texts(document) == ["Kind of contact"]


def test_a_choice_has_its_chosen_option() -> None:
    page = PdfPages().line(72, 112, "Title")
    page.canvas.acroForm.choice(
        name="c", value="Ms", options=["Mr", "Ms", "Dr"], x=220, y=792 - 116, width=80, height=16, borderWidth=0
    )
    assert [(f.label, f.value, f.kind) for f in fields(read(page))] == [("Title", "Ms", "choice")]


def test_fields_stand_where_they_stand_on_the_page() -> None:
    page = (
        PdfPages()
        .line(72, 80, "First contact")
        .line(72, 112, "Name")
        .line(72, 160, "Second contact")
        .line(72, 192, "Name")
    )
    text_field(page, "a", 116, "Ana")
    text_field(page, "b", 196, "Bo")
    assert [getattr(b, "value", None) or b.text for b in read(page).blocks] == [
        "First contact",
        "Ana",
        "Second contact",
        "Bo",
    ]  # type: ignore[union-attr]
