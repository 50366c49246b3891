"""The reference of a note, as printed behind its label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from parsers import lexicons, words
from parsers.expressions import later, reaching
from parsers.fields.dates import find_dates
from parsers.fields.found import Found
from parsers.fold import HAN, fold_with_places

_UN_SYMBOL = re.compile(
    r"^(?:ODA/\d|UNODA/|A/(?:\d{2}/|RES/|AC\.|C\.\d|CONF|DEC|INF|BUR|HRC)|S/(?:RES/|PRST/|PV|(?:19|20)\d\d/\d)|E/\d{4}|ST/|SC/\d|GA/\d|CCW/|BWC/|NPT/|A/\d{2}/PV)",
    re.IGNORECASE,
)
_HAN_REFERENCE = reaching(
    HAN[0],
    rf"[（(〔\[【]?\s?(?:[1１][9９]|[2２][0０])\d\d\s?[）)〕\]】]?\s?年?\s?[-－—/／]?\s?[{HAN}]{{1,6}}\s?字?\s?[（(〔\[]?\s?(?:第\s?)?\d{{1,6}}(?:[-/－／]\d{{1,6}})?\s?号"
    rf"|(?<![{HAN}])[{HAN}]{{1,6}}字\s?[（(〔\[]?\s?(?:(?:[1１][9９]|[2２][0０])\d\d)?\s?[）)〕\]]?\s?年?\s?(?:第\s?)?\d{{1,6}}\s?号",
)
_LEAD = re.compile(
    r"(?:[\s.:：#°º*|-]|(?<!\w)(?:No|Nos|N|Nr|Nro|Num|Núm|N°|Nº|№|رقم|编号)(?![^\W\d_])[.:º°]{0,2})*", re.IGNORECASE
)
_CHUNK = re.compile(
    r"[（(〔\[]?[^\W_](?:[\w./\\&+º°]|[-–‐‑](?=\w)|\((?=\w)|(?<=\w)\)|[（〔\[\]〕）])*[)）〕\]]?|[/\\–-](?=\s)"
)
_SIGN = re.compile(r"(?:№|\bN[°º])(?=[^\W_])")
"""The sign for a number written close to it."""
_LATIN_IN_HAN = reaching(HAN[0], r"第\s?(?P<v>[A-Za-z][A-Za-z0-9./-]*\d[A-Za-z0-9./-]*)\s?号")
_TELEPHONE = re.compile(r"\(?0?\d{2,4}\)?[-.]\d{3,4}[-.]?\d{2,5}(?:[-.]\d{2})?(?:(?:转|доб|ext)\W*\d{1,6})?")
"""Groups of digits that are a telephone number rather than a reference, where no label says which."""
_LINE_REFERENCE = re.compile(
    r"^[ \t]*(?P<no>[NН][  ]{1,2}(?=\d))?(?P<v>[^\W\d_]{0,12}[./-]?\w{1,12}(?:[./-](?:\w{1,14}|[\[(](?:19|20)\d\d[\])])){1,6}"
    r"(?: (?:VOL|Vol|PT|Pt|REV|Rev|ADD|Add)\.? ?[IVX\d]{1,4})?(?: ?\(\d{1,6}\))?)[ \t]*$",
    re.MULTILINE,
)
_DOTTED = re.compile(r"(?=.*[A-ZÀ-Ý])(?=.*\d{2})[A-ZÀ-Ý\d]{1,6}(?:\.[A-ZÀ-Ý\d]{1,6}){2,5}")
"""A file's number whose groups full stops part ("II.2.D1.0093")."""
_BEFORE_SIGN = re.compile(r"(?<!\S)(?:[^\W_][\w.]{0,11}[/-]){1,5}$")
"""What stands before an inner sign for a number, close to it."""
_OWN_PART = re.compile(r"NV|NVB|MP|[A-Z]{2,5}V")
"""Abbreviations of "note verbale" that are a reference's own first part where a stroke joins them to it."""
_VOLUME = re.compile(
    r",? ?\b(?:VOL|Vol|PT|Pt|Part|REV|Rev|ADD|Add|Corr|CORR|Tomo|Tome|Bd|Band)\b\.? ?(?:[IVXLC]{1,6}|\d{1,3})(?![\w/])"
    r"|(?<=\d) (?=[IVX])(?:IX|IV|V?I{0,3}|X{1,2}I{0,3})(?=[ \t]*(?:$|\n))"
)
"""The volume of a file behind its number: in Roman figures also without a word for it, where the line ends there."""
_INITIALS = re.compile(
    r"(?=[\u0621-\u064a][^\d\n]{0,40}[/\\-])(?:[\u0621-\u064a]{1,3}\s?[ ./\\-]\s?){1,8}[\w\u0621-\u064a]{0,6}\s?[/\\-]?\s?\d"
)
"""Initials of the sender apart from each other, before a stroke and a number, as Arabic references have them."""
_LETTERS_AND_NUMBER = re.compile(
    r"^[ \t]*(?P<v>[A-ZÀ-Ý]{2,12}(?:[-/.][A-ZÀ-Ý]{1,12}){0,4} \d{1,6}[-/](?:19|20)?\d\d)[ \t]*$", re.MULTILINE
)
"""A line of the sender's letters, a running number and the year."""
_LETTERS_GLUED = re.compile(r"^[ \t]*(?P<v>[A-ZÀ-Ý]{2,8}\d{4,7})[ \t]*$", re.MULTILINE)
"""A line of the sender's letters with a running number close behind them."""
_LETTERS_AND_YEAR = later(r"[A-ZÀ-ÝА-ЯЁ]{2,10}(?:[/.-][\w]{1,10}){1,5}")
_SHORT_DATE = later(r"\d{1,3}([/-])\d{1,2}\1\d{2}")
LIKE_A_DATE = "it could be read as a date"
_MOST = 48
_LONGEST_INITIALS = 7
"""Characters of initials that strokes join ("أ/م")."""


