"""Which of a sentence's addresses and numbers are new ones and which old ones. Their words are in lexicon/changes, whose first file
says what its kinds mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from parsers.expressions import later
from parsers.extract.anchors import anchors
from parsers.extract.arrows import BACK, ONWARD
from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.other_means import rules_out_others
from parsers.extract.reach import numbers_in
from parsers.extract.value_ends import ends_here
from parsers.fields.emails import find_emails
from parsers.fields.found import Found
from parsers.fold import fold
from parsers.lexicons import phrases_in
from parsers.words import Phrases, formula, phrases

_ABBREVIATED = "".join(rf"(?<![A-ZÀ-ÖØ-ÞА-Я][^\W\d_]{{{letters}}})" for letters in range(1, 5))
_STOP = re.compile(rf"[;؛；。\n]|{_ABBREVIATED}(?<=[^\W\d_]{{3}})[.!?؟]\s|(?<=[\d)])\.\s")
"""The end of a sentence; short words that begin with a capital are forms of address ("Ing.")."""
_FIGURES = re.compile(r"\d\d\d")
_LED = later(r"[^\w)）\]]*(?:[\w'’.-]+[^\w)）\]]+){0,3}(?:[\w'’.-]{1,24}['’]?[^\w)）\]]*)?")
"""What may stand between words for old or new and their value: an article, a noun, an opening bracket or quote."""
_BESIDE = later(r"[^\w(（\[]*(?:\w+\W+){0,2}")
"""What may stand between a value and the words behind it that call it an old one; in brackets they are alone."""
_CLOSED = later(r"\s*[(（\[][^\w]*")
_BEFORE = 60
"""Characters before a value in which words say that it is to go."""
_AROUND = 90
"""Characters before a value in which words for old or new stand."""
_SENTENCE = 160
"""Characters behind the only value of a sentence within which the sentence says that it is out of use."""
_TO_NOUN = 25
"""Characters before such words within which the noun stands that they call old."""
_OPENS = re.compile(r"[(（\[]")
_SHORT = 3
"""Letters of a preposition, which counts between two values only where nothing else stands there."""
_NOUNS = ("email", "phone", "mobile")


class Side(StrEnum):
    """What is said of an address or number: it holds no more, holds from now on, or neither."""

    OLD = "old"
    NEW = "new"
    UNTOLD = "untold"


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of one value, and the words that say it."""

    side: Side = Side.UNTOLD
    words: tuple[tuple[int, int], ...] = ()


def new_ones(text: str, found: list[Found], context: Context) -> list[Found]:
    """Of several values of one kind those that are not the old ones; all where everything would be left out and other words than
    those for changed values say so."""
    found = [value for value in found if not ends_here(text, value.start, max(0, value.start - _BEFORE))]
    said = sides(text, found, context)
    if any(one.side is not Side.UNTOLD for one in said):
        return [value for value, one in zip(found, said, strict=True) if one.side is not Side.OLD]
    return _not_former(text, _in_use(text, found, context), context)


def words_of_change(text: str, context: Context) -> list[Found]:
    """The words of a sentence that call an address or number of it old or new."""
    told: list[Found] = []
    for values in (find_emails(text), numbers_in(text, context)) if "@" in text or _FIGURES.search(text) else ():
        said = [one for one in sides(text, values, context) if one.side is not Side.UNTOLD]
        told += [Found(text[start:end], start, end) for one in said for start, end in one.words]
    return told


def old_ones(text: str, context: Context) -> set[int]:
    """Where the addresses and numbers begin that the text calls old ones."""
    return {
        value.start
        for values in (find_emails(text), numbers_in(text, context))
        for value, said in zip(values, sides(text, values, context), strict=True)
        if said.side is Side.OLD
    }


