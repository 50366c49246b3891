"""States named in a text, as ISO 3166-1 alpha-3."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from domain.states import STATES
from parsers import words
from parsers.fields.found import Found
from parsers.fold import fold_with_places

NO_STATE = "none"
"""Key of the names that contain a State's name and are no State: territories, seas, organisations."""


@cache
def _names(languages: tuple[str, ...]) -> tuple[words.Phrases, tuple[str, ...]]:
    names: dict[str, str] = {}
    for language in languages:
        for alpha3, texts in words.state_names(language).items():
            for text in texts:
                names.setdefault(text, alpha3)
    return words.Phrases(names), tuple(names.values())


def find_states(text: str, languages: Sequence[str] | None = None) -> list[Found]:
    """The States that a text names, as alpha-3 in its order, the longest name first where one lies in another.

    `languages` are those in which names are looked for; all by default. Territories and organisations that are no States are
    passed over, and so is what stands within an address of e-mail or of a page."""
    phrases, codes = _names(tuple(language for language in languages or words.LANGUAGES if language in words.LANGUAGES))
    folded = fold_with_places(text)
    found = []
    for hit in phrases.hits(folded.text):
        start, end = folded.span(hit.start, hit.end)
        alpha3 = codes[hit.index]
        if alpha3 != NO_STATE and _written_as_a_name(text, start, end, phrases.phrases[hit.index]):
            found.append(Found(alpha3, start, end))
    return found


def _written_as_a_name(text: str, start: int, end: int, phrase: str) -> bool:
    written = text[start:end]
    if text[end : end + 1] == "@" or text[start - 1 : start] == "@" or re.match(r"\.[a-z]|[-_]?\w*@", text[end : end + 30]):
        return False
    if start and text[start - 1] in "./_" and not text[start - 2 : start - 1].isspace() and text[start - 1] != "/":
        return False
    if len(phrase) <= 5 and phrase.isupper() and phrase.isascii():
        return written.isupper()
    first = next((character for character in written if character.isalpha()), "")
    if " " in phrase.strip() or not (first.isupper() or first.islower()):
        return True
    return first.isupper()


def region_of(alpha3: str | None) -> str | None:
    """The ISO alpha-2 code of a State, for what speaks of regions (telephone numbers); None for no known State."""
    state = STATES.get(alpha3) if alpha3 else None
    return state.alpha2 if state else None
