"""Heads of columns that call one contact the principal and another the alternate."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.words import formula

_LONGEST_HEAD = 60
_PAIR = 2


def rank_of(head: str, languages: Sequence[str]) -> bool | None:
    """True for the head of an alternate, False for that of a principal, None for any other text."""
    if not head.strip() or len(head) > _LONGEST_HEAD or "@" in head:
        return None
    kinds = formula("alternate", languages), grammar("deputies", languages)
    if any(kind.stands_in(head) for kind in kinds):
        return True
    return False if grammar("principal", languages).stands_in(head) else None


def rank_named(head: str, context: Context) -> bool | None:
    """The same for a head that is nothing else."""
    kinds = formula("alternate", context.languages), grammar("deputies", context.languages)
    if any(kind.is_whole(head) for kind in kinds):
        return True
    return False if grammar("principal", context.languages).is_whole(head) else None


def are_ranks(heads: Sequence[str], context: Context) -> bool:
    """True for two heads of which one calls a principal and the other an alternate."""
    return len(heads) == _PAIR and {rank_of(head, context.languages) for head in heads} == {True, False}


def is_alternate(head: str, heads: Sequence[str], context: Context) -> bool:
    """True for the head of an alternate's column: a word for a deputy tells it only beside the head of a principal's."""
    deputy = rank_named(head, context) is True and any(rank_named(other, context) is False for other in heads)
    return deputy or formula("alternate", context.languages).stands_in(head)
