"""Lists of people below a lead-in, and numbers that nothing calls a telephone."""

from __future__ import annotations

import pytest

from parsers.document import FormField
from tests.builders.documents import document, table
from tests.builders.layouts import Row, columns, contacts


def _short(rows: list[Row]) -> list[tuple[object, ...]]:
    return [tuple(row.get(code) for code in ("action", "role", "name", "emails", "phones")) for row in rows]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "fr",
            "La Mission informe que les autorités ont mis fin à la désignation des deux points de contact techniques"
            " suivants :\n\n1° M. Ali Sow (ali@x.gov.gn)\n2° Mme Oumou Ba (oumou@x.gov.gn)",
        ),
        (
            "es",
            "La Misión comunica que su Gobierno ha puesto término a la designación de los puntos de contacto técnicos"
            " siguientes:\n\n1.- Sr. Ali Sow (ali@x.gov.gn)\n2.- Sra. Oumou Ba (oumou@x.gov.gn)",
        ),
        (
            "en",
            "The Mission wishes to inform that the Government has put an end to the designation of the following technical"
            " points of contact:\n\n► Mr Ali Sow (ali@x.gov.gn)\n► Ms Oumou Ba (oumou@x.gov.gn)",
        ),
        (
            "pt",
            "A Missão informa que o Governo pôs termo à designação dos seguintes pontos de contacto técnicos:\n\n"
            "1º Sr. Ali Sow (ali@x.gov.gn)\n2º Sra. Oumou Ba (oumou@x.gov.gn)",
        ),
    ],
)
def test_a_list_of_those_who_leave(language: str, text: str) -> None:
    assert _short(contacts(document(text), language, "GN")) == [
        ("remove", "technical", "Ali Sow", ["ali@x.gov.gn"], None),
        ("remove", "technical", "Oumou Ba", ["oumou@x.gov.gn"], None),
    ]


@pytest.mark.parametrize(
    "behind",
    [
        "fono 2 2827 4315; casilla electrónica ana@x.gob.cl.",
        "número de enlace 2 2827 4315; ana@x.gob.cl.",
        "ana@x.gob.cl; 2 2827 4315.",
        "2 2827 4315 (oficina), ana@x.gob.cl.",
    ],
)
def test_a_number_that_nothing_calls_a_telephone(behind: str) -> None:
    page = document(
        f"- En el ámbito técnico: Doña Ana Paz Rey, Jefa de Departamento, Agencia Nacional de Ciberseguridad; {behind}"
    )
    assert _short(contacts(page, "es", "CL")) == [
        (None, "technical", "Ana Paz Rey", ["ana@x.gob.cl"], ["+56228274315"])
    ]


def test_a_note_is_no_number() -> None:
    page = document(
        "With reference to its Note No. 0801-112/1 of 14 March 2024, the Mission corrects the particulars of the technical"
        " point of contact, Ms Ana Petrova:\n\nFor “+389 2 3109 266” read “+389 2 3115 266”."
    )
    assert _short(contacts(page, "en", "MK")) == [("update", "technical", "Ana Petrova", None, ["+38923115266"])]


def test_a_verb_behind_a_comma_is_no_position() -> None:
    page = document(
        "Hay un cambio. El punto de contacto técnico, el Mayor Juan Arboleda Rey, ahora tiene otro correo y otro celular:\n\n"
        "juan@x.gov.co\n310 482 9037\n\nLo demás sigue igual."
    )
    (row,) = contacts(page, "es", "CO")
    assert _short([row]) == [("update", "technical", "Juan Arboleda Rey", ["juan@x.gov.co"], ["+573104829037"])]
    assert "position" not in row


