"""Extensions behind a telephone number: one, several of a list, or a range of which only the ends are told."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from parsers import lexicons
from parsers.expressions import later

RANGE = "it is an end of a range"
_ENDS = later(r"(\d{2,5})-(\d{2,5})")
_MOST_IN_RANGE = 9
"""From first to last: figures further apart are one extension in groups ("12-34")."""


@dataclass(frozen=True, slots=True)
class Extensions:
    """Extensions by their figures, up to the character `end` of the text; where they are not sure, `doubt` says why."""

    figures: tuple[str, ...]
    end: int
    doubt: str | None = None


def extensions_at(text: str, place: int) -> Extensions | None:
    """The extensions that stand right behind a number which ends at `place`; None where none does."""
    match = _extension().match(text, place)
    if match is None:
        return None
    pieces = _parting().split(match["ext"])
    ends = _ENDS.fullmatch(match["ext"])
    if ends and 0 < int(ends[2]) - int(ends[1]) <= _MOST_IN_RANGE:
        return Extensions(ends.groups(), match.end(), RANGE)
    return Extensions(tuple(re.sub(r"[^0-9]", "", piece) for piece in pieces), match.end())


def is_extension(text: str, place: int) -> bool:
    """True where the figures at this place are those of an extension ("tel. 222 74 18, ext. 3)")."""
    return text[place : place + 1].isdigit() and _word_before().search(text, 0, place) is not None


def extensions_in(text: str) -> tuple[str, ...]:
    """The extensions that an answer to the question for them names, by their figures."""
    figures = "".join(str(unicodedata.decimal(character, character)) for character in text)
    pieces = (re.sub(r"\D", "", piece) for piece in re.split(rf"[/,;،、؛]|{_listed('and')}", figures))
    return tuple(piece for piece in pieces if piece)


def range_at(text: str, place: int) -> re.Match[str] | None:
    """The words and figures behind a number that make it the first of a range ("to 09"); None where there are none."""
    return _range().match(text, place)


def joins(between: str) -> bool:
    """True for what may stand between two numbers of one list: signs, and perhaps "or"."""
    return _joint().fullmatch(between) is not None


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(rf"[ ,;/|-]*(?:(?:{_listed('and')})[ /]*)?", re.IGNORECASE)


@cache
def _extension() -> re.Pattern[str]:
    joint = rf" ?[/,;،、] ?|\s(?:{_listed('and')})\s?|(?<=\d)(?:{_listed('and')})(?=\d)"
    word = rf"(?:{_listed('extension')})\.?(?: ?(?:no|nr|n°|№)\.?)?[ :.：]{{0,2}}"
    whole = r"(?![\d-]| ?[/.]?\d| \d)"
    return re.compile(
        rf" ?[,;،,-]? ?[(\[]?{word}"
        rf"(?P<ext>\d[\d-]{{0,6}}(?:(?:{joint})(?:{word})?\d{{2,5}}{whole})*)[)\]]?",
        re.IGNORECASE,
    )


@cache
def _word_before() -> re.Pattern[str]:
    return re.compile(rf"\d[\s,;،(\[-]{{0,3}}(?:{_listed('extension')})\.?[ :.：]{{0,2}}$", re.IGNORECASE)


@cache
def _parting() -> re.Pattern[str]:
    return re.compile(r"[^\d-]+")


@cache
def _range() -> re.Pattern[str]:
    words = rf" ?(?:{_listed('range')})"
    return re.compile(
        rf"(?:{words} ?|(?P<dash> ?[-–] ?))(?P<last>\d{{1,4}})(?![\d:/%-]| ?\d| ?[-–]|\.\d)(?(dash)(?! ?[^\W\d_]))",
        re.IGNORECASE,
    )


def _listed(kind: str) -> str:
    """The lexicons' words of this kind as one choice, the longest first."""
    told = (lexicon.data.get("words", {}).get(kind, ()) for lexicon in lexicons.lexicons())
    texts = sorted({text.rstrip(".") for one in told for text in one}, key=lambda text: (-len(text), text))
    return "|".join(re.escape(text) for text in texts)
