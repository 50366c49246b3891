"""An engine for pages on which nothing is to be recognised."""

from __future__ import annotations

from parsers.engines import Recognised


class Blind:
    """An engine that must not be needed."""

    def languages(self) -> frozenset[str]:
        return frozenset()

    def recognise(self, picture: bytes, languages: tuple[str, ...], *, layout: int, dpi: int) -> list[Recognised]:
        raise AssertionError("nothing was to be recognised")

    def upright(self, picture: bytes, *, dpi: int) -> int:
        raise AssertionError("nothing was to be recognised")
