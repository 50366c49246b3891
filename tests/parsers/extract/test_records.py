"""Tables that ask above their answers, tables without a telling head, and cells that several rows share."""

from __future__ import annotations

import pytest

from parsers.document import Block, Cell, Line, Table
from tests.builders.documents import document, table
from tests.builders.layouts import contacts


@pytest.mark.parametrize(
    ("head", "labels", "language"),
    [
        ("Technical point of contact", ("First name", "Surname", "Title", "Position", "Office", "Languages"), "en"),
        ("Point de contact technique", ("Prénom", "Nom", "Civilité", "Fonction", "Service", "Langues"), "fr"),
        ("Technische Kontaktstelle", ("Vorname", "Nachname", "Anrede", "Funktion", "Behörde", "Sprachen"), "de"),
        ("Punto de contacto técnico", ("Nombre", "Apellidos", "Tratamiento", "Cargo", "Entidad", "Idiomas"), "es"),
    ],
)
def test_labels_above_their_answers_row_by_row(head: str, labels: tuple[str, ...], language: str) -> None:
    page = document(
        head,
        table(
            list(labels[:2]), ["Mutinta", "Phiri"],
            list(labels[2:4]), ["Dr.", "Head of Watch"],
            list(labels[4:]), ["National Cyber Agency", "English"],
        ),
    )  # fmt: skip
    asked = [(c["role"], c["name"], c["honorific"], c["position"], c["institution"]) for c in contacts(page, language)]
    assert asked == [("technical", "Mutinta Phiri", "Dr", "Head of Watch", "National Cyber Agency")]


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["Individual", "Responsibility", "Whereabouts"],
            ["Ms Mutinta Phiri\ntechnical PoC", "Network Manager\nMinistry of Transport", "m@c.gov.zm\n211 252 601"],
            ["Mr Chola Banda\ndiplomatic PoC", "Counsellor\nMinistry of Foreign Affairs", "c@mfa.gov.zm\n211 252 602"],
        ],
        [
            ["technical", "Ms Mutinta Phiri", "Network Manager", "Ministry of Transport", "m@c.gov.zm", "211 252 601"],
            ["diplomatic", "Mr Chola Banda", "Counsellor", "Ministry of Foreign Affairs", "c@mfa.gov.zm", "211 252 602"],
        ],
        [
            ["Ms Mutinta Phiri\nNetwork Manager\nMinistry of Transport", "m@c.gov.zm\n211 252 601", "technical"],
            ["Mr Chola Banda\nCounsellor\nMinistry of Foreign Affairs", "c@mfa.gov.zm\n211 252 602", "diplomatic"],
        ],
    ],
)  # fmt: skip
def test_rows_that_are_contacts_though_no_head_says_so(rows: list[list[str]]) -> None:
    found = [
        tuple(c.get(k) for k in ("role", "name", "position", "institution")) for c in contacts(document(table(*rows)))
    ]
    assert found == [
        ("technical", "Mutinta Phiri", "Network Manager", "Ministry of Transport"),
        ("diplomatic", "Chola Banda", "Counsellor", "Ministry of Foreign Affairs"),
    ]
    reach = [(c.get("emails"), c.get("phones")) for c in contacts(document(table(*rows)))]
    assert reach == [(["m@c.gov.zm"], ["+260211252601"]), (["c@mfa.gov.zm"], ["+260211252602"])]


def _spanned(*rows: list[str | None]) -> Block:
    made = tuple(
        tuple(Cell(spanned=True) if cell is None else Cell((Line(cell),) if cell else ()) for cell in row)
        for row in rows
    )
    return Table(made)


def test_a_cell_over_several_rows_is_told_of_all_of_them() -> None:
    page = document(
        _spanned(
            ["Level", "Name", "Ministry", "E-mail", "Languages"],
            ["Diplomatic", "Mme Ama Sika titulaire", "Ministry of Foreign Affairs", "a@mfa.gov.tg", "French, English"],
            [None, "M. Kodjo Efoé (suppléant)", None, "k@mfa.gov.tg", None],
            ["Technical", "M. Yao Messan", "", "y@cert.tg", None],
        )
    )
    found = [(c["role"], c["name"], c.get("institution"), c["languages"]) for c in contacts(page, "fr", "TG")]
    assert found == [
        ("diplomatic", "Ama Sika", "Ministry of Foreign Affairs", ["fr", "en"]),
        ("diplomatic", "Kodjo Efoé", "Ministry of Foreign Affairs", ["fr", "en"]),
        ("technical", "Yao Messan", None, ["fr", "en"]),
    ]


@pytest.mark.parametrize(
    ("said", "language"),
    [("Languages of both: French, Arabic", "en"), ("Idiomas de ambos: francés, árabe", "es"),
     ("Langues des deux points de contact : français, arabe", "fr"), ("Sprachen der beiden: Französisch, Arabisch", "de")],
)  # fmt: skip
def test_a_label_that_asks_of_both(said: str, language: str) -> None:
    page = document(
        table(
            ["Role", "Name", "E-mail"], ["Dipl.", "Jane Example", "j@mfa.gov.zm"],
            ["Tech.", "John Sample", "s@cirt.gov.zm"],
        ),
        said,
    )  # fmt: skip
    found = [(c["role"], c["name"], c.get("languages")) for c in contacts(page, language)]
    assert found == [("diplomatic", "Jane Example", ["fr", "ar"]), ("technical", "John Sample", ["fr", "ar"])]


@pytest.mark.parametrize("cut", ["m.urban.multi\nlateral@mfa.gov.zm", "m.urban.multilateral@mfa.\ngov.zm"])
def test_an_address_cut_where_its_cell_was_full(cut: str) -> None:
    page = document(table(["Role", "Name", "E-mail"], ["Technical", "Jane Example", cut]))
    assert [c["emails"] for c in contacts(page)] == [["m.urban.multilateral@mfa.gov.zm"]]
