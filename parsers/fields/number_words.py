"""Words on a line that tell what its numbers are: telephone, fax, post box, reference."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from parsers import lexicons, words
from parsers.expressions import later
from parsers.fields.found import Found
from parsers.fold import fold, fold_with_places

_JOINT = re.compile(
    r"\s?(?:\.?\s?[/&+|,(-]\s?|\.?\s(?:and|et|y|und|e|и|و|ou|or|o|oder|или|أو)\s?|\.?\sو|和|及|与|或|、)?",
    re.IGNORECASE,
)
"""What joins the words for a telephone and a fax to one label."""
_BESIDE = later(r"[)\]]?[^\S\n]?[-–—]?[^\S\n]?(?P<bracket>[(\[（]?)[^\S\n]?(?:work |office |direct )?", re.IGNORECASE)
_NUMBER_AHEAD = later(r"[\s:：.]*[(\[]?[+\d]")
_BRACKET_BEHIND = later(r"\s?[(\[（]\s?[^\W\d]")
_BRACKET_BEFORE = later(r"[^\W\d]\.?\s?[)\]）]\s?$")
_SHORT = re.compile(r"[A-Za-z\u0400-\u04ff]")
"""Letters of the scripts in which one or two of them alone are seldom a word."""
_BRACKETED = re.compile(r"\d ?[(\[] ?(?:work |office |direct )?$")
_ADDRESS = re.compile(r"[\w.+-]{1,80}@[\w.-]{1,120}")
_FAX_AMONG = "one of these numbers seems to be a fax"
_FAX_BESIDE = "the number beside it was taken for the fax, which the label asks for too"


@dataclass(frozen=True, slots=True)
class NumberWord:
    """A word that tells what a number is; `behind` where it stands in brackets behind the number, `pair` the kinds in their
    order where it asks for telephone and fax ("Tel/Fax"): a lone number behind it is a telephone."""

    start: int
    end: int
    kind: str
    behind: bool
    pair: tuple[str, ...] = ()
    joint: str = ""
    """What joins the two words of a pair, as `_joint_of` tells it."""


@cache
def _kind_list() -> tuple[tuple[str, str], ...]:
    """Words that tell what a number is, in every language, with the kind of number."""
    kinds: dict[str, str] = {}
    for lexicon in lexicons.lexicons():
        for text, codes in lexicon.labels.items():
            kinds.setdefault(text, "phone" if "phone" in codes[0] or "mobile" in codes[0] else codes[0])
        listed = lexicon.data.get("words", {})
        for key in ("phone", "postal", "reference"):
            for text in listed.get(key, ()):
                kinds.setdefault(text, key)
    return tuple(kinds.items())


@cache
def _kind_phrases() -> words.Phrases:
    return words.Phrases(text for text, _ in _kind_list())


def number_words(line: str) -> list[NumberWord]:
    """Words that tell what a number is; those of one or two letters only with a colon or full stop, or in brackets; none that is
    part of an address ("f.doe@agency.example")."""
    folded = fold_with_places(line)
    addresses = [found.span() for found in _ADDRESS.finditer(line)] if "@" in line else []
    kinds: list[NumberWord] = []
    for hit in _kind_phrases().hits(folded.text):
        start, end = folded.span(hit.start, hit.end)
        if any(low <= start and end <= high for low, high in addresses):
            continue
        if hit.end - hit.start <= 2 and _SHORT.match(folded.text, hit.start):
            after = line[end : end + 2].lstrip(" ")[:1]
            bracketed = line[start - 1 : start] == "(" and after == ")"
            if not bracketed and after not in (":", ".", "+") and not (after == "/" and kinds):
                continue
        before = line[max(0, start - 20) : start]
        behind = ("(" in before or "[" in before) and _BRACKETED.search(before) is not None
        kinds.append(NumberWord(start, end, _kind_list()[hit.index][1], behind))
    return _joined(line, kinds)


def _joined(line: str, kinds: list[NumberWord]) -> list[NumberWord]:
    """The same words, those for a telephone and a fax that are written as one taken together."""
    taken: list[NumberWord] = []
    for kind in kinds:
        last = taken[-1] if taken else None
        if kind.kind == "phone" and (pair := _pair_in(line[kind.start : kind.end])):
            taken.append(replace(kind, pair=pair, joint=_joint_of(line[kind.start : kind.end])))
        elif (
            last
            and not last.pair
            and {last.kind, kind.kind} == {"phone", "fax"}
            and _JOINT.fullmatch(line, last.end, kind.start)
        ):
            pair, joint = (last.kind, kind.kind), _joint_of(line[last.end : kind.start])
            taken[-1] = NumberWord(last.start, kind.end, "phone", last.behind, pair, joint)
        else:
            taken.append(kind)
    return taken


@cache
def _pair_in(label: str) -> tuple[str, ...]:
    """ "phone" and "fax" in the order in which one label asks for both; empty where it does not."""
    kinds = dict(_kind_list())
    found: list[str] = []
    for piece in re.split(r"[\s./&+|,()、،和及与或-]+", fold(label).replace(" و", " ")):
        cuts = ((piece[:cut], piece[cut:]) for cut in range(2, len(piece) - 1))
        halves = next((pair for pair in cuts if set(pair) <= kinds.keys()), (piece,))
        found.extend(kinds[word] for word in halves if kinds.get(word) in ("phone", "fax"))
    pair = tuple(dict.fromkeys(found))
    return pair if len(pair) > 1 else ()


def _joint_of(text: str) -> str:
    """A stroke, a list's comma or a word for "and", by which a text joins two things; empty where it has none of them."""
    if "/" in text:
        return "/"
    if re.fullmatch(r"\W*[,;،؛、]\W*", text):
        return ","
    return "and" if words.phrases("words", "and").stands_in(text) or re.search(r"[&+]|\sو", text) else ""