def sides(text: str, found: Sequence[Found], context: Context) -> list[Said]:
    """What the text says of each of several values of one kind, in the order of the text."""
    said = [_by_words(text, found, at, context) for at in range(len(found))]
    for at, (one, other) in enumerate(pairwise(found)):
        if pair := _as_pair(text, one, other, context):
            said[at], said[at + 1] = pair
    if len(found) == 2 and {one.side for one in said} == {Side.OLD, Side.UNTOLD}:
        # of two the other one is new
        said = [one if one.side is Side.OLD else Said(Side.NEW) for one in said]
    elif len(found) == 2 and [one.side for one in said] == [Side.UNTOLD, Side.NEW]:
        left = text[max(0, found[0].start - _AROUND) : found[0].start]
        if _led(phrases_in("changes", "from", context.languages).find(left), left, context):
            said = [Said(Side.OLD, said[1].words), said[1]]
    return said


def _by_words(text: str, found: Sequence[Found], at: int, context: Context) -> Said:
    """What the words right before a value say of it, else those behind it."""
    value = found[at]
    low = max(found[at - 1].end if at else 0, value.start - _AROUND)
    left = text[low : value.start]
    low += max((stop.end() for stop in _STOP.finditer(left)), default=0)
    left = text[low : value.start]
    hits = [
        (hit.end, hit.end - hit.start, kind, hit)
        for kind in ("old", "new", "use")
        for hit in _led(phrases_in("changes", kind, context.languages).find(left), left, context)
        if kind != "old" or not rules_out_others(left[hit.end :], value, context.languages)
    ]
    if hits:
        _, _, kind, hit = max(hits, key=lambda one: one[:2])
        if kind == "use":
            return Said(Side.NEW)
        if kind == "old" and _is_put_in(left, hit, context):
            return Said(Side.NEW, ((low + hit.start, low + hit.end),))
        return Said(Side(kind), ((low + hit.start, low + hit.end),))
    until = found[at + 1].start if at + 1 < len(found) else len(text)
    right = text[value.end : until]
    if stop := _STOP.search(right):
        right = right[: stop.start()]
    older = phrases_in("changes", "old", context.languages)
    for hit in phrases_in("changes", "gone", context.languages).find(right[:_SENTENCE]):
        between = right[: hit.start]
        if at + 1 < len(found) and any(_led(older.find(right[hit.start :]), right[hit.start :], context)):
            continue  # "A (until now B)"
        beside = _BESIDE.fullmatch(between) or _CLOSED.fullmatch(between)
        if beside or (len(found) == 1 and _is_of_the_subject(text, value, hit, context)):
            return Said(Side.OLD, ((value.end + hit.start, value.end + hit.end),))
    return Said()


def _is_put_in(left: str, hit: Found, context: Context) -> bool:
    """True where a verb of replacement has another object, and the value stands behind "with" ("replace his data with: ...")."""
    if not formula("replace", context.languages).stands_in(left[hit.start : hit.end]):
        return False
    into = phrases_in("changes", "into", context.languages).find(left[hit.end :])
    return any(one.start and not re.search(r"\w", left[hit.end + one.end :]) for one in into)


def _led(hits: Sequence[Found], left: str, context: Context) -> Iterator[Found]:
    """The words that lead to a value which stands right behind this text: no name, role or other matter between."""
    own = phrases_in("changes", "prepositions", context.languages[:1])
    for hit in hits:
        between = left[hit.end :]
        if own.is_whole(left[hit.start : hit.end]):
            # the Portuguese "no" is no other language's "not"
            continue
        if not _LED.fullmatch(between) or (hit.start and left[hit.start - 1] in "-@."):
            continue
        words = re.findall(r"[^\W\d_]+", between)
        nouns = " ".join(
            between[noun.start : noun.end] for code in _NOUNS for noun in phrases("labels", code).find(between)
        )
        short = len(fold(left[hit.start : hit.end])) <= _SHORT
        named = any((word[0].isupper() or (short and len(word) > _SHORT)) and word not in nouns for word in words)
        joined = phrases("words", "and", context.address_languages).stands_in(between)
        if not named and not joined and not anchors(between, context) and not _is_of_an_office(left, hit):
            yield hit


