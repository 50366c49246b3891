"""Hijri dates, brought to the Gregorian calendar."""

from __future__ import annotations

import re
from datetime import date, timedelta

from parsers.expressions import later
from parsers.fields.stands import YEARS, Stand
from parsers.fold import Folded

_HIJRI_SIGN = later(r" ?(?:ه(?:ـ)?(?:جري[اه]?)?|h\.?|a\.?h\.?|هج)(?![\w])")
_HIJRI_MONTHS = (
    r"(?:محرم|صفر|ربيع (?:ال)?(?:اول|اخر|ثاني)|جمادي (?:ال)?(?:اولي?|اخره|ثانيه)|جمادي"
    r"|رجب|شعبان|رمضان|شوال|ذ[واي] ?(?:ال)?(?:قعده|حجه))"
)
_HIJRI_FIGURES = re.compile(
    r"(?<![\d./-])(?:(?P<y>1[34]\d\d) ?[/.-] ?(?P<m>\d{1,2}) ?[/.-] ?(?P<d>\d{1,2})"
    r"|(?P<d2>\d{1,2}) ?[/.-] ?(?P<m2>\d{1,2}) ?[/.-] ?(?P<y2>1[34]\d\d))(?!\d)"
)
_HIJRI_NAMED = re.compile(
    rf"(?<!\d)(?P<d>\d{{1,2}}) ?(?:من )?(?P<m>{_HIJRI_MONTHS})(?:,| عام| سنه| لعام)? ?(?P<y>1[34]\d\d)(?!\d)"
)
_HIJRI_NUMBERS = (
    ("محرم", 1),
    ("صفر", 2),
    ("ربيع الاول", 3),
    ("ربيع اول", 3),
    ("ربيع", 4),
    ("جمادي الاول", 5),
    ("جمادي اول", 5),
    ("جمادي", 6),
    ("رجب", 7),
    ("شعبان", 8),
    ("رمضان", 9),
    ("شوال", 10),
)


def in_hijri(folded: Folded) -> list[Stand]:
    """The Hijri dates of a text, in figures or with the month's name; each converted, hence doubtful."""
    stands = []
    doubt = "converted from the Hijri calendar, which may be a day off"
    for match in _HIJRI_FIGURES.finditer(folded.text):
        year, month, day = (int(match[k] or match[k + "2"]) for k in ("y", "m", "d"))
        sign = _HIJRI_SIGN.match(folded.text, match.end())
        if year < 1420 and not sign:
            continue
        value = _from_hijri(year, month, day)
        if value:
            stands.append(Stand(match.start(), sign.end() if sign else match.end(), value, doubt))
    for match in _HIJRI_NAMED.finditer(folded.text):
        name = match["m"]
        month = next((number for text, number in _HIJRI_NUMBERS if name.startswith(text)), 11 if "قعده" in name else 12)
        value = _from_hijri(int(match["y"]), month, int(match["d"]))
        sign = _HIJRI_SIGN.match(folded.text, match.end())
        if value:
            stands.append(Stand(match.start(), sign.end() if sign else match.end(), value, doubt))
    return stands


def _from_hijri(year: int, month: int, day: int) -> date | None:
    """The Gregorian date by the tabular Islamic calendar (civil epoch, 16 July 622 Julian)."""
    if not (1 <= month <= 12 and 1 <= day <= 30):
        return None
    days = day + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    value = date(622, 7, 18) + timedelta(days=days)
    return value if YEARS[0] <= value.year <= YEARS[1] else None
