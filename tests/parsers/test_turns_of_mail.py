"""Whole mails in eight languages: what they ask, and of whom in which role."""

from __future__ import annotations

import tomllib
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from parsers.read import read_message
from tests.builders.programmes import programme

MAILS = Path(__file__).parent / "turns"


def mails() -> list[Any]:
    return [
        pytest.param(told, id=f"{file.stem}: {told['id']}")
        for file in sorted(MAILS.glob("*.toml"))
        for told in tomllib.loads(file.read_text(encoding="utf-8"))["mail"]
    ]


@pytest.mark.parametrize("told", mails())
def test_a_mail_does_to_everybody_what_it_says(told: dict[str, Any]) -> None:
    message = EmailMessage()
    message["From"], message["To"] = "Mission <mission@pm.example>", programme().mailbox
    message["Subject"], message["Date"] = "Points of contact", "Tue, 03 Jun 2025 10:00:00 -0400"
    message["Message-ID"] = "<1@mail.example>"
    message.set_content(told["body"].strip() + "\n")
    submission = read_message(message.as_bytes(), "1.eml", programme()).submission
    read = [[str(c.action), str(c.role or ""), c.name or ""] for c in submission.contacts]
    assert (str(submission.kind), sorted(read)) == (told["kind"], sorted(told["contacts"]))
