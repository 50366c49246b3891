"""Recitals: what somebody said before the nomination ("the Minister, Mr A, having stressed the importance of the process, ...")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.extract.anchors import address_length
from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.roles import mentions
from parsers.fields.found import Found
from parsers.lexicons import phrases_in
from parsers.words import formula

_SUBJECT = re.compile(r"[A-ZÀ-ÝА-ЯЁ]|[\u0621-\u064a\u3400-\u9fff]{2}")
"""What a subject has, and "is hereby" has not: a capital, or letters that know none."""


def of_bystanders(
    text: str, recitals: Sequence[Found], people: Sequence[int], context: Context
) -> list[tuple[int, int]]:
    """The recitals of those who are not nominated, each with the whole form of address: somebody else is, an office or
    nobody, and no pronoun behind points back into them."""
    spans = [(_with_address(text, found.start, people, context), found.end) for found in recitals]
    others = [at for at in people if not any(low <= at < high for low, high in spans)]
    back = phrases_in("bystanders", "points_back", context.languages).find(text) if spans else []
    kept: list[tuple[int, int]] = []
    for low, high in spans:
        following = min((at for at in others if at >= high), default=len(text))
        pointed = any(high <= pronoun.start < following for pronoun in back)
        if not pointed and (others or _means_nobody(text[:low], text[high:], context)):
            kept.append((low, high))
    return kept


def _with_address(text: str, low: int, people: Sequence[int], context: Context) -> int:
    """Where the recital begins, or before it the form of address that goes on in it ("the Minister, Dr A, having ...")."""
    return next((at for at in people if at < low <= at + address_length(text, at, context)), low)


def _means_nobody(before: str, text: str, context: Context) -> bool:
    """True where what stands around a recital nominates nobody, or a subject of its own nominates a body."""
    nominating = formula("nominate", context.languages).find(text)
    if not nominating and not any(mentions(part, context.languages) for part in (before, text)):
        return not formula("nominate", context.languages).stands_in(before)
    return any(
        has_subject(text[: found.start])
        and any(grammar(kind, context.languages).stands_in(text[found.end :]) for kind in ("teams", "bodies"))
        for found in nominating
    )


def has_subject(text: str) -> bool:
    """True where somebody is named before a verb, rather than "is hereby"."""
    return _SUBJECT.search(text) is not None
