"""A text as a recogniser of figures and addresses wants it: one kind of digit, dash, space and sign, nothing invisible."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_SIGNS = {
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    **dict.fromkeys("\u00a0\u2007\u2008\u2009\u200a\u202f\u3000\u2002\u2003", " "),
    **dict.fromkeys("•·", "."),
    **{"﹢": "+", "﹫": "@", "、": ",", "⁄": "/", "٫": ".", "،": ",", "؛": ";"},
}


class _Characters(dict[int, str]):
    """Every character met so far with what stands for it."""

    def __missing__(self, code: int) -> str:
        readable = self[code] = _readable(chr(code))
        return readable


_CHARACTERS = _Characters()


class Readable:
    """`text` is the original with digits of every script, full-width signs, dashes and spaces in ASCII and invisible marks left
    out; `span` leads back. Stretches can be replaced by one character each on the way."""

    def __init__(self, original: str, replaced: list[tuple[int, int, str]] | None = None) -> None:
        self._places: list[int] | range
        if not replaced and original.isascii():
            self.text, self._places = original, range(len(original))
            return
        if not replaced and len(readable := original.translate(_CHARACTERS)) == len(original):
            self.text, self._places = readable, range(len(original))
            return
        characters: list[str] = []
        places: list[int] = []
        cut = 0
        for start, end, sign in [*(replaced or []), (len(original), len(original), "")]:
            for place in range(cut, start):
                character = _CHARACTERS[ord(original[place])]
                if character:
                    characters.append(character)
                    places.append(place)
            if sign:
                characters.append(sign)
                places.append(start)
            cut = end
        self.text = "".join(characters)
        self._places = places

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's places of a stretch of the readable text, which must not be empty."""
        return self._places[start], self._places[end - 1] + 1


def _readable(character: str) -> str:
    if character < "\u0080":
        return character
    if _INVISIBLE.match(character):
        return ""
    if character in _SIGNS:
        return _SIGNS[character]
    if "\uff01" <= character <= "\uff5e":
        return chr(ord(character) - 0xFEE0)
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(digit)
