"""Telephone numbers in running text, in forms and in recognised scans."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby

from parsers import lexicons, words
from parsers.expressions import later
from parsers.fields.dialling import LEAST, Number, parse, read_number
from parsers.fields.extensions import extensions_at, joins, range_at
from parsers.fields.found import Found
from parsers.fields.number_words import NumberWord, number_words, told_apart
from parsers.fields.readable import Readable
from parsers.fold import HAN, RAISED

_FEWEST_AT_HOME = 5
_JOIN = r"(?:(?!\)\. \d) ?[-.()\[\]/+]{0,2} ?[-.()\[\]]? ?\d)"
_RUN = re.compile(
    r"(?<![0-9A-Za-z\u00c0-\u024f\u0400-\u04ff_@#])(?:[(\[]? ?\+ ?|[(\[] ?)?[(\[]?\d"
    + _JOIN
    + r"{2,26}(?: ?\+(?!\d)|[)\]]?\+?)?"
    rf"|(?<=[A-Za-z\u00c0-\u024f\u0400-\u04ff{HAN}])\+ ?\d{_JOIN}{{5,20}}"
)
_FIGURE = re.compile(r"\d")
_APART = re.compile(r"/| - ")
_FURTHER = re.compile(r"(?: ?/ ?| - )(?P<more>\(?\d(?:[ .-]{0,2}[()]? ?\d){0,13})(?![\d:/]|[.,-]\d|\s?[%@])")
_LISTED = re.compile(r" ?[,;] ?(?P<more>\d{2,4})(?=\s*$|\s*[,;] ?\d{2,4}\s*(?:$|[,;]))")
"""Last figures of a further number in a list that ends with the line ("555 0101; 02; 03")."""
_PLUS_BEHIND = re.compile(r"(?<![+\d])\d[\d ().-]{5,20}\d\+(?=\s|$)\s?")
"""A number whose plus stands behind it, as right-to-left text shows it."""
_NEXT_PLUS = re.compile(r"(?<=[\d)\]])[ (/\[-]+(?=\+ ?\(?\d)")
_LONE_CODE = later(r"\+ ?\d{1,4}\)?(?![\d]| ?[-.(]? ?\d)")
_AROUND_THE_CLOCK = re.compile(
    r"(?<!\d)(?:24 ?h?[a-zа-я]{0,4} ?/ ?(?:7|24) ?[hj]?|7 ?[jd]? ?/ ?7 ?[jd]?"
    r"|24 ?[x\u00d7*] ?7|7 ?[x\u00d7*] ?24|365)(?: ?/ ?(?:365|7))?(?!\d)"
    r"|(?<!\d)24[ -]?(?:(?:h|hrs?|hours?|std|stunden|heures?|horas?|ore|uur|ч|час\w*|ساعة|ساعه)\b|小时|小時|鐘頭)"
    r"|(?<=[(（])\s?(?:[^\W\d]{1,6}\s)?\d{1,2}(?:[:.]\d\d)?\s?[-–—~\uff5e至]\s?\d{1,2}(?:[:.]\d\d)?(?=[^\d()（）+]{0,14}[)）])",
    re.IGNORECASE,
)
_HOURS = re.compile(
    r"(?<=[\d )])[(\[]\s?(?:[01]?\d|2[0-4])(?:[:.h]\d\d)?\s?[-–—]\s?(?:[01]?\d|2[0-4])"
    r"(?:[:.]\d\d|\s?[hHч]\d{0,2})[^()\[\]\d]{0,20}[)\]]"
)
"""Hours in brackets, within which somebody answers."""
_DATE_OR_TIME = re.compile(
    r"\(?(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}"
    r"|\d{1,2}[.:]\d\d ?- ?\d{1,2}[.:]\d\d|(?:19|20)\d\d ?[-/] ?(?:19|20)\d\d)\)?"
)
_BEHIND_IN_BRACKETS = re.compile(r" ?[(\[] ?(?:work |office |direct )?")
_SEVERAL = 2
_NO_PHONE = ("reference", "date", "email", "address")
_EDGE = " -./([,"
_RANGE = "it is the first of a range of numbers"
_SHARED = "it shares the beginning of the number before it"
_WHOSE = "the extension may be that of one of several numbers only"
_AREA = "its area code stands behind it"
_WORD_AND_FIGURES = re.compile(r" ?[,(]? ?(?P<word>[^\W\d_]{3,10})\.? ?\d{3,5}(?![\d/:.-]|\s?[\d%+])")
_RAISED = "the raised figure behind it may be one of its own"
_RAISED_FIGURES = frozenset(RAISED)
_MAY_GO_ON = "the figures behind it may be its extension"
_AREA_BEHIND = re.compile(r" ?[(（](?:[^\W\d][^\W\d .,:-]*[ .,:-]{1,3}){0,3}(?P<code>0\d{1,4})[)）]")
_TO_LAST = re.compile(r"(?P<number>.*\d{4,}) ?[-–—] ?(?P<last>\d{1,3})")
"""A number, and behind a hyphen the last figures of the range that it begins."""


@dataclass(frozen=True, slots=True)
class _Place:
    """One number of a line."""

    value: str
    start: int
    end: int
    doubt: str | None = None
    region: str | None = None


_INNER = re.compile(r"(?P<number>.*\d{7,8}\)?) ?[-–—] ?(?P<ext>\d{1,5})")
_INNER_REGIONS = frozenset({"CN", "TW", "HK", "MO"})
"""Where an extension is written behind a hyphen."""
_OF_A_YEAR = re.compile(r"\d{1,6}\s?/\s?(?:19|20)\d\d|(?:19|20)\d\d\s?/\s?\d{1,5}")
"""A running number and a year, as notes are numbered."""


def find_phones(text: str, region: str | None = None, labelled: bool = False) -> list[Found]:
    """The telephone numbers of a text in E.164, with `;ext=` where there is an extension; fax numbers are left out.

    `region` is the ISO alpha-2 code of the State whose country code a national number takes. Without `labelled` only numbers
    with + or 00 count, and those with a telephone word before them on the line. A number that cannot be brought to E.164 is
    given as printed, not sure; so is one of E.164's form that the numbering plans do not know, in E.164."""
    if not _FIGURE.search(text):
        return []
    readable = Readable(text)
    found: list[Found] = []
    offset = 0
    above = ""
    for line in readable.text.splitlines(keepends=True):
        if _RUN.search(line):
            for place in _Line(line, above, region, labelled).telephones():
                span = readable.span(offset + place.start, offset + place.end)
                doubt = place.doubt or (_RAISED if text[span[1] : span[1] + 1] in _RAISED_FIGURES else None)
                found.append(Found(place.value, *span, place.sure and doubt is None, doubt))
        above = line
        offset += len(line)
    return found


