"""Cells that a narrow column broke, cells that explain what they ask, and cards that stand beside one another."""

import pytest

from tests.builders.documents import document, table
from tests.builders.layouts import columns


@pytest.mark.parametrize(
    ("language", "head", "role", "cell", "name", "position"),
    [
        (
            "es",
            "Nombre y cargo",
            "Técnico",
            "D. Eliseo Nsue\nMangue Oyono,\nJefe de Redes",
            "Eliseo Nsue Mangue Oyono",
            "Jefe de Redes",
        ),
        (
            "fr",
            "Nom et fonction",
            "Technique",
            "M. Abdi Guedi\nRayaleh\nChef du Service\ndes réseaux",
            "Abdi Guedi Rayaleh",
            "Chef du Service des réseaux",
        ),
        (
            "en",
            "Name and position",
            "Technical",
            "Mr Tevita Fonua\nHead of Networks",
            "Tevita Fonua",
            "Head of Networks",
        ),
        (
            "de",
            "Name und Funktion",
            "Technisch",
            "Herr Anton von\nSalis-Planta\nLeiter der Fachstelle",
            "Anton von Salis-Planta",
            "Leiter der Fachstelle",
        ),
    ],
)
def test_a_name_goes_on_below_until_a_comma_or_a_post(
    language: str, head: str, role: str, cell: str, name: str, position: str
) -> None:
    page = document(
        table(
            ("Role", head, "E-mail", "Tel."),
            (role, cell, "a@cert.example", "+260 211 252 601"),
            (role, "Ms Ama Mensah\nAnalyst", "b@cert.example", "+260 211 252 602"),
        )
    )
    assert columns(page, language, "ZM", "name", "position")[0] == (name, position)


@pytest.mark.parametrize(
    ("language", "diplomatic", "technical"),
    [
        ("de", "Diplomatische Kontaktstelle", "Technische Kontaktstelle"),
        ("fr", "Point de contact diplomatique", "Point de contact technique"),
        ("pt", "Ponto de contacto diplomático", "Ponto de contacto técnico"),
        ("ru", "Дипломатический контактный пункт", "Технический контактный пункт"),
    ],
)
def test_each_card_below_a_row_of_roles_is_its_columns(language: str, diplomatic: str, technical: str) -> None:
    cards = (
        "Dr. Anna Keller\nAdviser\nMinistry A\nTel. +260 211 252 601",
        "Dr. Jonas Weber\nHead\nAgency B\nTel. +260 211 252 602",
    )
    page = document(table((diplomatic, technical), cards))
    assert columns(page, language, "ZM", "role", "name") == [
        ("diplomatic", "Anna Keller"),
        ("technical", "Jonas Weber"),
    ]


def test_a_cell_asks_above_its_example_and_ticked_boxes_tell_the_role() -> None:
    page = document(
        "Contact 1\nFunction:  ☒ Diplomatic    ☐ Technical",
        table(
            ("Title\ne.g. Mr, Ms, Dr", "Ms"),
            ("Full name", "Ana Tukana"),
            ("Job title", "Assistant Secretary"),
            ("Office phone\nwith country code, e.g. +679 12345", "+679 330 9600 ext 34"),
        ),
    )
    assert columns(page, "en", "FJ", "role", "honorific", "name", "phones") == [
        ("diplomatic", "Ms", "Ana Tukana", ("+6793309600;ext=34",))
    ]


@pytest.mark.parametrize(
    ("language", "text", "phones", "languages"),
    [
        (
            "pt",
            "(a.vaz@inic.example; tel. +239 222 74 18, ext. 3). Línguas: português, inglês.",
            ("+2392227418;ext=3",),
            ("pt", "en"),
        ),
        (
            "en",
            "(a.vaz@inic.example; tel. +239 222 74 18 ext. 31). Languages: English.",
            ("+2392227418;ext=31",),
            ("en",),
        ),
        (
            "fr",
            "(a.vaz@inic.example, tél. +239 222 74 18, poste 31). Langues : français.",
            ("+2392227418;ext=31",),
            ("fr",),
        ),
    ],
)
def test_an_extension_is_no_part_of_the_next_label(
    language: str, text: str, phones: tuple[str, ...], languages: tuple[str, ...]
) -> None:
    page = document("b) Technical point of contact: Dr Adelino Vaz, Director, Institute of Innovation " + text)
    assert columns(page, language, "ST", "role", "phones", "languages") == [("technical", phones, languages)]


def test_a_body_that_ends_with_a_full_stop_is_no_beginning_of_an_address() -> None:
    page = document(
        "Técnico (titular e suplente)\n"
        "Senhor Domingos Ximenes\nDiretor Nacional\nTIC ILHA, I.P.\ndximenes@tic.example\n"
        "Tel.: 333 9600, ext. 21 | Telemóvel: +670 7723 4410\n\n"
        "Senhora Juvita Soares\nTécnica Superior\nTIC ILHA, I.P.\njsoares@tic.example\nTel.: +670 7742 9315"
    )
    assert columns(page, "pt", "TL", "role", "name", "institution", "emails", "phones") == [
        ("technical", "Domingos Ximenes", "TIC ILHA, I.P.", ("dximenes@tic.example",), ("+6703339600;ext=21", "+67077234410")),
        ("technical", "Juvita Soares", "TIC ILHA, I.P.", ("jsoares@tic.example",), ("+67077429315",)),
    ]  # fmt: skip


def test_the_mark_of_a_list_is_no_bracket_that_closes() -> None:
    lines = (
        "le point de contact technique, à savoir :",
        "a) identité : M. Hervé MBEMBA",
        "b) emploi : chef de service",
    )
    found = columns(document("\n".join(lines)), "fr", "CG", "name", "position")
    assert found == [("Hervé MBEMBA", "chef de service")]
