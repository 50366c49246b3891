"""The language of a text, as ISO 639-1."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from parsers import lexicons
from parsers.expressions import reaching
from parsers.scripts import LATIN

if TYPE_CHECKING:
    from lingua import LanguageDetector

_SAMPLE = 6000
_LATIN_LANGUAGES = ("en", "fr", "es", "pt", "de")
_NOISE = re.compile(r"\S{1,80}@\S+|https?://\S+|www\.\S+|[+(]?\d[\d\s().+/-]*|[A-Z0-9]{1,40}/[A-Z0-9/.-]+")
_SCRIPTS = (
    ("zh", reaching("\u3400", r"[\u3400-\u9fff]")),
    ("ar", reaching("\u0621", r"[\u0621-\u064a\u066e-\u06d3]")),
    ("ru", reaching("\u0400", r"[\u0400-\u04ff]")),
    ("ja", reaching("\u3040", r"[\u3040-\u30ff]")),
    ("ko", reaching("\uac00", r"[\uac00-\ud7af]")),
    ("el", reaching("\u0370", r"[\u0370-\u03ff]")),
    ("he", reaching("\u0590", r"[\u0590-\u05ff]")),
    ("hy", reaching("\u0530", r"[\u0530-\u058f]")),
    ("ka", reaching("\u10a0", r"[\u10a0-\u10ff]")),
    ("th", reaching("\u0e00", r"[\u0e00-\u0e7f]")),
    ("am", reaching("\u1200", r"[\u1200-\u137f]")),
    ("hi", reaching("\u0900", r"[\u0900-\u097f]")),
    ("bn", reaching("\u0980", r"[\u0980-\u09ff]")),
    ("ta", reaching("\u0b80", r"[\u0b80-\u0bff]")),
    ("si", reaching("\u0d80", r"[\u0d80-\u0dff]")),
    ("lo", reaching("\u0e80", r"[\u0e80-\u0eff]")),
    ("dz", reaching("\u0f00", r"[\u0f00-\u0fff]")),
    ("my", reaching("\u1000", r"[\u1000-\u109f]")),
    ("km", reaching("\u1780", r"[\u1780-\u17ff]")),
    ("dv", reaching("\u0780", r"[\u0780-\u07bf]")),
)
_SHARED_LETTERS = frozenset({"hi", "am"})
_UKRAINIAN, _BELARUSIAN = re.compile(r"[іїєґІЇЄҐ]"), re.compile(r"[ўЎ]")
_PERSIAN = re.compile(r"[پچژگی]")


@cache
def _detector() -> LanguageDetector:
    from lingua import Language, LanguageDetectorBuilder

    known = (Language.ENGLISH, Language.FRENCH, Language.SPANISH, Language.PORTUGUESE, Language.GERMAN)
    return LanguageDetectorBuilder.from_languages(*known).with_low_accuracy_mode().build()


@cache
def _wide_detector() -> LanguageDetector:
    from lingua import LanguageDetectorBuilder

    return LanguageDetectorBuilder.from_all_languages_with_latin_script().with_low_accuracy_mode().build()


def language_of(text: str) -> str | None:
    """The language in which most of a text is written, None where it holds hardly a word.

    The script decides where it can, then the commonest words of all languages that have a lexicon or a line in its `tongues`;
    what they leave open in Latin letters is one of English, French, Spanish, Portuguese and German, except a text that runs
    on with hardly a common word of these."""
    sample = _NOISE.sub(" ", text[:_SAMPLE])
    weights = {code: len(pattern.findall(sample)) for code, pattern in _SCRIPTS}
    latin = len(LATIN.findall(sample))
    if weights["ja"] * 8 > weights["zh"] + weights["ja"]:
        weights["ja"] += weights.pop("zh")
    if "zh" in weights:
        weights["zh"] *= 3
    code, weight = max(weights.items(), key=lambda item: item[1])
    if weight >= 2 and weight * 1.3 > latin:
        return _cyrillic(sample) if code == "ru" else _arabic(sample) if code == "ar" else _letters_of(code, sample)
    if latin < 4:
        return None
    if further := _further(sample, "latin", max(count for _, count in _ranked(sample))):
        return further
    foreign = _is_foreign(sample)
    if not foreign and (told := _by_common_words(sample)):
        return told
    detected = (_wide_detector() if foreign else _detector()).detect_language_of(sample)
    found = detected.iso_code_639_1.name.lower() if detected else None
    return "no" if found in ("nb", "nn") else found


def _further(sample: str, letters: str, known: int = 0) -> str | None:
    """The language of `tongues` whose commonest words stand clearly more often than `known`, None where none does."""
    found = Counter(word.replace("’", "'").replace("‘", "'") for word in _WORDS.findall(sample.lower()))
    counts = [(sum(found[word] for word in told), code) for code, told in _tongues(letters)]
    most = max(count for count, _ in counts)
    if most < _MET_OF_FURTHER or most < _CLEARLY * known:
        return None
    likely = [code for count, code in counts if count == most]
    if len(likely) > 1 and letters == "latin" and (detected := _wide_detector().detect_language_of(sample)):
        return next((code for code in likely if code == detected.iso_code_639_1.name.lower()), likely[0])
    # words that Russian shares with its neighbours tell none of them
    return next((code for code in likely if code in lexicons.LANGUAGES), likely[0])


@cache
def _tongues(letters: str) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((code, frozenset(str(said).split())) for code, said in lexicons.section("tongues", letters).items())


_RUNNING = 12
"""Words in small letters that make a text rather than a list of names and labels."""
_FEW = 0.15
"""Part of a text's words that are its language's commonest ones: a third and more where it is one of ours."""
_MET = 3
"""Common words of a language at least that tell it."""
_WORD = re.compile(r"[^\W\d_]+['’]?")
_WORDS = re.compile(r"[^\W\d_]+(?:['’‘ʻ\u200c][^\W\d_]+)*['’]?")
_MET_OF_FURTHER = 4
_CLEARLY = 1.15
"""How many times as often the commonest words of a language without a lexicon stand in a text of it as another's."""


