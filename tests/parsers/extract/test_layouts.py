"""Layouts and wordings class by class: questionnaires, lists, columns of old and new, corrections, spoken languages."""

from __future__ import annotations

from tests.builders.documents import document, table
from tests.builders.layouts import claims, contacts


def test_numbered_questions_with_hints_and_examples() -> None:
    page = document(
        "1. State\n\nRepublic of Zambia\n\n2. Category (tick one)\n\n☒ Diplomatic   ☐ Technical\n\n"
        "3. Form of address\n\n☐ Mr   ☒ Ms\n\n4. Full name\n\n(as in the passport)\n\nMutinta Phiri\n\n"
        "5. Official post\n\n(e.g. Desk Officer)\n\nPrincipal Counsellor\n\n"
        "6. E-mail, one or more\n\n(e.g. someone@agency.gov)\n\nm.phiri@mfa.gov.zm\nduty@mfa.gov.zm\n\n"
        "7. Telephone, with country code\n\n260 211 252 601\n\n"
        "8. Languages in which the contact can work\n\n☐ Arabic ☒ English ☐ French\nOther: Portuguese"
    )
    assert contacts(page) == [
        {
            "role": "diplomatic", "honorific": "Ms", "name": "Mutinta Phiri", "position": "Principal Counsellor",
            "emails": ["m.phiri@mfa.gov.zm", "duty@mfa.gov.zm"], "phones": ["+260211252601"], "languages": ["en", "pt"],
        }
    ]  # fmt: skip


def test_a_list_whose_labels_are_phrases() -> None:
    page = document(
        "We have chosen one person, on the technical side:\n\n"
        "- given name:    Lubinda\n- surname:   Nyambe\n- what he does:   Network Manager\n"
        "- where:   Zambia Computer Emergency Office\n- e-mail:   l.nyambe@cirt.zm\n- speaks:   English, Portuguese"
    )
    assert contacts(page) == [
        {
            "role": "technical", "action": "add", "name": "Lubinda Nyambe", "position": "Network Manager",
            "institution": "Zambia Computer Emergency Office", "emails": ["l.nyambe@cirt.zm"], "languages": ["en", "pt"],
        }
    ]  # fmt: skip


def test_a_lettered_list_without_labels_whose_role_a_later_sentence_tells() -> None:
    page = document(
        "Here are the particulars of our person:\n\n(a) Mr Situmbeko Liswaniso\n(b) Shift Leader\n"
        "(c) National Cyber Agency\n(d) s.liswaniso@nca.gov.zm\n(e) English, French\n\n"
        "He is to be our technical point of contact."
    )
    assert contacts(page) == [
        {
            "role": "technical", "honorific": "Mr", "name": "Situmbeko Liswaniso", "position": "Shift Leader",
            "institution": "National Cyber Agency", "emails": ["s.liswaniso@nca.gov.zm"], "languages": ["en", "fr"],
        }
    ]  # fmt: skip


def test_columns_for_holder_and_substitute() -> None:
    page = document(
        table(
            ("", "Point de contact technique", ""),
            ("", "Titulaire", "Suppléante"),
            ("Nom complet", "M. Issa KABA", "Mme Awa SOW"),
            ("Fonction", "Chef de division", "Analyste"),
            ("Ministère", "Agence de cybersécurité", "Idem"),
            ("Courriel", "i.kaba@agence.gn", "a.sow@agence.gn"),
        )
    )
    shared = {"role": "technical", "institution": "Agence de cybersécurité"}
    assert contacts(page, "fr", "GN") == [
        {
            **shared,
            "honorific": "M",
            "name": "Issa KABA",
            "position": "Chef de division",
            "emails": ["i.kaba@agence.gn"],
        },
        {
            **shared, "alternate": True, "honorific": "Mme", "name": "Awa SOW", "position": "Analyste",
            "emails": ["a.sow@agence.gn"],
        },
    ]  # fmt: skip


