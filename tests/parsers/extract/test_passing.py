"""What typical mail says in passing: languages of everybody at once, whom an update means, and what is only called new."""

from __future__ import annotations

import pytest

from parsers.document import Cell, Table
from parsers.fields.dates import find_dates
from parsers.fields.references import find_references
from tests.builders.documents import document, lines
from tests.builders.layouts import columns, contacts

BOTH = [
    ("en", "Both POCs operate in English and French."),
    ("en", "The two points of contact can be reached in English or French."),
    ("en", "Both can be served in English and French."),
    ("fr", "Les deux points de contact peuvent être joints en anglais et en français."),
    ("fr", "L'un et l'autre travaillent en anglais et en français."),
    ("es", "Ambos puntos de contacto trabajan en inglés y francés."),
    ("es", "Los dos contactos pueden ser contactados en inglés y francés."),
    ("pt", "Ambos os pontos de contacto trabalham em inglês e francês."),
    ("de", "Beide Kontaktstellen arbeiten auf Englisch und Französisch."),
    ("ru", "Оба контактных пункта работают на английском и французском языках."),
    ("ar", "وتعمل كلتا نقطتي الاتصال باللغتين الإنجليزية والفرنسية."),
    ("zh", "两个联络点均使用英文和法文。"),
]
PEOPLE = """Diplomatic point of contact: Ms Ada Brook, Counsellor, Ministry of Foreign Affairs, ada@mfa.example

Technical point of contact: Mr Tom Field, Analyst, National Cyber Centre, tom@ncc.example

"""


@pytest.mark.parametrize(("language", "sentence"), BOTH)
def test_languages_told_once_of_both(language: str, sentence: str) -> None:
    found = contacts(document(PEOPLE + sentence), language, "NZ")
    assert [c.get("languages") for c in found] == [["en", "fr"], ["en", "fr"]]


CHANGED = [
    (
        "en",
        "GH",
        "The Mission has the honour to inform of a change in the particulars of the technical point of contact, Mr. Kofi Boat, "
        "National Cyber Agency. The Office may wish to note:\n\n• New telephone number: +233 30 266 1234\n"
        "• New e-mail address: k.boat@ncc.example\n\nThe other particulars remain valid.",
        "Kofi Boat",
    ),
    (
        "fr",
        "GH",
        "La Mission a l'honneur de l'informer d'une modification des coordonnées du point de contact technique, M. Kofi BOAT, "
        "Agence nationale de cybersécurité :\n\n• Nouveau numéro de téléphone : +233 30 266 1234\n"
        "• Nouvelle adresse électronique : k.boat@ncc.example\n\nLes autres informations demeurent inchangées.",
        "Kofi BOAT",
    ),
    (
        "es",
        "GH",
        "La Misión tiene el honor de comunicar un cambio en los datos del punto de contacto técnico, Sr. Kofi Boat, "
        "Agencia Nacional de Ciberseguridad:\n\nNuevo número de teléfono: +233 30 266 1234\n"
        "Nuevo correo electrónico: k.boat@ncc.example\n\nLos demás datos permanecen sin cambios.",
        "Kofi Boat",
    ),
    (
        "ru",
        "GH",
        "Представительство имеет честь сообщить об изменении контактных данных технического контактного пункта, г-на Ботова "
        "Кирилла Петровича, Агентство кибербезопасности:\n\nНовый номер телефона: +233 30 266 1234\n"
        "Новый адрес электронной почты: k.boat@ncc.example\n\nОстальные сведения остаются без изменений.",
        "Ботова Кирилла Петровича",
    ),
    (
        "ar",
        "GH",
        "ترجو البعثة التفضل بتعديل بيانات الاتصال الخاصة بنقطة الاتصال التقنية، السيد سامي فؤاد زيدان، على النحو الآتي:\n\n"
        "• رقم الهاتف الجديد: +233 30 266 1234\n• البريد الإلكتروني الجديد: k.boat@ncc.example\n\n"
        "وتبقى سائر البيانات دون تغيير.",
        "سامي فؤاد زيدان",
    ),
]


@pytest.mark.parametrize(("language", "region", "text", "name"), CHANGED)
def test_an_update_names_the_contact_in_passing(language: str, region: str, text: str, name: str) -> None:
    found = contacts(document(text), language, region)
    told = [
        (c["action"], c["role"], c["name"], c.get("institution"), c.get("position"), c["emails"], c["phones"])
        for c in found
    ]
    assert told == [("update", "technical", name, None, None, ["k.boat@ncc.example"], ["+233302661234"])]


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("en", "New telephone number"),
        ("fr", "Nouveau numéro de téléphone"),
        ("es", "Nuevo teléfono"),
        ("ru", "Новый телефон"),
    ],
)
def test_a_number_called_new_is_an_update(language: str, label: str) -> None:
    page = document(f"Technical point of contact\n\nName: Ada Brook\n{label}: +64 4 439 8000")
    assert contacts(page, language, "NZ")[0]["action"] == "update"


