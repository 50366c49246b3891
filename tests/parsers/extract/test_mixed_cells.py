"""Cells that hold something else than their label asks, or several things at once, or their own label."""

from __future__ import annotations

from tests.builders.documents import document, table
from tests.builders.layouts import contacts

REACH = {"emails": ["m.phiri@cyber.example.zm"], "phones": ["+260211252601"]}


def test_a_column_for_all_ways_to_reach_somebody() -> None:
    page = document(
        table(
            ["Track", "Officer", "Post and institution", "Contact"],
            [
                "Technical",
                "Ms. Mutinta Phiri",
                "Network Manager\nMinistry of Transport",
                "m.phiri@cyber.example.zm\n(211) 252-601",
            ],
            ["Diplomatic", "Mr. Chola Banda", "Counsellor\nMinistry of Foreign Affairs", "c.banda@mfa.example.zm"],
        )
    )
    found = [(c["name"], c["position"], c["institution"], c["emails"], c.get("phones")) for c in contacts(page)]
    assert found == [
        (
            "Mutinta Phiri",
            "Network Manager",
            "Ministry of Transport",
            ["m.phiri@cyber.example.zm"],
            ["+260211252601"],
        ),
        ("Chola Banda", "Counsellor", "Ministry of Foreign Affairs", ["c.banda@mfa.example.zm"], None),
    ]


def test_an_address_that_turns_out_to_be_electronic() -> None:
    page = document(
        "Contacto técnico",
        table(
            ["Nombre", "Sra. Ana Paz Luna"], ["Dirección", "a.paz@cert.example.sv"], ["Categoría", "Jefa de Sección"]
        ),
    )
    assert contacts(page, "es", "SV") == [
        {
            "role": "technical",
            "honorific": "Sra",
            "name": "Ana Paz Luna",
            "position": "Jefa de Sección",
            "emails": ["a.paz@cert.example.sv"],
        }
    ]


def test_a_body_and_its_parent_in_cells_of_their_own() -> None:
    page = document(
        "Contacto técnico",
        table(
            ["Primer nombre y segundo nombre", "Ana Paz", "Apellidos", "Luna Rey"],
            ["Institución", "Ministerio de Gobernación", "Organismo", "Dirección de Redes"],
        ),
    )
    assert [(c["name"], c["institution"]) for c in contacts(page, "es", "SV")] == [
        ("Ana Paz Luna Rey", "Dirección de Redes, Ministerio de Gobernación")
    ]


def test_cells_that_hold_their_own_label() -> None:
    page = document(
        table(
            ["TECHNICAL CONTACT", ""],
            ["Family name\nLemalu", "Given name(s)\nIoane Tasi"],
            ["Form of address\nMr.", "Post held\nTeam Leader"],
        )
    )
    assert contacts(page, "en", "WS") == [
        {"role": "technical", "honorific": "Mr", "name": "Ioane Tasi Lemalu", "position": "Team Leader"}
    ]


def test_a_whole_number_where_an_extension_is_asked_for() -> None:
    asked = ["Durchwahl", "Nebenstelle"]
    page = document("Technische Kontaktstelle", table(["Name", "Frau Ada Muster"], [asked[0], "+49 30 18681 4410"]))
    assert [(c["name"], c["phones"]) for c in contacts(page, "de", "DE")] == [("Ada Muster", ["+4930186814410"])]
    page = document(
        "Technische Kontaktstelle",
        table(["Name", "Frau Ada Muster"], ["Telefon", "+49 30 18681-0"], [asked[1], "4410"]),
    )
    assert [c["phones"] for c in contacts(page, "de", "DE")] == [["+4930186810;ext=4410"]]