def test_columns_of_old_and_new_give_the_new_values_alone() -> None:
    page = document(
        "Technical point of contact",
        table(
            ("", "Old entry", "New entry"),
            ("Name", "Ms Thandi Mumba", "Ms Thandi Mumba"),
            ("Position", "Analyst", "Senior Analyst"),
            ("E-mail", "tmumba@old.gov.zm", "thandi.mumba@new.gov.zm"),
            ("Telephone", "+260 211 252 603", "unchanged"),
        ),
    )
    assert [{k: v for k, v in row.items() if k != "role"} for row in contacts(page)] == [
        {
            "action": "update", "honorific": "Ms", "name": "Thandi Mumba", "position": "Senior Analyst",
            "emails": ["thandi.mumba@new.gov.zm"],
        }
    ]  # fmt: skip


def test_columns_with_another_name_are_a_replacement() -> None:
    page = document(
        table(
            ("", "Former contact", "New contact"),
            ("Name", "Mr Webby Zulu", "Ms Chola Tembo"),
            ("Position", "Attaché", "Counsellor"),
            ("E-mail", "w.zulu@mfa.gov.zm", "c.tembo@mfa.gov.zm"),
        )
    )
    found = contacts(page)
    assert [(row["action"], row["name"]) for row in found] == [("remove", "Webby Zulu"), ("add", "Chola Tembo")]


def test_for_one_thing_read_another() -> None:
    page = document(
        "The Permanent Mission of Zambia presents its compliments and has the honour to refer to its Note of 2 May 2025, in which "
        "Ms. Mutinta Phiri was nominated as the diplomatic point of contact.\n\n"
        'In the said Note for "m.phri@mfa.gov.zm" read "m.phiri@mfa.gov.zm".'
    )
    assert contacts(page) == [
        {
            "action": "update",
            "role": "diplomatic",
            "honorific": "Ms",
            "name": "Mutinta Phiri",
            "emails": ["m.phiri@mfa.gov.zm"],
        }
    ]


def test_a_number_in_place_of_another() -> None:
    page = document(
        "The Permanent Mission of Zambia informs that the line of its diplomatic point of contact, Mr. Webby Zulu, has been "
        "discontinued. Kindly reach him on +260 211 252 700 instead of +260 211 252 701."
    )
    assert contacts(page) == [
        {"action": "update", "role": "diplomatic", "honorific": "Mr", "name": "Webby Zulu", "phones": ["+260211252700"]}
    ]


def test_an_address_out_of_use_is_not_recorded() -> None:
    page = document(
        "The Mission wishes to amend the entry of the technical point of contact, Ms Thandi Mumba:\n\n"
        "- new e-mail address: thandi@cirt.zm (the address mumba@old.zm is no longer in use);"
    )
    assert contacts(page)[0]["emails"] == ["thandi@cirt.zm"]


def test_a_name_taken_off_the_directory() -> None:
    page = document(
        "The Mission of Zambia has the honour to inform that Mr. Webby Zulu is leaving the service in June. The Office is "
        "requested to take his name (technical point of contact) off the directory."
    )
    assert contacts(page) == [{"action": "remove", "role": "technical", "honorific": "Mr", "name": "Webby Zulu"}]


def test_an_end_put_to_designations_nominates_nobody() -> None:
    page = document(
        "La Mission permanente de la Zambie a l'honneur de faire savoir que le Gouvernement met fin à la désignation de "
        "M. Webby Zulu comme point de contact technique et à celle de Mme Chola Tembo comme point de contact diplomatique."
    )
    found = contacts(page, "fr")
    assert [(row["action"], row["name"], row["role"]) for row in found] == [
        ("remove", "Webby Zulu", "technical"),
        ("remove", "Chola Tembo", "diplomatic"),
    ]


def test_replaced_with_a_date_between_verb_and_successor() -> None:
    page = document(
        "The Mission informs that Mr. Webby Zulu, technical point of contact, is replaced, with effect from 1 June 2025, by "
        "Ms. Chola Tembo, Analyst at the Ministry of Communications."
    )
    found = contacts(page)
    assert [(row["action"], row["name"]) for row in found] == [("remove", "Webby Zulu"), ("add", "Chola Tembo")]


def test_languages_in_sentences() -> None:
    page = document(
        "Zambia has designated Ms. Mutinta Phiri, Counsellor, Ministry of Foreign Affairs, as its diplomatic point of contact; she "
        "can be reached at m.phiri@mfa.gov.zm and works in English and French. The technical point of contact will be Mr. Webby "
        "Zulu of the Zambia Communications Authority, who answers +260 211 252 702 in English."
    )
    first, second = contacts(page)
    assert first["languages"] == ["en", "fr"]
    assert second["languages"] == ["en"]
    assert second["institution"] == "Zambia Communications Authority"


