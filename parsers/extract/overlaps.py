"""How the places of found words lie to one another."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.fields.found import Found


def within(found: Found, others: Sequence[Found]) -> bool:
    """True where it is a part of one of the others, or as long."""
    return any(other.start <= found.start and found.end <= other.end for other in others)


def overlaps(found: Found, others: Sequence[Found]) -> bool:
    """True where it shares a place with one of the others."""
    return any(found.start < other.end and other.start < found.end for other in others)


def not_in(found: Found, others: Sequence[Found]) -> list[Found]:
    """The others that are no part of it, or as long."""
    return [other for other in others if not within(other, [found]) or within(found, [other])]
