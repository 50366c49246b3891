"""Short mails in eight languages, each beside the kind for which it is easily taken: what they ask, and of whom."""

from __future__ import annotations

import tomllib
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from parsers.read import read_message
from tests.builders.programmes import programme

MAILS = Path(__file__).parent / "kinds"


def mails() -> list[Any]:
    return [
        pytest.param(told, id=f"{file.stem}: {told['id']}")
        for file in sorted(MAILS.glob("*.toml"))
        for told in tomllib.loads(file.read_text(encoding="utf-8"))["mail"]
    ]


def raw(told: dict[str, Any]) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = told["from"], programme().mailbox, told["subject"]
    message["Message-ID"], message["Date"] = "<1@mail.example>", "Tue, 03 Jun 2025 10:00:00 -0400"
    message.set_content(told["body"].strip() + "\n")
    return message.as_bytes()


@pytest.mark.parametrize("told", mails())
def test_a_short_mail_is_of_its_kind(told: dict[str, Any]) -> None:
    submission = read_message(raw(told), "mail.eml", programme()).submission
    read = [[str(contact.action), *([contact.name] if contact.name else [])] for contact in submission.contacts]
    assert (str(submission.kind), sorted(read)) == (told["kind"], sorted(told.get("contacts", [])))


@pytest.mark.parametrize(
    "body",
    [
        "Dear all, please replace Kofi Boateng by Ama Mensah (ama.mensah@csa.example, +233 30 266 6465).",
        "Просим заменить Иванова И.И. на Петрова П.П., petrov@cert.example, +7 495 244 16 06.",
        "Ghana: Ama Mensah, technical, ama@csa.example, +233 30 266 6465",
        "Received, thank you. Please note that as of 1 June the contact will be Anna Berg (anna.berg@mfa.example).",
        "Received. My colleague Anna Berg has taken over from me, anna.berg@mfa.example.",
    ],
)
def test_an_address_in_a_mail_of_another_kind_is_told(body: str) -> None:
    told = {"from": "Desk <desk@office.example>", "subject": "Directory", "body": body}
    submission = read_message(raw(told), "1.eml", programme()).submission
    assert submission.contacts or {"perhaps_asked", "no_contact_read"} & {f.code for f in submission.findings}
