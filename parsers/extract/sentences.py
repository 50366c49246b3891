"""A passage cut into its sentences."""

from __future__ import annotations

import re

from parsers.extract.grammar import grammar, words
from parsers.extract.passages import Passage
from parsers.fields.names import split_honorific
from parsers.fold import fold
from parsers.words import label_at_head, phrases

ABBREVIATION = re.compile(r"(?:^|[\s(.])(?:\w{1,4}|[A-ZÀ-Ý]\w{0,2})\.$")
"""A full stop that may be an abbreviation's or an initial's."""
_LONGER = re.compile(r"(?<!\w)(\w{5,7})\.$")
"""A longer word that only the lexicons know for one ("внутр.")."""
_HYPHENED = re.compile(r"\b[A-Z][a-zä-ü]{1,4}\.-[A-Z][a-zä-ü]{1,3}\.$")
"""A title of two shortened words ("Dipl.-Ing.")."""
_CYRILLIC_WORD = re.compile(r"(?<!\w)([А-ЯЁа-яё][а-яё]{2,3})\.$")
"""A Cyrillic word that is as short as an abbreviation ("лиц."), which the lexicons tell from one."""
_WHOLE_WORD = re.compile(r"(?:[\u0621-\u064a]{3,}|[А-ЯЁ]{2,4}|[а-яё]{3}[аеиоуыэюя])\.$")
"""An Arabic word, a Russian acronym or a word that ends in a vowel: the full stop behind it ends a sentence."""
_NUMBER_ENDS = re.compile(r"(?:\d{3,}|\d[\d\s()/-]{4,}\d)\.$")
"""A year or telephone number at a sentence's end: an ordinal ("1. April") is shorter."""
_SENTENCE = re.compile(r"(?<=[.!?؟])[\"»”)]?\s+(?=[\"«“(]?[A-ZÀ-ÝА-ЯЁ\u0621-\u064a\d])|(?<=[。！？])")
_ACRONYM = re.compile(r"(?<![\w.])([A-Z]\w{2,3})\.$")
_BODY = re.compile(r"(?<![\w.-])((?:[A-Z]{2,5}-)?[A-Z]{3,6})\.$")
"""An acronym of three letters or more, as bodies have."""
_COLON = re.compile("[:：]")
_TOLD_APART = frozenset({"phone", "mobile", "fax", "email", "extension"})
"""What is asked by two labels, the first of them shortened."""
_LAST_WORD = re.compile(r"([^\W\d_]+)\.$")
_LONG_TITLE = re.compile(r"(?<![\w.])([A-ZÀ-Ý][a-zà-ÿ]{4,5})\.$")
"""A title that may be shortened ("Licda.")."""
_POINTING = ("pronouns", "the_first", "the_second")
_OPENS = 24
"""Characters in which a sentence opens."""
_TAIL = 80
"""Characters before a full stop that tell whether it is an abbreviation's."""
_LONGEST_ABBREVIATION = 4
"""Letters of the longest title or label that is shortened to capitals."""
_LONGEST = 1500
"""Characters of the longest sentence that is read whole."""


def sentences(passage: Passage) -> list[Passage]:
    """The passage's sentences; a full stop behind an abbreviation or initial ends none."""
    parts, start = [], 0
    for found in _SENTENCE.finditer(passage.text):
        before = passage.text[max(start, found.start() - _TAIL) : found.start()]
        whole = before.endswith("。") or "@" in before.split()[-1]
        behind = passage.text[found.end() :]
        if (
            not whole
            and _is_abbreviation(before)
            and not (is_before_label(before, behind) or _turns_back(before, behind))
        ):
            continue
        parts.append(passage.part(start, found.start()))
        start = found.end()
    parts.append(passage.part(start))
    return [piece for part in parts if part for piece in _bounded(part)]


def _is_abbreviation(text: str) -> bool:
    """True where the full stop at the text's end is an abbreviation's: not behind a short family name ("Zulu.")."""
    if (title := _LONG_TITLE.search(text)) and split_honorific(f"{title[1]}. Nnnn Nnnnn")[0] is not None:
        return fold(title[1]) not in words("weak_honorifics")
    if (long := _LONGER.search(text)) and fold(long[1]) in words("abbreviations"):
        return True
    if _HYPHENED.search(text):
        return True
    if (short := _CYRILLIC_WORD.search(text)) and not _is_shortened(short[1]):
        return False
    if not ABBREVIATION.search(text) or _WHOLE_WORD.search(text) or _NUMBER_ENDS.search(text):
        return False
    word = re.search(r"([A-ZÀ-Ý][a-zà-ÿ]{3}|(?<![\w.])[a-zà-ÿ]{2,4})\.$", text)
    if (body := _BODY.search(text)) and _names_body(body[1], text):
        return False
    acronym = _ACRONYM.search(text)
    if acronym and phrases("roles", "contact").is_whole(acronym[1]):
        return False
    if word is None or not re.search(r"[aeiouyà-ü]", word[1][word[1][0].isupper() :]):
        return True
    label = label_at_head(f"{word[1]}: x")
    if label is not None and set(label[0].codes) & _TOLD_APART:
        return True
    honorific, _ = split_honorific(f"{word[1]}. Nnnn Nnnnn")
    return honorific is not None or fold(word[1]) in words("abbreviations")


def _turns_back(before: str, behind: str) -> bool:
    """True where a word that points back to somebody opens what stands behind a full stop ("vom selben Amt. Ersterer ist ..."),
    and no title stands before it."""
    word = _LAST_WORD.search(before)
    if word is None or len(word[1]) == 1 or split_honorific(f"{word[1]}. Nnnn Nnnnn")[0] is not None:
        return False
    return any(found.start == 0 for kind in _POINTING for found in grammar(kind).find(behind[:_OPENS]))


def _is_shortened(word: str) -> bool:
    """True for a word that the lexicons know as shortened: as an abbreviation, a label or a title."""
    known = fold(word) in words("abbreviations") or label_at_head(f"{word}: x") is not None
    return known or split_honorific(f"{word}. Nnnn Nnnnn")[0] is not None


def is_before_label(before: str, behind: str) -> bool:
    """True where a label with its colon stands behind the full stop ("Mr Tom Fox. Title: Counsellor"), and no shortened label or
    title before it ("Tel. Office: ...")."""
    head = label_at_head(behind[:_TAIL])
    if head is None or not _COLON.search(behind[head[1] : head[2]]):
        return False
    word = _LAST_WORD.search(before)
    if word is None or len(word[1]) == 1:
        return False
    shortened = label_at_head(f"{word[1]}: x")
    if shortened and set(shortened[0].codes) & _TOLD_APART:
        return False
    return split_honorific(f"{word[1]}. Nnnn Nnnnn")[0] is None and fold(word[1]) not in words("abbreviations")


def _names_body(acronym: str, text: str) -> bool:
    """True for an acronym that is a body's ("has left the CERT."): no title, no label, and the text is not all in capitals."""
    known = grammar("bodies").is_whole(acronym.rpartition("-")[2]) or len(acronym) > _LONGEST_ABBREVIATION
    return known and not text.isupper() and split_honorific(f"{acronym}. Nnnn Nnnnn")[0] is None


def _bounded(sentence: Passage) -> list[Passage]:
    """A sentence longer than anybody writes is cut, so that reading takes time in proportion to the text."""
    return [sentence.part(at, at + _LONGEST) for at in range(0, len(sentence.text), _LONGEST)]
