"""Stands: dates found at places of a folded text, before anything weighs them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

YEARS = (1945, 2099)
"""The years in which a date can be a note's."""
NEAR = 60
"""Characters between two dates that stand side by side."""
_LATEST_SHORT = 45
"""The last year of this century that anybody writes with two figures: "18/4/62" is a file's number."""


@dataclass(frozen=True, slots=True)
class Stand:
    """A date found at a folded place; `order` tells how figures were read: dm, md, ymd, or nothing for other forms."""

    start: int
    end: int
    value: date
    doubt: str | None = None
    order: str = ""


def apart(stands: list[Stand]) -> list[Stand]:
    """The stands in the text's order without those that overlap an earlier, longer one."""
    kept: list[Stand] = []
    for stand in sorted(stands, key=lambda s: (s.start, -s.end)):
        if not kept or stand.start >= kept[-1].end:
            kept.append(stand)
    return kept


def made(year: int, month: int, day: int) -> date | None:
    """The date, None where there is no such day or no note is of that year."""
    if not YEARS[0] <= year <= YEARS[1]:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def full_year(written: str) -> int:
    """The year in full; 0 for two figures that nobody writes for a year."""
    figures = written.lstrip("'")
    if len(figures) == 4:
        return int(figures)
    return 2000 + int(figures) if int(figures) <= _LATEST_SHORT else 0


def apart_by(one: Stand, other: Stand) -> int:
    """The number of characters between two dates."""
    first, second = sorted((one, other), key=lambda s: s.start)
    return second.start - first.end


def stands_beside(hijri: Stand, gregorian: Stand) -> bool:
    """True where a Hijri date and a Gregorian one name the same day side by side."""
    return apart_by(hijri, gregorian) < NEAR and abs((hijri.value - gregorian.value).days) < 40
