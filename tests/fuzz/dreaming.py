"""A recogniser that dreams: it finds in any picture what the fuzzer's bytes say, whatever the picture shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PIL import Image, ImageDraw

from parsers.engines import LineRead, Recognised

SIZE = (420, 460)
"""Picture elements of the drawn page: larger than a logo, small enough to be looked at a thousand times."""
_WORDS = 80
_HEAD = 6
"""Bytes of a line that say where its words stand; what follows them is the words."""


class Dreaming:
    """Character recognition and the second reader of lines in one. Each line of the bytes is a line on the page."""

    def __init__(self, told: bytes) -> None:
        self._told = told
        self._words = _words(told)

    def languages(self) -> frozenset[str]:
        """All that the readers know how to ask for."""
        return frozenset({"eng", "fra", "spa", "deu", "por", "rus", "ara", "chi_sim"})

    def recognise(self, picture: bytes, languages: tuple[str, ...], *, layout: int, dpi: int) -> list[Recognised]:
        """The dreamt words; another model dreams the same lines with every third word left out."""
        return self._words if layout == 3 else [word for n, word in enumerate(self._words) if n % 3]

    def upright(self, picture: bytes, *, dpi: int) -> int:
        """Any of the four ways."""
        return 90 * (len(self._told) % 4)

    def available(self) -> bool:
        """Installed for half of all dreams."""
        return len(self._told) % 2 == 0

    def read(self, lines: Sequence[Any]) -> list[LineRead]:
        """A dreamt line for each picture, one after the other."""
        texts = [line[_HEAD:].decode("utf-8", "replace") for line in self._told.split(b"\n")]
        return [_line(texts[n % len(texts)], 0.5 + n % 6 / 10) for n in range(len(lines))]


def page(told: bytes) -> Image.Image:
    """A page with ink where the words stand, and rules as of a table where their line is marked."""
    picture = Image.new("L", SIZE, 250)
    pen = ImageDraw.Draw(picture)
    for word in _words(told):
        pen.rectangle((word.left, word.top, word.left + word.width, word.top + word.height), fill=30)
        if word.line[2] % 2:
            pen.line((0, word.top - 3, SIZE[0], word.top - 3), fill=0, width=2)
            pen.line((word.left - 3, 0, word.left - 3, SIZE[1]), fill=0, width=2)
    return picture


def _words(told: bytes) -> list[Recognised]:
    words: list[Recognised] = []
    for number, line in enumerate(told.split(b"\n")):
        head = line[:_HEAD].ljust(_HEAD, b"\x40")
        left, top, height = head[0], (head[1] + 12 * number) % SIZE[1], 1 + head[2] % 40
        for text in line[_HEAD:].decode("utf-8", "replace").split():
            width = 1 + len(text) * (1 + head[3] % 12)
            words.append(
                Recognised(text, left % SIZE[0], top, width, height, head[4] / 255, (head[5] % 3, number, head[5]))
            )
            left += width + head[3] % 25
    return words[:_WORDS]


def _line(text: str, confidence: float) -> LineRead:
    return LineRead(text, (confidence,) * len(text), tuple(n / max(1, len(text)) for n in range(len(text))))
