"""The claim: one value asserted by one place. Extractors make claims, assembling weighs them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from domain.submission import Evidence, Finding

Source = Literal["form", "table", "list", "prose", "letterhead", "header", "note"]
"""What kind of place asserts it; in a disagreement the more specific one (left before right) gives the value."""
GIVEN: frozenset[Source] = frozenset({"form", "table", "list"})
"""Places that give a value to the contact itself, unlike a sentence or a letterhead near it."""


@dataclass(frozen=True, slots=True)
class Claim:
    """`path` is relative to its document (`state`, `note_verbale.date`, `contacts[0].emails`); a list's claim holds one element.

    `sure` is False where the reader or the field recogniser would not vouch for the value; `doubt` says why, in plain words."""

    path: str
    value: str | bool
    evidence: Evidence
    sure: bool = True
    source: Source = "prose"
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Claims:
    """Everything that one document asserts, with findings about places that could not become a claim."""

    document: str
    claims: tuple[Claim, ...] = ()
    findings: tuple[Finding, ...] = field(default=())
