"""Dates as notes verbales write them, in every language, brought to ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from typing import Literal

from parsers import lexicons
from parsers.fields.found import Found
from parsers.fields.han_dates import in_han
from parsers.fields.hijri import in_hijri
from parsers.fields.stands import NEAR, Stand, apart, apart_by, full_year, made, stands_beside
from parsers.fold import Folded, fold_with_places

Order = Literal["dm", "md"]
"""Day before month, or month before day."""
EXCHANGEABLE = "day and month could be exchanged"
_AHEAD = -1
"""Days by which a note's date may lie after its mail's: the world's clocks differ by one."""
_EITHER_ORDER = ("en", "zh")
_SOON = 31
_LATE = 62
"""Days after its date within which a note is surely sent, and beyond which hardly ever."""
_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}
_FIGURES = re.compile(
    r"(?<![\w./-])(?P<a>\d{1,4}) ?(?P<s>[./-]) ?(?P<b>\d{1,2}) ?(?P=s) ?(?P<c>\d{4}|\d{1,2})(?![\d/-]|\.\d|[a-z])"
)
_ROMAN_DATE = re.compile(
    r"(?<![\w./-])(?P<d>\d{1,2}) ?(?P<s>[-./ ]) ?(?P<m>x?i{1,3}|i?[vx]|vi{1,3}|xii?) ?(?P=s) ?(?P<y>\d{4}|\d{2})(?!\d)"
)
_FEET = r"(?:st|nd|rd|th|er|ere|re|e|eme|ieme|o|a|º|\.o|\.a|-?(?:го|е|ое|ого)|ter|ten|\.)?"
_BETWEEN = (
    r"(?: ?(?:day of|days of|of|de|del|del mes de|dias del mes de|dia del mes de|do|do mes de|du|du mois de|d'"
    r"|من شهر|من|لشهر|شهر))?"
)
_BUDDHIST = 543
"""Years by which the Buddhist era is ahead ("10 April B.E. 2567")."""
_BEFORE_YEAR = r" ?(?:,|,? ?b\.? ?e\.? ?|de(?:l)?(?: ano)?|do ano|of|an|год|عام|لعام|سنه|من عام|لسنه)?"


@cache
def _months(languages: tuple[str, ...]) -> dict[str, int]:
    names: dict[str, int] = {}
    for lexicon in lexicons.lexicons(languages):
        for name, number in lexicon.months.items():
            names.setdefault(name, number)
    return names


@cache
def _numbers(languages: tuple[str, ...]) -> dict[str, int]:
    names: dict[str, int] = {}
    for lexicon in lexicons.lexicons(languages):
        for name, number in lexicon.numbers.items():
            if number <= 31:
                names.setdefault(name, number)
    return names


_RUN = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"\w+")


@cache
def _by_first(
    read: Callable[[tuple[str, ...]], dict[str, int]], run: re.Pattern[str], languages: tuple[str, ...]
) -> dict[str, list[str]]:
    """The names by the first run of letters in them, which is one in every text that holds the name by itself."""
    names: dict[str, list[str]] = {}
    for name in read(languages):
        names.setdefault(run.findall(name)[0], []).append(name)
    return names


def _met(
    text: str, read: Callable[[tuple[str, ...]], dict[str, int]], run: re.Pattern[str], languages: tuple[str, ...]
) -> tuple[str, ...]:
    """The names that the text may hold."""
    names = _by_first(read, run, languages)
    return tuple(sorted({name for first in names.keys() & run.findall(text) for name in names[first]}))


