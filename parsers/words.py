"""The lexicons: what labels, titles, formulae, months and languages are called, one file a language, as data.

Schema of `parsers/lexicon/<language>.toml` (every text is compared folded, see `parsers.fold`; write it as people do):

    [labels]        field code -> texts. A code may join two with "+" ("name+position") for labels that ask both at once.
                    One text may stand under several codes ("Title": honorific and position); the file's order is the preference.
    [label_parts]   before, after: words that may stand around a label without changing it ("nominee's", "of the point of
                    contact"); joining: words that join two labels ("and").
    [honorifics]    before_name, after_name: with and without full stops are one
    [roles]         diplomatic, technical, both, contact
    [formulae]      kind -> phrases
    [months]        1 to 12 -> names, all inflections and abbreviations
    [numbers]       number -> numerals and ordinals in words, where dates use them
    [languages]     ISO 639-1 -> names of the language in all forms
    [yes_no]        yes, no
    [words]         what the field recognisers look for: phone, extension, postal, reference, your_reference, not_reference,
                    date, and; common holds the language's commonest words
    [places]        ISO alpha-2 -> names of towns beside which a telephone number is of that country

A phrase is matched at word boundaries. In it `*` at a word's end stands for any ending ("назначен*"), and a phrase that begins
with `re:` is a regular expression matched against folded text. In Arabic a phrase also matches behind و، ف، ب، ل، ك and the
article. Names of States are in `parsers/lexicon/states/<language>.toml`, alpha-3 code -> names, in the same notation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from itertools import takewhile
from pathlib import Path
from typing import Any

from parsers.data_files import table
from parsers.fields.found import Found
from parsers.fold import fold, fold_with_places
from parsers.labels import (
    EDGE,
    MARKS,
    NUMBERING,
    Label,
    core_of,
    cut_at_word,
    joining,
    numbers_of,
    split_brackets,
    split_scripts,
    split_slashes,
    together,
    variants,
    without_articles,
)
from parsers.phrases import Phrases

__all__ = [
    "LANGUAGES",
    "Label",
    "Lexicon",
    "Phrases",
    "formula",
    "formulae_in",
    "is_not_applicable",
    "is_placeholder",
    "is_same_as_above",
    "is_yes",
    "label_at_head",
    "label_of",
    "lexicon",
    "lexicons",
    "phrases",
    "plain_title",
    "roles_in",
    "state_names",
]

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh", "de", "pt")
"""The languages that have a lexicon; the six of the United Nations first."""

_FOLDER = Path(__file__).with_name("lexicon")


@dataclass(frozen=True)
class Lexicon:
    """One language's words, each section compiled when it is first asked for."""

    language: str
    data: Mapping[str, Any] = field(repr=False)

    @cached_property
    def labels(self) -> Mapping[str, tuple[str, ...]]:
        """Folded label -> field codes in order of preference; a compound's code is joined with "+"."""
        labels: dict[str, list[str]] = {}
        for code, texts in self.data.get("labels", {}).items():
            for text in texts:
                core = core_of(text)
                for form in dict.fromkeys((*numbers_of(core), without_articles(core))):
                    codes = labels.setdefault(form, [])
                    if code not in codes:
                        codes.append(code)
        return {text: tuple(codes) for text, codes in labels.items() if text}

    @cached_property
    def label_phrases(self) -> Phrases:
        """All labels, for finding one at the head of a line."""
        return Phrases(self.labels)

    def _parts(self, key: str) -> tuple[str, ...]:
        return tuple(
            sorted((fold(part) for part in self.data.get("label_parts", {}).get(key, ())), key=len, reverse=True)
        )

    @cached_property
    def label_parts(self) -> Mapping[str, tuple[str, ...]]:
        """Folded words before, after and joining labels, longest first."""
        return {key: self._parts(key) for key in ("before", "after", "joining")}

    def label(self, text: str) -> Label | None:
        """What this text asks as a form's label in this language alone, None where it is no label."""
        return self._label(core_of(text), depth=0) if 0 < len(text) <= 160 else None

    def _label(self, core: str, depth: int) -> Label | None:
        for candidate in variants(core):
            codes = self.labels.get(candidate)
            if codes:
                return Label(tuple(codes[0].split("+")), compound=True) if "+" in codes[0] else Label(codes)
        if depth > 3 or not core:
            return None
        stands: tuple[tuple[str, Callable[[str, str], bool], Callable[[str, str], str]], ...] = (
            ("after", str.endswith, str.removesuffix),
            ("before", str.startswith, str.removeprefix),
        )
        for key, has, cut in stands:
            for part in self.label_parts[key]:
                if not has(core, part):
                    continue
                rest = cut(core, part).strip(EDGE)
                if rest != core and rest and cut_at_word(core, part, key) and (label := self._label(rest, depth + 1)):
                    return label
        return self._joined(core, depth)

    def _joined(self, core: str, depth: int) -> Label | None:
        for word in (*self.label_parts["joining"], ",", ";", "&", "+"):
            if word in core:
                pieces = [p.strip() for p in re.split(joining(word), core) if p.strip()]
                if 1 < len(pieces) <= 4:
                    labels = list(takewhile(bool, (self._label(piece.strip(EDGE), depth + 1) for piece in pieces)))
                    if len(labels) == len(pieces):
                        return together([label for label in labels if label])
        return None

    @cached_property
    def honorifics(self) -> Mapping[str, frozenset[str]]:
        """before_name and after_name, each title as `plain_title` makes it."""
        return {
            key: frozenset(plain_title(text) for text in self.data.get("honorifics", {}).get(key, ()))
            for key in ("before_name", "after_name")
        }

    @cached_property
    def _sections(self) -> dict[tuple[str, str], Phrases]:
        return {}

    def phrases(self, section: str, key: str) -> Phrases:
        """The phrases under a key of a section (`formulae`, `roles`, `yes_no`, `words`); none where the key is absent."""
        made = self._sections.get((section, key))
        if made is None:
            made = self._sections[section, key] = Phrases(self.data.get(section, {}).get(key, ()))
        return made

    def formula(self, kind: str) -> Phrases:
        """The phrases of one kind of formula."""
        return self.phrases("formulae", kind)

    def role(self, code: str) -> Phrases:
        """The phrases that tell one role."""
        return self.phrases("roles", code)

    @property
    def formula_kinds(self) -> tuple[str, ...]:
        """The kinds of formulae that this language has."""
        return tuple(self.data.get("formulae", {}))

    @cached_property
    def months(self) -> Mapping[str, int]:
        """Folded month name -> 1 to 12."""
        return {
            fold(name).rstrip("."): int(number)
            for number, names in self.data.get("months", {}).items()
            for name in names
        }

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Folded numeral or ordinal -> number."""
        return {fold(name): int(number) for number, names in self.data.get("numbers", {}).items() for name in names}

    @cached_property
    def languages(self) -> Mapping[str, str]:
        """Folded language name -> ISO 639-1."""
        return {fold(name): code for code, names in self.data.get("languages", {}).items() for name in names}


@lru_cache(maxsize=8192)
def plain_title(text: str) -> str:
    """A title folded, without punctuation: H.E., HE and H. E. are told apart by their spaces only."""
    return _SPACES.sub(" ", _TITLE_SIGNS.sub("", fold(text))).strip(" -")


_SPACES = re.compile(r"\s+")
_TITLE_SIGNS = re.compile(r"[.,:;()\[\]\"'/]+")


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language of `LANGUAGES`, read once; KeyError for another language."""
    if language not in LANGUAGES:
        raise KeyError(f"no lexicon for {language!r}; there are {', '.join(LANGUAGES)}")
    return Lexicon(language, table(_FOLDER / f"{language}.toml"))


