"""Particulars laid out by hand: columns of spaces, strokes between cells, runs that dashes part, misspelt labels, words of rank."""

from __future__ import annotations

from tests.builders.documents import document, table
from tests.builders.layouts import contacts

BANDA = {
    "role": "diplomatic",
    "name": "Chola Banda",
    "position": "Counsellor",
    "institution": "Ministry of Foreign Affairs",
    "emails": ["c.banda@mfa.example.zm"],
    "phones": ["+260211252601"],
}
PHIRI = {
    "role": "technical",
    "name": "Mutinta Phiri",
    "position": "Head of Operations",
    "institution": "National Cyber Centre",
    "emails": ["m.phiri@ncc.example.zm"],
    "phones": ["+260211252602"],
}


def test_a_column_for_each_contact_set_with_spaces() -> None:
    page = document(
        "              Diplomatic contact           Technical contact\n"
        "Name          Chola Banda                  Mutinta Phiri\n"
        "Post          Counsellor                   Head of Operations\n"
        "Institution   Ministry of Foreign          National Cyber Centre\n"
        "              Affairs\n"
        "E-mail        c.banda@mfa.example.zm       m.phiri@ncc.example.zm\n"
        "Telephone     +260 211 252 601      +260 211 252 602",
        form="text",
    )
    assert contacts(page) == [BANDA, PHIRI]


def test_a_row_for_each_contact_set_with_strokes() -> None:
    page = document(
        "| Role | Name | Post | Institution | E-mail | Phone |\n"
        "|------|------|------|-------------|--------|-------|\n"
        "| Diplomatic | Chola Banda | Counsellor | Ministry of Foreign Affairs | c.banda@mfa.example.zm | +260 211 252 601 |\n"
        "| Technical | Mutinta Phiri | Head of Operations | National Cyber Centre | m.phiri@ncc.example.zm | +260 211 252 602 |",
        form="text",
    )
    assert contacts(page) == [BANDA, PHIRI]


def test_runs_that_one_sign_parts() -> None:
    page = document(
        "Our points of contact are:\n\n"
        "Diplomatic: Mr. Chola Banda / Counsellor / Ministry of Foreign Affairs / c.banda@mfa.example.zm / +260 211 252 601\n\n"
        "(b) Technical POC – Ms. Mutinta Phiri – Head of Operations – National Cyber Centre – m.phiri@ncc.example.zm – "
        "+260 211 252 602"
    )
    assert contacts(page) == [
        BANDA | {"action": "add", "honorific": "Mr"},
        PHIRI | {"action": "add", "honorific": "Ms"},
    ]


def test_misspelt_labels() -> None:
    page = document(
        "Technical point of contact",
        table(
            ["Name", "Mutinta Phiri"],
            ["Postion", "Head of Operations"],
            ["Lanuages", "English, French"],
            ["E-mail", "m.phiri@ncc.example.zm"],
        ),
    )
    assert contacts(page) == [
        {
            "role": "technical",
            "name": "Mutinta Phiri",
            "position": "Head of Operations",
            "emails": ["m.phiri@ncc.example.zm"],
            "languages": ["en", "fr"],
        }
    ]


def test_a_word_of_rank_above_the_name_in_its_cell() -> None:
    page = document(
        table(
            ["Volet", "Identité", "Fonction", "Courriel"],
            ["Technique", "Titulaire\nM. Issa Traoré", "Directeur", "i.traore@anssi.example.ml"],
            ["Technique", "Suppléante\nAwa Keïta", "Cheffe de cellule", "a.keita@anssi.example.ml"],
        )
    )
    found = [(c.get("honorific"), c["name"], c.get("alternate", False)) for c in contacts(page, "fr", "ML")]
    assert found == [("M", "Issa Traoré", False), (None, "Awa Keïta", True)]


def test_sentences_that_tell_the_role_by_a_side_or_level() -> None:
    page = document(
        "On the diplomatic side our contact will be Mr. Chola Banda, who is Counsellor (Security) in the Treaties Department of "
        "the Ministry of Foreign Affairs. Mr. Banda's e-mail is c.banda@mfa.example.zm.\n\n"
        "On the technical side it will be Ms. Mutinta Phiri, Adviser in the Network Division, Ministry of Transport, e-mail "
        "m.phiri@ncc.example.zm."
    )
    assert contacts(page) == [
        {
            "role": "diplomatic",
            "action": "add",
            "honorific": "Mr",
            "name": "Chola Banda",
            "position": "Counsellor (Security)",
            "institution": "Treaties Department of the Ministry of Foreign Affairs",
            "emails": ["c.banda@mfa.example.zm"],
        },
        {
            "role": "technical",
            "action": "add",
            "honorific": "Ms",
            "name": "Mutinta Phiri",
            "position": "Adviser",
            "institution": "Network Division, Ministry of Transport",
            "emails": ["m.phiri@ncc.example.zm"],
        },
    ]


def test_a_desk_that_a_sentence_calls_the_contact() -> None:
    page = document(
        "The diplomatic point of contact is Mr. Chola Banda (c.banda@mfa.example.zm). The technical point of contact is the duty "
        "desk of the National CERT, which can be reached at +260 211 252 602 and desk@ncc.example.zm."
    )
    found = [(c["role"], c["name"], c["emails"], c.get("phones")) for c in contacts(page)]
    assert found == [
        ("diplomatic", "Chola Banda", ["c.banda@mfa.example.zm"], None),
        ("technical", "duty desk of the National CERT", ["desk@ncc.example.zm"], ["+260211252602"]),
    ]
