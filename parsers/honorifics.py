"""Honorifics as they are compared: folded, without punctuation, so that H.E. and HE are one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from parsers.fold import fold, fold_all

_SPACES = re.compile(r"\s+")
_SIGNS = re.compile(r"[.,:;()\[\]\"'/]+")


@lru_cache(maxsize=8192)
def plain_title(text: str) -> str:
    """A title folded, without punctuation: H.E., HE and H. E. are told apart by their spaces only."""
    return _plain(fold(text))


def plain_titles(texts: Sequence[str]) -> frozenset[str]:
    """Each of these titles as `plain_title` makes it; nothing is remembered of them."""
    return frozenset(map(_plain, fold_all(texts)))


def _plain(folded: str) -> str:
    return _SPACES.sub(" ", _SIGNS.sub("", folded)).strip(" -")
