"""Regular expressions that are compiled when they are first used: a message needs but half of those that its readers know."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, AnyStr, cast


class _Later:
    """Stands in a compiled expression's place, and has all of its methods from the first use on."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "split", "sub"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def later(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The expression, for those that few messages need or that take long to compile, as all with thousands of Han characters do.

    A mistake in it shows at the first use only."""
    return cast("re.Pattern[AnyStr]", _Later(pattern, flags))


class _Reaching:
    """Stands in an expression's place that matches nothing but texts with a character from `first` on, and looks at no other."""

    def __init__(self, first: str, expression: re.Pattern[str]) -> None:
        self.first, self.expression = first, expression

    def search(self, text: str, *places: int) -> re.Match[str] | None:
        return self.expression.search(text, *places) if reaches(text, self.first) else None

    def match(self, text: str, *places: int) -> re.Match[str] | None:
        return self.expression.match(text, *places) if reaches(text, self.first) else None

    def fullmatch(self, text: str, *places: int) -> re.Match[str] | None:
        return self.expression.fullmatch(text, *places) if reaches(text, self.first) else None

    def finditer(self, text: str, *places: int) -> Iterator[re.Match[str]]:
        return self.expression.finditer(text, *places) if reaches(text, self.first) else iter(())

    def findall(self, text: str, *places: int) -> list[Any]:
        return self.expression.findall(text, *places) if reaches(text, self.first) else []

    def sub(self, other: str, text: str) -> str:
        return self.expression.sub(other, text) if reaches(text, self.first) else text

    def __getattr__(self, name: str) -> Any:
        return getattr(self.expression, name)


def reaching(first: str, pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The expression, for those that match nothing but texts with a character from `first` on, which is not ASCII: expressions for
    Han characters, say, are compiled for messages that have any."""
    return cast("re.Pattern[str]", _Reaching(first, later(pattern, flags)))


def reaches(text: str, first: str) -> bool:
    """True where the text has a character from `first` on, which is not ASCII."""
    return not text.isascii() and max(text) >= first