def _by_common_words(sample: str) -> str | None:
    """The language whose commonest words clearly stand most often, None where none does."""
    (first, most), (_, second) = _ranked(sample)[:2]
    return first if most >= _MET and most >= 1.4 * second else None


def _ranked(sample: str) -> list[tuple[str, int]]:
    """The languages with how many of their commonest words stand in the text, that with most of them first."""
    found = Counter(word.replace("’", "'") for word in _WORD.findall(sample.lower()))
    counts = {language: sum(found[word] for word in _common(language)) for language in _LATIN_LANGUAGES}
    return sorted(counts.items(), key=lambda item: -item[1])


def language_of_each(lines: Sequence[str]) -> str | None:
    """The language of all the lines, where its commonest words stand in them, and more of another's in none."""
    whole = " ".join(lines)
    told = language_of(whole) or ""
    met = dict(_ranked(whole)).get(told, 0) >= _MET
    return told if met and all(dict(ranked)[told] == ranked[0][1] for ranked in map(_ranked, lines)) else None


def _is_foreign(sample: str) -> bool:
    """True for running text with few common words of any language that Missions mostly write."""
    found = [word.replace("’", "'") for word in _WORD.findall(sample) if word.islower()]
    if len(found) < _RUNNING:
        return False
    return max(sum(word in _common(code) for word in found) for code in _LATIN_LANGUAGES) < _FEW * len(found)


@cache
def _common(language: str) -> frozenset[str]:
    return frozenset(lexicons.lexicon(language).data.get("words", {}).get("common", ()))


def _letters_of(code: str, sample: str) -> str:
    """The language of a text in the letters of this one, which others write too."""
    return _further(sample, code) or code if code in _SHARED_LETTERS else code


def _cyrillic(sample: str) -> str:
    counts = Counter(sample.lower())
    if _BELARUSIAN.search(sample) and counts["і"] >= counts["и"]:
        # a letterhead in Belarusian above a note in Russian has ў too
        return "be"
    if told := _further(sample, "cyrillic"):
        return told
    return "uk" if len(_UKRAINIAN.findall(sample)) * 30 > len(sample) else "ru"


def _arabic(sample: str) -> str:
    return _further(sample, "arabic") or ("fa" if len(_PERSIAN.findall(sample)) * 15 > len(sample) else "ar")
