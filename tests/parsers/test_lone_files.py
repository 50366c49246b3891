"""A file that only bears a message's name is read for what it is, and told."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from domain.reading import Reading
from domain.submission import Contact
from parsers.limits import Limits
from parsers.lone_files import is_message, open_file
from parsers.read import read_message
from tests.builders import mails, outlook
from tests.builders.pages import coded, docx, drawn, p
from tests.builders.programmes import programme

FORM = (
    "Reference: 12/2024",
    "State: Zambia",
    "Role: technical",
    "Name: Ana Ruiz",
    "Position: Head of Incident Response",
    "Institution: National Cyber Agency",
    "E-mail: ana@agency.example",
    "Telephone: +260 211 555 010",
    "Languages: English",
)
SENTENCE = "This is no e-mail message but {}; it was read as if it had come attached to an empty message ({})."


def read(raw: bytes) -> Reading:
    return read_message(raw, "form.eml", programme())


def told(reading: Reading) -> list[tuple[str, str]]:
    return [(finding.code, finding.message) for finding in reading.submission.findings]


def of_contact(contact: Contact) -> tuple[str | None, tuple[str, ...], tuple[str, ...]]:
    return contact.name, contact.emails, contact.phones


def pdf() -> bytes:
    file = io.BytesIO()
    page = Canvas(file, invariant=True)
    for number, line in enumerate(FORM):
        page.drawString(72, 700 - 20 * number, line)
    page.save()
    return file.getvalue()


@pytest.mark.parametrize(
    ("raw", "words", "name"),
    [
        (pdf(), "a PDF document", "part-1.pdf"),
        (docx("".join(p(line) for line in FORM)), "a Word document", "part-1.docx"),
        ("\n".join(FORM).encode(), "a plain text", "part-1.txt"),
        ("\n".join(FORM).encode("utf-16"), "a plain text", "part-1.txt"),
        (f"<html><body><p>{'<br>'.join(FORM)}</p></body></html>".encode(), "a web page", "part-1.html"),
        (mails.archive({"form.pdf": pdf()}), "an archive", "part-1.zip"),
    ],
)
def test_a_document_with_the_name_of_a_message_is_read_as_if_attached(raw: bytes, words: str, name: str) -> None:
    reading = read(raw)
    submission = reading.submission
    assert [of_contact(contact) for contact in submission.contacts] == [
        ("Ana Ruiz", ("ana@agency.example",), ("+260211555010",))
    ]
    assert told(reading) == [
        ("not_a_message", SENTENCE.format(words, name)),
        ("no_note_verbale", "Neither the message's text nor what came with it is a note verbale or a formal letter."),
    ]
    assert reading.attachments[0].path == name
    assert {e.attachment.partition("!")[0] for found in submission.evidence.values() for e in found} == {name}


def test_a_picture_with_the_name_of_a_message_is_a_page() -> None:
    picture = coded(drawn("x", size=(400, 600)))
    message = open_file(picture, Limits())
    assert [(part.path, part.data) for part in message.parts] == [("part-1.png", picture)]
    assert [finding.message for finding in message.findings] == [SENTENCE.format("a picture", "part-1.png")]


def test_noise_is_told_and_nothing_is_read_into_it() -> None:
    reading = read(bytes(range(256)) * 4000)
    assert [code for code, _ in told(reading)] == [
        "not_a_message", "unsupported_format", "no_contact_read", "missing_state", "no_note_verbale",
    ]  # fmt: skip
    assert reading.body == ""


def test_a_mail_that_outlook_saved_is_the_mail_that_it_was() -> None:
    raw = outlook.msg(
        "\r\n".join(FORM),
        outlook.Attached("form.pdf", pdf()),
        sender=("Mission", "mission@zambia.example"),
        subject="Form",
    )
    reading = read(raw)
    assert reading.submission.message.from_ == "mission@zambia.example"
    assert (reading.envelope.subject, [one.path for one in reading.attachments]) == ("Form", ["form.pdf"])
    assert told(reading)[0] == (
        "saved_by_outlook", "This file is a mail that Outlook saved; it was read as the mail that it was."
    )  # fmt: skip
    assert [of_contact(c) for c in reading.submission.contacts] == [
        ("Ana Ruiz", ("ana@agency.example",), ("+260211555010",))
    ]


def test_a_saved_mail_that_cannot_be_opened_is_told() -> None:
    raw = outlook.msg("x" * 9000, sender=("Mission", "mission@zambia.example"))
    message = open_file(raw, Limits(message_bytes=4000))
    assert [finding.code for finding in message.findings] == ["not_a_message", "too_large"]


@pytest.mark.parametrize(
    "raw",
    [
        b"Subject: Nomination\n\nText",
        b"From: a@mission.example\nSubject: Nomination\nThe header ends without a blank line",
        b"\xef\xbb\xbf\r\n\r\nReceived: from x\r\n\r\nText",
        b"From mission@example.org Mon Mar 4 09:00:00 2024\nTo: us@example.org\n\nText",
        b"X-Mailer: y\n\n%PDF-1.4",
        b"Content-Type: text/plain\n\n\x00\x01",
        b"A line before everything\n--part\nContent-Type: text/plain\n\nText\n--part--\n",
    ],
)
def test_a_damaged_or_bare_message_stays_a_message(raw: bytes) -> None:
    assert is_message(raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"The Permanent Mission of Zambia presents its compliments: it has the honour",
        b"Date: 3 May 2024\nReference: 12/2024\nName: Ana Ruiz\n\nTelephone: 1",
        b"Date: 3 May 2024\nFull name: Ana Ruiz\n",
        b"%PDF-1.4\nFrom: somebody\n",
        b"\x00\x01\x02",
    ],
)
def test_what_no_mail_program_wrote_is_no_message(raw: bytes) -> None:
    assert not is_message(raw)
