"""The mail that is tortured with: what Missions send, and what comes beside it."""

from __future__ import annotations

import random
from pathlib import Path

from tests.builders.mails import attachment, mail, mixed, text

SAMPLES = Path(__file__).resolve().parents[2] / "verbale" / "samples"
NOTE = """\
No. {number}/2024

The Permanent Mission of the Republic of Singapore to the United Nations presents its compliments to the Office for \
Disarmament Affairs and has the honour to nominate its technical point of contact for the Global, Intergovernmental \
Points of Contact Directory on ICT security:

Name: Ms Jane Example
Position: Head of Incident Response
Institution: National Cyber Agency
E-mail: jane{number}@agency.example
Telephone: +65 6123 4567

New York, 12 March 2024
"""


def mixed_post(seed: int, *, few: bool = False) -> list[bytes]:
    """Notes in several languages, one of them twice, an update, a bounce, an absence, a question, one that is too large and one
    that kills its reader, in an order that the seed shuffles; unless `few`, also a withdrawal, another note and a long one."""
    named = (
        "02-note-in-the-body",
        "08-chinese-note",
        "10-update",
        "05-out-of-office",
        "12-returned-mail",
        "13-question",
    )
    letters = [(SAMPLES / f"{name}.eml").read_bytes() for name in named]
    post = [*letters, letters[0], _note(1, X_Deadly="yes"), _note(2, size=150_000)]
    if not few:
        post += [(SAMPLES / "11-withdrawal.eml").read_bytes(), _note(3), _note(4, size=30_000)]
    random.Random(seed).shuffle(post)
    return [b"\r\n".join(raw.replace(b"\r\n", b"\n").split(b"\n")) for raw in post]


def _note(number: int, size: int = 0, **fields: str) -> bytes:
    own = {"From": f"Mission <mission{number}@mission.example>", "Message_ID": f"<{number}@mission.example>", **fields}
    note = NOTE.format(number=number)
    if not size:
        return mail(note.encode(), Content_Type="text/plain; charset=utf-8", **own)
    return mixed(text(note), attachment(b"log line\r\n" * (size // 14), "log.txt", "text/plain"), **own)
