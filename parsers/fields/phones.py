"""Telephone numbers in running text, forms and recognised scans, brought to E.164."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from parsers import words
from parsers.fields.found import Found
from parsers.fold import HAN, fold_with_places

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_AS_ASCII = {
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"), **dict.fromkeys("\u00a0\u2007\u2009\u202f\u3000\u2002\u2003", " "),
    "＋": "+", "﹢": "+", "（": "(", "）": ")", "／": "/", "．": ".", "；": ";", "，": ",", "、": ",", "：": ":", "＃": "#", "⁄": "/", "•": ".", "·": ".",
}  # fmt: skip
_RUN = re.compile(
    rf"(?<![0-9A-Za-z\u00c0-\u024f\u0400-\u04ff_@#])(?:[(\[]? ?\+ ?|[(\[] ?)?[(\[]?\d(?: ?[-.()\[\]/+]{{0,2}} ?[-.()\[\]]? ?\d){{2,26}}(?: ?\+(?!\d)|[)\]]?\+?)?"
    rf"|(?<=[A-Za-z\u00c0-\u024f\u0400-\u04ff{HAN}])\+ ?\d(?: ?[-.()\[\]/]{{0,2}} ?[-.()\[\]]? ?\d){{5,20}}"
)
_TAIL = re.compile(r" ?[/,;] ?(?P<more>\(?\d(?:[ .-]{0,2}[()]?\d){0,13})(?![\d:/]|[.,-]\d|\s?[%@])")
_AROUND_THE_CLOCK = re.compile(r"(?<!\d)(?:24 ?/ ?7|24 ?/ ?24|7 ?/ ?7|24 ?x ?7|365)(?: ?/ ?(?:365|7))?(?!\d)")
_DATE_OR_TIME = re.compile(
    r"^\(?(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[.:]\d\d ?- ?\d{1,2}[.:]\d\d|(?:19|20)\d\d ?[-/] ?(?:19|20)\d\d)\)?$"
)
_KEEPS_ZERO = frozenset({"IT", "SM", "VA", "CG", "CI", "GA"})
_LEAST, _MOST = 7, 15


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read a run of digits."""

    value: str
    valid: bool
    region: str | None


class _Readable:
    """The text with digits, dashes and spaces of every script in ASCII and invisible marks away, and the way back."""

    def __init__(self, text: str) -> None:
        characters: list[str] = []
        places: list[int] = []
        for place, character in enumerate(text):
            if character < "\u0080":
                pass
            elif _INVISIBLE.match(character):
                continue
            elif character in _AS_ASCII:
                character = _AS_ASCII[character]
            else:
                digit = unicodedata.decimal(character, None)
                if digit is not None:
                    character = str(digit)
            characters.append(character)
            places.append(place)
        self.text = "".join(characters)
        self._places = places

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's places of a stretch of the readable text."""
        return self._places[start], self._places[end - 1] + 1


@cache
def _kinds() -> words.Phrases:
    """All words that tell what a number is, in every language, with their kind behind a bar."""
    return words.Phrases(text for text, _ in _kind_list())


@cache
def _kind_list() -> tuple[tuple[str, str], ...]:
    kinds: dict[str, str] = {}
    for lexicon in words.lexicons():
        for text, codes in lexicon.labels.items():
            code = codes[0]
            kinds.setdefault(text, "phone" if "phone" in code or "mobile" in code else code)
        for text in (*lexicon.data.get("words", {}).get("phone", ()),):
            kinds.setdefault(text, "phone")
        for key in ("postal", "reference"):
            for text in lexicon.data.get("words", {}).get(key, ()):
                kinds.setdefault(text, key)
    return tuple(kinds.items())


@cache
def _extension() -> re.Pattern[str]:
    texts = {text.rstrip(".") for lexicon in words.lexicons() for text in lexicon.data.get("words", {}).get("extension", ())}
    spelled = "|".join(re.escape(text) for text in sorted(texts, key=len, reverse=True))
    return re.compile(rf" ?[,;-]? ?[(\[]?(?:{spelled})\.?(?: ?(?:no|nr|n°|№)\.?)?[ :.]{{0,2}}(?P<ext>\d[\d-]{{0,6}}(?: ?[/,] ?\d{{2,5}}(?![\d-]))*)[)\]]?", re.IGNORECASE)


