"""What a machine reports of a mail of ours: that it came back, waits, arrived or was shown."""

from __future__ import annotations

from typing import Literal

from domain.submission import Fact

Fate = Literal["failed", "delayed", "arrived"]
BY_ADDRESS = "address"
"""How an answer is known to be about a mail of ours, where the failing address alone tells it."""
SHOWS_NOTHING = frozenset({"reference_number", BY_ADDRESS})
"""Ways in which an answer may be known that tell which mail it is about, and prove nothing of what became of that mail."""


class MailReport(Fact):
    """A report (RFC 3464, RFC 8098), or a returned mail without its form; `fate` is None where it does not say."""

    fate: Fate | None = None
    status: str | None = None
    """Enhanced status code (RFC 3463), such as 5.1.1."""
    about: tuple[str, ...] = ()
    """Message-IDs of the mail reported on, the surest first."""
    unreached: tuple[str, ...] = ()
    """Addresses in small letters that it says it failed to reach; given only where it failed and `about` tells no mail."""
