"""Tables whose heads, ticks and rows are laid out otherwise than a row of labels above a row for each contact."""

from __future__ import annotations

import pytest

from tests.builders.documents import document, table
from tests.builders.layouts import columns

ADA = ("Ms Ada Moyo", "Head of Unit", "National Cyber Agency", "a.moyo@cert.example", "+260 211 252 601")
BEN = ("Mr Ben Banda", "Director", "Ministry of Foreign Affairs", "b.banda@mfa.example", "+260 211 252 699")


@pytest.mark.parametrize(("on", "off"), [("X", ""), ("✓", "–"), ("yes", "no"), ("☒", "☐"), ("✔", "✘"), ("fluent", "-")])
def test_languages_with_a_column_each_are_those_that_are_ticked(on: str, off: str) -> None:
    page = document(
        table(
            ("", "Name", "Position", "E-mail", "English", "French", "Arabic"),
            ("Diplomatic", BEN[0], BEN[1], BEN[3], on, on, off),
            ("Technical", ADA[0], ADA[1], ADA[3], on, off, off),
        )
    )
    assert columns(page, "en", "ZM", "role", "name", "emails", "languages") == [
        ("diplomatic", "Ben Banda", (BEN[3],), ("en", "fr")),
        ("technical", "Ada Moyo", (ADA[3],), ("en",)),
    ]


@pytest.mark.parametrize(
    ("language", "name", "languages", "first", "second"),
    [
        ("ru", "Имя", "Языки", "русский", "английский"),
        ("zh", "姓名", "语言", "中文", "英文"),
        ("ar", "الاسم", "اللغات", "العربية", "الإنكليزية"),
        ("de", "Name", "Sprachen", "Deutsch", "Englisch"),
        ("pt", "Nome", "Línguas", "português", "inglês"),
    ],
)
def test_languages_below_their_own_label_and_in_rows_are_ticked_too(
    language: str, name: str, languages: str, first: str, second: str
) -> None:
    codes = {"de": "de", "pt": "pt", "zh": "zh", "ru": "ru", "ar": "ar"}
    page = document(
        table(
            (name, "E-mail", "Tel.", languages, ""), ("", "", "", first, second), ("Ada Moyo", ADA[3], ADA[4], "X", "")
        )
    )
    rows = document(table((name, "Ada Moyo"), ("E-mail", ADA[3]), ("Tel.", ADA[4]), (first, "X"), (second, "")))
    wanted = [("Ada Moyo", (ADA[3],), (codes[language],))]
    assert columns(page, language, "ZM", "name", "emails", "languages") == wanted
    assert columns(rows, language, "ZM", "name", "emails", "languages") == wanted


def test_a_contact_in_two_rows_below_two_rows_of_labels_is_one() -> None:
    page = document(
        table(
            ("Role", "Name", "Position", "Institution"),
            ("", "E-mail", "Telephone", "Languages"),
            ("Diplomatic", *BEN[:3]),
            ("", *BEN[3:], "English"),
            ("Technical", *ADA[:3]),
            ("", *ADA[3:], "French"),
        )
    )
    assert columns(page, "en", "ZM", "role", "name", "institution", "phones", "languages") == [
        ("diplomatic", "Ben Banda", BEN[2], ("+260211252699",), ("en",)),
        ("technical", "Ada Moyo", ADA[2], ("+260211252601",), ("fr",)),
    ]


@pytest.mark.parametrize(
    ("language", "labels", "parts"),
    [
        ("en", ("Name", "Position", "Telephone", "E-mail"), ("Office", "Mobile", "Fax")),
        ("fr", ("Nom", "Fonction", "Téléphone", "Courriel"), ("Bureau", "Portable", "Télécopie")),
        ("es", ("Nombre", "Cargo", "Teléfono", "Correo"), ("Oficina", "Celular", "Fax")),
        ("ru", ("Имя", "Должность", "Телефон", "Электронная почта"), ("рабочий", "мобильный", "факс")),
        ("ar", ("الاسم", "المنصب", "الهاتف", "البريد الإلكتروني"), ("المكتب", "الجوال", "الفاكس")),
        ("zh", ("姓名", "职务", "电话", "邮箱"), ("办公", "手机", "传真")),
        ("de", ("Name", "Funktion", "Telefon", "E-Mail"), ("Büro", "Mobil", "Fax")),
        ("pt", ("Nome", "Cargo", "Telefone", "Correio eletrónico"), ("Escritório", "Telemóvel", "Fax")),
    ],
)
def test_every_number_below_the_parts_of_one_head_is_read(
    language: str, labels: tuple[str, ...], parts: tuple[str, ...]
) -> None:
    name, position, telephone, email = labels
    page = document(
        table(
            (name, position, telephone, "", "", email),
            ("", "", *parts, ""),
            ("Ada Moyo", "Head", "+260 211 252 601", "+260 977 123 456", "+260 211 252 600", ADA[3]),
        )
    )
    assert columns(page, language, "ZM", "name", "emails", "phones") == [
        ("Ada Moyo", (ADA[3],), ("+260211252601", "+260977123456"))
    ]


