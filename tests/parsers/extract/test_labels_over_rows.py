"""Tables whose labels stand in rows of their own, above a row of answers for all contacts."""

from __future__ import annotations

import pytest

from tests.builders.documents import document, table
from tests.builders.layouts import columns

_WORDS = {
    "en": (("Diplomatic point of contact", "Technical point of contact"), "Name", "Position", "E-mail"),
    "fr": (("Point de contact diplomatique", "Point de contact technique"), "Nom", "Fonction", "Courriel"),
    "es": (("Punto de contacto diplomático", "Punto de contacto técnico"), "Nombre", "Cargo", "Correo electrónico"),
    "pt": (("Ponto de contacto diplomático", "Ponto de contacto técnico"), "Nome", "Cargo", "Correio eletrónico"),
    "de": (("Diplomatische Kontaktstelle", "Technische Kontaktstelle"), "Name", "Funktion", "E-Mail"),
    "ru": (("Дипломатический контактный пункт", "Технический контактный пункт"), "Ф.И.О.", "Должность", "Эл. почта"),
    "ar": (("نقطة الاتصال الدبلوماسية", "نقطة الاتصال الفنية"), "الاسم", "المنصب", "البريد الإلكتروني"),
    "zh": (("外交联络点", "技术联络点"), "姓名", "职务", "电子邮箱"),
}
_PEOPLE = {
    "ru": (("Нурбек Асанов", "Тимур Бекешев"), ("советник", "инженер")),
    "ar": (("ليث الخصاونة", "عمر الزعبي"), ("مستشار", "مهندس")),
    "zh": (("王建国", "张伟强"), ("处长", "工程师")),
}
_LATIN = (("Anna Mwale", "Karl Rossi"), ("Counsellor", "Engineer"))


@pytest.mark.parametrize("language", _WORDS)
@pytest.mark.parametrize("place", [0, 1])
def test_one_label_above_the_answers_of_two_contacts(language: str, place: int) -> None:
    heads, *labels = _WORDS[language]
    names, posts = _PEOPLE.get(language, _LATIN)
    answers = (names, posts, ("a@mfa.example", "k@cyber.example"))
    rows: list[tuple[str, ...]] = [heads]
    for label, answer in zip(labels, answers, strict=True):
        rows += [(label, "") if not place else ("", label), answer]
    assert columns(document(table(*rows)), language, "ZM", "role", "name", "position", "emails") == [
        ("diplomatic", names[0], posts[0], ("a@mfa.example",)),
        ("technical", names[1], posts[1], ("k@cyber.example",)),
    ]


def test_who_leaves_and_who_comes_below_such_labels() -> None:
    page = document(
        "Technical point of contact",
        table(
            ("Outgoing", "Incoming"),
            ("Name", ""),
            ("Anna Mwale", "Karl Rossi"),
            ("E-mail", ""),
            ("a@cyber.example", "k@cyber.example"),
        ),
    )
    assert columns(page, "en", "ZM", "action", "name", "emails") == [
        ("remove", "Anna Mwale", ("a@cyber.example",)),
        ("add", "Karl Rossi", ("k@cyber.example",)),
    ]
