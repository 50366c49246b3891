"""`verbale parse --pictures`: the pages on which values were read, as pictures with those places marked."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from domain.programme import Programme
from domain.reading import Attachment, Reading
from domain.submission import Submission
from parsers.marking import Key, Mark

if TYPE_CHECKING:
    from parsers.worker import Workers

DPI = 110
"""Dots per inch of the pictures."""
_FIRST, _MOST = 3, 16
"""Pages that are drawn in any case; pages with values that are drawn."""
_STATE, _NOTE, _NO_ROLE = "#b3261e", "#8a5a00", "#6b6b6b"
_ROLES = ("#1558b0", "#0b7a4b", "#7b2fa0", "#a03a6b")
"""Colours of the programme's roles, in its order."""
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def draw(
    raw: bytes, reading: Reading, workers: Workers, programme: Programme, folder: Path, stem: str
) -> Iterator[Path]:
    """Writes the pictures of one message and yields their paths: `<stem>-<number>-<attachment>-p<page>.png`.

    A page that cannot be drawn is told on standard error; the message is read all the same."""
    from parsers.worker import ParserFailed

    for number, attachment in enumerate(reading.attachments, 1):
        for page in _pages(reading.submission, attachment):
            marks = list(_marks(reading.submission, programme, attachment.path, page))
            keys = _keys(marks, reading.submission, programme)
            try:
                png = workers.marked(raw, attachment.path, page, DPI, marks, keys)
            except ParserFailed as failure:
                print(f"\n{stem}: page {page} of {safe(attachment.path)} is not drawn: {failure}", file=sys.stderr)
                continue
            if png:
                path = folder / f"{stem}-{number}-{safe(attachment.path)}-p{page}.png"
                path.write_bytes(png)
                yield path


def safe(name: str) -> str:
    """A name given by strangers as part of a file's name: Latin letters, digits, dots, dashes and underscores."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    return _UNSAFE.sub("_", plain).strip("._")[:80] or "unnamed"


def _pages(submission: Submission, attachment: Attachment) -> list[int]:
    """The pages with values, and the first ones."""
    if not attachment.pages:
        return []
    places = [place for evidence in submission.evidence.values() for place in evidence]
    found = sorted({e.page for e in places if e.attachment == attachment.path and e.page})
    return sorted({*found[:_MOST], *range(1, min(_FIRST, attachment.pages) + 1)})


def _marks(submission: Submission, programme: Programme, attachment: str, page: int) -> Iterator[Mark]:
    for path, places in submission.evidence.items():
        for place in places:
            if place.attachment == attachment and place.page == page and place.box:
                yield Mark(place.box, path, _colour(path, submission, programme), path in submission.uncertain)


def _colour(path: str, submission: Submission, programme: Programme) -> str:
    found = re.match(r"contacts\[(\d+)\]", path)
    if not found:
        return _STATE if path == "state" else _NOTE
    return _of_role(submission.contacts[int(found[1])].role, programme)


def _of_role(role: str | None, programme: Programme) -> str:
    codes = [known.code for known in programme.roles]
    return _ROLES[codes.index(role) % len(_ROLES)] if role in codes else _NO_ROLE


def _keys(marks: list[Mark], submission: Submission, programme: Programme) -> list[Key]:
    """What the colours on this page mean."""
    roles = list(dict.fromkeys(contact.role for contact in submission.contacts))
    meanings = [("State", _STATE), ("note verbale", _NOTE)]
    meanings += [(f"{role or 'role not told'}".replace("_", " "), _of_role(role, programme)) for role in roles]
    used = {mark.colour for mark in marks}
    keys = [Key(text, colour) for text, colour in meanings if colour in used]
    return [*keys, Key("compare with the page", "#222222", True)] if any(mark.dashed for mark in marks) else keys
