"""Labels of forms as texts: what belongs to their core, how they are numbered, joined and put side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from parsers.expressions import later
from parsers.fold import HAN, fold
from parsers.phrases import is_letter


@dataclass(frozen=True, slots=True)
class Label:
    """What a label asks: alternatives in order of preference, or all of `codes` at once where it is `compound`."""

    codes: tuple[str, ...]
    compound: bool = False


EDGE = " .,:;*…-_·!?|/\\()[]<>\"'=>"
NUMBERING = re.compile(
    r"^\s*(?:\(?(?:\d{1,2}|[ivx]{1,4}|[a-h])[.)\]](?:\d{1,2}[.)]?)*|\d{1,2}(?:\.\d{1,2})+\.?|\d{1,2}\s*[-:])\s+|^\s*\d{1,2}[.)]"
)
_HAN_NUMBERING = re.compile(r"^\s*(?:\([一二三四五六七八九十\d]{1,2}\)[.,:]?|[一二三四五六七八九十]{1,2}[.,:])\s*")
MARKS = re.compile(r"^[\s*·\-–—>►▶■□☐☑☒✓✔○◦●+#»]+")
_PLURAL = re.compile(r"\s?[(（]\s?([a-z]{1,3}|/[a-z]{1,3}|[а-я]{1,3})\s?[)）]")
_BRACKETS = later(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")
_SLASHES = re.compile(r"\s*(?:[/|\n]|\s-\s)\s*")
_SCRIPTS = later(rf"([{HAN}]+|[\u0600-\u06ff]+|[\u0400-\u04ff]+|[a-z]+)")


def core_of(text: str) -> str:
    """A label without numbering, bullets, asterisks and closing punctuation; folded."""
    core = MARKS.sub("", fold(text))
    for pattern in (NUMBERING, _HAN_NUMBERING, MARKS):
        core = pattern.sub("", core, count=1)
    core = core.strip(EDGE)
    return f"{core})" if core.count("(") > core.count(")") else core


def variants(core: str) -> Iterator[str]:
    """A label's core, with its "(s)" taken in and left out, and without bracketed remarks."""
    yield core
    if "(" in core or "[" in core:
        yield _PLURAL.sub(lambda m: m[1].lstrip("/"), core).strip(EDGE)
        yield _PLURAL.sub("", core).strip(EDGE)
        yield re.sub(r"\s+", " ", _BRACKETS.sub(" ", core)).strip(EDGE)
    if "." in core:
        yield core.replace(".", "")
    if "ال" in core:
        yield without_articles(core)
    if "'s" in core or "-" in core:
        yield core.replace("-", " ")


def numbers_of(core: str) -> tuple[str, ...]:
    """A label's core as it stands, in the plural and in the singular, where it is written "language(s)"."""
    if "(" not in core:
        return (core,)
    return core, _PLURAL.sub(lambda m: m[1].lstrip("/"), core).strip(EDGE), _PLURAL.sub("", core).strip(EDGE)


def without_articles(core: str) -> str:
    """An Arabic label with the article taken from its words, so that هاتف and الهاتف are one."""
    return re.sub(r"(?<!\w)(و?)ال(?=\w{2})", r"\1", core) if "ال" in core else core


def cut_at_word(core: str, part: str, key: str) -> bool:
    """True where the core begins (or ends) with the part, something else remains, and no word is cut."""
    if len(core) <= len(part):
        return False
    if key == "after":
        edge = len(core) - len(part)
        return core.endswith(part) and not (is_letter(core[edge - 1]) and is_letter(part[0]))
    return core.startswith(part) and not (is_letter(part[-1]) and is_letter(core[len(part)]))


@cache
def joining(word: str) -> re.Pattern[str]:
    literal = re.escape(word)
    if (word.isalpha() and word.isascii()) or "\u0400" <= word[0] <= "\u04ff":
        return re.compile(rf"\s{literal}\s")
    if re.match(r"[\u0621-\u064a]", word):
        return re.compile(rf"\s{literal}\s?")
    return re.compile(rf"\s?{literal}\s?")


def together(labels: Sequence[Label]) -> Label:
    """What several labels side by side ask: what they agree on, else all of it at once."""
    common = [code for code in labels[0].codes if all(code in label.codes for label in labels)]
    if common:
        return Label(tuple(common))
    codes: list[str] = []
    for label in labels:
        codes.extend(code for code in (label.codes if label.compound else label.codes[:1]) if code not in codes)
    return Label(tuple(codes), compound=True)


def split_slashes(core: str) -> list[str]:
    return [piece for piece in _SLASHES.split(core) if piece.strip()]


def split_brackets(core: str) -> list[str]:
    return [piece for piece in re.split(r"[()\[\]（）]", core) if piece.strip()]


def split_scripts(core: str) -> list[str]:
    runs: list[tuple[str, str]] = []
    if core.isascii():
        return [core]
    for match in _SCRIPTS.finditer(core):
        script = _script(match[0][0])
        if runs and runs[-1][0] == script:
            runs[-1] = (script, core[core.index(runs[-1][1]) : match.end()])
        else:
            runs.append((script, match[0]))
    return [run for _, run in runs]


def _script(character: str) -> str:
    if character.isascii():
        return "latin"
    if "\u0400" <= character <= "\u04ff":
        return "cyrillic"
    return "arabic" if "\u0600" <= character <= "\u06ff" else "han"