def find_phones(text: str, region: str | None = None, labelled: bool = False) -> list[Found]:
    """The telephone numbers of a text in E.164, with `;ext=` where there is an extension; fax numbers are left out.

    `region` is the ISO alpha-2 code of the State whose country code a national number takes. Without `labelled` only numbers
    with + or 00 count, and those with a telephone word before them on the line. A number that cannot be brought to E.164 is
    given as printed, not sure; so is one of E.164's form that the numbering plans do not know, in E.164."""
    readable = _Readable(text)
    found: list[Found] = []
    place = 0
    for line in readable.text.splitlines(keepends=True):
        found.extend(_in_line(readable, place, line, region, labelled, found))
        place += len(line)
    return found


def _in_line(readable: _Readable, offset: int, line: str, region: str | None, labelled: bool, before: list[Found]) -> Iterator[Found]:
    if not any(character.isdigit() for character in line):
        return
    kinds = _kinds_in(line)
    previous = _label_line(readable.text[:offset]) if not kinds or line[: kinds[0][0]].strip() else None
    clock = [match.span() for match in _AROUND_THE_CLOCK.finditer(line)]
    context: str | None = None
    taken = 0
    last_end = -10
    open_line = line
    for a, b in clock:
        open_line = f"{open_line[:a]}{'·' * (b - a)}{open_line[b:]}"
    for match in _RUN.finditer(open_line):
        start, end = match.span()
        if start < taken:
            continue
        kind = _kind_at(line, start, end, kinds, previous)
        if kind == "fax":
            context = None
            continue
        near = line[last_end:start].strip(" ,;/|-") == "" and last_end > 0
        direct = labelled or kind == "phone"
        if kind == "postal" or (kind in ("reference", "date", "email", "address") and not labelled):
            continue
        here = _place_region(line, start, end) or (context if near and context else region)
        for value, first, last, sure, doubt, country in _numbers(line, start, end, here, direct, near):
            first += len(line[first:last]) - len(line[first:last].lstrip())
            found_start, found_end = readable.span(offset + first, offset + last)
            yield Found(value, found_start, found_end, sure, doubt)
            taken = last_end = max(last_end, last)
            context = country or context


def _kinds_in(line: str) -> list[tuple[int, int, str]]:
    """Where words stand that tell what a number is: (start, end, kind); one-letter labels only with a colon or in brackets."""
    folded = fold_with_places(line)
    listed = _kind_list()
    kinds: list[tuple[int, int, str]] = []
    for hit in _kinds().hits(folded.text):
        start, end = folded.span(hit.start, hit.end)
        if hit.end - hit.start <= 2 and hit.end - hit.start < 3 and folded.text[hit.start].isascii():
            after = line[end : end + 2].lstrip(" ")
            bracketed = line[start - 1 : start] == "(" and after[:1] == ")"
            if not bracketed and after[:1] not in (":", ".", "+") and not (after[:1] == "/" and kinds):
                continue
        kinds.append((start, end, listed[hit.index][1]))
    return kinds


def _kind_at(line: str, start: int, end: int, kinds: list[tuple[int, int, str]], previous: str | None) -> str | None:
    """What the words around a number say it is: those right behind it in brackets, else the nearest before it."""
    for first, _last, kind in kinds:
        if first >= end and re.fullmatch(r" ?[(\[] ?(?:work |office |direct )?", line[end:first]) and kind in ("fax", "phone"):
            return kind
    ahead = [k for k in kinds if k[1] <= start and not re.search(r"\d ?[(\[] ?(?:work |office |direct )?$", line[: k[0]][-20:])]
    if ahead:
        first, _last, kind = ahead[-1]
        if kind in ("fax", "phone") and len(ahead) > 1:
            other = ahead[-2]
            joined = re.fullmatch(r"\s?(?:\.?\s?[/&+|,-]\s?|\.?\s(?:and|et|y|und|e|и|و|ou|or)\s|和|及)?", line[other[1] : first], re.IGNORECASE)
            if joined and {kind, other[2]} == {"fax", "phone"}:
                return "phone"
        return kind
    behind = [k for k in kinds if k[0] >= end]
    if behind and re.search(r"[\u0600-\u06ff]", line) and re.fullmatch(r"\s?[:：]?\s?", line[end : behind[0][0]]):
        return behind[0][2]
    return previous


def _label_line(before: str) -> str | None:
    """The kind of number that the line above asks for, where it is a label and nothing else."""
    above = before.rstrip("\r\n").rpartition("\n")[2][-200:]
    if not above.strip() or len(above) > 60:
        return None
    label = words.label_of(above)
    if label is None:
        return None
    if "phone" in label.codes or "mobile" in label.codes:
        return "phone"
    return label.codes[0]