def _choice(names: Sequence[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


@lru_cache(maxsize=512)
def _named(months: tuple[str, ...], numbers: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Patterns of dates with one of these months' names, and figures or one of these numbers' names: day first, month first,
    year first. All names that there are would take long to compile, and to look for."""
    names = _choice(months)
    month = rf"(?P<m>{names})(?![^\W\d_])\.?(?: ?[/(] ?(?P<n>{names})(?![^\W\d_])\)?)?"
    spelled = _choice(numbers) or "(?!)"
    day = rf"(?<![\d./:])[\"']?(?P<d>\d{{1,2}}|(?<!\w)(?:{spelled})(?!\w))[\"']? ?{_FEET}"
    year = r"(?P<y>\d{4}|'?\d{2})(?![\d/:]|[.,]\d)"
    joint = r" ?[-/., ]? ?"
    return (
        re.compile(rf"{day}{_BETWEEN}{joint}(?<![^\W\d_]){month}{_BEFORE_YEAR}{joint}(?:(?:عام|سنه|ano) )?{year}"),
        re.compile(rf"(?<![^\W\d_]){month} (?:the )?(?P<d>\d{{1,2}})(?!\d) ?(?:st|nd|rd|th)?(?:,|\.)? ?,? ?{year}"),
        re.compile(rf"(?<![\d./])(?P<y>\d{{4}}){joint}{month}{joint}(?P<d>\d{{1,2}})(?!\d)"),
    )


def order_told(texts: Iterable[str]) -> Order | None:
    """Which of day and month stands first in the dates in figures that leave no choice; None where none tells or they disagree."""
    orders = {stand.order for text in texts for stand in _in_figures(fold_with_places(text))}
    return None if {"dm", "md"} <= orders else "dm" if "dm" in orders else "md" if "md" in orders else None


def order_in(language: str | None) -> Order | None:
    """Day first in languages that never write it otherwise; None in English, which does either."""
    return "dm" if language in lexicons.LANGUAGES and language not in _EITHER_ORDER else None


def settled(found: Found, sent: date | None) -> Found:
    """A note's date that could be read two ways, with that reading which the day of its sending leaves possible.

    Notes are sent within weeks of their date, never before it. A reading day first that fits is vouched for; the other way round
    is taken where the first would lie in the future, and stays doubtful."""
    if found.doubt != EXCHANGEABLE or sent is None:
        return found
    value = date.fromisoformat(found.value)
    exchanged = made(value.year, value.day, value.month)
    if exchanged is None:
        return found
    if _AHEAD <= (sent - value).days <= _SOON and not _AHEAD <= (sent - exchanged).days <= _LATE:
        return replace(found, sure=True, doubt=None)
    if (sent - value).days < _AHEAD <= (sent - exchanged).days:
        return replace(found, value=exchanged.isoformat())
    return found


def find_dates(text: str, languages: Sequence[str] | None = None, order: Order | None = None) -> list[Found]:
    """The dates of a text as ISO 8601, in its order.

    Figures are read day first unless they begin with the year or no such day exists; where day and month could be exchanged,
    the date is not sure, except that full stops between figures, another date of the text, the rest of the message (`order`, where
    it is day first), or a text in none but languages that always write the day first (`languages` without English) decide. Of two
    calendars side by side the Gregorian date is given; a Hijri date alone is converted by the tabular calendar and is not sure."""
    chosen = tuple(languages or lexicons.LANGUAGES)
    folded = fold_with_places(text)
    spoken = (*lexicons.LANGUAGES, *lexicons.FURTHER)
    stands = [*_in_words(folded, spoken), *in_han(folded), *_in_roman(folded), *_in_figures(folded)]
    decided = _order_decided(stands, day_first=languages is not None and "en" not in chosen)
    hijri = in_hijri(folded)
    gregorian = apart([_weighed(stand, decided, order, hijri) for stand in stands])
    hijri = [stand for stand in hijri if not any(stands_beside(stand, other) for other in gregorian)]
    kept = apart([*gregorian, *hijri])
    return [Found(s.value.isoformat(), *folded.span(s.start, s.end), s.doubt is None, s.doubt) for s in kept]


def _in_words(folded: Folded, languages: tuple[str, ...]) -> list[Stand]:
    months, numbers = _months(languages), _numbers(languages)
    met = _met(folded.text, _months, _RUN, languages)
    if not met:
        return []
    stands = []
    for pattern in _named(met, _met(folded.text, _numbers, _WORD, languages)):
        for match in pattern.finditer(folded.text):
            month = months[match["m"]]
            other = match.groupdict().get("n")
            day = int(match["d"]) if match["d"].isdigit() else numbers[match["d"]]
            year = full_year(match["y"])
            value = made(year, month, day) or made(year - _BUDDHIST, month, day)
            if value is None:
                continue
            doubt = "the two names of the month disagree" if other and months[other] != month else None
            if len(match["y"].lstrip("'")) == 2:
                doubt = doubt or "the year has two figures"
            stands.append(Stand(match.start(), match.end(), value, doubt))
    return stands


def _in_roman(folded: Folded) -> list[Stand]:
    stands = []
    for match in _ROMAN_DATE.finditer(folded.text):
        month = _ROMAN.get(match["m"])
        value = made(full_year(match["y"]), month, int(match["d"])) if month else None
        if value:
            stands.append(
                Stand(match.start(), match.end(), value, "the year has two figures" if len(match["y"]) == 2 else None)
            )
    return stands


def _in_figures(folded: Folded) -> list[Stand]:
    stands = []
    for match in _FIGURES.finditer(folded.text):
        a, b, c = match["a"], match["b"], match["c"]
        if len(a) == 4:
            value = made(int(a), int(b), int(c)) if len(c) <= 2 else None
            if value is None and len(c) <= 2 and (value := made(int(a), int(c), int(b))):
                stands.append(
                    Stand(
                        match.start(), match.end(), value, "the year stands first and the day before the month", "ydm"
                    )
                )
            elif value:
                stands.append(Stand(match.start(), match.end(), value, None, "ymd"))
            continue
        if len(a) == 3 or len(c) == 1 or (len(c) == 2 and match["s"] == "." and _looks_like_number(folded.text, match)):
            continue
        year = full_year(c)
        value = made(year, int(b), int(a))
        doubt = "the year has two figures" if len(c) == 2 else None
        if value is None:
            value = made(year, int(a), int(b))
            if value:
                stands.append(Stand(match.start(), match.end(), value, doubt, "md"))
            continue
        exchangeable = int(a) <= 12 and a.lstrip("0") != b.lstrip("0")
        order = "?" + match["s"] if exchangeable else "dm" if int(a) > 12 else ""
        stands.append(Stand(match.start(), match.end(), value, doubt, order))
    return stands


def _looks_like_number(text: str, match: re.Match[str]) -> bool:
    """True for a numbered heading or version like 1.2.3 rather than a date with a year of two figures."""
    return len(match["a"]) == 1 or len(match["b"]) == 1


def _order_decided(stands: list[Stand], day_first: bool) -> str | None:
    """`dm` or `md` where other dates in figures, or the languages, decide; None where nothing does or they disagree."""
    orders = {stand.order for stand in stands} & {"dm", "md"}
    if len(orders) == 1:
        return orders.pop()
    return "dm" if day_first and not orders else None


def _weighed(stand: Stand, decided: str | None, elsewhere: Order | None, hijri: list[Stand]) -> Stand:
    """The date with day and month in the order that other dates, full stops or a Hijri date beside it tell, else doubted."""
    if not stand.order.startswith("?"):
        return stand
    exchanged = made(stand.value.year, stand.value.day, stand.value.month)
    if exchanged and (beside := next((h for h in hijri if apart_by(stand, h) < NEAR), None)):
        nearer = min((stand.value, exchanged), key=lambda value: abs((value - beside.value).days))
        return replace(stand, value=nearer)
    if stand.order == "?." or decided == "dm" or (decided is None and elsewhere == "dm"):
        return stand
    if decided == "md" and exchanged:
        return replace(stand, value=exchanged)
    if decided is None and elsewhere == "md" and exchanged:
        # what looks like a date elsewhere may be a number, so nobody vouches for an order that notes hardly ever use
        stand = replace(stand, value=exchanged)
    return replace(stand, doubt=stand.doubt or EXCHANGEABLE)
