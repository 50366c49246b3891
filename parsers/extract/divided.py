"""Words that a line's end divides: whether the hyphen there is the typesetter's or the word's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from parsers.extract.grammar import words
from parsers.fold import fold
from parsers.lexicons import LANGUAGES, lexicon, section

if TYPE_CHECKING:
    from parsers.extract.passages import Passage

_FIRST_HALF = re.compile(r"(?:^|[^\w'’])((?:[^\W\d_]+['’])?)([^\W\d_]{2,})-$")
_SECOND_HALF = re.compile(r"([^\W\d_]{2,})(?![\w@])")
_CAPITALS = 3
"""Letters of a half in capitals, by which a word in capitals is told from an acronym before a hyphen."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_HALF = 4
"""Letters of which both halves of a compound have at least so many, where each is a word."""
_LINKED = 6
"""Letters of the second half of a compound that a vowel links ("информационно-коммуникационный")."""
_LINKING = ("o", "о", "е")
_ENDING = 3
"""Letters of a word in which its forms differ."""
_WHOLE = 5
"""Letters from which a word is not two by chance."""


def joint_of(before: str, after: str) -> str | None:
    """What stands between the halves of a word of which the first ends with a hyphen at a line's end: nothing, the hyphen, or the
    hyphen and a space where another word is left out ("Sicherheits- und"); None where no word is divided there."""
    found = _halves(before, after)
    if found is None:
        return None
    first, second = found
    if second in words("conjunctions"):
        return "- "
    return "-" if _is_compound(first, second) else ""


def is_told(before: str, after: str) -> bool:
    """True where the whole word is known, or both halves are, and not in both ways."""
    found = _halves(before, after)
    if found is None or found[1] in words("conjunctions"):
        return True
    first, second = found
    if first in words("compounding"):
        return not _joined(first, second)
    return _joined(first, second) or {first, second} <= _known_words()


def doubtful_division(passage: Passage) -> bool:
    """True where the text goes on over a line's end at which it is not sure whether a hyphen belongs to the word."""
    return any(not is_told(before, after) for before, after in _ends(passage))


def _ends(passage: Passage) -> Iterator[tuple[str, str]]:
    for one, other in pairwise(passage.pieces):
        before = one.line.text[: one.offset + one.length + 1].rstrip()
        if one.line is not other.line and before.endswith("-"):
            yield before, passage.text[other.start : other.start + other.length]


def _halves(before: str, after: str) -> tuple[str, str] | None:
    """Both halves, folded, where the second goes on as the first ended: in small letters, or in capitals."""
    first, second = _FIRST_HALF.search(before), _SECOND_HALF.match(after)
    if first is None or second is None:
        return None
    one, other = first[2], second[1]
    small = one[-1].islower() and other.islower()
    capitals = one.isupper() and other.isupper() and min(len(one), len(other)) >= _CAPITALS
    return (fold(one), fold(other)) if small or capitals else None


def _is_compound(first: str, second: str) -> bool:
    if first in words("compounding"):
        return True
    if _joined(first, second):
        return False
    known = _known_words()
    if min(len(first), len(second)) >= _HALF and first in known and second in known:
        return True
    return first.endswith(_LINKING) and len(first) >= _LINKED and len(second) >= _LINKED


def _joined(first: str, second: str) -> bool:
    """True where both together are a word that is known, or another ending of one."""
    whole = first + second
    if len(whole) < _WHOLE:
        return False
    return whole in _known_words() or any(
        whole[:size] in _stems() for size in range(max(len(whole) - _ENDING, len(first) + 1, _WHOLE), len(whole))
    )


@cache
def _known_words() -> frozenset[str]:
    """Every word of the lexicons' labels, titles and formulae, and of the words of grammar."""
    data = (one for language in LANGUAGES for one in (lexicon(language).data, section("grammar", language)))
    return frozenset(word for one in data for word in _words_in(one))


@cache
def _stems() -> frozenset[str]:
    """The known words of some length without their endings."""
    return frozenset(word[:-_ENDING] for word in _known_words() if len(word) >= _WHOLE + _ENDING)


def _words_in(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        if not data.startswith("re:"):
            yield from _WORD.findall(fold(data))
        return
    for part in data.values() if isinstance(data, Mapping) else data if isinstance(data, Sequence) else ():
        yield from _words_in(part)
