"""Words of ordinary sentences that only look as though they nominated, confirmed or took back somebody."""

from __future__ import annotations

from tests.builders.documents import document
from tests.builders.layouts import columns


def test_a_team_that_somebody_leads_is_not_nominated() -> None:
    text = (
        "The technical point of contact is Ms. Anna Bell, a.bell@cert.example. She leads a team including Mr. Carl Dunn and "
        "Mr. Ed Fox, technical staff."
    )
    assert columns(document(text), "en", "ZM", "name", "emails") == [("Anna Bell", ("a.bell@cert.example",))]


def test_somebody_is_nominated_by_being_included() -> None:
    text = "The Office is requested to include Mr. Carl Dunn, c.dunn@cert.example, as technical point of contact."
    assert columns(document(text), "en", "ZM", "name", "action") == [("Carl Dunn", "add")]


def test_the_right_person_to_contact_is_told_and_not_confirmed() -> None:
    text = (
        "The Ministry confirms that the right person to contact on technical matters is Ms. Anna Bell, a@cert.example."
    )
    assert columns(document(text), "en", "ZM", "name", "emails") == [("Anna Bell", ("a@cert.example",))]