@pytest.mark.parametrize(("on", "off"), [("X", ""), ("☒", "☐"), ("■", "□"), ("[x]", "[ ]"), ("yes", "no")])
def test_an_option_is_ticked_in_the_cell_behind_it(on: str, off: str) -> None:
    page = document(
        table(
            ("Type of contact", "Diplomatic", on, "Technical", off),
            ("Name", BEN[0], "", "", ""),
            ("E-mail", BEN[3], "", "", ""),
            ("Type of contact", "Diplomatic", off, "Technical", on),
            ("Name", ADA[0], "", "", ""),
            ("E-mail", ADA[3], "", "", ""),
        )
    )
    assert columns(page, "en", "ZM", "role", "name", "emails") == [
        ("diplomatic", "Ben Banda", (BEN[3],)),
        ("technical", "Ada Moyo", (ADA[3],)),
    ]


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("en", ("Full name", "Position", "Institution", "E-mail", "Telephone", "Languages")),
        ("fr", ("Nom complet", "Fonction", "Institution", "Courriel", "Téléphone", "Langues")),
        ("zh", ("姓名", "职务", "单位", "电子邮箱", "电话", "语言")),
        ("de", ("Name", "Funktion", "Behörde", "E-Mail", "Telefon", "Sprachen")),
    ],
)
def test_a_label_above_its_answer_within_the_cell_is_read_cell_by_cell(language: str, labels: tuple[str, ...]) -> None:
    told = (*ADA, "English")
    cells = [f"{label}\n{answer}" for label, answer in zip(labels, told, strict=True)]
    page = document(
        table(("Technical point of contact", ""), (cells[0], cells[1]), (cells[2], cells[3]), (cells[4], cells[5]))
    )
    assert columns(
        page, language, "ZM", "role", "name", "position", "institution", "emails", "phones", "languages"
    ) == [("technical", "Ada Moyo", ADA[1], ADA[2], (ADA[3],), ("+260211252601",), ("en",))]


def test_boxes_with_their_options_in_several_cells_are_one_answer() -> None:
    page = document(
        table(
            ("Name", "Ms Ada Moyo", "", ""),
            ("E-mail", "a.moyo@cert.example", "", ""),
            ("Type of contact", "☐ Diplomatic", "☒ Technical", ""),
            ("Languages", "☐ English", "☒ French", "☒ Arabic"),
        )
    )
    assert columns(page, "en", "ZM", "role", "name", "languages") == [("technical", "Ada Moyo", ("fr", "ar"))]


def test_an_example_below_the_answer_is_nobodys() -> None:
    page = document(
        table(
            ("Name", "Ms Ada Moyo\ne.g. Jane Example"),
            ("E-mail", "a.moyo@cert.example\nname@example.org"),
            ("Tel.", ADA[4]),
        )
    )
    assert columns(page, "en", "ZM", "name", "emails") == [("Ada Moyo", ("a.moyo@cert.example",))]


def test_the_first_cell_of_a_row_tells_who_leaves_and_who_comes() -> None:
    page = document(
        table(
            ("", "Role", "Name", "Institution", "E-mail"),
            ("Handing over", "Technical", "Mr Ben Banda", "", ""),
            ("Taking over", "Technical", ADA[0], ADA[2], ADA[3]),
        )
    )
    assert columns(page, "en", "ZM", "action", "role", "name", "emails") == [
        ("remove", "technical", "Ben Banda", ()),
        ("add", "technical", "Ada Moyo", (ADA[3],)),
    ]


def test_lines_of_two_cards_side_by_side_go_on_below() -> None:
    page = document(
        table(
            ("Ponto de contacto diplomático", "Ponto de contacto técnico"),
            ("Nome: Sra. Ana Tavares", "Nome: Sr. Nuno Fortes"),
            ("Instituição: Ministério dos Negócios", "Instituição: Agência Nacional de"),
            ("Estrangeiros", "Cibersegurança"),
            ("E-mail: ana@mne.example", "E-mail: nuno@anc.example"),
        )
    )
    assert columns(page, "pt", "CV", "role", "name", "institution", "emails") == [
        ("diplomatic", "Ana Tavares", "Ministério dos Negócios Estrangeiros", ("ana@mne.example",)),
        ("technical", "Nuno Fortes", "Agência Nacional de Cibersegurança", ("nuno@anc.example",)),
    ]


def test_a_chinese_label_with_its_answer_in_one_cell_is_no_label() -> None:
    page = document(
        table(
            ("外交联络点", "技术联络点"),
            ("姓名: 陈丽华", "姓名: 林志强"),
            ("职务: 副司长", "职务: 主任"),
            ("单位: 外交部国际组织司", "单位: 国家网络应急中心"),
            ("电子邮箱: chen@mfa.example", "电子邮箱: lin@cert.example"),
        )
    )
    assert columns(page, "zh", "SG", "role", "name", "position", "institution", "emails") == [
        ("diplomatic", "陈丽华", "副司长", "外交部国际组织司", ("chen@mfa.example",)),
        ("technical", "林志强", "主任", "国家网络应急中心", ("lin@cert.example",)),
    ]
