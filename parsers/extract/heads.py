"""Labels at the head of a text, or at the heads of its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.extract.context import Context
from parsers.extract.grammar import grammar, one_of
from parsers.extract.han_offices import is_han_name
from parsers.extract.items import CONTACT_CODES, Answer
from parsers.extract.looks import reach_label
from parsers.extract.passages import is_within_brackets
from parsers.extract.senses import asked_before_colon
from parsers.extract.swaps import succession_head
from parsers.fields.extensions import is_extension
from parsers.fields.languages import find_languages
from parsers.words import Label, formula, is_not_applicable, is_same_as_above, label_at_head, label_of

_BETWEEN = re.compile(
    r"[;|·•；؛]\s*|,\s+|，|،\s*|\s{2,}|\.\s+|[(（]\s*|\s/\s|\s[-–—]\s+|\t+"
    r"|(?<=[^\W_])\s+(?=[^\W\d_]{2,12}\.?\s?[:：])"
)
_SHORTENED = re.compile(r"(?<![\w@.-])[^\W\d_]{2,5}$")
"""A word that may be shortened, at a text's end."""
_CLOSED = re.compile(r"(?!\W*\w{1,4}[)）])[^(（]*[)）]\W*\w")
"""A bracket that closes and was opened before the text, with words behind it; not the mark of a list ("a)", "12)")."""
_LABEL = 120
"""Characters in which a label and the beginning of its value stand."""
TYPED = frozenset({"email", "phone", "mobile", "fax"})
"""What an answer shows by its own form."""
_NAME_PARTS = frozenset({"family_name", "given_name", "patronymic"})
_BEHIND_FIGURES = frozenset({"languages"})
_DASH = re.compile(r"[.)]{0,2}\s{1,40}[-–—]\s+")
"""A dash between label and value, as lists have it."""
_SIGN = re.compile(r"[:：\t=]|\.{3,}|…|_{3,}|\u3000{2,}")
"""What parts a label from its value."""
_JOINT = re.compile(rf"{one_of('conjunctions')}\s+(?:{one_of('by_means')}\s+)?")
_PHRASE_AND_COLON = re.compile(r"(?P<head>[^:：;；؛,،，\n@]{2,60}?)\s*[:：]\s*(?=\S)")


_OPENED = re.compile(r"\s*[(（][^)）]*$")
_STOP = re.compile(r"[^\W\d_]{4}\.\s+([^.]+)$")
_LABEL_WORDS = 3


def head_label(text: str, context: Context) -> tuple[Label, int, int] | None:
    """The label with which a text begins, where what follows can be its value: what it asks, its end, the value's beginning."""
    found = label_at_head(text, context.languages)
    if (succession := succession_head(text, context)) is not None:
        return succession
    if found is None:
        return _sensed_head(text, context)
    label, end, begin = found
    dash = _DASH.match(text, end)
    if dash:
        begin = max(begin, dash.end())
    codes, value = set(label.codes), text[begin:]
    if ((apart := re.search(r"[;；]\s*([^;；]*)$", text[:end])) is not None) and label_of(apart[1], context.languages):
        # "Duty Service, Agency of A; tel.: 1"
        return None
    if is_within_brackets(text, end) or _CLOSED.match(text[:end]):
        return None
    colon = bool(_SIGN.search(text[end:begin])) or bool(dash and value)
    if not codes & CONTACT_CODES and formula("courtesy_opening", context.languages).stands_in(value[:300]):
        # a reference on the line on which the note begins
        return None
    if not colon and not codes & TYPED and codes & CONTACT_CODES:
        return None
    if not colon and len(re.findall(r"[^\W\d_]", text[:end])) <= 2 and not re.match(r"[+\d(]", value):
        return None
    if value.strip() and not (is_not_applicable(value) or is_same_as_above(value)):
        if codes <= {"phone", "mobile", "fax"} and not re.search(r"\d", value):
            return None
        if codes == {"email"} and not colon and "@" not in value:
            return None
    return label, end, begin


_PARTING = re.compile(r"\s+[-–—/]\s+|\s*[|·•;；؛,،，]\s+")


def _sensed_head(text: str, context: Context) -> tuple[Label, int, int] | None:
    """A label that no lexicon has, before a colon and what can answer it."""
    found = _PHRASE_AND_COLON.match(text)
    if found is None or is_han_name(found["head"]):
        return None
    value = text[found.end() :]
    opened = _OPENED.search(found["head"])
    if opened is not None and label_of(found["head"][: opened.start()], context.languages) is None:
        # "Jane Doe (e-mail: ..."
        return None
    if _ends_with_label(found["head"], context):
        return None
    label = asked_before_colon(found["head"], value, context.languages) or reach_label(found["head"], value, context)
    return (label, found.end("head"), found.end()) if label else None


def _ends_with_label(head: str, context: Context) -> bool:
    """True for somebody's particulars with a label behind their last sign ("Jane Doe / Director / Tel.: 1"), and for a body's name
    and the label that follows it, without any ("Ministry of Foreign Affairs tel.: 1") or behind a full stop ("Ministerio del
    Interior. Correo electrónico: a@b.c")."""
    *before, last = _PARTING.split(head)
    if before and label_of(last, context.languages) and not any(label_of(part, context.languages) for part in before):
        return True
    stop = _STOP.search(head)
    if stop is not None and _is_typed(stop[1], context):
        return True
    bodies = grammar("bodies", context.languages).find(head)
    if not bodies or bodies[0].start:
        return False
    words = head.split()
    return any(_is_typed(" ".join(words[-n:]), context) for n in range(1, min(_LABEL_WORDS, len(words) - 2) + 1))


