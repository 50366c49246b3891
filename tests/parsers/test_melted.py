"""Two columns of a table read as one: nobody vouches for what was read of either."""

from __future__ import annotations

from domain.submission import Submission
from parsers.read import read_message
from tests.builders.mails import attachment, mixed, text
from tests.builders.pages import PdfPages
from tests.builders.programmes import programme

OPENING = (
    "The Permanent Mission of Zambia to the United Nations presents its compliments to the",
    "Office for Disarmament Affairs and has the honour to nominate the following:",
)
MELTED = (
    ("Full name Mrs. Jane Example", "Mr. John Sample"),
    ("Position Deputy Director", "Head of the Response Centre"),
    ("Telephone +260 211 252 601", "+260 211 252 699"),
)


def read(*rows: tuple[str, ...]) -> Submission:
    page = PdfPages().lines(72, 80, *OPENING)
    for number, row in enumerate(rows):
        for column, printed in enumerate(row):
            page.line(72 + 190 * column, 130 + 16 * number, printed)
    mail = mixed(text("A note verbale is attached."), attachment(page.pdf()))
    return read_message(mail, "mail.eml", programme()).submission


def test_numbers_of_two_columns_vouch_for_no_contact() -> None:
    submission = read(*MELTED)
    assert "columns_melted" in {finding.code for finding in submission.findings}
    for number, contact in enumerate(submission.contacts):
        for field in ("name", "phones"):
            assert not getattr(contact, field) or f"contacts[{number}].{field}" in submission.uncertain


def test_two_numbers_in_a_contact_s_own_cell_are_vouched_for() -> None:
    rows = (("Technical point of contact",), ("Name", "Mr. John Sample"), ("Position", "Head of the Response Centre"))
    submission = read(*rows, ("Telephone", "+260 211 252 601, +260 211 252 699"), ("E-mail", "j.sample@cert.example"))
    assert [contact.phones for contact in submission.contacts] == [("+260211252601", "+260211252699")]
    assert not [path for path in submission.uncertain if path.startswith("contacts")]


def test_somebody_named_where_an_office_should_stand_leaves_nothing_vouched_for() -> None:
    submission = read(
        ("Technical point of contact",),
        ("Full name", "Mr. John Sample"),
        ("Position", "Mrs. Jane Example"),
        ("Telephone", "+260 211 252 699"),
    )
    assert "columns_melted" in {finding.code for finding in submission.findings}
    assert {"contacts[0].name", "contacts[0].position", "contacts[0].phones"} <= set(submission.uncertain)
