"""Sentences that name an office before its holder, an alternate by a word of their own, or somebody who was designated once."""

from __future__ import annotations

from tests.builders.documents import document
from tests.builders.layouts import contacts


def test_an_office_before_the_one_who_holds_it() -> None:
    page = document(
        "Our diplomatic point of contact is the Head of Unit, Cyber Diplomacy, Ministry of Foreign Affairs, currently Ms. Mutinta "
        "Phiri (m.phiri@mfa.example.zm). For the technical level, Zambia nominates the 24/7 Incident desk, for which Dr. Chola "
        "Banda may be contacted at c.banda@ncc.example.zm."
    )
    found = [(c["role"], c["name"], c.get("position"), c["institution"]) for c in contacts(page)]
    assert found == [
        ("diplomatic", "Mutinta Phiri", "Head of Unit, Cyber Diplomacy", "Ministry of Foreign Affairs"),
        ("technical", "Chola Banda", None, "24/7 Incident desk"),
    ]


def test_an_alternate_in_a_sentence_of_its_own() -> None:
    page = document(
        "We nominate Mr. Chola Banda of the Cyber Authority of Zambia as technical point of contact (c.banda@cyber.example.zm). "
        "His alternate is Ms. Mutinta Phiri of the same Authority (m.phiri@cyber.example.zm)."
    )
    found = [(c["role"], c["name"], c["institution"], c["emails"], c.get("alternate", False)) for c in contacts(page)]
    body = "Cyber Authority of Zambia"
    assert found == [
        ("technical", "Chola Banda", body, ["c.banda@cyber.example.zm"], False),
        ("technical", "Mutinta Phiri", body, ["m.phiri@cyber.example.zm"], True),
    ]


def test_who_was_designated_once_and_has_left() -> None:
    page = document(
        "Mr. Chola Banda, who was designated as technical point of contact, has retired from the public service."
    )
    assert [(c["action"], c["role"], c["name"]) for c in contacts(page)] == [("remove", "technical", "Chola Banda")]


def test_who_leaves_without_a_form_of_address_and_who_is_listed_in_her_place() -> None:
    page = document(
        "Quick update: Mutinta Phiri has left the Office. Please take her off the list as our diplomatic contact. In her place we "
        "would like to list Mr. Chola Banda, Counsellor, c.banda@mfa.example.zm."
    )
    found = [(c["action"], c.get("role"), c["name"]) for c in contacts(page)]
    assert found == [("remove", "diplomatic", "Mutinta Phiri"), ("add", "diplomatic", "Chola Banda")]


def test_particulars_that_have_been_changed() -> None:
    page = document(
        "La Mission a l'honneur de l'informer que les coordonnées du point de contact technique, M. Issa Traoré, ont été modifiées "
        "comme suit :\n\nNouvelle adresse électronique : i.traore@cert.example.ml"
    )
    found = [(c["action"], c["name"], c["emails"]) for c in contacts(page, "fr", "ML")]
    assert found == [("update", "Issa Traoré", ["i.traore@cert.example.ml"])]


def test_a_body_before_the_person_on_one_line() -> None:
    page = document(
        "Technical point of contact",
        "National CERT, Mr. Chola Banda, Head\n51 Church Road, Lusaka\nTelephone +260 211 252 601, e-mail c.banda@ncc.example.zm",
    )
    assert contacts(page) == [
        {
            "role": "technical",
            "name": "Chola Banda",
            "honorific": "Mr",
            "position": "Head",
            "institution": "National CERT",
            "emails": ["c.banda@ncc.example.zm"],
            "phones": ["+260211252601"],
        }
    ]


def test_the_alternate_of_somebody_named_before() -> None:
    page = document(
        "We nominate Mr. Chola Banda as technical point of contact (c.banda@cyber.example.zm). The alternate of Mr. Banda is Ms. "
        "Mutinta Phiri (m.phiri@cyber.example.zm)."
    )
    found = [(c["role"], c["name"], c["emails"], c.get("alternate", False)) for c in contacts(page)]
    assert found == [
        ("technical", "Chola Banda", ["c.banda@cyber.example.zm"], False),
        ("technical", "Mutinta Phiri", ["m.phiri@cyber.example.zm"], True),
    ]


def test_a_body_behind_its_state_represented_by_somebody() -> None:
    page = document(
        "Auf technischer Ebene ist die Kontaktstelle Deutschlands das Nationale Lagezentrum, derzeit vertreten durch Frau Dr. Anke "
        "Roth (a.roth@lage.example.de)."
    )
    found = [(c["role"], c["name"], c["institution"]) for c in contacts(page, "de", "DE")]
    assert found == [("technical", "Anke Roth", "Nationale Lagezentrum")]
