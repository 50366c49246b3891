"""Deputies spoken of without a name: their addresses and numbers are not those of the contact whose deputies they are."""

from __future__ import annotations

import re

from parsers.expressions import later
from parsers.extract.anchors import anchors
from parsers.extract.circumstances import circumstance
from parsers.extract.context import Context
from parsers.scripts import HAN_SIGN

_NAMED = later(r"(?<![.:]\s)\b[A-ZÀ-ÖØ-ÞА-ЯЁ][\w'’-]+[\s,(]+[A-ZÀ-ÖØ-ÞА-ЯЁ]")
"""Two words with capitals, as names have."""
_UNTIL_NAMED = 28
"""Characters behind the word for a deputy, at most, in scripts without capitals, where nobody is named."""
_LONGEST_HAN = 14
_CAPITALS = re.compile(r"[A-Za-zÀ-ɏЀ-ӿ]{3}")


def is_deputys(left: str, context: Context) -> bool:
    """True where the last words before a value say that it is somebody's deputy's, who is not named between."""
    hits = circumstance("deputys").find(left)
    return bool(hits) and not _is_named(left[hits[-1].end :], context)


def _is_named(between: str, context: Context) -> bool:
    if anchors(between, context):
        return True
    if HAN_SIGN.search(between):
        return len(between) > _LONGEST_HAN
    if not _CAPITALS.search(between):
        return len(between) > _UNTIL_NAMED
    return _NAMED.search(between) is not None
