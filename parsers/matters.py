"""What mail is about beside nominations, in words: lexicon/matter, whose first file says what its kinds mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from parsers.data_files import table
from parsers.lexicons import LANGUAGES
from parsers.phrases import Phrases
from parsers.words import formula

_FOLDER = Path(__file__).with_name("lexicon") / "matter"
_SENTENCE = re.compile(r"(?<=[.!?;؟؛])\s+|(?<=[。！？；])|\n\s*\n")


@cache
def _data(language: str) -> dict[str, Any]:
    return table(_FOLDER / f"{language}.toml")


@cache
def _phrases(kind: str, languages: tuple[str, ...]) -> Phrases:
    return Phrases(phrase for language in languages for phrase in _data(language).get(kind, ()))


def matter(kind: str, languages: Sequence[str] | None = None) -> Phrases:
    """The phrases of one kind, of these languages together (of all where none is named)."""
    return _phrases(kind, tuple(language for language in languages or LANGUAGES if language in LANGUAGES))


def stays(sentence: str, languages: Sequence[str] | None = None) -> bool:
    """True where the sentence says that what was told before still holds, and not only of what is left over."""
    return matter("unchanged", languages).stands_in(sentence) and not matter("rest", languages).stands_in(sentence)


def everything_stays(text: str) -> bool:
    """True where some sentence of the text says that what was told before still holds as a whole."""
    return any(stays(sentence) for sentence in _sentences(text))


def _sentences(text: str) -> Iterator[str]:
    return (part.replace("\n", " ") for part in _SENTENCE.split(text) if part.strip())


def says_no_change(text: str, languages: Sequence[str] | None = None) -> bool:
    """True where the text confirms a receipt or that something still holds."""
    return formula("confirm", languages).stands_in(text) or matter("unchanged", languages).stands_in(text)
