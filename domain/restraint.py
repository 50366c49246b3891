"""How much the machine may say by itself, and why a mail of its own is held instead. Pure."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from pydantic import Field

from domain.submission import Fact

OLDER_THAN_START = "older_than_start"
SENDER_BUDGET = "sender_budget"
BREAKER = "breaker"

SENTENCES: dict[str, str] = {
    OLDER_THAN_START: "The message came before this mailbox was first read, so it may have been answered by hand.",
    SENDER_BUDGET: "This address has been sent as many acknowledgements within a day as the settings allow.",
    BREAKER: "The machine gave as many answers within an hour as the settings allow, so it gives no more by itself.",
}
"""The officer's sentence for each code of a mail that the machine holds back."""


class Restraint(Fact):
    """The bounds of what goes out without an officer's word."""

    sender_a_day: int = Field(default=5, ge=0)
    """Acknowledgements to one address within 24 hours."""
    all_an_hour: int = Field(default=200, ge=0)
    """Answers that the machine gives, to whomever, within an hour."""
    acknowledge_since: date | None = None
    """Messages received before this day (UTC) are not acknowledged by the machine; None: before their mailbox's first poll."""

    def is_too_old(self, received_at: datetime, first_polled: datetime | None) -> bool:
        """True where the message was there before we were; a mailbox of which no first poll is known counts as new."""
        if self.acknowledge_since is not None:
            return received_at < datetime.combine(self.acknowledge_since, time(), UTC)
        return first_polled is not None and received_at < first_polled
