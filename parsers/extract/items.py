"""What a page says, thing by thing in reading order: headings, answers to labels, and plain text."""

from __future__ import annotations

from dataclasses import dataclass

from domain.submission import Action
from parsers.claims import Source
from parsers.extract.passages import Passage, chain, join
from parsers.extract.titles import Title
from parsers.words import Label


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that opens a contact; what follows belongs to it until the next heading."""

    passage: Passage
    title: Title
    source: Source = "list"
    action: Action | None = None
    """What is done to those that follow, where the layout tells."""
    told: Passage | None = None
    """The words that tell its role, where they stand elsewhere."""
    sure: bool = True
    """False where only the habit of such layouts tells the action."""

    @property
    def role_said(self) -> Passage | None:
        """The words that tell its role; None where it has none, or no words tell it."""
        return (self.told or self.passage or None) if self.title.roles else None


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands behind, below or beside a label; `value` is empty where nothing was filled in."""

    label: Label
    asked: Passage
    value: Passage
    source: Source = "list"
    doubt: str | None = None
    """Why the value may not end where it seems to."""


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text: its lines as printed, and all of it as running text."""

    lines: tuple[Passage, ...]
    passage: Passage


@dataclass(frozen=True, slots=True)
class Break:
    """A place where contact particulars certainly end: another page part, a closing formula, a table's end."""


Item = Heading | Answer | Text | Break


def whole_of(item: Answer | Heading | Text) -> Passage:
    """All that stands on the item's lines; a label in another place is put before its value."""
    if not isinstance(item, Answer):
        return item.passage
    asked = {id(piece.line) for piece in item.asked.pieces}
    if asked and item.value.pieces and id(item.value.pieces[0].line) not in asked:
        return chain([item.asked, item.value], ": ")
    lines = {id(piece.line): piece.line for part in (item.asked, item.value) for piece in part.pieces}
    return join(item.value.path, list(lines.values()))


WEAK_CODES = frozenset(
    (
        "role", "name", "family_name", "given_name", "patronymic", "honorific", "position", "institution", "department",
        "phone", "mobile", "fax", "email", "languages",
    )
)  # fmt: skip
"""Labels that may stand before their value without any sign between the two."""
CONTACT_CODES = WEAK_CODES | {
    "address", "availability", "alternate", "leaver", "comer", "stayer", "extension", "secure", "website", "action", "effective",
    "remarks", "dialling_code", "area_code",
}  # fmt: skip
"""Labels that ask for a contact's particulars, rather than for the note's or the form's own."""
