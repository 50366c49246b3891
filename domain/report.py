"""What a machine reports of a mail of ours: that it came back, waits, arrived or was shown."""

from __future__ import annotations

from typing import Literal

from domain.submission import Fact

Fate = Literal["failed", "delayed", "arrived"]


class MailReport(Fact):
    """A report (RFC 3464, RFC 8098), or a returned mail without its form; `fate` is None where it does not say."""

    fate: Fate | None = None
    status: str | None = None
    """Enhanced status code (RFC 3463), such as 5.1.1."""
    about: tuple[str, ...] = ()
    """Message-IDs of the mail reported on, the surest first."""
