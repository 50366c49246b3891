"""Contacts out of documents: many layouts and wordings, each a small story."""

from __future__ import annotations

import pytest

from tests.builders.documents import document, table
from tests.builders.layouts import Row, contacts

BANDA: Row = {
    "role": "diplomatic",
    "honorific": "Ms",
    "name": "Chileshe Banda",
    "position": "First Secretary",
    "institution": "Ministry of Foreign Affairs",
    "emails": ["c.banda@mfa.gov.zm"],
    "phones": ["+260211252666"],
}

LABELLED = """Diplomatic point of contact
Name: Ms. Chileshe Banda
Position: First Secretary
Institution: Ministry of Foreign Affairs
E-mail: c.banda@mfa.gov.zm
Tel.: +260 211 252 666"""

BULLETS = """(a) Diplomatic POC
- Full name: Ms Chileshe Banda
- Title: First Secretary
- Ministry/Agency: Ministry of Foreign Affairs
- Telephone: 0211 252 666; Fax: 0211 252 667
- Email address: C.Banda@mfa.gov.zm"""

ABOVE = """POINT OF CONTACT (DIPLOMATIC)
Name
Ms. Chileshe Banda
Position
First Secretary
Institution
Ministry of Foreign Affairs
E-mail
c.banda@mfa.gov.zm
Telephone
+260 211 252 666"""

CARD = """Diplomatic point of contact

Ms. Chileshe Banda
First Secretary
Ministry of Foreign Affairs
Tel. +260 211 252 666
c.banda@mfa.gov.zm"""

RUN = (
    "1. Diplomatic point of contact: Ms. Chileshe Banda, First Secretary, Ministry of Foreign Affairs; "
    "tel.: +260 211 252 666; e-mail: c.banda@mfa.gov.zm."
)

UNSIGNED = """Diplomatic point of contact
Name Ms. Chileshe Banda
Position First Secretary
Institution Ministry of Foreign Affairs
E-mail c.banda@mfa.gov.zm
Telephone +260 211 252 666"""


@pytest.mark.parametrize(
    "text",
    [LABELLED, BULLETS, ABOVE, CARD, RUN, UNSIGNED],
    ids=["labelled", "bullets", "above", "card", "run", "unsigned"],
)
def test_one_contact_in_many_layouts(text: str) -> None:
    assert contacts(document(text)) == [BANDA]


SENTENCES = {
    "appointed": "The Government has appointed Ms. Chileshe Banda, First Secretary, Ministry of Foreign Affairs, as its diplomatic "
    "point of contact (telephone: +260 211 252 666; e-mail: c.banda@mfa.gov.zm).",
    "passive": "Ms. Chileshe Banda, First Secretary, Ministry of Foreign Affairs, has been designated as diplomatic point of "
    "contact. "
    "She can be reached at c.banda@mfa.gov.zm and +260 211 252 666.",
    "joined": "The Mission has the honour to nominate Ms. Chileshe Banda, First Secretary at the Ministry of Foreign Affairs, "
    "e-mail c.banda@mfa.gov.zm, tel. +260 211 252 666, as its diplomatic point of contact.",
}


@pytest.mark.parametrize("text", SENTENCES.values(), ids=SENTENCES)
def test_one_contact_in_many_sentences(text: str) -> None:
    assert contacts(document(text)) == [{**BANDA, "action": "add"}]


def test_a_later_sentence_completes_who_was_named_before() -> None:
    page = document(
        "The Government has designated Dr. Jane Tembo as its diplomatic point of contact. Dr. Tembo is Deputy Permanent "
        "Secretary at the Ministry of Foreign Affairs and can be reached at jane.tembo@mfa.gov.zm."
    )
    assert contacts(page) == [
        {
            "role": "diplomatic", "action": "add", "honorific": "Dr", "name": "Jane Tembo",
            "position": "Deputy Permanent Secretary",
            "institution": "Ministry of Foreign Affairs", "emails": ["jane.tembo@mfa.gov.zm"],
        }
    ]  # fmt: skip


def test_two_people_respectively() -> None:
    page = document(
        "Ms. Chileshe Banda and Mr. Paul Zulu have been designated as diplomatic and technical points of contact respectively."
    )
    assert [(c["name"], c["role"]) for c in contacts(page)] == [
        ("Chileshe Banda", "diplomatic"),
        ("Paul Zulu", "technical"),
    ]