def _is_typed(text: str, context: Context) -> bool:
    """True for a label whose answer shows what it is by its own form."""
    label = label_of(text, context.languages)
    return label is not None and bool(set(label.codes) & TYPED)


def languages_behind(text: str, context: Context) -> int:
    """Where the languages begin that answer the label before them on its line ("语言 中文、英文"); the text's end without any."""
    named = next(iter(find_languages(text)), None)
    apart = named is not None and text[: named.start].endswith(" ") and label_of(text[: named.start], context.languages)
    return named.start if named is not None and apart else len(text)


def is_labelled(text: str, context: Context) -> bool:
    """True for a line that is a label, a colon and what stands behind it, though it begins in small letters."""
    colon = re.match(r"([^:：]{2,40})\s?[:：]\s*\S", text)
    label = label_of(colon[1], context.languages) if colon else None
    return label is not None and bool(set(label.codes) & CONTACT_CODES)


def answers_in(answer: Answer, context: Context) -> Iterator[Answer]:
    """The answer, and others whose labels stand within its value ("Tel.: ... Fax: ... E-mail: ...")."""
    text = answer.value.text
    places = [(start, label, end, begin) for start, label, end, begin in labels_within(text, context) if start > 0]
    if answer.label.codes[0] == "languages":
        # "[x] English [ ] French  Other: German"
        written_in = grammar("written_in", context.languages)
        places = [place for place in places if not written_in.is_whole(text[place[0] : place[2]].strip())]
    stop = places[0][0] if places else len(text)
    value = answer.value.part(0, stop)
    trimmed = value.text if is_same_as_above(value.text) else re.sub(r"[\s;,|·•/(（،；-]+$", "", value.text)
    yield Answer(
        answer.label, answer.asked, value.part(0, len(trimmed)), answer.source, None if places else answer.doubt
    )
    for at, (start, label, end, begin) in enumerate(places):
        stop = places[at + 1][0] if at + 1 < len(places) else len(text)
        inner = answer.value.part(begin, stop)
        inner = inner.part(0, len(re.sub(r"\s+[-–—|·•]+\s*$", "", inner.text)))
        last = at == len(places) - 1
        yield Answer(label, answer.value.part(start, end), inner, answer.source, answer.doubt if last else None)


def _begun(text: str, between: re.Match[str], context: Context) -> int:
    """Where a label could begin behind what parts labels: also before a full stop that only shortens it ("Tél. bureau : 1")."""
    short = _SHORTENED.search(text, 0, between.start()) if between[0].startswith(".") else None
    label = label_of(short[0], context.languages) if short else None
    if short is None or label is None or not set(label.codes) & TYPED:
        return between.end()
    whole = head_label(text[short.start() : short.start() + _LABEL], context)
    return short.start() if whole and whole[1] > between.end() - short.start() else between.end()


def _closes_with_name_part(head: str, context: Context) -> bool:
    """True for words that are no label themselves before one for a part of a name."""
    gap = re.search(r"^(.*\S)\s+(\S+)$", head) if "  " not in head else re.search(r"^(.*\S)\s{2,}(\S.*)$", head)
    if gap is None or label_of(head, context.languages) is not None or label_of(gap[1], context.languages) is not None:
        return False
    label = label_of(gap[2], context.languages)
    return label is not None and bool(set(label.codes) & _NAME_PARTS)


def labels_within(text: str, context: Context) -> list[tuple[int, Label, int, int]]:
    """Labels of contact particulars inside a text: where each begins, what it asks, where it ends, where its value begins."""
    found: list[tuple[int, Label, int, int]] = []
    begun = [(_begun(text, m, context), m[0] == " ") for m in _BETWEEN.finditer(text)]
    for start, unparted in [(0, False), *begun]:
        if (found and start < found[-1][3]) or is_extension(text, start):
            continue
        rest = text[start : start + _LABEL]
        opening = _JOINT.match(rest)
        shift = opening.end() if opening else 0
        hit = head_label(rest[shift:], context)
        if hit is None or not set(hit[0].codes) & CONTACT_CODES:
            continue
        label, end, begin = hit
        if _closes_with_name_part(rest[shift : shift + end], context):
            # "ANA MARIA     Surname: LOPEZ"
            continue
        if unparted and not set(label.codes) <= TYPED | (
            _BEHIND_FIGURES if text[:start].rstrip()[-1:].isdigit() else _NAME_PARTS
        ):
            # only what shows an answer by its form needs no sign before it, and what cannot go on with a number
            continue
        sign = rest[shift + end : shift + begin]
        if not (set(label.codes) & TYPED) and not (_SIGN.search(sign) or _DASH.search(sign)):
            continue
        if text[start - 1 : start] in ("(", "（") and re.match(r"[^(（]*[)）]", rest[shift : shift + begin]):
            # "+32 2 501 81 11 (office) – +32 475 ..."
            continue
        if end < 2 and not re.search(r"[:：]", sign):
            continue
        found.append((start, label, start + shift + end, start + shift + begin))
    return found
