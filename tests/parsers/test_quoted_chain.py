"""Mail that answers a mail which answers ours: what we told is never taken for what is asked."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from domain.submission import Kind
from parsers.read import read_message
from tests.builders.programmes import programme

OURS = "Dear Points of Contact,\nthe directory holds:\nTechnical: Mr Ilya Sample, i.sample@cert.example, +375 17 300 00 01\n"


@pytest.mark.parametrize(
    "header", ["From: Directory <poc@un.org>\nSent: Monday, June 8, 2026 9:12 AM\nTo: you\nSubject: Test"]
)
def test_a_colleagues_answer_below_does_not_lend_our_table(header: str) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "mission@mfa.example", "RE: Ping test"
    message.set_content(
        "The test message was received; the particulars on record are correct and no changes are required.\n\n"
        "Anna Example\nPermanent Mission of Belarus to the United Nations\n\n"
        "From: duty@cert.example\nTo: mission@mfa.example\nSent: 8 June 2026 16:40\nSubject: RE: Ping test\n\n"
        f"Received, we are on duty.\n\n{header}\n\n{OURS}"
    )
    read = read_message(bytes(message), "answer.eml", programme()).submission
    assert (read.kind, read.contacts) == (Kind.PING_REPLY, ())
