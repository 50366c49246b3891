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
from functools import cache, cached_property
from itertools import chain, takewhile
from pathlib import Path
from typing import Any

from parsers.data_files import table
from parsers.fold import fold, fold_all
from parsers.honorifics import plain_titles
from parsers.labels import (
    EDGE,
    Label,
    core_of,
    cut_at_word,
    joining,
    numbers_of,
    together,
    variants,
    without_articles,
)
from parsers.phrases import Phrases
from parsers.remembered import remembered

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh", "de", "pt")
"""The languages that have a lexicon; the six of the United Nations first."""
FURTHER = ("it", "tr", "id", "nl", "pl", "ro", "uk")
"""Languages that have a small lexicon in its `further` folder, read where a text is in one of them."""
_PLAIN_WORDS = re.compile(r"[a-z]+|[\u0400-\u04ff]+")
_HIDING = re.compile(r"[(\[./]")
_FOLDER = Path(__file__).with_name("lexicon")


@dataclass(frozen=True)
class Lexicon:
    """One language's words, each section compiled when it is first asked for."""

    language: str
    data: Mapping[str, Any] = field(repr=False)

    @cached_property
    def labels(self) -> Mapping[str, Sequence[str]]:
        """Folded label -> field codes in order of preference; a compound's code is joined with "+"."""
        listed = self.data.get("labels", {})
        told = [part for code, texts in listed.items() for part in (code, *texts, "")]
        return remembered("labels", told, lambda: _labels_of(listed))

    @cached_property
    def label_phrases(self) -> Phrases:
        """All labels, for finding one at the head of a line."""
        return Phrases(self.labels)

    def _parts(self, key: str) -> tuple[str, ...]:
        return tuple(sorted(fold_all(self.data.get("label_parts", {}).get(key, ())), key=len, reverse=True))

    @cached_property
    def label_parts(self) -> Mapping[str, tuple[str, ...]]:
        """Folded words before, after and joining labels, longest first."""
        return {key: self._parts(key) for key in ("before", "after", "joining")}

    def label(self, text: str) -> Label | None:
        """What this text asks as a form's label in this language alone, None where it is no label."""
        return self.label_of_core(core_of(text), depth=0) if 0 < len(text) <= 160 else None

    def label_of_core(self, core: str, depth: int) -> Label | None:
        """What a label asks of which only the core is left (folded, without marks and numbering); None where it is no label."""
        if not depth and self._says_more(core):
            return None
        for candidate in variants(core):
            codes = self.labels.get(candidate)
            if codes:
                return Label(tuple(codes[0].split("+")), compound=True) if "+" in codes[0] else Label(tuple(codes))
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
                if (
                    rest != core
                    and rest
                    and cut_at_word(core, part, key)
                    and (label := self.label_of_core(rest, depth + 1))
                ):
                    return label
        return self._joined(core, depth)

    @cached_property
    def _label_words(self) -> frozenset[str]:
        return frozenset(_PLAIN_WORDS.findall("\n".join((*self.labels, *chain(*self.label_parts.values())))))

    def _says_more(self, core: str) -> bool:
        """True for a text with a word that no label has, nor what may stand around one; signs may hide or join words."""
        return not _HIDING.search(core) and not self._label_words.issuperset(_PLAIN_WORDS.findall(core))

    def _joined(self, core: str, depth: int) -> Label | None:
        for word in (*self.label_parts["joining"], ",", ";", "&", "+"):
            if word in core:
                pieces = [p.strip() for p in re.split(joining(word), core) if p.strip()]
                if 1 < len(pieces) <= 4:
                    labels = list(
                        takewhile(bool, (self.label_of_core(piece.strip(EDGE), depth + 1) for piece in pieces))
                    )
                    if len(labels) == len(pieces):
                        return together([label for label in labels if label])
        return None

    @cached_property
    def honorifics(self) -> Mapping[str, frozenset[str]]:
        """before_name and after_name, each title as `plain_titles` makes it."""
        return {
            key: plain_titles(self.data.get("honorifics", {}).get(key, ())) for key in ("before_name", "after_name")
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


def _labels_of(listed: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    labels: dict[str, list[str]] = {}
    for code, texts in listed.items():
        for text in texts:
            core = core_of(text)
            for form in dict.fromkeys((*numbers_of(core), without_articles(core))):
                codes = labels.setdefault(form, [])
                if code not in codes:
                    codes.append(code)
    labels.pop("", None)
    return labels


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language of `LANGUAGES` or `FURTHER`, read once; KeyError for another language."""
    if language in FURTHER:
        return Lexicon(language, table(_FOLDER / "further" / f"{language}.toml"))
    if language not in LANGUAGES:
        raise KeyError(f"no lexicon for {language!r}; there are {', '.join((*LANGUAGES, *FURTHER))}")
    return Lexicon(language, table(_FOLDER / f"{language}.toml"))


def known(languages: Sequence[str] | None = None) -> tuple[str, ...]:
    """Those of these languages that have a lexicon, all of `LANGUAGES` where none is named."""
    return _known(tuple(languages)) if languages else LANGUAGES


def in_one_order(languages: Sequence[str] | None = None) -> tuple[str, ...]:
    """The same, each set of languages in one order: a list of phrases is made once for it."""
    return _in_one_order(tuple(languages)) if languages else LANGUAGES


@cache
def _in_one_order(languages: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(language for language in (*LANGUAGES, *FURTHER) if language in languages)


@cache
def _known(languages: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(language for language in languages if language in LANGUAGES or language in FURTHER)


def lexicons(languages: Sequence[str] | None = None) -> list[Lexicon]:
    """The lexicons of these languages, of all where none is named; languages without a lexicon are passed over."""
    return [lexicon(language) for language in known(languages)]


@cache
def section(folder: str, language: str) -> Mapping[str, Sequence[str]]:
    """key -> phrases in one of the lexicon's folders (bystanders, grammar, matter and others), as the language's file has; of a
    further language the section of that name."""
    if language in FURTHER:
        return dict(lexicon(language).data.get(folder, {}))
    return table(_FOLDER / folder / f"{language}.toml")


def phrases_in(folder: str, key: str, languages: Sequence[str] | None = None) -> Phrases:
    """The phrases under a key of one of the folders, of these languages together (of all where none is named)."""
    return _phrases_in(folder, key, in_one_order(languages))


@cache
def _phrases_in(folder: str, key: str, languages: tuple[str, ...]) -> Phrases:
    return Phrases(phrase for language in languages for phrase in section(folder, language).get(key, ()))


@cache
def state_names(language: str) -> Mapping[str, tuple[str, ...]]:
    """alpha-3 -> the State's names and forms of names in this language, as the file writes them.

    Three further keys: `none` holds names that are no State's, `ambiguous` names that are other things too, and `introduced`
    the words behind which an ambiguous name is a State's."""
    return {alpha3: tuple(names) for alpha3, names in section("states", language).items()}