REPLACEMENTS = {
    "active": "Ms. Grace Lungu will replace Mr. Paul Zulu as technical point of contact.",
    "passive": "Mr. Paul Zulu, technical point of contact, is succeeded by Ms. Grace Lungu.",
    "instead": "Ms. Grace Lungu has been appointed technical point of contact in replacement of Mr. Paul Zulu.",
    "takes over": "With effect from 1 March 2025, Ms. Grace Lungu takes over from Mr. Paul Zulu as technical point of contact.",
    "fr": "M. Paul Zulu, point de contact technique, est remplacé par Mme Grace Lungu.",
    "fr en remplacement": "Mme Grace Lungu est désignée point de contact technique en remplacement de M. Paul Zulu.",
    "es": "La Sra. Grace Lungu asume como punto de contacto técnico en sustitución del Sr. Paul Zulu.",
}


@pytest.mark.parametrize("text", REPLACEMENTS.values(), ids=REPLACEMENTS)
def test_a_replacement_removes_one_and_adds_the_other(text: str) -> None:
    language = "fr" if "point de contact" in text else "es" if "punto" in text else "en"
    done = {c["name"]: (c["action"], c["role"]) for c in contacts(document(text), language)}
    assert done == {"Grace Lungu": ("add", "technical"), "Paul Zulu": ("remove", "technical")}


def test_who_has_retired_and_whom_to_add() -> None:
    page = document(
        "Kindly be informed that Mr. Peter Phiri, our technical POC, has retired. Kindly remove him from the directory and add the "
        "following:",
        "Name: Ms. Grace Lungu\nCapacity: Technical\nTitle: Senior Engineer\nEmail: grace.lungu@zicta.zm",
    )
    assert [(c["action"], c["name"]) for c in contacts(page)] == [("remove", "Peter Phiri"), ("add", "Grace Lungu")]


def test_a_change_gives_the_new_value_only() -> None:
    page = document(
        "The e-mail address of our diplomatic point of contact, Ms. Chileshe Banda, has changed from c.banda@mfa.gov.zm to "
        "chileshe.banda@mfa.gov.zm."
    )
    assert contacts(page) == [
        {
            "role": "diplomatic",
            "action": "update",
            "honorific": "Ms",
            "name": "Chileshe Banda",
            "emails": ["chileshe.banda@mfa.gov.zm"],
        }
    ]


def test_an_unchanged_contact_is_no_contact() -> None:
    assert (
        contacts(
            document(
                "CERT-XX, technical point of contact, confirms receipt of your ping test. Our details remain unchanged."
            )
        )
        == []
    )


def test_label_beside_value_with_a_heading_row() -> None:
    page = document(
        table(
            ("Diplomatic point of contact", ""),
            ("Name", "Ms. Chileshe Banda"),
            ("Position", "First Secretary"),
            ("Institution", "Ministry of Foreign Affairs"),
            ("E-mail", "c.banda@mfa.gov.zm"),
            ("Telephone", "+260 211 252 666"),
            ("Fax", "+260 211 252 667"),
        )
    )
    assert contacts(page) == [BANDA]


def test_a_column_for_each_role() -> None:
    page = document(
        table(
            ("", "Diplomatic", "Technical"),
            ("Name", "Ms. Chileshe Banda", "Mr. Paul Zulu"),
            ("Position", "First Secretary", "Head of CIRT"),
            ("Institution", "Ministry of Foreign Affairs", "ZICTA"),
            ("E-mail", "c.banda@mfa.gov.zm", "p.zulu@zicta.zm"),
            ("Telephone", "+260 211 252 666", "N/A"),
        )
    )
    zulu = {"role": "technical", "honorific": "Mr", "name": "Paul Zulu", "position": "Head of CIRT", "institution": "ZICTA",
            "emails": ["p.zulu@zicta.zm"]}  # fmt: skip
    assert contacts(page) == [BANDA, zulu]


