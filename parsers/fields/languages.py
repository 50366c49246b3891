"""Languages named in a text, as ISO 639-1."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from parsers import lexicons, words
from parsers.expressions import reaching
from parsers.fields.found import Found
from parsers.fold import fold_with_places

_CODES = re.compile(r"(?<![\w@.-])([A-Za-z]{2,3})(?![\w@-]|\.\w)")
_CODE_LIST = (
    "eng:en fra:fr fre:fr spa:es esp:es rus:ru ara:ar zho:zh chi:zh deu:de ger:de por:pt ita:it nld:nl jpn:ja kor:ko tur:tr "
    "fas:fa per:fa ukr:uk pol:pl cn:zh jp:ja sp:es gr:el cz:cs se:sv dk:da kr:ko ua:uk nb:no nn:no lu:lb"
)
_OTHER_CODES = dict(pair.split(":") for pair in _CODE_LIST.split())
_SHORT_NAMES = "中:zh 汉:zh 英:en 法:fr 西:es 俄:ru 阿:ar 德:de 葡:pt 日:ja 韩:ko 意:it"
_SHORT = dict(pair.split(":") for pair in _SHORT_NAMES.split())
_APART = "[、,，/和及与 ]{0,3}"
_SHORT_LIST = reaching(
    "\u4e00",
    rf"(?:(?<![\u4e00-\u9fff])|(?<=[用以为是讲通晓会说能握悉]))[{''.join(_SHORT)}](?:{_APART}[{''.join(_SHORT)}])*{_APART}(?:三|四|两|双)?(?:文|语|$)",
)


@cache
def _names(languages: tuple[str, ...]) -> tuple[words.Phrases, tuple[str, ...]]:
    names: dict[str, str] = {}
    for lexicon in lexicons.lexicons(languages):
        for name, code in lexicon.languages.items():
            names.setdefault(name, code)
    return words.Phrases(names), tuple(names.values())


@cache
def language_codes() -> frozenset[str]:
    """Every ISO 639-1 code that a lexicon names a language for."""
    return frozenset(code for lexicon in lexicons.lexicons() for code in lexicon.languages.values())


def find_languages(text: str, languages: Sequence[str] | None = None) -> list[Found]:
    """The languages that a text names, as ISO 639-1 in its order, each where it is first named.

    A text that is nothing but codes ("EN / FR") is read as well. `languages` are those in which names are looked for; all by
    default."""
    phrases, codes = _names(tuple(languages or (*lexicons.LANGUAGES, *lexicons.FURTHER)))
    folded = fold_with_places(text)
    found = [Found(codes[hit.index], *folded.span(hit.start, hit.end)) for hit in phrases.hits(folded.text)]
    for match in _SHORT_LIST.finditer(text):
        listed = [(place, _SHORT[text[place]]) for place in range(match.start(), match.end()) if text[place] in _SHORT]
        found.extend(Found(code, place, place + 1) for place, code in listed)
    if not found:
        found = _in_codes(text)
    kept: dict[str, Found] = {}
    for one in sorted(found, key=lambda f: f.start):
        kept.setdefault(one.value, one)
    return list(kept.values())


_MOSTLY = 0.6
"""Share of a text's letters that names of languages fill where it is about nothing else."""


def names_languages_alone(text: str, languages: Sequence[str] | None = None) -> bool:
    """True where a text names languages and says hardly anything else."""
    letters = len(re.findall(r"[^\W\d_]", text))
    return bool(letters) and sum(f.end - f.start for f in find_languages(text, languages)) >= _MOSTLY * letters


def _in_codes(text: str) -> list[Found]:
    rest = _CODES.sub("", text)
    if re.search(r"[^\W\d_]", rest):
        return []
    found = []
    for match in _CODES.finditer(text):
        code = match[1].lower()
        code = _OTHER_CODES.get(code, code)
        if code not in language_codes():
            return []
        found.append(Found(code, match.start(), match.end()))
    return found
