"""The explanation of a reading: what every place said, what was taken of it, and why the rest was not."""

from __future__ import annotations

from pydantic import Field

from domain.submission import Evidence, Fact


class Saying(Fact):
    """What one place says for one value.

    `path` is that of the submission (`contacts[0].name`), or `unrecorded[0].name` for a contact that is not in it."""

    path: str
    value: str
    place: str
    """What kind of place it is, in plain words ("in a table"); empty where that tells nothing."""
    evidence: Evidence
    taken: bool
    """True where it gives or confirms the value."""
    disputes: bool = False
    """True where it made the value uncertain."""
    reason: str = ""
    """Why it was passed over; empty where it was taken."""


class Explanation(Fact):
    """Everything that was said, the value's own place first, and the readers' doubts by path."""

    kinds: tuple[str, ...] = ()
    """What spoke for the message's kind and for others, with its weight, in plain sentences."""
    sayings: tuple[Saying, ...] = ()
    doubts: dict[str, tuple[str, ...]] = Field(default_factory=dict)