class _Line:
    """One line with the words on it that tell its numbers apart."""

    def __init__(self, text: str, above: str, region: str | None, labelled: bool) -> None:
        self.text = text
        self.region = region
        self.labelled = labelled
        self._kinds = _facing(text, number_words(text))
        self._ahead = [kind for kind in self._kinds if not kind.behind]
        self._starts = [kind.start for kind in self._kinds]
        self._ends = [kind.end for kind in self._ahead]
        self._line_above = above

    def telephones(self) -> Iterator[Found]:
        """The line's telephone numbers in its order, without the faxes that one label asks for with them ("Tel/Fax: 1 / 2")."""
        listed = [Found(one.value, one.start, one.end, one.doubt is None, one.doubt) for one in self._places()]
        for word, group in groupby(listed, lambda one: self._word_before(one.start)):
            numbers = list(group)
            yield from told_apart(word, numbers, self.text, self._kinds) if word and word.pair else numbers

    def _word_before(self, start: int) -> NumberWord | None:
        before = bisect_right(self._ends, start)
        return self._ahead[before - 1] if before else None

    def _places(self) -> Iterator[_Place]:
        """The line's numbers that no word of their own calls fax or post box, in its order."""
        open_text = _AROUND_THE_CLOCK.sub(lambda clock: "·" * len(clock[0]), self.text)
        open_text = _HOURS.sub(lambda hours: "·" * len(hours[0]), open_text)
        last: _Place | None = None
        reach = 0
        while match := _RUN.search(open_text, reach):
            reach = max(match.end(), reach + 1)
            if _OF_A_YEAR.fullmatch(match[0].strip()):
                continue
            kind = self._kind_at(*match.span())
            plus = match[0].lstrip(" ([").startswith("+")
            if kind in ("fax", "postal") or (kind in _NO_PHONE and not (self.labelled or plus)):
                last = None
                continue
            near = last is not None and joins(self.text[last.end : match.start()])
            context = last.region if last and near else None
            region = self._region_of_place(*match.span()) or context or self.region
            if last and near and (shared := _shared(match, last, region)):
                yield (last := shared)
                continue
            for place in self._numbers(*match.span(), region, self.labelled or kind == "phone", near):
                yield place
                last = place
                reach = max(reach, place.end)  # behind its extension another number may begin

    def _kind_at(self, start: int, end: int) -> str | None:
        """What the words around a number say it is: those right behind it in brackets, else the nearest before it."""
        following = bisect_left(self._starts, end)
        behind = self._kinds[following] if following < len(self._kinds) else None
        if behind and behind.kind in ("fax", "phone"):
            bracketed = _BEHIND_IN_BRACKETS.fullmatch(self.text, end, behind.start) and behind.behind
            if bracketed or (behind.behind and not self.text[end : behind.start].strip(" ([")):
                return behind.kind
        before = bisect_right(self._ends, start)
        if before:
            nearest = self._ahead[before - 1]
            return nearest.kind
        if (
            behind
            and re.search(r"[\u0600-\u06ff]", self.text)
            and re.fullmatch(r"\s?[:：]?\s?", self.text[end : behind.start])
        ):
            return behind.kind
        return _asked_above(self._line_above)

    def _region_of_place(self, start: int, end: int) -> str | None:
        """The region of a place named beside the number ("New York"), where the text says so."""
        around = f"{self.text[max(0, start - 30) : start]} | {self.text[end : end + 22]}"
        place = _places().search(around)
        return _place_regions()[place.value] if place else None

    def _numbers(self, start: int, end: int, region: str | None, asked: bool, near: bool) -> Iterator[_Place]:
        """The numbers that one run of digits holds."""
        for first, last in self._parts(start, end, region):
            run = self.text[first:last]
            digits = re.sub(r"\D", "", run)
            abroad = "+" in run or (digits.startswith("00") and len(digits) > 9)
            if not abroad and (not (asked or near) or _DATE_OR_TIME.fullmatch(run)):
                continue
            if not abroad and len(digits) < LEAST and not _is_whole_at_home(digits, region):
                if asked and not near:
                    yield _Place(run, first, last, "too short for a telephone number abroad")
                continue
            if not abroad and (whole := self._with_area_behind(run, last, region)):
                yield replace(whole, start=first)
                continue
            number, doubt = read_number(run, region)
            if (number is None or not number.valid) and (inner := _INNER.fullmatch(run)) and region in _INNER_REGIONS:
                outer, _ = read_number(inner["number"], region)
                if outer and outer.valid:
                    yield _Place(f"{outer.value};ext={inner['ext']}", first, last, None, outer.region)
                    continue
            if (number is None or not number.valid) and (ends := _TO_LAST.fullmatch(run)):
                opening, _ = read_number(ends["number"], region)
                if opening and opening.valid and _ascends(opening.value, ends["last"]):
                    yield _Place(opening.value, first, last, _RANGE, opening.region)
                    continue
            if number is None:
                if asked or abroad:
                    yield _Place(run, first, last, doubt)
                continue
            if not number.valid and not asked and not run.lstrip(" ([").startswith("+"):
                continue
            yield from self._with_what_follows(first, last, number, doubt)

    def _with_area_behind(self, run: str, end: int, region: str | None) -> _Place | None:
        """The number whose area code stands in brackets behind it ("555 0101 (Nairobi 020)"), in doubt; None for others."""
        area = _AREA_BEHIND.match(self.text, end)
        if area is None or run.startswith("0") or extensions_at(self.text, end) is not None:
            return None
        number, _ = read_number(f"{area['code']} {run}", region)
        return _Place(number.value, end, area.end(), _AREA, number.region) if number else None

    def _parts(self, start: int, end: int, region: str | None) -> list[tuple[int, int]]:
        """The stretches of a run that are one number each: a plus begins a new one, a stroke behind a whole number ends it."""
        cuts = [start]
        if (behind := list(_PLUS_BEHIND.finditer(self.text, start, end))) and behind[0].start() == start:
            return [(one.start(), one.end()) for one in behind]
        for match in _NEXT_PLUS.finditer(self.text, start, end):
            digits = sum(character.isdigit() for character in self.text[cuts[-1] : match.start()])
            if not (_LONE_CODE.match(self.text, match.end()) and digits < 11):
                cuts.append(match.end() - (1 if match[0].endswith("(") else 0))
        parts = []
        for first, last in zip(cuts, [*cuts[1:], end], strict=True):
            first += len(self.text[first:last]) - len(self.text[first:last].lstrip())  # noqa: PLW2901
            stop = first + len(self.text[first:last].rstrip(_EDGE))
            for mark in _APART.finditer(self.text, first, stop):
                number, _ = read_number(self.text[first : mark.start()], region)
                if number and number.valid:
                    stop = first + len(self.text[first : mark.start()].rstrip(_EDGE))
                    break
            if stop > first:
                parts.append((first, stop))
        return parts

    def _with_what_follows(self, start: int, end: int, number: Number, doubt: str | None) -> Iterator[_Place]:
        """The number and those behind a slash that share its beginning ("54 53 / 54"), each with the extensions behind them."""
        places = [_Place(number.value, start, end, doubt, number.region), *self._further(end, number)]
        end = places[-1].end
        extensions = extensions_at(self.text, end)
        if extensions is None:
            if self._may_go_on(end):
                places[-1] = replace(places[-1], doubt=places[-1].doubt or _MAY_GO_ON)
            elif (last := range_at(self.text, end)) and _ascends(places[-1].value, last["last"]):
                places[-1] = replace(places[-1], end=last.end(), doubt=places[-1].doubt or _RANGE)
            yield from places
            return
        doubt = (_WHOSE if len(places) > 1 else None) or extensions.doubt
        for place in places:
            for figures in extensions.figures:
                value = f"{place.value};ext={figures}"
                yield replace(place, value=value, end=extensions.end, doubt=place.doubt or doubt)

    def _may_go_on(self, end: int) -> bool:
        """True where a word that is no label and a few figures stand behind the number: an extension in unknown words."""
        more = _WORD_AND_FIGURES.match(self.text, end)
        return more is not None and not number_words(more[0]) and words.label_of(more["word"]) is None

    def _further(self, end: int, number: Number) -> Iterator[_Place]:
        """The numbers behind a slash that share the beginning of the one before, or are of its country."""
        digits = number.value[1:]
        while match := _FURTHER.match(self.text, end) or _LISTED.match(self.text, end):
            more = re.sub(r"\D", "", match["more"])
            full = parse(more, number.region) if number.region and len(more) >= LEAST - 1 else None
            listed = match.re is _LISTED
            shares = (listed or "/" in match[0]) and len(more) <= max(len(digits) - 4, 2)
            shared = parse("+" + digits[: -len(more)] + more) if shares else None
            further = full if full and full.valid else shared
            if further is None:
                return
            sure = not listed and (further is full or (further.valid and len(more) > 1))
            end = match.end()
            yield _Place(further.value, match.start("more"), end, None if sure else _SHARED, further.region)


