"""A reading: everything that the parsers return for one message."""

from __future__ import annotations

from domain.envelope import Envelope
from domain.explanation import Explanation
from domain.report import MailReport
from domain.submission import Fact, Submission


class Attachment(Fact):
    """One attachment as seen, nested ones by path (`outer.zip!inner.pdf`); `pages` None where it cannot be shown as pages."""

    path: str
    media_type: str
    size: int
    sha256: str
    pages: int | None = None
    text: str | None = None
    """What it says in reading order, bounded, where it cannot be shown as pages but could be read: a line with tabs is a
    table's row, with its cells between them; U+2028 breaks a line within a cell; an empty line parts blocks."""


class Reading(Fact):
    """The submission with the addressing facts and attachments behind it, and the parser that read them."""

    submission: Submission
    envelope: Envelope
    attachments: tuple[Attachment, ...] = ()
    body: str = ""
    """The message's own text as shown to a reviewer."""
    parser: str
    """Version of the parsers that made this reading."""
    report: MailReport | None = None
    """What it reports of a mail of ours; None where it is no report."""
    explanation: Explanation | None = None
    """Given only where it was asked for."""
