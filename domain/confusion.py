"""Letters that are taken for others: what a text looks like, and whether two differ by one letter. Pure."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_ALIKE = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("0", "o"), ("1", "l"), ("i", "l"))
"""Plain letters that are taken for each other in the small print of a mail program; those of other alphabets the library knows."""
_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN")
"""Alphabets with letters in common shapes; no honest word mixes them."""


@lru_cache(maxsize=8192)
def skeleton(text: str) -> str:
    """What the text looks like, in plain letters: two that may be taken for each other have one skeleton."""
    plain = _unaccented(text)
    if not plain.isascii():
        plain = _unaccented("".join(_latin(letter) for letter in plain))
    plain = plain.casefold()
    for taken, for_ in _ALIKE:
        plain = plain.replace(taken, for_)
    return plain


def looks_the_same(host: str, known: str) -> bool:
    """True for mfa.g0v.sg beside mfa.gov.sg, of the same country or kind; mfa.lt is another country's than mfa.it."""
    (name, _, ending), (other, _, same) = host.rpartition("."), known.rpartition(".")
    return ending == same and name != other and len(other) > 3 and skeleton(name) == skeleton(other)


def one_letter_apart(one: str, other: str) -> bool:
    """True where one letter more, less or other, or two neighbours exchanged, make the one of the other; a figure for another
    does not count, for that is how people number their own."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    if len(a) == len(b):
        exchanged = len(a) > 1 and a[0] == b[1] and a[1] == b[0] and a[2:] == b[2:]
        return exchanged or (a[1:] == b[1:] and not (a[0].isdecimal() and b[0].isdecimal()))
    return a[1:] == b if len(a) > len(b) else a == b[1:]


def mixes_alphabets(label: str) -> bool:
    """True where a word is of letters of more than one alphabet among those that look alike."""
    found = {name for letter in label if (name := unicodedata.name(letter, "").partition(" ")[0]) in _ALPHABETS}
    return len(found) > 1


def _unaccented(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


@lru_cache(maxsize=4096)
def _latin(letter: str, further: bool = True) -> str:
    """The plain letters for which this one may be taken, else itself."""
    if letter.isascii():
        return letter
    # Its tables take a while to load, and hardly any mail needs them.
    from confusable_homoglyphs.confusables import is_confusable

    found = is_confusable(letter) or []
    alike = [_unaccented(other["c"]) for one in found for other in one["homoglyphs"]]
    if further:
        alike.extend(_latin(other, False) for other in list(alike) if len(other) == 1 and other != letter)
    return next((other for other in alike if other.isascii() and other.isalnum()), letter)
