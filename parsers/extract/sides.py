"""Which of two heads of columns tells what was, and which what is to be."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from domain.submission import Action
from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.grids import Grid
from parsers.extract.passages import Passage
from parsers.extract.ranks import are_ranks
from parsers.extract.titles import title_of
from parsers.fields.found import Found
from parsers.lexicons import phrases_in
from parsers.words import Label, formula

_WIDTH = 3
"""Columns of such a table: what is asked, and the two."""
_LONGEST_HEAD = 60
_FRESH = ("changed_to", "incoming", "heads_after", "heads_now")
_PAST = ("leaving", "changed_from", "outgoing", "heads_before", "heads_was")
_GOES, _COMES = "outgoing", "incoming"
_UNTIL, _SINCE = "until", "since"
_PAIR = 2
_SIDES = {"leaver": Action.REMOVE, "comer": Action.ADD}
_PAST_FORMULAE = ("old_value", "new_value", "withdraw")


def sides_of(heads: Mapping[int, Passage], width: int, context: Context, *, same: bool) -> tuple[int, int] | None:
    """The columns of old and of new particulars, where the heads tell two such columns; `same` says that both are surely of one
    contact, so that one head's word is enough."""
    if width != _WIDTH or len(heads) < width - 1:
        return None
    if any(len(heads[c].text) > _LONGEST_HEAD for c in (1, 2) if c in heads):
        return None
    if (days := _by_days(heads, context)) is not None:
        return days
    if _are_ranks(heads, context):
        return None
    fresh = [c for c in (1, 2) if c in heads and is_fresh(heads[c].text, context)]
    if len(fresh) > 1:
        # 更新前, "before the new rule"
        fresh = [c for c in fresh if not grammar("heads_before", context.languages).stands_in(heads[c].text)]
    if len(fresh) == 1 and is_past(heads[3 - fresh[0]].text, context):
        return 3 - fresh[0], fresh[0]
    if not fresh and (by_now := _by_now(heads, context)) is not None:
        return by_now
    if not same or any(title_of(heads[c].text, context.languages) for c in (1, 2)):
        return None
    if len(fresh) == 1:
        return 3 - fresh[0], fresh[0]
    gone = [c for c in (1, 2) if grammar("heads_before", context.languages).stands_in(heads[c].text)]
    return (gone[0], 3 - gone[0]) if len(gone) == 1 and not fresh else None


def one_side_of(heads: Mapping[int, Passage], context: Context) -> tuple[int, int] | None:
    """The same for two columns that are surely of two people, each of its own: one head's word is enough."""
    if (told := sides_of(heads, _WIDTH, context, same=False)) is not None or _are_ranks(heads, context):
        return told
    past, fresh = ([c for c, head in heads.items() if told(head.text, context)] for told in (is_past, is_fresh))
    if len(past) == 1 and not fresh:
        return past[0], 3 - past[0]
    return (3 - fresh[0], fresh[0]) if len(fresh) == 1 and not past else None


def _are_ranks(heads: Mapping[int, Passage], context: Context) -> bool:
    """True for a principal beside an alternate, neither of whom is said to leave."""
    texts = [head.text for head in heads.values()]
    return are_ranks(texts, context) and not any(is_past(text, context) for text in texts)


def _by_days(heads: Mapping[int, Passage], context: Context) -> tuple[int, int] | None:
    """The columns of who is in office up to a day and of who is from then on ("Until 31 August | From 1 September")."""
    if not all(c in heads and re.search(r"\d", heads[c].text) for c in (1, 2)):
        return None
    told = [_day_told(heads[c].text, context) for c in (1, 2)]
    if told[0] == told[1]:
        return None
    # one of the two days told as the last or the first is enough
    return (1, 2) if told[0] == _UNTIL or told[1] == _SINCE else (2, 1)


def _day_told(head: str, context: Context) -> str | None:
    """Whether a head tells a last or a first day; None where it tells none, or both."""
    told = [kind for kind in (_UNTIL, _SINCE) if phrases_in("circumstances", kind, context.languages).stands_in(head)]
    return told[0] if len(told) == 1 else None


def _by_now(heads: Mapping[int, Passage], context: Context) -> tuple[int, int] | None:
    """The columns of what was and of what is now ("Previous | Current"), where only the one beside it is surely past."""
    now = [c for c in (1, 2) if grammar("heads_current", context.languages).stands_in(heads[c].text)]
    if len(now) != 1 or not is_past(heads[3 - now[0]].text, context):
        return None
    return 3 - now[0], now[0]


def is_fresh(head: str, context: Context) -> bool:
    """True where the head has a word for what is to be that is no part of words for what was ("au lieu de")."""
    past = [found for kind in _PAST for found in grammar(kind, context.languages).find(head)]
    past += formula("old_value", context.languages).find(head)
    fresh = [found for kind in _FRESH for found in grammar(kind, context.languages).find(head)]
    return any(not any(_is_part(one, whole) for whole in past) for one in fresh)


def _is_part(one: Found, whole: Found) -> bool:
    return whole.start <= one.start and one.end <= whole.end and one.end - one.start < whole.end - whole.start


def is_past(head: str, context: Context) -> bool:
    """True for the head of a column of what was: old values, or somebody who leaves."""
    leaving = any(grammar(kind, context.languages).stands_in(head) for kind in _PAST)
    return leaving or any(formula(kind, context.languages).stands_in(head) for kind in _PAST_FORMULAE)


def acts_down(
    grid: Grid, heads: int, labels: Sequence[Label | None], context: Context
) -> tuple[dict[int, Action], bool]:
    """What is done to the contact of each row below the heads, where cells that no head explains call some outgoing and others
    incoming, and whether they say both; empty where they say neither."""
    for column in range(grid.width):
        cells = {n: grid.rows[n][column].text for n in range(heads + 1, len(grid.rows)) if grid.rows[n][column]}
        if labels[column] is not None or any(len(text) > _LONGEST_HEAD for text in cells.values()):
            continue
        gone = {n for n, text in cells.items() if is_past(text, context) and not is_fresh(text, context)}
        come = {n for n, text in cells.items() if is_fresh(text, context) and not is_past(text, context)}
        rest = set(cells) - gone - come
        if gone and come and not rest:
            return {**dict.fromkeys(gone, Action.REMOVE), **dict.fromkeys(come, Action.ADD)}, True
        surely = all(grammar(_GOES if gone else _COMES, context.languages).stands_in(cells[n]) for n in gone or come)
        if len(gone or come) == len(rest) and surely and not (gone and come):
            gone, come = (gone, rest) if gone else (rest, come)
            return {**dict.fromkeys(gone, Action.REMOVE), **dict.fromkeys(come, Action.ADD)}, False
    return {}, True


def side_beside(grid: Grid, at: int, filled: Sequence[int], column: int) -> Action | None:
    """What is done to those whose particulars stand beside a cell that says "outgoing" or "incoming" over several rows."""
    label = grid.label(at, filled[0]) if column == 0 and len(filled) > _PAIR else None
    if label is None or label.codes[0] not in _SIDES or not grid.asks(at, filled[1]):
        return None
    return _SIDES[label.codes[0]]
