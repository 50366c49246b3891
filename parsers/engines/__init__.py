"""Outside programs, one module each, and what the readers are given of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Recognised:
    """A word that character recognition found.

    Its box is in picture elements from the top left; the confidence, 0 to 1, is the engine's."""

    text: str
    left: int
    top: int
    width: int
    height: int
    confidence: float
    line: tuple[int, int, int] = (0, 0, 0)
    """The engine's own block, paragraph and line."""


@dataclass(frozen=True, slots=True)
class LineRead:
    """A line of text as a reader of single lines saw it: every character's confidence, and where on the line it begins (0 to 1)."""

    text: str
    confidences: tuple[float, ...]
    places: tuple[float, ...]


class RecognitionFailed(Exception):
    """A program that recognises characters did not do so; the message says why."""


class LineReadingFailed(RecognitionFailed):
    """The reader of single lines is there and broken; the page can still be read without it."""


class Recogniser(Protocol):
    """Characters from pictures. Languages are the engine's codes (`eng`, `chi_sim`)."""

    def languages(self) -> frozenset[str]:
        """The languages it can read, empty where the program is missing."""
        ...

    def recognise(self, picture: bytes, languages: tuple[str, ...], *, layout: int, dpi: int) -> list[Recognised]:
        """The words of a picture (PNG, BMP or PNM), in the engine's order; `layout` is its page segmentation mode."""
        ...

    def upright(self, picture: bytes, *, dpi: int) -> int:
        """By how many degrees clockwise (0, 90, 180, 270) the picture must be turned to be read."""
        ...


class ConversionFailed(Exception):
    """A program that converts documents did not do so; the message says why."""


class Converter(Protocol):
    """Documents of other formats, and damaged ones, brought into DOCX."""

    def docx(self, data: bytes, kind: str) -> bytes:
        """The file as DOCX; `kind` is how such files' names end (`doc`, `rtf`). Raises ConversionFailed."""
        ...


class LineReader(Protocol):
    """Characters from pictures of single lines, by other means than the recogniser's, so that both seldom err alike."""

    def available(self) -> bool:
        """True where it is installed."""
        ...

    def read(self, lines: Sequence[Any]) -> list[LineRead]:
        """The text of each picture, in their order; raises LineReadingFailed."""
        ...


class NoLineReader:
    """Stands where no reader of single lines is."""

    def available(self) -> bool:
        """False."""
        return False

    def read(self, lines: Sequence[Any]) -> list[LineRead]:
        """Raises LineReadingFailed."""
        raise LineReadingFailed("There is no reader of single lines.")


def _tesseract() -> Recogniser:
    from parsers.engines.tesseract import Tesseract

    return Tesseract()


def _rapid() -> LineReader:
    from parsers.engines.rapidocr import Rapid

    return Rapid()


@dataclass(frozen=True, slots=True)
class Engines:
    """The outside programs that readers may use."""

    recogniser: Recogniser = field(default_factory=_tesseract)
    converter: Converter | None = None
    """For what the readers fail on; without it, they fail."""
    second: LineReader = field(default_factory=_rapid)
