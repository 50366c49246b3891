"""Letters for the pipeline: mail whose kind stands in a header, and a reader that takes it at its word.

What is tried with them is the pipeline, not the parsers: how readings travel, not what is in them."""

from __future__ import annotations

import hashlib
from email import message_from_bytes
from pathlib import Path

from config.settings import load_programme
from domain.envelope import Address, Envelope
from domain.programme import Programme
from domain.reading import Attachment, Reading
from domain.submission import Contact, Finding, Kind, MessageFacts, NoteVerbale, Severity, Submission

ROOT = Path(__file__).resolve().parents[2]


def programme() -> Programme:
    """The programme that the project comes with."""
    return load_programme(ROOT / "config" / "programme.toml")


def letter(
    kind: Kind | str = Kind.NOMINATION,
    number: int = 1,
    *,
    sender: str = "mission@example.int",
    state: str = "SGP",
    language: str = "en",
    **headers: str,
) -> bytes:
    """A letter of this kind with the Message-ID <number@example.int>; further headers: Note, Findings, Attachments,
    Automatic, Absent, Report."""
    lines = {
        "From": sender,
        "Subject": f"Letter {number}",
        "Message-ID": f"<{number}@example.int>",
        "Kind": str(kind),
        "State": state,
        "Language": language,
        "Note": f"{number + 10:03}/2024",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    return "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value).encode() + b"\r\nExcellency,\r\n"


def read_letter(raw: bytes, file: str) -> Reading:
    """The reading of a letter."""
    mail = message_from_bytes(raw)

    def words(name: str) -> list[str]:
        return str(mail.get(name, "")).split()

    kind = Kind(mail.get("Kind", Kind.UNRELATED))
    contacts = (Contact(role="technical", name="Jane Example", emails=("jane@example.int",)),)
    sender, message_id = str(mail["From"]), mail.get("Message-ID")
    return Reading(
        submission=Submission(
            file=file,
            message=MessageFacts(
                message_id=message_id,
                from_=sender,
                subject=str(mail["Subject"]),
                sha256=hashlib.sha256(raw).hexdigest(),
            ),
            kind=kind,
            state=mail.get("State"),
            note_verbale=NoteVerbale(
                reference=mail.get("Note") or None, date="2024-03-12", language=mail.get("Language")
            ),
            contacts=contacts if kind.carries_contacts else (),
            findings=tuple(
                Finding(code="seen", severity=Severity(word), message="It was seen.") for word in words("Findings")
            ),
        ),
        envelope=Envelope(
            from_=(Address(address=sender),),
            message_id=message_id,
            references=tuple(words("References")),
            automatic=tuple(words("Automatic")),
            absent=bool(mail.get("Absent")),
            report=bool(mail.get("Report")),
        ),
        attachments=tuple(
            Attachment(path=f"part-{place}", media_type=media_type, size=1, sha256="0" * 64)
            for place, media_type in enumerate(words("Attachments"))
        ),
        parser="letters/1",
    )
