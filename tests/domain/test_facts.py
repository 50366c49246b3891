"""What an answer calls that which it answers."""

from __future__ import annotations

from datetime import date

import pytest

from domain.facts import received_facts
from domain.submission import LETTER, Finding, Kind, MessageFacts, NoteVerbale, Severity, Submission

NOTE = NoteVerbale(reference="12/2024")
LETTERED = Finding(code=LETTER, severity=Severity.INFO, path="note_verbale", message="A letter.")


@pytest.mark.parametrize(
    ("note", "findings", "form"),
    [(None, (), "message"), (NOTE, (), "note"), (NOTE, (LETTERED,), "letter"), (None, (LETTERED,), "message")],
)
def test_a_note_a_letter_and_plain_mail_are_each_called_by_their_name(
    note: NoteVerbale | None, findings: tuple[Finding, ...], form: str
) -> None:
    submission = Submission(
        file="1.eml",
        message=MessageFacts(sha256="0" * 64),
        kind=Kind.NOMINATION,
        note_verbale=note,
        findings=findings,
    )
    assert received_facts(submission, "POC-2024-0001", date(2024, 4, 12))["form"] == form