@cache
def _labels() -> words.Phrases:
    texts: dict[str, None] = {}
    for lexicon in lexicons.lexicons():
        texts.update(dict.fromkeys(lexicon.data.get("labels", {}).get("reference", ())))
        texts.update(dict.fromkeys(lexicon.data.get("words", {}).get("reference", ())))
    return words.Phrases(texts)


@cache
def _others() -> words.Phrases:
    """Words that make a number behind them another's reference, or none at all."""
    return words.Phrases(
        text
        for lexicon in lexicons.lexicons()
        for key in ("your_reference", "not_reference")
        for text in lexicon.data.get("words", {}).get(key, ())
    )


_PAGE = later(r"(?:(?:p{1,2}|pg|s|第)\.?0{0,2}(?=\d)|0{1,2}(?=\d{1,2}/0))(\d{1,2})/(0{0,2}\d{1,2})页?", re.IGNORECASE)
_MOST_PAGES = 15
"""Above, the figure is rather a year."""


def find_references(text: str, documents: Sequence[str] = ()) -> list[Found]:
    """The references that a text gives behind a label ("No.", "Réf.", "№", "الرقم", 第…号), as printed, in its order.

    Document symbols of the United Nations and the given `documents` are never among them, nor what is called the addressee's
    reference. A line that is nothing but a reference counts without a label; it is not sure."""
    folded = fold_with_places(text)
    found = [Found(_tight(match[0]), match.start(), match.end()) for match in _HAN_REFERENCE.finditer(text)]
    others = [folded.span(hit.start, hit.end) for hit in _others().hits(folded.text)]
    for hit in _labels().hits(folded.text):
        start, end = folded.span(hit.start, hit.end)
        if any(first < end and end - 1 <= last + 8 for first, last in others if last <= end + 4 and last >= start - 6):
            continue
        if not _stands_as_label(text, start, end):
            continue
        value = _value(text, end)
        if value:
            found.append(_whole(text, start, end, value))
    for match in _SIGN.finditer(text):
        glued = _value(text, match.end())
        if glued and not any(first <= match.end() and match.start() <= last + 6 for first, last in others):
            found.append(glued)
    found.extend(Found(match["v"], match.start("v"), match.end("v")) for match in _LATIN_IN_HAN.finditer(text))
    for match in (
        *_LINE_REFERENCE.finditer(text),
        *_LETTERS_AND_NUMBER.finditer(text),
        *_LETTERS_GLUED.finditer(text),
    ):
        value_text = match["v"]
        if (
            not _TELEPHONE.fullmatch(value_text)
            and not any(match.start("v") <= one.start < match.end("v") for one in found)
            and sum(c.isdigit() for c in value_text)
            and (re.search(r"[/-]", value_text) or any(p.fullmatch(value_text) for p in (_DOTTED, _LETTERS_GLUED)))
            and not find_dates(value_text)
            and not _counts_a_page(value_text)
        ):
            doubt = None if match.groupdict().get("no") else "it stands without a label"
            found.append(Found(value_text, match.start("v"), match.end("v"), doubt is None, doubt))
    refused = {document.casefold() for document in documents}
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (f.start, not f.sure, -f.end)):
        if one.value.casefold() in refused or _UN_SYMBOL.match(one.value) or (kept and one.start < kept[-1].end):
            continue
        kept.append(one)
    return kept