def test_a_reference_that_looks_like_a_date() -> None:
    assert [(f.value, f.sure) for f in find_references("Ref. No. 18/4/62")] == [("18/4/62", True)]
    assert [(f.value, f.sure) for f in find_references("Ref. No. 18/4/24")] == [("18/4/24", False)]
    assert find_references("Ref: 18/04/2024") == []
    assert [f.value for f in find_dates("18/4/62, 18/4/24")] == ["2024-04-18"]


BODIES = [
    ("en", "Technical POC", "National Cyber Security Centre\nCommunications Security Bureau"),
    ("fr", "Point de contact technique", "Centre national de réponse\nAgence des systèmes d'information"),
    ("es", "Punto de contacto técnico", "Centro Nacional de Respuesta\nAgencia de Ciberseguridad"),
]


@pytest.mark.parametrize(("language", "title", "lines"), BODIES)
def test_an_institution_in_two_lines_and_nobody_by_name(language: str, title: str, lines: str) -> None:
    page = document(f"{title}\n\n{lines}\nduty@cert.example\n+64 4 498 7000")
    told = [
        (c["role"], c.get("name"), c["institution"], c["emails"], c["phones"]) for c in contacts(page, language, "NZ")
    ]
    assert told == [("technical", None, lines.replace("\n", ", "), ["duty@cert.example"], ["+6444987000"])]


@pytest.mark.parametrize(
    ("language", "heads"),
    [("es", ("Datos", "Titular", "Alterno")), ("en", ("Details", "Primary", "Alternate"))],
)
def test_principal_and_alternate_in_columns_share_a_cell(language: str, heads: tuple[str, str, str]) -> None:
    labels = ("Nombre", "Cargo", "Institución", "Correo") if language == "es" else ("Name", "Post", "Agency", "E-mail")
    rows = [
        heads,
        (labels[0], "Ana Paz Luna", "Eva Sol Vega"),
        (labels[1], "Analista", "Asesora"),
        (labels[2], "Agencia de Redes", ""),
        (labels[3], "a.paz@redes.example", "e.sol@redes.example"),
    ]
    cells = [tuple(Cell(lines(text)) if text else Cell(spanned=True) for text in row) for row in rows]
    page = document("Technical point of contact", Table(tuple(cells)))
    told = [(c["role"], c["name"], c["institution"], c["emails"]) for c in contacts(page, language, "PY")]
    assert told == [
        ("technical", "Ana Paz Luna", "Agencia de Redes", ["a.paz@redes.example"]),
        ("technical", "Eva Sol Vega", "Agencia de Redes", ["e.sol@redes.example"]),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "谨通知撤回对 Aung Min Tun担任外交联络人的提名，请将其从联络点名录中删除。",
        "谨撤销对Aung Min Tun作为外交联络点的指定。",
    ],
)
def test_a_withdrawal_with_the_name_in_the_verbs_frame(sentence: str) -> None:
    told = [(c["action"], c["role"], c["name"]) for c in contacts(document(sentence), "zh", "MM")]
    assert told == [("remove", "diplomatic", "Aung Min Tun")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("For our technical POC please use the following e-mail address from now on: new@cert.example.", "en"),
        ("The technical point of contact's new e-mail address is new@cert.example.", "en"),
        ("La nouvelle adresse électronique du point de contact technique est new@cert.example.", "fr"),
        ("La nueva dirección de correo del punto de contacto técnico es new@cert.example.", "es"),
    ],
)
def test_what_changes_for_a_contact_that_only_its_role_tells(text: str, language: str) -> None:
    found = columns(document(text), language, "NO", "action", "role", "name", "emails")
    assert found == [("update", "technical", None, ("new@cert.example",))]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Please disregard the nomination of Mr. John Sample as technical point of contact, which was sent in error.",
            "en",
        ),
        ("Prière de ne pas tenir compte de la désignation de M. John Sample comme point de contact technique.", "fr"),
        ("Les rogamos hacer caso omiso de la designación del Sr. John Sample como punto de contacto técnico.", "es"),
        ("Просим не учитывать кандидатуру г-на John Sample в качестве технического контактного лица.", "ru"),
    ],
)
def test_a_nomination_to_be_disregarded_is_withdrawn(text: str, language: str) -> None:
    assert columns(document(text), language, "ZM", "action", "role", "name") == [("remove", "technical", "John Sample")]
