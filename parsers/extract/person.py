"""One nominee as running text names it."""

from __future__ import annotations

from dataclasses import dataclass, field

from parsers.extract.passages import Passage


@dataclass(frozen=True, slots=True)
class Person:
    """One nominee as a run of text tells it; for an office without a name of its own, `name` is None."""

    name: Passage | None = None
    honorific: Passage | None = None
    position: Passage | None = None
    institution: Passage | None = None
    start: int = 0
    end: int = 0
    doubts: dict[str, str] = field(default_factory=dict)
    """Field -> why it is not sure."""
