"""What extraction knows beside the page: which languages to expect, where the telephones are, which directory it is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.programme import Programme
from parsers.fields.dates import Order
from parsers.lexicons import FURTHER, LANGUAGES


@dataclass(frozen=True, slots=True)
class Context:
    """`languages` are those of the text, the likeliest first; `region` is the nominating State's alpha-2 code or None."""

    programme: Programme
    languages: tuple[str, ...] = LANGUAGES
    region: str | None = None
    state: str | None = None
    mission_addresses: frozenset[str] = frozenset()
    """Addresses of the sender's Mission as its letterhead, signature and From line give them: never a nominee's."""

    day_order: Order | None = None
    """Which of day and month stands first in the message's dates in figures, where some leave no choice."""
    sent: date | None = None
    """The day of the mail."""

    @property
    def address_languages(self) -> tuple[str, ...]:
        """Languages whose forms of address are looked for: the text's own and English, lest one's name be another's title."""
        return self.languages[:2]


def expecting(language: str | None) -> tuple[str, ...]:
    """All languages of the lexicons, `language` first and English second."""
    if language in FURTHER:
        return (str(language), "en", *(other for other in LANGUAGES if other != "en"))
    if language not in LANGUAGES:
        return LANGUAGES
    first = [language, "en"] if language != "en" else ["en", "fr"]
    return tuple(dict.fromkeys([*first, *LANGUAGES]))
