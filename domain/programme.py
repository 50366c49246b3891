"""The programme: names, roles, required fields, dates and intervals of one points-of-contact directory, as data."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal, NamedTuple

from pydantic import Field

from domain.submission import Fact, LanguageCode, RoleCode

_HYPHEN = "[-\u2010\u2011\u2013]"


class Reference(NamedTuple):
    """What our reference number of a message tells: the year in which it was received, and its number."""

    year: int
    number: int


class Role(Fact):
    """One role of a contact, and how it is called in mails and on the desk, by language."""

    code: RoleCode
    names: dict[LanguageCode, str]


class Programme(Fact):
    """One points-of-contact process; every text is keyed by ISO 639-1 language."""

    directory: dict[LanguageCode, str]
    """Name of the directory."""
    office: dict[LanguageCode, str]
    """The Secretariat's office that manages it."""
    office_gender: dict[LanguageCode, Literal["m", "f"]] = Field(default_factory=dict)
    """Grammatical gender of the office's name, in languages whose article or verb follows it (fr, es, ar)."""
    mailbox: str
    """The address to which States write."""
    secretariat_domains: tuple[str, ...]
    """Domains of the Secretariat's own staff: never a nominee, never a nominating State."""
    documents: tuple[str, ...]
    """Symbols of the Secretariat's own notes and resolutions, quoted by States and never a note's own reference."""
    keywords: tuple[str, ...] = ()
    """Words and acronyms that tell this process from others (ICT, cyber, OEWG ...), in any language."""
    other_processes: tuple[str, ...] = ()
    """Words and acronyms of other processes, nominations for which are misdirected (1540, BWC ...)."""
    neighbours: tuple[str, ...] = ()
    """Names of other bodies and networks in the same field (OSCE, the 24/7 network ...) that keep contacts of their own."""
    names: tuple[str, ...] = ()
    """Names of this process alone, as against its neighbours."""
    call_date: date
    """When nominations were called for."""
    encouraged_by: date
    """Nominations are encouraged by this date; later ones count separately."""
    roles: tuple[Role, ...]
    required: tuple[str, ...]
    """Contact fields whose absence is an error."""
    expected: tuple[str, ...]
    """Contact fields whose absence is a warning."""
    languages: tuple[LanguageCode, ...]
    """Languages in which we write; the first is used where the note's is not among them."""
    reference_prefix: str
    """First part of our reference numbers."""
    update_reminder_months: int = Field(gt=0)
    """An entry not confirmed for so many months is reminded of."""

    def role(self, code: str) -> Role | None:
        """The role with this code, or None."""
        return next((role for role in self.roles if role.code == code), None)

    def text(self, texts: dict[LanguageCode, str], language: str) -> str:
        """The text in `language`, else in the programme's first language."""
        return texts.get(language) or texts[self.languages[0]]

    def reference(self, year: int, number: int) -> str:
        """Our reference for the message with this number, received in this year."""
        return f"{self.reference_prefix}-{year}-{number:05d}"

    def references_in(self, text: str) -> list[Reference]:
        """Our reference numbers in a text, in its order: of either case, between words of any script, with the hyphens that a
        word processor makes of ours."""
        parts = (*map(re.escape, self.reference_prefix.split("-")), r"(\d{4})", r"(\d{5,9})")
        pattern = rf"(?<![A-Z\d]){_HYPHEN.join(parts)}(?![A-Z\d])"
        return [Reference(int(year), int(number)) for year, number in re.findall(pattern, text, re.IGNORECASE)]