def _shared(run: re.Match[str], last: _Place, region: str | None) -> _Place | None:
    """The number behind another one of which it gives the last figures only ("+254 20 555 0101, 555 0102"), in doubt; None where
    the figures are as many as a whole number has at home."""
    digits, before = re.sub(r"\D", "", run[0]), last.value.partition(";")[0]
    if (
        "+" in run[0]
        or digits.startswith("0")
        or not LEAST - 2 <= len(digits) < len(before) - 3
        or last.region != region
    ):
        return None
    home = parse(digits, region)
    shared = parse(before[: -len(digits)] + digits)
    if shared is None or not shared.valid or (home and home.valid and len(home.value) == len(before)):
        return None
    return _Place(shared.value, run.start(), run.end(), _SHARED, shared.region)


def _ascends(number: str, last: str) -> bool:
    """True where figures can be the end of a range that begins with the number."""
    return number[-len(last) :] < last


def _facing(line: str, kinds: list[NumberWord]) -> list[NumberWord]:
    """The same words, all before or behind their numbers where the line shows which: "(T) 1234 (F) 5678", "1234 tel 5678 fax"."""
    numbers = list(_RUN.finditer(line))
    words = [kind for kind in kinds if kind.kind in ("phone", "fax")]
    if len(words) < _SEVERAL or len(numbers) < _SEVERAL:
        return kinds
    if words[0].pair and words[1].behind and words[0].end <= numbers[0].start() < words[1].start:
        return kinds  # "Tel/Fax: 1234 (tel) / 5678": the label stands before, what is in brackets behind
    opens_with_words = words[0].start < numbers[0].start() or re.match(r"\s*[(\[]\w{1,8}[)\]]\s*[+\d]", line)
    if opens_with_words and words[-1].end <= numbers[-1].start():
        behind = False
    elif not opens_with_words and words[-1].start >= numbers[-1].end() and len(words) == len(numbers):
        behind = True
    else:
        return kinds
    return [replace(kind, behind=behind) if kind.kind in ("phone", "fax") else kind for kind in kinds]


def _asked_above(line: str) -> str | None:
    """The kind of number that the line above asks for, where it is a label and nothing else."""
    label = words.label_of(line) if 0 < len(line.strip()) <= 60 else None
    if label is None:
        return None
    return "phone" if "phone" in label.codes or "mobile" in label.codes else label.codes[0]


@cache
def _place_regions() -> dict[str, str]:
    return {
        name: code
        for lexicon in lexicons.lexicons()
        for code, names in lexicon.data.get("places", {}).items()
        for name in names
    }


@cache
def _places() -> words.Phrases:
    return words.Phrases(_place_regions())


def _is_whole_at_home(digits: str, region: str | None) -> bool:
    """True for a number of a small country, whose own numbers have five or six digits."""
    number = parse(digits, region) if region and len(digits) >= _FEWEST_AT_HOME else None
    return number is not None and number.valid
