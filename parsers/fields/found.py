"""What every finder returns: one typed value, where it stands in the text given, and whether the finder vouches for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """`value` as the contract writes it, from the characters `start` to `end` of the text; where not `sure`, `doubt` says why."""

    value: str
    start: int
    end: int
    sure: bool = True
    doubt: str | None = None
