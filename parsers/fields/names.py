"""Persons' names: what is honorific, what is name, and what looks like a person at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice

from parsers import lexicons
from parsers.expressions import reaching
from parsers.fold import HAN
from parsers.honorifics import plain_title

_TOKEN = re.compile(r"\S+")
_EDGE = " \t\r\n,;:·*|/،؛、，；："
_SKIPPED = re.compile(rf"[{re.escape(_EDGE)}]*")
_MOST_WORDS = 6
_MOST_STACKED = 8
_LONGEST_WORD = 100
_SECOND = 3
"""Letters of a second word by which it is known."""
_GLUED = re.compile(r"[^\W\d_]{1,6}\.(?=[^\W\d_])")
_HAN = reaching(HAN[0], f"[{HAN}]+")
_IN_CAPITALS = frozenset({"he", "hh"})
"""Forms of address that are never written as a family name is ("He Jianning")."""
_SHORT_SURNAME = 3
"""Letters of a family name that is also a degree."""


@cache
def _honorifics(languages: tuple[str, ...], place: str) -> frozenset[str]:
    return frozenset().union(*(lexicon.honorifics[place] for lexicon in lexicons.lexicons(languages)))


@cache
def _beginnings(titles: frozenset[str]) -> frozenset[str]:
    """Everything with which one of the titles begins, without spaces."""
    plain = {title.replace(" ", "") for title in titles}
    return frozenset(title[:size] for title in plain for size in range(len(title) + 1))


def begins_with_honorific(text: str, languages: Sequence[str] | None = None) -> bool:
    """True where `split_honorific` finds an honorific at the text's head."""
    return bool(_honorific_at(_trimmed(text), 0, _honorifics(tuple(languages or lexicons.LANGUAGES), "before_name")))


def may_begin_honorific(word: str, after: str, languages: tuple[str, ...]) -> bool:
    """False where `begins_with_honorific` is False for every text of which these are the first words."""
    bare = word.lstrip(_EDGE)
    if not bare or len(bare) > _LONGEST_WORD or _GLUED.match(bare):
        return True
    before = _honorifics(languages, "before_name")
    title = _bare_title(bare)
    if title in before or _bare_title(bare.rstrip(_EDGE)) in before:
        return True
    begun = _beginnings(before)
    return title in begun and _bare_title(f"{bare} {after}")[: len(title) + _SECOND] in begun


def _bare_title(text: str) -> str:
    return plain_title(text).replace(" ", "")


def _trimmed(text: str) -> str:
    """The text without spaces and joining punctuation at its ends."""
    while (shorter := text.strip().strip(_EDGE)) != text:
        text = shorter
    return text


def split_honorific(text: str, languages: Sequence[str] | None = None) -> tuple[str | None, str]:
    """The honorific before a name, stacked ones together, without closing full stop; and the name.

    Forms of address and degrees behind the name are dropped. `languages` are those whose titles are known; all by default."""
    chosen = tuple(languages or lexicons.LANGUAGES)
    rest = _trimmed(text)
    before = _honorifics(chosen, "before_name")
    end = 0
    place = 0
    for _ in range(_MOST_STACKED):
        length = _honorific_at(rest, place, before)
        if not length:
            break
        end = place + length
        skip = _SKIPPED.match(rest, end)
        place = skip.end() if skip else end
    honorific = _trimmed(rest[:end])
    name = _without_endings(rest[place:] if end else rest, chosen)
    if not _trimmed(name).strip(".-"):
        name = ""
    return (honorific.rstrip(". ") or None) if honorific else None, _trimmed(name)


def _honorific_at(text: str, place: int, before: frozenset[str]) -> int:
    """The length of the longest honorific that begins here, 0 for none."""
    begun = _beginnings(before)
    best = 0
    for match in islice(_TOKEN.finditer(text, place, place + 120), _MOST_WORDS):
        title = plain_title(text[place : match.end()])
        bare = title.replace(" ", "")
        if bare not in begun:
            break
        if (title in before or bare in before) and not _is_written_as_name(bare, text[place : match.end()]):
            best = match.end() - place
    if best:
        return best
    end = place
    while (glued := _GLUED.match(text, end)) and end - place < 40:
        end = glued.end()
        if plain_title(text[place:end]) in before:
            best = end - place
    return best


def _is_written_as_name(title: str, written: str) -> bool:
    """True for a title that is never written as a family name is."""
    return title in _IN_CAPITALS and written.isalpha() and written.istitle()


def _without_endings(name: str, languages: tuple[str, ...]) -> str:
    after = _honorifics(languages, "after_name")
    for _ in range(4):
        name = _trimmed(name)
        bare = name.rstrip(")）")
        han = next((length for length in (5, 4, 3, 2) if bare[-length:] in after and _HAN.fullmatch(bare[-length:])), 0)
        if han and len(bare) > han:
            name = bare[:-han].rstrip("(（ ")
            continue
        shorter = re.match(r"^(?P<n>.*\S)(?:\s*[,(（]\s*|\s+)(?P<h>[^\s,()（）]{1,20})[)）]?$", name, re.DOTALL)
        apart = shorter is not None and (re.search(r"[,(（]\s*$", name[: shorter.start("h")]) is not None)
        if shorter and plain_title(shorter["h"]) in after and (apart or not _is_surname(shorter["n"], shorter["h"])):
            name = shorter["n"].rstrip(" ,(（")
            continue
        return name
    return name


def _is_surname(name: str, ending: str) -> bool:
    """True for a short word in capitals behind a family name in capitals (DIAGNE BA), and for one written as a name is (Ba): no
    degree, but a family name."""
    before = name.rsplit(maxsplit=1)[-1]
    if (
        ending.isalpha()
        and ending.istitle()
        and len(ending) <= _SHORT_SURNAME
        and re.search(r"[aeiou]", ending.lower())
    ):
        return True
    return (
        ending.isalpha()
        and ending.isupper()
        and len(ending) <= 3
        and len(before) > 1
        and before.isupper()
        and not name.isupper()
    )


def is_person_like(text: str) -> bool:
    """True where a text could be a person's name: two to eight words that begin with capitals, or a few Han or Arabic words."""
    _, name = split_honorific(text)
    if not 2 <= len(name) <= 80 or re.search(r"[\d@/\\:;?؟？!&%#=<>_]", name):
        return False
    return bool(name)
