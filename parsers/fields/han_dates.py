"""Dates as Chinese writes them, with 年, 月, 日 behind numerals or figures."""

from __future__ import annotations

from parsers.expressions import reaching
from parsers.fields.stands import Stand, made
from parsers.fold import Folded

_HAN_DIGITS = {
    **dict(zip("一二三四五六七八九", range(1, 10), strict=True)),
    "〇": 0,
    "零": 0,
    "○": 0,
    "o": 0,
    "0": 0,
    "两": 2,
    "壹": 1,
    "元": 1,
}
_HAN_ONE = "一二三四五六七八九"
_HAN_DATE = reaching(
    "年",
    rf"(?P<y>\d{{4}}|\d{{2}}|[{_HAN_ONE}〇零○oо]{{4}}|[{_HAN_ONE}〇零○]{{2}}) ?年 ?"
    rf"(?P<m>\d{{1,2}}|十[一二]?|[{_HAN_ONE}]|正) ?月(?:份)? ?"
    rf"(?P<d>\d{{1,2}}|[二三]?十[{_HAN_ONE}]?|廿[{_HAN_ONE}]?|卅一?|初?[{_HAN_ONE}]) ?[日号]",
)


def in_han(folded: Folded) -> list[Stand]:
    """The dates of a text whose figures stand before 年, 月 and 日."""
    stands = []
    for match in _HAN_DATE.finditer(folded.text):
        year = _han_year(match["y"])
        value = made(
            year, 1 if match["m"] == "正" else _han_number(match["m"]), _han_number(match["d"].removeprefix("初"))
        )
        if value:
            doubt = "the year has two figures" if len(match["y"]) == 2 else None
            stands.append(Stand(match.start(), match.end(), value, doubt))
    return stands


def _han_year(written: str) -> int:
    digits = "".join(c if c.isdigit() and c.isascii() else str(_HAN_DIGITS.get(c, 0)) for c in written)
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _han_number(written: str) -> int:
    if written.isdigit():
        return int(written)
    written = written.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = written.partition("十")
    if not ten:
        return _HAN_DIGITS.get(written, 0)
    return (_HAN_DIGITS.get(tens, 1) if tens else 1) * 10 + (_HAN_DIGITS.get(ones, 0) if ones else 0)
