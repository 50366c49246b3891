"""Regular expressions that are compiled when they are first used: a message needs but half of those that its readers know."""

from __future__ import annotations

import re
from typing import Any, cast


class _Later:
    """Stands in a compiled expression's place, and has all of its methods from the first use on."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "split", "sub"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The expression, for those that few messages need or that take long to compile, as all with thousands of Han characters do.

    A mistake in it shows at the first use only."""
    return cast("re.Pattern[str]", _Later(pattern, flags))
