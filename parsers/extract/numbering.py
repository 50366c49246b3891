"""Numbers before a line's text, in figures or in words."""

from __future__ import annotations

import re

from parsers.fold import fold_with_places

_NUMBER = re.compile(
    r"^\W*(?:[ivxIVX]{1,4}|[A-Ha-hА-Еа-е]|\d{1,2}|[一二三四五六七八九十]{1,3}|[أ-ي])\s?[.)、．:/°º-]\W*|^\W+|\W+$"
)
_ORDINAL = re.compile(
    r"^\W*(?:أولا|ثانيا|ثالثا|رابعا|خامسا|سادسا|اولا|во-первых|во-вторых|в-третьих|first(?:ly)?|second(?:ly)?|third(?:ly)?"
    r"|primero|segundo|tercero|en primer lugar|en segundo lugar|premierement|deuxiemement|troisiemement|primo|secundo"
    r"|d'une part|d'autre part|en premier lieu|en second lieu|primeiro|terceiro|em primeiro lugar|em segundo lugar"
    r"|erstens|zweitens|drittens|第[一二三四五六七八九十]|其[一二三四])\W*(?:[:：،,.)、–—-]|$)\W*",
    re.IGNORECASE,
)
"""Numbering in words."""


def without_number(text: str) -> str:
    """The text without numbering and signs around it."""
    bare = text.strip()
    ordinal = _ordinal_end(bare)
    return _NUMBER.sub("", bare[ordinal:])


def is_ordinal(text: str) -> bool:
    """True for a number in words alone ("أولا", "во-первых")."""
    return bool(text.strip()) and _ordinal_end(text.strip()) >= len(text.strip())


def _ordinal_end(text: str) -> int:
    folded = fold_with_places(text[:40])
    found = _ORDINAL.match(folded.text)
    return folded.span(0, found.end())[1] if found else 0