def test_who_comes_has_what_the_table_calls_the_same() -> None:
    page = document(
        "Point de contact diplomatique",
        table(
            ("", "Ancien titulaire", "Nouveau titulaire"),
            ("Nom et prénoms", "M. Ali Sow", "Mme Oumou Ba"),
            ("Poste", "Directeur", "Directrice"),
            ("Institution", "Ministère des Affaires étrangères", "idem"),
            ("E-mail", "ali@x.gouv.ne", "oumou@x.gouv.ne"),
        ),
    )
    assert [(r["action"], r["name"], r.get("institution"), r.get("emails")) for r in contacts(page, "fr", "NE")] == [
        ("remove", "Ali Sow", "Ministère des Affaires étrangères", ["ali@x.gouv.ne"]),
        ("add", "Oumou Ba", "Ministère des Affaires étrangères", ["oumou@x.gouv.ne"]),
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "fr",
            "Point de contact diplomatique : M. Jean Sol, Directeur, Département X, Ministère d'État (jsol@x.mc), avec pour"
            " suppléante Mme Eva Roy, Attachée, même Département (eroy@x.mc).",
        ),
        (
            "en",
            "Diplomatic point of contact: Mr Jean Sol, Director, Department X, Ministry of State, jsol@x.mc; alternate:"
            " Ms Eva Roy, Attaché, same Department, eroy@x.mc.",
        ),
        (
            "es",
            "Punto de contacto diplomático: Sr. Jean Sol, Director, Departamento X, Ministerio de Estado, jsol@x.mc;"
            " suplente: Sra. Eva Roy, Agregada, mismo Departamento, eroy@x.mc.",
        ),
    ],
)
def test_an_alternate_in_the_same_department(language: str, text: str) -> None:
    first, second = contacts(document(text), language, "MC")
    assert (first["name"], first["emails"]) == ("Jean Sol", ["jsol@x.mc"])
    assert (second["name"], second["emails"]) == ("Eva Roy", ["eroy@x.mc"])
    assert second["institution"] == first["institution"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Ces trois personnes s'expriment en français et en anglais."),
        ("es", "Estas dos personas hablan francés e inglés."),
        ("en", "The two officials speak French and English."),
        ("pt", "Estas pessoas falam francês e inglês."),
        ("de", "Diese Personen sprechen Französisch und Englisch."),
    ],
)
def test_languages_of_all(language: str, text: str) -> None:
    page = document(
        f"Diplomatic point of contact: Mr Jean Sol, Director, x@y.mc\n\nTechnical point of contact: Ms Eva Roy, z@y.mc\n\n{text}"
    )
    assert [row["languages"] for row in contacts(page, language, "MC")] == [["fr", "en"], ["fr", "en"]]


def test_ticked_boxes_of_languages_and_titles_to_choose_from() -> None:
    page = document(
        FormField("field t", "Mr/Ms/Mrs/Dr", "Ms", "text"),
        FormField("field n", "Full name", "Eva Roy", "text"),
        FormField("field m", "Email", "e.roy@x.ki", "text"),
        FormField("field f", "Speaks French", "Yes", "check", True),
        FormField("field e", "English", "Yes", "check", True),
        FormField("field s", "Spanish", "Yes", "check", False),
    )
    (row,) = contacts(page, "en", "KI")
    assert (row["honorific"], row["name"], row["languages"]) == ("Ms", "Eva Roy", ["fr", "en"])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "The Mission nominates the following technical points of contact:\n\n"
            "John Sol, Director, Cyber Agency, jsol@x.zm\nEva Roy, Analyst, Cyber Agency, eroy@x.zm",
        ),
        (
            "fr",
            "Points de contact techniques :\n\n"
            "John Sol, Directeur, Agence Cyber, jsol@x.zm\nEva Roy, Analyste, Agence Cyber, eroy@x.zm",
        ),
        (
            "es",
            "Puntos de contacto técnicos:\n\n1º John Sol, Director, Agencia Ciber, jsol@x.zm\n"
            "2º Eva Roy, Analista, Agencia Ciber, eroy@x.zm",
        ),
    ],
)
def test_a_line_for_each_without_forms_of_address(language: str, text: str) -> None:
    rows = contacts(document(text), language)
    assert [(row["role"], row["name"], row["emails"]) for row in rows] == [
        ("technical", "John Sol", ["jsol@x.zm"]),
        ("technical", "Eva Roy", ["eroy@x.zm"]),
    ]


