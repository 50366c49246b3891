"""Words: what a text says as label, formula, role or answer in any of the languages that have a lexicon."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from parsers.fields.found import Found
from parsers.fold import fold_with_places
from parsers.labels import (
    EDGE,
    MARKS,
    NUMBERING,
    Label,
    core_of,
    split_brackets,
    split_scripts,
    split_slashes,
    together,
)
from parsers.lexicons import LANGUAGES, in_one_order, lexicons
from parsers.phrases import Phrases

__all__ = [
    "Label",
    "Phrases",
    "end_of_same",
    "formula",
    "formulae_in",
    "is_not_applicable",
    "is_placeholder",
    "is_same_as_above",
    "is_yes",
    "label_at_head",
    "label_of",
    "phrases",
    "roles_in",
]


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
    labels = [label for chosen in lexicons(languages) if (label := chosen.label_of_core(core, 0))]
    if not labels:
        return None
    codes = list(labels[0].codes)
    if not labels[0].compound:
        codes.extend(code for label in labels[1:] if not label.compound for code in label.codes if code not in codes)
    return Label(tuple(codes), labels[0].compound)


_HEAD = re.compile(
    r"[^:：\t\n]{1,120}?\s*(?:[:：\t]|\s[-–—]\s|\s?={1,2}\s?|\.{3,}|…+|\s{3,}|(?<=[\u4e00-\u9fff]{2})\u3000{2,})\s*"
)


_HEAD_ENDS = re.compile(r"[:：\t=…]|\.{3}|\s[-–—\s]\s|\u3000\u3000")
"""What some such head ends with: told in much less time than that there is none."""
_HINT = re.compile(r"(?:\s?\((?:(?=[^()]*[^\W\d])[^()]{1,40}\)|\d{1,2}\)(?=\s?:)))?[\s.:*;=)-]*")
"""What may stand between a label and its value; figures in brackets are an area code and belong to the value."""


def label_at_head(line: str, languages: Sequence[str] | None = None) -> tuple[Label, int, int] | None:
    """The label with which a line begins: what it asks, where the label ends, and where its value begins; None where there is none.

    A label is told from a value by a colon, tab, dash, leader dots or wide space; failing these by being known and followed by
    what is no letter (`Tel +41...`)."""
    match = _HEAD.match(line[:400]) if _HEAD_ENDS.search(line) else None
    if match and "@" not in match[0] and (label := label_of(match[0].strip(" \u3000:：\t=.…-–—"), languages)):
        return label, len(match[0].rstrip(" \u3000:：\t=.…-–—")), match.end()
    folded = fold_with_places(line[:400])
    core_start = len(folded.text) - len(MARKS.sub("", folded.text))
    numbering = NUMBERING.match(folded.text[core_start:])
    core_start += numbering.end() if numbering else 0
    for chosen in lexicons(languages):
        for hit in chosen.label_phrases.hits(folded.text):
            if hit.start > core_start:
                break
            rest = _HINT.match(folded.text, hit.end)
            place = rest.end() if rest else hit.end
            if (place < len(folded.text) and not folded.text[place].isalpha()) or _certain_head(
                folded.text, hit.end, place
            ):
                codes = chosen.label_of_core(folded.text[hit.start : hit.end], 0)
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
    return _all_phrases(section, key, in_one_order(languages))


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


_ARTICLE = re.compile(r"^\s*[^\W\d_]{1,3}\s+(?=\w)")
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
    alone = {id(one) for one, behind in pairwise(kept) if _counts(text, one, behind, languages)}
    return [place for place in kept if id(place) not in alone]


def _counts(text: str, both: Found, behind: Found, languages: Sequence[str] | None) -> bool:
    """True for a word for both that only counts contacts of one role ("both technical contacts", "ambos contactos técnicos")."""
    if both.value != "both" or behind.value == "both":
        return False
    between = _ARTICLE.sub("", text[both.end : behind.start])
    return not between.strip() or phrases("roles", "contact", languages).is_whole(between)


def is_not_applicable(text: str) -> bool:
    """True for an empty answer in words: "N/A", "néant", "нет", "-"."""
    return not text.strip(" .-–—_/\\*\t\n") or formula("not_applicable").is_whole(text)


def is_same_as_above(text: str) -> bool:
    """True for "idem", "same as above", "同上" as the whole text."""
    return formula("same_as_above").is_whole(text)


def end_of_same(text: str) -> int | None:
    """Where the words end by which a text begins that says "same as above"; None where it does not begin so."""
    found = [hit.end for hit in formula("same_as_above").find(text) if not text[: hit.start].strip(" -–—:：")]
    return max((end for end in found if not text[end : end + 1].isalnum() or text[end - 1] > "\u2e80"), default=None)


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
