"""Tables without rules whose lines became rows, and cells in which a role stands above a name."""

from __future__ import annotations

import pytest

from parsers.document import Table
from tests.builders.documents import document, table
from tests.builders.layouts import columns

_TECHNICAL = {
    "en": ("Technical point of contact", "Mr John Banda", "Ms Chola Phiri", "Analyst"),
    "fr": ("Point de contact technique", "M. Issa Diop", "Mme Awa Fall", "Analyste"),
    "es": ("Punto de contacto técnico", "Sr. Luis Salas", "Sra. Ana Paz", "Analista"),
    "pt": ("Ponto de contacto técnico", "Sr. Rui Matos", "Sra. Ana Cabral", "Analista"),
    "de": ("Technische Kontaktstelle", "Herr Jan Kolb", "Frau Eva Moser", "Analystin"),
    "ru": ("Технический контактный пункт", "г-н Тимур Бекешев", "г-жа Анна Садырова", "аналитик"),
    "ar": ("نقطة الاتصال الفنية", "السيد عمر الزعبي", "السيدة هبة الطراونة", "محللة"),
    "zh": ("技术联络点", "张伟强先生", "陈雨桐女士", "分析师"),
}
_NAMES = {
    "en": ("John Banda", "Chola Phiri"),
    "fr": ("Issa Diop", "Awa Fall"),
    "es": ("Luis Salas", "Ana Paz"),
    "pt": ("Rui Matos", "Ana Cabral"),
    "de": ("Jan Kolb", "Eva Moser"),
    "ru": ("Тимур Бекешев", "Анна Садырова"),
    "ar": ("عمر الزعبي", "هبة الطراونة"),
    "zh": ("张伟强", "陈雨桐"),
}
_SIDES = {
    "en": ("Former contact", "New contact"),
    "fr": ("Contact sortant", "Contact entrant"),
    "es": ("Contacto saliente", "Contacto entrante"),
    "pt": ("Cessante", "Novo contacto"),
    "de": ("Bisherige Kontaktperson", "Neue Kontaktperson"),
    "ru": ("Прежнее контактное лицо", "Новое контактное лицо"),
    "ar": ("جهة الاتصال السابقة", "جهة الاتصال الجديدة"),
    "zh": ("原联络人", "新联络人"),
}
_RANKS = {
    "en": ("Principal", "Alternate"),
    "fr": ("Titulaire", "Suppléant"),
    "es": ("Titular", "Suplente"),
    "pt": ("Titular", "Suplente"),
    "de": ("Hauptkontakt", "Stellvertretung"),
    "ru": ("Основной", "Заместитель"),
    "ar": ("الأصيل", "المناوب"),
    "zh": ("正职", "副职"),
}


@pytest.mark.parametrize("language", _TECHNICAL)
def test_a_role_above_the_name_in_one_cell(language: str) -> None:
    role, old, new, post = _TECHNICAL[language]
    page = document(table(_SIDES[language], (f"{role}\n{old}", f"{role}\n{new}\n{post}\nnew@cyber.example")))
    assert columns(page, language, "ZM", "action", "role", "name", "emails") == [
        ("remove", "technical", _NAMES[language][0], ()),
        ("add", "technical", _NAMES[language][1], ("new@cyber.example",)),
    ]


@pytest.mark.parametrize("language", _TECHNICAL)
def test_a_row_for_every_line_below_who_goes_and_who_comes(language: str) -> None:
    role, old, new, post = _TECHNICAL[language]
    page = document(
        table(_SIDES[language], (f"{role}:", f"{role}:"), (old, new), ("", post), ("", "new@cyber.example")),
    )
    assert columns(page, language, "ZM", "action", "role", "name", "emails") == [
        ("remove", "technical", _NAMES[language][0], ()),
        ("add", "technical", _NAMES[language][1], ("new@cyber.example",)),
    ]


@pytest.mark.parametrize("language", _TECHNICAL)
@pytest.mark.parametrize("broken", [True, False])
def test_a_principal_beside_the_alternate_is_nobody_who_leaves(language: str, broken: bool) -> None:
    role, one, other, post = _TECHNICAL[language]
    rows: Table
    if broken:
        rows = table(_RANKS[language], (one, other), (post, post), ("one@cyber.example", "other@cyber.example"))
    else:
        cards = (f"{one}\n{post}\none@cyber.example", f"{other}\n{post}\nother@cyber.example")
        rows = table(_RANKS[language], cards)
    assert columns(document(role, rows), language, "ZM", "action", "role", "name", "position", "emails") == [
        (None, "technical", _NAMES[language][0], post, ("one@cyber.example",)),
        (None, "technical", _NAMES[language][1], post, ("other@cyber.example",)),
    ]


def test_a_role_before_the_first_name_of_a_row_is_of_the_whole_row() -> None:
    page = document(
        table(
            ("Primary", "Deputy"),
            ("Diplomatic point of contact Mr John Banda", "Ms Chola Phiri"),
            ("j@mfa.example", "c@mfa.example"),
            ("Technical point of contact Dr. Peter Mwale", "Ms Anna Zulu"),
            ("p@cyber.example", "a@cyber.example"),
        )
    )
    assert columns(page, "en", "ZM", "role", "name", "emails") == [
        ("diplomatic", "John Banda", ("j@mfa.example",)),
        ("diplomatic", "Chola Phiri", ("c@mfa.example",)),
        ("technical", "Peter Mwale", ("p@cyber.example",)),
        ("technical", "Anna Zulu", ("a@cyber.example",)),
    ]