def _place_region(line: str, start: int, end: int) -> str | None:
    """The region of a place named beside the number ("New York"), where the text says so."""
    around = f"{line[max(0, start - 30) : start]} | {line[end : end + 22]}"
    for place in _places().find(around):
        return _place_regions()[place.value]
    return None


@cache
def _place_regions() -> dict[str, str]:
    return {
        name: code for lexicon in words.lexicons() for code, names in lexicon.data.get("places", {}).items() for name in names
    }


@cache
def _places() -> words.Phrases:
    return words.Phrases(_place_regions())


def _numbers(
    line: str, start: int, end: int, region: str | None, labelled: bool, near: bool
) -> Iterator[tuple[str, int, int, bool, str | None, str | None]]:
    """The numbers that one run of digits holds: (value, start, end, sure, doubt, region)."""
    for first, last in _parts(line, start, end, region):
        run = line[first:last]
        digits = re.sub(r"\D", "", run)
        international = "+" in run or (digits.startswith("00") and len(digits) > 9)
        if not international and not labelled and not near:
            continue
        if len(digits) < _LEAST and not international:
            if labelled and len(digits) >= 3 and not _DATE_OR_TIME.match(run) and not near:
                yield run.strip(), first, last, False, "too short for a telephone number abroad", None
            continue
        if not international and _DATE_OR_TIME.match(run.strip()):
            continue
        reading, doubt = _read(run, digits, region)
        if reading is None:
            if labelled or (international and len(digits) >= _LEAST):
                yield run.strip(" -.("), first, last, False, doubt, None
            continue
        if not reading.valid and not labelled and not run.lstrip(" ([").startswith("+"):
            continue
        last, values = _with_extensions(line, last, reading.value)
        for value in values:
            yield value, first, last, doubt is None, doubt, reading.region
        if values == [reading.value]:
            yield from _sharing(line, last, reading)


def _parts(line: str, start: int, end: int, region: str | None) -> list[tuple[int, int]]:
    """The stretches of a run that are one number each: a plus before a digit begins a new one, so does a slash behind a whole one."""
    cuts = [start]
    for match in re.finditer(r"(?<=[\d)\]])[ (/\[-]+(?=\+ ?\(?\d)", line[start:end]):
        after = line[start + match.end() :]
        if re.match(r"\+ ?\d{1,4}\)?(?![\d]| ?[-.(]? ?\d)", after) and len(re.sub(r"\D", "", line[start : start + match.start()])) < 11:
            continue
        cuts.append(start + match.end() - (1 if match[0].endswith("(") else 0))
    parts = [(a, b) for a, b in zip(cuts, [*cuts[1:], end], strict=True)]
    whole: list[tuple[int, int]] = []
    for a, b in parts:
        b = a + len(line[a:b].rstrip(" -./([,"))
        slash = line.rfind("/", a, b)
        first = a
        pieces: list[tuple[int, int]] = []
        while slash > 0:
            slash = line.find("/", first, b)
            if slash < 0:
                break
            head = line[a:slash].strip()
            reading, _ = _read(head, re.sub(r"\D", "", head), region)
            if reading and reading.valid:
                pieces.append((a, slash))
                break
            first = slash + 1
        whole.append(pieces[0] if pieces else (a, b))
    return [(a, a + len(line[a:b].rstrip(" -./([,"))) for a, b in whole]


def _read(run: str, digits: str, region: str | None) -> tuple[_Reading | None, str | None]:
    """The reading of a run of digits and what is doubtful about it; None where it cannot be brought to E.164."""
    run = run.strip()
    if "+" in run and not re.match(r"[(\[]? ?\+", run):
        return _read_turned(run)
    if len(digits) > _MOST + 4:
        return None, "too many digits for a telephone number"
    if run.lstrip("([ ").startswith("+") or digits.startswith("00"):
        return _read_international(run, digits.removeprefix("00") if not run.lstrip("([ ").startswith("+") else digits)
    return _read_national(run, digits, region)


def _read_international(run: str, digits: str) -> tuple[_Reading | None, str | None]:
    parsed = _parsed("+" + digits)
    if parsed is None:
        return None, "its country code is not known"
    if parsed.valid:
        return parsed, None
    dropped = re.sub(r"[(\[] ?0 ?[)\]]", "", run)
    by_form = re.sub(r"\D", "", dropped if parsed.region not in _KEEPS_ZERO else run)
    by_form = by_form.removeprefix("00") if not run.lstrip("([ ").startswith("+") else by_form
    if _LEAST <= len(by_form) <= _MOST and not by_form.startswith("0"):
        return _Reading("+" + by_form, False, parsed.region), "the numbering plan knows no such number"
    return None, "not of the form of an international telephone number"