def lexicons(languages: Sequence[str] | None = None) -> list[Lexicon]:
    """The lexicons of these languages, of all where none is named; languages without a lexicon are passed over."""
    return [lexicon(language) for language in languages or LANGUAGES if language in LANGUAGES]


@cache
def state_names(language: str) -> Mapping[str, tuple[str, ...]]:
    """alpha-3 -> the State's names and forms of names in this language, as the file writes them.

    Three further keys: `none` holds names that are no State's, `ambiguous` names that are other things too, and `introduced`
    the words behind which an ambiguous name is a State's."""
    data = table(_FOLDER / "states" / f"{language}.toml")
    return {alpha3: tuple(names) for alpha3, names in data.items()}


def label_of(text: str, languages: Sequence[str] | None = None) -> Label | None:
    """What this text asks as a form's label, in any of the languages or in several at once ("Name / Nom"); None for no label."""
    if not 0 < len(text) <= 160:
        return None
    core = core_of(text)
    if not core:
        return None
    chosen = tuple(languages or LANGUAGES)
    if label := _label_in(core, chosen):
        return label
    for split in (split_slashes, split_brackets, split_scripts):
        pieces = split(core)
        if 1 < len(pieces) <= 8:
            labels = [label for piece in pieces if (label := _label_in(piece.strip(EDGE), chosen))]
            led = split is not split_slashes and _label_in(pieces[0], chosen)
            if led and split is split_brackets and not core.endswith((")", "]", "）")):
                led = None
            if labels and (led or len(labels) == len(pieces)):
                return together(labels)
    return None


@lru_cache(maxsize=4096)
def _label_in(core: str, languages: tuple[str, ...]) -> Label | None:
    labels = [label for chosen in lexicons(languages) if (label := chosen._label(core, 0))]
    if not labels:
        return None
    codes = list(labels[0].codes)
    if not labels[0].compound:
        codes.extend(code for label in labels[1:] if not label.compound for code in label.codes if code not in codes)
    return Label(tuple(codes), labels[0].compound)