def _is_of_an_office(left: str, hit: Found) -> bool:
    """True for a word behind an office, before a bracket with its holder's values ("le directeur précédent (tél. ...)")."""
    bracket = _OPENS.search(left, hit.end)
    if bracket is None or not hit.start:
        return False
    near = left[max(0, hit.start - _TO_NOUN) : bracket.start()]
    return not any(phrases("labels", code).stands_in(near) for code in _NOUNS)


def _is_of_the_subject(text: str, value: Found, hit: Found, context: Context) -> bool:
    """True for "the number A of our technical contact, Mr B, is out of service": the sentence begins with what is called."""
    left = text[max(0, value.start - _AROUND) : value.start]
    between = text[value.end : value.end + hit.start]
    return not anchors(left, context) and not phrases("words", "and", context.address_languages).stands_in(between)


def _as_pair(text: str, one: Found, other: Found, context: Context) -> tuple[Said, Said] | None:
    """What an arrow or words like "changed to" between two values say of them."""
    between = text[one.end : other.start]
    if _STOP.search(between):
        return None
    onward, back = ONWARD.search(between), BACK.search(between)
    if len(re.findall(r"\w+", between)) <= 2 and (onward is None) is not (back is None):
        words = ((one.end, other.start),)
        before, behind = (Side.OLD, Side.NEW) if onward else (Side.NEW, Side.OLD)
        return Said(before, words), Said(behind, words)
    older = [hit.end for hit in _led(phrases_in("changes", "old", context.languages).find(between), between, context)]
    for hit in _led(phrases_in("changes", "into", context.languages).find(between), between, context):
        if any(end >= hit.end for end in older):
            # "au lieu du"
            continue
        lone = not re.search(r"\w", between[: hit.start])
        if lone or len(fold(between[hit.start : hit.end])) > _SHORT + 2:
            words = ((one.end + hit.start, one.end + hit.end),)
            return Said(Side.OLD, words), Said(Side.NEW, words)
    return None


def _called(words: Phrases, before: str, value: Found, context: Context) -> bool:
    """True where one of the phrases stands right before a value, and not of another means of reaching somebody."""
    last = max((f.end for f in words.find(before)), default=-1)
    near = last >= 0 and re.fullmatch(r"[^\w.;]*(?:\w+[^\w.;]+){0,2}", before[last:]) is not None
    return near and not rules_out_others(before[last:], value, context.languages)


def _in_use(text: str, found: list[Found], context: Context) -> list[Found]:
    """Of several values those of which the text does not say right behind them that they are out of use."""
    if len(found) < 2:
        return found
    obsolete = grammar("obsolete", context.languages)
    kept = []
    for number, value in enumerate(found):
        until = found[number + 1].start if number + 1 < len(found) else len(text)
        behind = re.split(r"[;؛；\n]|\.\s", text[value.end : min(until, value.end + 50)])[0]
        hit = obsolete.search(behind)
        if hit is None or len(re.findall(r"\w+", behind[: hit.start])) > 3:
            kept.append(value)
    return kept or found


def _not_former(text: str, found: list[Found], context: Context) -> list[Found]:
    """Of several values in a sentence of change, those that are not the old ones."""
    if len(found) < 2:
        former = grammar("former", context.languages)
        return [f for f in found if not _called(former, text[max(0, f.start - 40) : f.start], f, context)]
    old_words, new_words = grammar("changed_from", context.languages), grammar("changed_to", context.languages)
    kept = []
    for number, value in enumerate(found):
        low = found[number - 1].end if number else 0
        before = text[max(low, value.start - 40) : value.start]
        last_old = max((f.end for f in old_words.find(before)), default=-1)
        last_new = max((f.end for f in new_words.find(before)), default=-1)
        if (
            last_old < 0
            or last_new > last_old
            or not re.fullmatch(r"[^\w]*(?:\w+[^\w]+){0,3}", before[last_old:] or " ")
        ):
            kept.append(value)
    return kept or found