def _counts_a_page(text: str) -> bool:
    """True for "P.1/2" and "001/002", as fax machines print them at a page's head."""
    found = _PAGE.fullmatch(text)
    return found is not None and int(found[1]) <= int(found[2]) <= _MOST_PAGES


def _whole(text: str, start: int, end: int, value: Found) -> Found:
    """The value with what is printed close to its label: letters before an inner "N°" (MPX/ONU/N° 12/2024), a label that is the
    reference's own first part (NV-MPX-12), the volume behind it (Vol. III)."""
    low, high = value.start, value.end
    if head := _BEFORE_SIGN.search(text, max(0, start - _MOST), start):
        low = head.start()
    elif _OWN_PART.fullmatch(text[start:end]) and (
        (value.start == end + 1 and text[end] in "-/") or _stands_alone(text, start, end, value)
    ):
        low = start
    if volume := _VOLUME.match(text, high):
        high = volume.end()
    return (
        value if (low, high) == (value.start, value.end) else Found(text[low:high], low, high, value.sure, value.doubt)
    )


def _stands_alone(text: str, start: int, end: int, value: Found) -> bool:
    """True for a line of the sender's letters, a space, and a number and year that a stroke joins ("NV 2025/031")."""
    line = text[text.rfind("\n", 0, start) + 1 :].partition("\n")[0]
    whole = text[start : value.end] == line.strip() and text[end : value.start] == " "
    return whole and re.fullmatch(r"\d{1,5}[/-]\d{1,5}", value.value) is not None


def _tight(value: str) -> str:
    """Without the spaces that typesetting puts between Han characters and figures."""
    return re.sub(r"\s+", "", value)


def _stands_as_label(text: str, start: int, end: int) -> bool:
    """False for "no" and "number" in running text."""
    written = text[start:end]
    if (
        len(written.strip(". ")) <= 2
        and written[:1].islower()
        and "." not in text[start : end + 1]
        and not re.search("[º°]", text[start : end + 1])
    ):
        return False
    return start == 0 or not (text[start - 1].isalnum() and text[start - 1] < "\u0600")


def _value(text: str, end: int) -> Found | None:
    lead = _LEAD.match(text, end, end + 40)
    place = lead.end() if lead else end
    first = place
    last = place
    for _ in range(6):
        match = _CHUNK.match(text, place, place + _MOST)
        if not match:
            break
        chunk = match[0].rstrip(".,:;")
        numbered = any(character.isdigit() for character in chunk)
        follows = re.match(r"\s?[/\\-]?\s?\S{0,12}\d", text[match.end() : match.end() + 16])
        initial = len(chunk) <= _LONGEST_INITIALS and _INITIALS.match(text, match.start())
        if not numbered and not ((chunk.isupper() and len(chunk) <= 8 and follows) or initial) and chunk not in "/\\-–":
            break
        if (
            numbered
            and last > first
            and not (text[last:place].strip(" ") in ("", "/", "-") and _goes_on(text[first:last], chunk))
        ):
            break
        last = match.start() + len(chunk)
        gap = re.match(r" (?=\S)", text[match.end() : match.end() + 2]) if len(chunk) == len(match[0]) else None
        if not gap:
            break
        place = match.end() + 1
    value = text[first:last].rstrip(" /\\-–")
    if not any(character.isdigit() for character in value) or len(value) > _MOST:
        return None
    if value.count(")") > value.count("("):
        value = value.rstrip(")")
    if _is_date(value):
        short = _SHORT_DATE.fullmatch(value) is not None
        return Found(value, first, first + len(value), False, LIKE_A_DATE) if short else None
    return Found(value, first, first + len(value))


def _goes_on(before: str, chunk: str) -> bool:
    """True where a further group belongs to the reference: in brackets, or behind letters alone or a stroke."""
    return (
        chunk[0] in "([（"
        or before.rstrip().endswith(("/", "-", "–", "\\"))
        or not any(c.isdigit() for c in before)
        or chunk[0] in "/-"
        or (before.strip().isdigit() and _LETTERS_AND_YEAR.fullmatch(chunk) is not None)
    )


def _is_date(value: str) -> bool:
    dates = find_dates(value)
    return len(dates) == 1 and dates[0].end - dates[0].start >= len(value) - 1