def without_fax(label: str, found: Sequence[Found], text: str) -> list[Found]:
    """The numbers found in an answer's text without the fax for which its label asks beside the telephone."""
    both = next((word for word in number_words(label) if word.pair), None)
    return told_apart(both, found, text, number_words(text)) if both else list(found)


def told_apart(both: NumberWord, found: Sequence[Found], text: str, named: Sequence[NumberWord]) -> list[Found]:
    """The numbers of a text behind a label that asks for telephone and fax in this order: of two in plain order the telephone, in
    doubt, else all; those that no word of their own calls a telephone are then in doubt."""
    pair = both.pair
    if len(found) < len(pair):
        return list(found)
    loose = [one for one in found if not _is_named(one, text, named)]
    if len(found) == len(loose) == len(pair) and _in_plain_order(both, loose[0], loose[1], text):
        phone = loose[pair.index("phone")]
        return [replace(phone, sure=False, doubt=phone.doubt or _FAX_BESIDE)]
    return [replace(one, sure=False, doubt=one.doubt or _FAX_AMONG) if one in loose else one for one in found]


def _is_named(number: Found, text: str, named: Sequence[NumberWord]) -> bool:
    """True where a word right behind a number calls it a telephone: "(mobile)", "mobile" at the end or before a comma."""
    return any(
        word.kind == "phone"
        and word.start >= number.end
        and (gap := _BESIDE.fullmatch(text, number.end, word.start))
        and (gap["bracket"] or not _NUMBER_AHEAD.match(text, word.end))
        for word in named
    )


def _in_plain_order(both: NumberWord, first: Found, second: Found, text: str) -> bool:
    """True where two numbers stand as their label names them: with a stroke between them, or joined as the label's own words
    are with the telephone named first, and no other word or bracket beside either. A mere list tells no order."""
    between = text[first.end : second.start]
    if not _JOINT.fullmatch(between) and any(character.isalpha() for character in between):
        return False
    if any(
        _BRACKET_BEHIND.match(text, one.end) or _BRACKET_BEFORE.search(text[: one.start]) for one in (first, second)
    ):
        return False
    joint = _joint_of(between)
    return joint == "/" or (joint != "" and joint == both.joint and both.pair[0] == "phone")