_HEAD = re.compile(r"[^:：\t\n]{1,120}?\s*(?:[:：\t]|\s[-–—]\s|\s?={1,2}\s?|\.{3,}|…+|\s{3,})\s*")


def label_at_head(line: str, languages: Sequence[str] | None = None) -> tuple[Label, int, int] | None:
    """The label with which a line begins: what it asks, where the label ends, and where its value begins; None where there is none.

    A label is told from a value by a colon, tab, dash, leader dots or wide space; failing these by being known and followed by
    what is no letter (`Tel +41...`)."""
    match = _HEAD.match(line[:400])
    if match and (label := label_of(match[0].strip(" :：\t=.…-–—"), languages)):
        return label, len(match[0].rstrip(" :：\t=.…-–—")), match.end()
    folded = fold_with_places(line[:400])
    core_start = len(folded.text) - len(MARKS.sub("", folded.text))
    numbering = NUMBERING.match(folded.text[core_start:])
    core_start += numbering.end() if numbering else 0
    for chosen in lexicons(languages):
        for hit in chosen.label_phrases.hits(folded.text):
            if hit.start > core_start:
                break
            rest = re.compile(r"(?:\s?\([^()]{1,40}\))?[\s.:*;=)-]*").match(folded.text, hit.end)
            place = rest.end() if rest else hit.end
            if (place < len(folded.text) and not folded.text[place].isalpha()) or _certain_head(
                folded.text, hit.end, place
            ):
                codes = chosen._label(folded.text[hit.start : hit.end], 0)
                if codes:
                    _, end = folded.span(hit.start, hit.end)
                    return codes, end, folded.places[place] if place < len(folded.text) else len(line)
    return None


def _certain_head(text: str, end: int, place: int) -> bool:
    return ":" in text[end:place] or "\t" in text[end:place]


@cache
def _all_phrases(section: str, key: str, languages: tuple[str, ...]) -> Phrases:
    return Phrases(phrase for chosen in lexicons(languages) for phrase in chosen.data.get(section, {}).get(key, ()))


def phrases(section: str, key: str, languages: Sequence[str] | None = None) -> Phrases:
    """The phrases under one key of a section, of several languages together."""
    return _all_phrases(section, key, tuple(languages or LANGUAGES))


def formula(kind: str, languages: Sequence[str] | None = None) -> Phrases:
    """The phrases of one kind of formula, of several languages together."""
    return phrases("formulae", kind, languages)


def formulae_in(text: str, languages: Sequence[str] | None = None) -> dict[str, list[Found]]:
    """Kind of formula -> where it stands in the text; kinds that do not stand there are absent."""
    chosen = lexicons(languages)
    folded = fold_with_places(text)
    kinds = dict.fromkeys(kind for one in chosen for kind in one.formula_kinds)
    codes = tuple(one.language for one in chosen)
    found = {kind: formula(kind, codes).find(folded) for kind in kinds}
    return {kind: places for kind, places in found.items() if places}


ROLE_CODES = ("diplomatic", "technical", "both")


def roles_in(text: str, languages: Sequence[str] | None = None) -> list[Found]:
    """Where the text tells a role; `value` is diplomatic, technical or both."""
    folded = fold_with_places(text)
    places = [
        Found(code, place.start, place.end)
        for code in ROLE_CODES
        for place in phrases("roles", code, languages).find(folded)
    ]
    kept: list[Found] = []
    for place in sorted(places, key=lambda p: (p.start, -p.end)):
        if not kept or place.start >= kept[-1].end:
            kept.append(place)
    return kept


def is_not_applicable(text: str) -> bool:
    """True for an empty answer in words: "N/A", "néant", "нет", "-"."""
    return not text.strip(" .-–—_/\\*\t\n") or formula("not_applicable").is_whole(text)


def is_same_as_above(text: str) -> bool:
    """True for "idem", "same as above", "同上" as the whole text."""
    return formula("same_as_above").is_whole(text)


def is_placeholder(text: str) -> bool:
    """True for a form's own instruction left where a value belongs: it opens the text, or makes up most of it.

    Such words elsewhere are data ("j.doe@agency.example", "Head of Sample Analysis"), and so is one word that others follow
    ("Sample Testing Laboratory")."""
    if formula("placeholder").is_whole(text):
        return True
    for hit in formula("placeholder").find(text):
        opens = not text[: hit.start].strip(" \t\n([<{\"'«“…")
        follows = text[hit.end : hit.end + 1].strip(" \n") or " "
        several = len(text[hit.start : hit.end].split()) > 1 or not text[hit.start : hit.end].isalpha()
        if (opens and (several or follows in ":,.(")) or (
            several and 2 * (hit.end - hit.start) > len(text) and "@" not in text
        ):
            return True
    return False


def is_yes(text: str) -> bool | None:
    """True for yes, False for no, None for neither."""
    if phrases("yes_no", "yes").is_whole(text):
        return True
    return False if phrases("yes_no", "no").is_whole(text) else None


Fold = Callable[[str], str]