@pytest.mark.parametrize(
    ("language", "text", "office"),
    [
        (
            "pt",
            "Ponto de contacto diplomático - Dra. Ana Sol (Diretora, Ministério dos Negócios Estrangeiros; asol@x.pt)",
            ("Diretora", "Ministério dos Negócios Estrangeiros"),
        ),
        (
            "en",
            "Diplomatic point of contact: Ms Ana Sol (Director, Ministry of Foreign Affairs, asol@x.pt)",
            ("Director", "Ministry of Foreign Affairs"),
        ),
        (
            "fr",
            "Point de contact diplomatique : Mme Ana Sol (Directrice, Ministère des Affaires étrangères ; courriel : asol@x.pt)",
            ("Directrice", "Ministère des Affaires étrangères"),
        ),
    ],
)
def test_an_office_in_brackets(language: str, text: str, office: tuple[str, str]) -> None:
    (row,) = contacts(document(text), language, "PT")
    assert (row["name"], row["position"], row["institution"], row["emails"]) == ("Ana Sol", *office, ["asol@x.pt"])


@pytest.mark.parametrize(
    ("language", "old_email", "new_email", "old_phone", "new_phone"),
    [
        ("en", "Old e-mail", "New e-mail", "Old telephone", "New telephone"),
        ("fr", "Ancien courriel", "Nouveau courriel", "Ancien téléphone", "Nouveau téléphone"),
        ("es", "Correo anterior", "Correo nuevo", "Teléfono anterior", "Teléfono nuevo"),
    ],
)
def test_a_label_that_calls_its_value_the_old_one(
    language: str, old_email: str, new_email: str, old_phone: str, new_phone: str
) -> None:
    page = document(
        "Technical PoC: Dr. John Sample\n"
        f"{old_email}: old@ict.example\n{new_email}: new@ca.example\n{old_phone}: +260 211 252 601\n{new_phone}: +260 211 252 699"
    )
    assert columns(page, language, "ZM", "name", "position", "emails", "phones") == [
        ("John Sample", None, ("new@ca.example",), ("+260211252699",))
    ]


def test_a_desk_officer_is_a_post_on_a_card() -> None:
    page = document(
        "We nominate the following points of contact:\n\n"
        "Diplomatic\nMs Jane Example\nDesk Officer\nDepartment of Foreign Affairs\nj@mfa.example\n+260 211 252 601"
    )
    assert columns(page, "en", "ZM", "role", "name", "position", "institution", "emails") == [
        ("diplomatic", "Jane Example", "Desk Officer", "Department of Foreign Affairs", ("j@mfa.example",))
    ]


def test_a_national_number_behind_a_general_label() -> None:
    page = document("Technical Focal Point\nName: Mrs. Jane Example\nContact: 1 268 468 4600; j@ab.example")
    assert columns(page, "en", "AG", "role", "name", "emails", "phones") == [
        ("technical", "Jane Example", ("j@ab.example",), ("+12684684600",))
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Mission communicates the points of contact: technical, Mr. John Sample, Manager (s@cert.example); diplomatic, "
         "Ms. Jane Example, Director (j@mfa.example).", "en"),
        ("La Misión comunica los puntos de contacto: técnico, Sr. John Sample, Manager (s@cert.example); diplomático, "
         "Sra. Jane Example, Director (j@mfa.example).", "es"),
    ],
)  # fmt: skip
def test_roles_that_open_the_items_of_a_sentence(text: str, language: str) -> None:
    assert columns(document(text), language, "ZM", "role", "name", "emails") == [
        ("technical", "John Sample", ("s@cert.example",)),
        ("diplomatic", "Jane Example", ("j@mfa.example",)),
    ]
