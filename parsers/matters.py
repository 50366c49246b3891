"""What mail is about beside nominations, in words: lexicon/matter, whose first file says what its kinds mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parsers.fields.names import begins_with_honorific
from parsers.lexicons import phrases_in
from parsers.phrases import Phrases
from parsers.words import formula

_SENTENCE = re.compile(r"(?<=[.!?;؟؛])\s+|(?<=[。！？；])|\n\s*\n")
_SHORTENED = re.compile(r"(?<!\S)[^\W\d_]{1,6}\.$")
_LONGEST_SHORTENED = 7
"""Characters of the longest title that is shortened, its full stop with them."""


def matter(kind: str, languages: Sequence[str] | None = None) -> Phrases:
    """The phrases of one kind, of these languages together (of all where none is named)."""
    return phrases_in("matter", kind, languages)


def stays(sentence: str, languages: Sequence[str] | None = None) -> bool:
    """True where the sentence says that what was told before still holds, and not only of what is left over."""
    return matter("unchanged", languages).stands_in(sentence) and not matter("rest", languages).stands_in(sentence)


def everything_stays(text: str) -> bool:
    """True where some sentence of the text says that what was told before still holds as a whole."""
    return any(stays(sentence) for sentence in sentences(text))


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text, each on one line; a full stop behind a form of address ("Mr.") or before a small letter
    ends none."""
    begun = ""
    for part in _SENTENCE.split(text):
        if begun and not (part[:1].islower() or _ends_in_title(begun)):
            yield begun.replace("\n", " ")
            begun = ""
        begun = f"{begun} {part}" if begun else part.strip()
    if begun.strip():
        yield begun.replace("\n", " ")


def _ends_in_title(text: str) -> bool:
    word = _SHORTENED.search(text, max(0, len(text) - _LONGEST_SHORTENED)) if text.endswith(".") else None
    return word is not None and begins_with_honorific(f"{word[0]} Nnnn Nnnnn")


def says_no_change(text: str, languages: Sequence[str] | None = None) -> bool:
    """True where the text confirms a receipt or that something still holds."""
    return formula("confirm", languages).stands_in(text) or matter("unchanged", languages).stands_in(text)