def test_an_acronym_that_ends_in_a_verb_stays_whole() -> None:
    page = document("The Mission nominates Ms. Mutinta Phiri, Specialist, CERT-IS, as its technical point of contact.")
    assert contacts(page)[0]["institution"] == "CERT-IS"


def test_lines_that_address_somebody_nominate_nobody() -> None:
    page = document(
        "To: National Cyber Centre (technical point of contact)\nCc: POC directory mailbox\n\nDear colleagues,"
    )
    assert contacts(page) == []


def test_a_value_that_is_none_of_its_kind_is_doubted() -> None:
    page = document(
        "Technical point of contact\nName: Webby Zulu - grading: P4 - hall: North\nInstitution: +260 211 252 703 ext 4"
    )
    assert {
        c.path.partition(".")[2]: c.sure for c in claims(page).claims if c.path.endswith((".name", ".institution"))
    } == {
        "name": False,
        "institution": False,
    }


def test_label_and_value_in_a_run_of_dashes() -> None:
    page = document(
        "Diplomatic POC - Name: Ms Mutinta Phiri - Position: Counsellor - Institution: Ministry of Foreign Affairs - "
        "E-mail: m.phiri@mfa.gov.zm - Languages: English / French"
    )
    assert contacts(page) == [
        {
            "role": "diplomatic", "honorific": "Ms", "name": "Mutinta Phiri", "position": "Counsellor",
            "institution": "Ministry of Foreign Affairs", "emails": ["m.phiri@mfa.gov.zm"], "languages": ["en", "fr"],
        }
    ]  # fmt: skip


def test_values_in_a_run_of_semicolons() -> None:
    page = document(
        "Technical point of contact: Mr. Webby Zulu; Head of Unit; National Cyber Agency; w.zulu@nca.gov.zm; English"
    )
    assert contacts(page) == [
        {
            "role": "technical", "honorific": "Mr", "name": "Webby Zulu", "position": "Head of Unit",
            "institution": "National Cyber Agency", "emails": ["w.zulu@nca.gov.zm"], "languages": ["en"],
        }
    ]  # fmt: skip


def test_two_forms_side_by_side() -> None:
    page = document(
        table(
            ("Diplomatic POC", "", "Technical POC", ""),
            ("Name", "Ms Mutinta Phiri", "Name", "Mr Webby Zulu"),
            ("E-mail", "m.phiri@mfa.gov.zm", "E-mail", "w.zulu@nca.gov.zm"),
        )
    )
    assert contacts(page) == [
        {"role": "diplomatic", "honorific": "Ms", "name": "Mutinta Phiri", "emails": ["m.phiri@mfa.gov.zm"]},
        {"role": "technical", "honorific": "Mr", "name": "Webby Zulu", "emails": ["w.zulu@nca.gov.zm"]},
    ]


def test_a_line_for_each_thing_that_a_label_asks() -> None:
    page = document(
        "Technical POC", table(("Name and\ntitle", "Ms Mutinta Phiri\nCounsellor"), ("Languages", "English"))
    )
    assert contacts(page) == [
        {
            "role": "technical",
            "honorific": "Ms",
            "name": "Mutinta Phiri",
            "position": "Counsellor",
            "languages": ["en"],
        }
    ]


def test_a_short_family_name_ends_its_sentence() -> None:
    page = document(
        "The Government has decided to designate Ms. Mutinta Phiri as technical point of contact in place of Mr. Webby Zulu. "
        "Ms. Phiri can be reached at m.phiri@nca.gov.zm."
    )
    found = contacts(page)
    assert [(row["action"], row["name"]) for row in found] == [("add", "Mutinta Phiri"), ("remove", "Webby Zulu")]
    assert found[0]["emails"] == ["m.phiri@nca.gov.zm"]


def test_one_stands_for_point_of_contact() -> None:
    page = document(
        "Ms. Mutinta Phiri, Counsellor, will act as the diplomatic point of contact, while Mr. Webby Zulu, Engineer, will act as "
        "the technical one."
    )
    assert [row["role"] for row in contacts(page)] == ["diplomatic", "technical"]
