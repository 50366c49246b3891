"""Circumstances of nominations: who writes, who offers himself, who stays, and what stands beside a contact's own values."""

from __future__ import annotations

import pytest

from domain.submission import Contact, Kind, Submission
from parsers.read import read_message
from tests.builders.programmes import programme
from tests.parsers.test_doubts import CLOSING, OPENING, read
from tests.parsers.test_kinds_of_mail import raw


def mailed(body: str, sender: str = "Jane Muster <jane@private.example>") -> Submission:
    mail = {"from": sender, "subject": "POC", "body": body}
    return read_message(raw(mail), "mail.eml", programme()).submission


def who(submission: Submission) -> list[tuple[str, str | None, tuple[str, ...], tuple[str, ...]]]:
    return [(str(c.action), c.name, c.emails, c.phones) for c in submission.contacts]


def codes(submission: Submission) -> set[str]:
    return {finding.code for finding in submission.findings}


@pytest.mark.parametrize(
    "body",
    [
        "I, Jane Muster, would like to volunteer as technical point of contact. My address is jane@private.example.",
        "I would be happy to serve as point of contact for the Global POC Directory.",
        "Bonjour, je souhaite me porter volontaire comme point de contact technique. Mon adresse : jane@private.example.",
        "Je soussignée Jane Muster, souhaite devenir point de contact technique (jane@private.example).",
        "Estimados señores: deseo ofrecerme como punto de contacto técnico. Mi correo es jane@private.example.",
        "Я хотела бы предложить свою кандидатуру в качестве технического контактного пункта. Мой адрес: jane@private.example.",
        "您好,我自愿担任技术联络点。我的电子邮件是 jane@private.example。",
        "تحية طيبة، أود أن أتطوع لأكون نقطة اتصال فنية. بريدي الإلكتروني jane@private.example",
        "Guten Tag, ich möchte mich als technische Kontaktstelle bewerben. Meine Adresse: jane@private.example",
        "Olá, gostaria de me voluntariar como ponto de contacto técnico. O meu e-mail é jane@private.example",
        "I would like to volunteer as technical point of contact.\n\nTechnical point of contact\nName: Ms Jane Muster\n"
        "E-mail: jane@private.example\nTel.: +41 22 917 12 34",
    ],
)
def test_who_offers_himself_is_seen_at_once(body: str) -> None:
    submission = mailed(body)
    assert submission.kind is Kind.NOMINATION
    assert "self_nomination" in codes(submission)


def test_who_nominates_another_does_not_offer_himself() -> None:
    body = "I hereby nominate Mr Bo Sample as technical point of contact of Fiji, bo@cert.example, +679 330 9645."
    assert "self_nomination" not in codes(mailed(body))


@pytest.mark.parametrize(
    "body", ["Please find enclosed the list.", "Technical point of contact: Ada Muster, ada@cert.example"]
)
def test_mail_of_the_secretariat_is_told_apart(body: str) -> None:
    assert "from_secretariat" in codes(mailed(body, f"Office <office@{programme().secretariat_domains[0]}>"))
    assert "from_secretariat" not in codes(mailed(body))


@pytest.mark.parametrize(
    "stays",
    [
        "inform the Office that Mr Bo Sample, First Secretary (bo@mission.example, +1 212 555 0123), remains the diplomatic "
        "point of contact and nominates {}",
        "inform the Office that Mr Bo Sample remains the diplomatic point of contact, and nominates {}",
    ],
)
def test_who_stays_is_not_nominated_again(stays: str) -> None:
    comer = "Ms Ada Muster (ada@cert.example, +679 330 9645) as technical point of contact."
    expected = [("add", "Ada Muster", ("ada@cert.example",), ("+6793309645",))]
    assert who(read(f"{OPENING}{stays.format(comer)}{CLOSING}")) == expected


@pytest.mark.parametrize(
    "example", ["e.g. John Sample", "for example: John Sample", "p. ex. Jean Exemple", "z. B. Max Muster"]
)
def test_an_example_in_brackets_is_no_part_of_the_name(example: str) -> None:
    card = f"Technical point of contact\nName: Ms Ada Muster ({example})\nE-mail: ada@cert.example\nTel.: +679 330 9645"
    contact: Contact = read(f"{OPENING}nominate the following:\n\n{card}{CLOSING}").contacts[0]
    assert (contact.honorific, contact.name) == ("Ms", "Ada Muster")
