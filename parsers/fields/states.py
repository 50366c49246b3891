"""States named in a text, as ISO 3166-1 alpha-3."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from domain.states import STATES
from parsers import lexicons, words
from parsers.fields.found import Found
from parsers.fold import fold, fold_with_places

NO_STATE = "none"
"""Key of the names that contain a State's name and are no State: territories, seas, organisations."""

_KEYS = frozenset({NO_STATE, "ambiguous", "introduced"})


@cache
def _names(languages: tuple[str, ...]) -> tuple[words.Phrases, tuple[str, ...]]:
    names: dict[str, str] = {}
    for language in languages:
        for key, texts in lexicons.state_names(language).items():
            if key == NO_STATE or key not in _KEYS:
                for text in texts:
                    names.setdefault(text, key)
    return words.Phrases(names, articles=False), tuple(names.values())


@cache
def _listed(languages: tuple[str, ...], key: str) -> frozenset[str]:
    return frozenset(fold(text) for language in languages for text in lexicons.state_names(language).get(key, ()))


def find_states(text: str, languages: Sequence[str] | None = None) -> list[Found]:
    """The States that a text names, as alpha-3 in its order, the longest name first where one lies in another.

    `languages` are those in which names are looked for; all by default. Territories and organisations that are no States are
    passed over, and so is what stands within an address of e-mail or of a page. A name that is a common word, a town or a
    person's name too is not sure, unless a word before it tells."""
    chosen = lexicons.known(languages)
    phrases, codes = _names(chosen)
    folded = fold_with_places(text)
    found = []
    for hit in phrases.hits(folded.text):
        start, end = folded.span(hit.start, hit.end)
        alpha3 = codes[hit.index]
        if alpha3 == NO_STATE or not _written_as_a_name(text, start, end, phrases.phrases[hit.index]):
            continue
        doubt = None
        if folded.text[hit.start : hit.end].lstrip("وفبلك") in _listed(chosen, "ambiguous"):
            before = folded.text[: hit.start].rpartition(" ")[0].rpartition(" ")[2] if hit.start else ""
            if before not in _listed(chosen, "introduced"):
                doubt = "the name may be another thing's than the State's"
        found.append(Found(alpha3, start, end, doubt is None, doubt))
    return found


@cache
def _codes() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for state in STATES.values():
        for name in (state.alpha3, state.alpha2, state.name, state.formal_name):
            found.setdefault(fold(name), set()).add(state.alpha3)
    for language in lexicons.known():
        for code, names in lexicons.state_names(language).items():
            for name in names if code in STATES else ():
                found.setdefault(fold(name), set()).add(code)
    return found


def state_called(written: str) -> str | None:
    """The alpha-3 code of the one State that is meant by a code or by nothing but its name, in any language; None for no or two."""
    found = _codes().get(fold(written), set())
    return next(iter(found)) if len(found) == 1 else None


def _written_as_a_name(text: str, start: int, end: int, phrase: str) -> bool:
    written = text[start:end]
    if (
        text[end : end + 1] in ("@", "$", "€", "£")
        or text[start - 1 : start] == "@"
        or re.match(r"\.[a-z]|[-_]?\w*@", text[end : end + 30])
    ):
        return False
    if text[start - 1 : start] in (".", "_") and start > 1 and text[start - 2].isalnum() and text[start - 2].isascii():
        return False
    if len(phrase) <= 5 and phrase.isupper():
        return written.isupper()
    first = next((character for character in written if character.isalpha()), "")
    if " " in phrase.strip() or not (first.isupper() or first.islower()):
        return True
    return first.isupper()


def region_of(alpha3: str | None) -> str | None:
    """The ISO alpha-2 code of a State, for what speaks of regions (telephone numbers); None for no known State."""
    state = STATES.get(alpha3) if alpha3 else None
    return state.alpha2 if state else None
