"""How an answer is joined to what it answers: its language and its thread. Pure."""

from __future__ import annotations

import re

from domain.envelope import Envelope
from domain.programme import Programme
from domain.reading import Reading

MESSAGE_ID = re.compile(r"<[\x21-\x3b\x3d\x3f-\x7e]{1,248}>")
"""A Message-ID that fits into a header line of ours as it stands."""
MOST_REFERENCES = 20
"""The first and the latest are kept of longer threads, as RFC 5537 (3.4.4) trims them."""


def language_of(reading: Reading, programme: Programme, spoken: str | None = None) -> str:
    """The language in which we answer: the note's, else the one in which the Mission is written to (`spoken`), where we write
    them, else the programme's first."""
    note = reading.submission.note_verbale
    wished = (note.language if note else None, spoken)
    return next((one for one in wished if one in programme.languages), None) or programme.languages[0]


def thread_of(envelope: Envelope) -> tuple[str | None, tuple[str, ...]]:
    """In-Reply-To and References of an answer (RFC 5322, 3.6.4); what is no Message-ID is left out."""
    known = [reference for reference in envelope.references if MESSAGE_ID.fullmatch(reference)]
    parent = envelope.message_id if envelope.message_id and MESSAGE_ID.fullmatch(envelope.message_id) else None
    if parent:
        known = [*(reference for reference in known if reference != parent), parent]
    if len(known) > MOST_REFERENCES:
        known = [known[0], *known[1 - MOST_REFERENCES :]]
    return parent, tuple(known)
