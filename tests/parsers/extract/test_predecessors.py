"""Who comes and who leaves: each keeps what stands behind its own name."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.parsers.extract.test_layouts import contacts


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ms Jane Example (j@cirt.gov.zm, +260 211 252 601) replaces Mr John Sample (s@cirt.gov.zm, +260 211 252 699) as "
         "technical point of contact.", "en"),
        ("Mme Jane Example (j@cirt.gov.zm, +260 211 252 601) remplace M. John Sample (s@cirt.gov.zm, +260 211 252 699) en "
         "qualité de point de contact technique.", "fr"),
        ("La Sra. Jane Example (j@cirt.gov.zm, +260 211 252 601) sustituye al Sr. John Sample (s@cirt.gov.zm, +260 211 252 699) "
         "como punto de contacto técnico.", "es"),
        ("Г-жа Jane Example (j@cirt.gov.zm, +260 211 252 601) заменяет г-на John Sample (s@cirt.gov.zm, +260 211 252 699) в "
         "качестве технического контактного лица.", "ru"),
        ("Ms Jane Example replaces Mr John Sample (s@cirt.gov.zm, +260 211 252 699) as technical point of contact; she can be "
         "reached at j@cirt.gov.zm and on +260 211 252 601.", "en"),
    ],
)  # fmt: skip
def test_the_bracket_behind_a_predecessor_is_the_predecessors(text: str, language: str) -> None:
    found = [(c["action"], c["name"], c["emails"], c["phones"]) for c in contacts(document(text), language)]
    assert found == [
        ("add", "Jane Example", ["j@cirt.gov.zm"], ["+260211252601"]),
        ("remove", "John Sample", ["s@cirt.gov.zm"], ["+260211252699"]),
    ]


def test_what_a_successor_speaks_stands_behind_the_predecessor() -> None:
    page = document(
        "Ms Jane Example (j@cirt.gov.zm) replaces Mr John Sample (s@cirt.gov.zm) as technical point of contact and "
        "speaks English and French."
    )
    assert [(c["emails"], c.get("languages")) for c in contacts(page)] == [
        (["j@cirt.gov.zm"], ["en", "fr"]),
        (["s@cirt.gov.zm"], None),
    ]