def _read_national(run: str, digits: str, region: str | None) -> tuple[_Reading | None, str | None]:
    abroad = _parsed("+" + digits) if not digits.startswith("0") else None
    if region is None:
        if abroad and abroad.valid:
            return abroad, "its country code is written without a plus"
        return None, "it has no country code"
    at_home = _parsed(digits, region)
    if at_home and at_home.valid:
        if abroad and abroad.valid and abroad.value != at_home.value and run.startswith("("):
            return at_home, "what stands in brackets may be a country code"
        return at_home, None
    if abroad and abroad.valid:
        return abroad, None if run.startswith("(") or abroad.region == region else "its country code is written without a plus"
    if digits.startswith("011") and (dialled := _parsed("+" + digits[3:])) and dialled.valid:
        return dialled, None
    if at_home and _LEAST <= len(at_home.value) - 1 <= _MOST:
        return at_home, "the numbering plan knows no such number"
    return None, "not a telephone number that can be dialled from abroad"


def _read_turned(run: str) -> tuple[_Reading | None, str | None]:
    """A number whose plus stands behind its country code, or whose groups stand in reverse, as right-to-left text leaves them."""
    groups = list(re.finditer(r"\d+", run))
    signed = [
        index
        for index, group in enumerate(groups)
        if re.match(r"[)\]]? ?\+", run[group.end() :]) or run[: group.start()].rstrip("( ").endswith("+")
    ]
    if not signed:
        return None, "the order of its groups is damaged"
    code = signed[0]
    rest = [group[0] for index, group in enumerate(groups) if index != code]
    orders = [rest, rest[::-1]] if code == 0 else [rest[::-1], rest]
    readings = [_parsed("+" + groups[code][0] + "".join(order)) for order in orders]
    first, second = readings[0], readings[1]
    if first and first.valid:
        natural = code > 0 and len(orders[1][-1]) > 1 if rest else False
        if natural and second and second.valid and second.value != first.value:
            return first, "its groups can be read in two orders"
        return first, None
    if second and second.valid:
        return second, "the order of its groups is damaged"
    if first and _LEAST <= len(first.value) - 1 <= _MOST:
        return _Reading(first.value, False, first.region), "the order of its groups is damaged"
    return None, "the order of its groups is damaged"


@cache
def _parsed(number: str, region: str | None = None) -> _Reading | None:
    """The library's reading, None where it is none."""
    import phonenumbers

    try:
        parsed: PhoneNumber = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return None
    value = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    if not re.fullmatch(r"\+[1-9]\d{1,14}", value):
        return None
    codes = phonenumbers.region_codes_for_country_code(parsed.country_code or 0)
    country = phonenumbers.region_code_for_number(parsed) or (region if region in codes else codes[0] if codes else None)
    return _Reading(value, phonenumbers.is_valid_number(parsed), country)


def _with_extensions(line: str, end: int, value: str) -> tuple[int, list[str]]:
    match = _extension().match(line, end)
    if not match:
        return end, [value]
    extensions = [re.sub(r"\D", "", piece) for piece in re.split(r"[/,]", match["ext"])]
    return match.end(), [f"{value};ext={extension}" for extension in extensions if extension]


def _sharing(line: str, end: int, reading: _Reading) -> Iterator[tuple[str, int, int, bool, str | None, str | None]]:
    """The further numbers behind a slash that share the first one's beginning: "54 53 / 54"."""
    taken = end
    digits = reading.value[1:]
    while (match := _TAIL.match(line, taken)) and match[0].lstrip()[0] == "/":
        more = re.sub(r"\D", "", match["more"])
        full = _parsed(more, reading.region) if reading.region and len(more) >= _LEAST - 1 else None
        if full and full.valid:
            yield full.value, match.start("more"), match.end(), True, None, full.region
        elif len(more) <= max(len(digits) - 4, 2):
            shared = _parsed("+" + digits[: -len(more)] + more)
            if shared:
                doubt = None if shared.valid and len(more) > 1 else "it shares the beginning of the number before it"
                yield shared.value, match.start("more"), match.end(), doubt is None, doubt, shared.region
        else:
            return
        taken = match.end()