def test_a_row_for_each_contact() -> None:
    page = document(
        table(
            ("No.", "Type of POC", "Full name", "Title", "Organization", "Email", "Phone"),
            (
                "1",
                "Diplomatic",
                "Ms. Chileshe Banda",
                "First Secretary",
                "Ministry of Foreign Affairs",
                "c.banda@mfa.gov.zm",
                "+260 211 252 666",
            ),
            ("2", "Technical", "Mr. Paul Zulu", "Head of CIRT", "ZICTA", "p.zulu@zicta.zm", "-"),
        )
    )
    assert [(c["role"], c["name"]) for c in contacts(page)] == [
        ("diplomatic", "Chileshe Banda"),
        ("technical", "Paul Zulu"),
    ]
    assert contacts(page)[0] == BANDA


def test_ticked_boxes_tell_the_role() -> None:
    page = document(
        table(("Category", "☐ Diplomatic  ☒ Technical"), ("Name", "Mr. Paul Zulu"), ("Email", "p.zulu@zicta.zm")),
        table(
            ("Category", "[x] Diplomatic  [ ] Technical"),
            ("Name", "Ms. Chileshe Banda"),
            ("Email", "c.banda@mfa.gov.zm"),
        ),
    )
    assert [(c["role"], c["name"]) for c in contacts(page)] == [
        ("technical", "Paul Zulu"),
        ("diplomatic", "Chileshe Banda"),
    ]


def test_names_in_parts_are_joined_given_names_first() -> None:
    page = document(
        "Point de contact technique :\nNom : AMEGAN\nPrénoms : Kossi Dzidzo\nCivilité : M.\nCourriel : k.amegan@ancy.tg"
    )
    assert contacts(page, "fr", "TG") == [
        {"role": "technical", "honorific": "M", "name": "Kossi Dzidzo AMEGAN", "emails": ["k.amegan@ancy.tg"]}
    ]


def test_same_as_above_and_alternate() -> None:
    page = document(
        LABELLED,
        "Alternate:\nName: Mr. John Sata\nPosition: Second Secretary\nInstitution: same as above\n"
        "E-mail: j.sata@mfa.gov.zm\nTel.: idem",
    )
    assert contacts(page)[1] == {
        "role": "diplomatic", "alternate": True, "honorific": "Mr", "name": "John Sata", "position": "Second Secretary",
        "institution": "Ministry of Foreign Affairs", "emails": ["j.sata@mfa.gov.zm"], "phones": ["+260211252666"],
    }  # fmt: skip


def test_one_person_for_both_roles_is_two_contacts() -> None:
    page = document("Diplomatic and technical point of contact\nName: Ms. Chileshe Banda\nE-mail: c.banda@mfa.gov.zm")
    assert [(c["role"], c["name"]) for c in contacts(page)] == [
        ("diplomatic", "Chileshe Banda"),
        ("technical", "Chileshe Banda"),
    ]


def test_a_desk_has_a_name_and_a_body_has_none() -> None:
    desk = document("Technical POC\nName: National CIRT Operations Desk\nInstitution: ZICTA\nE-mail: soc@cirt.zm")
    body = document(
        "CIRT Zambia, Communications Authority, has been designated as the technical point of contact (e-mail: soc@cirt.zm)."
    )
    assert [(c.get("name"), c.get("institution")) for c in contacts(desk)] == [
        ("National CIRT Operations Desk", "ZICTA")
    ]
    assert [(c.get("name"), c.get("institution")) for c in contacts(body)] == [
        (None, "CIRT Zambia, Communications Authority")
    ]


def test_letterheads_and_passers_by_are_nobody() -> None:
    page = document(
        "301 East 45th Street, New York, NY 10017 · Tel. (212) 555-0159 · Fax (212) 555-0160 · mission@xx-un.org",
        "The Mission thanks Mr. Peter Phiri for his briefing.",
        "H.E. Chola Milambo\nAmbassador",
    )
    assert contacts(page) == []


def test_of_a_name_in_two_scripts_the_latin_one_is_taken() -> None:
    page = document("Technical POC\nName: Mr. LEE Jun-ho (이준호)\nE-mail: junho@ncsc.go.kr")
    assert [(c["honorific"], c["name"]) for c in contacts(page)] == [("Mr", "LEE Jun-ho")]


def test_what_is_too_short_for_a_number_is_none() -> None:
    page = document("Technical POC\nName: Mr. Paul Zulu\nE-mail: p.zulu@zicta.zm\nTelephone: 12")
    assert contacts(page) == [
        {"role": "technical", "honorific": "Mr", "name": "Paul Zulu", "emails": ["p.zulu@zicta.zm"]}
    ]
