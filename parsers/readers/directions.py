"""Which way text runs: from glyphs as they stand on the page to text in the order in which people read it.

Arabic and Hebrew run from right to left, Latin words and numbers in them from left to right. A page knows only places, so the
reading order is made again from them: words of a right-to-left line from the right, runs of Latin words turned back, and within
a word digits and Latin letters as seen from left to right.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LTR = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u052f\u1e00-\u1fff\u3040-\u9fff\uac00-\ud7af]")
_LEFT_TO_RIGHT_CORE = re.compile(
    r"[+]?[0-9A-Za-z\u00c0-\u024f\u0370-\u052f\u1e00-\u1eff\u0660-\u0669\u06f0-\u06f9]", re.UNICODE
)
_DIGITS = "0-9\u0660-\u0669\u06f0-\u06f9"
_NUMBER = re.compile(rf"^[(\[]?[+]?[(]?[{_DIGITS}][{_DIGITS}().\-–/+]*[+)]?$|^[+]$")
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")


def is_rtl(text: str) -> bool:
    """True where the text has more right-to-left letters than others."""
    right_to_left = rtl_letters(text)
    return right_to_left > 0 and right_to_left > ltr_letters(text)


def rtl_letters(text: str) -> int:
    """How many letters run from right to left (Arabic digits do not)."""
    return 0 if text.isascii() else sum(1 for c in _RTL.findall(text) if unicodedata.bidirectional(c) in ("R", "AL"))


def ltr_letters(text: str) -> int:
    """How many letters run from left to right."""
    return len(_LTR.findall(text))


def in_reading_order(words: Sequence[T], text: Callable[[T], str], rtl: bool) -> list[T]:
    """The words of one line, given from left to right as they stand, in the order in which they are read."""
    if not rtl:
        return _with_rtl_runs_turned(words, text)
    ordered: list[T] = []
    run: list[T] = []
    for word in reversed(words):
        if rtl_letters(text(word)):
            ordered.extend(_run_in_rtl(run[::-1], text))
            ordered.append(word)
            run = []
        else:
            run.append(word)
    ordered.extend(_run_in_rtl(run[::-1], text))
    return ordered


def _run_in_rtl(words: list[T], text: Callable[[T], str]) -> list[T]:
    """Words without right-to-left letters between such words, given from left to right."""
    kinds = [
        "L" if ltr_letters(text(word)) else "N" if _NUMBER.match(text(word).strip(".,;:،؛")) else "O" for word in words
    ]
    groups: list[list[T]] = []
    at = 0
    while at < len(words):
        if kinds[at] == "L":
            # Latin words go on over numbers and signs between and behind them
            last = max(i for i in range(at, len(words)) if kinds[i] == "L" and "O" not in kinds[at:i])
            while last + 1 < len(words) and kinds[last + 1] == "N":
                last += 1
            groups.append(words[at : last + 1])
            at = last + 1
        elif kinds[at] == "N":
            last = at
            while last + 1 < len(words) and kinds[last + 1] == "N":
                last += 1
            groups.append(_number(words[at : last + 1], text))
            at = last + 1
        else:
            groups.append([words[at]])
            at += 1
    return [word for group in reversed(groups) for word in group]


def _number(words: list[T], text: Callable[[T], str]) -> list[T]:
    """Groups of digits as they stand from left to right; a number that bidirectional display has turned round is turned back."""
    first, last = text(words[0]), text(words[-1])
    if len(words) == 1 or re.match(r"[(]?(?:[+]|00)", first):
        return words
    return words[::-1] if len(words) > 1 or "+" in last else words


def _with_rtl_runs_turned(words: Sequence[T], text: Callable[[T], str]) -> list[T]:
    ordered: list[T] = []
    run: list[T] = []
    neutral: list[T] = []
    for word in words:
        if rtl_letters(text(word)):
            run.extend(neutral)
            run.append(word)
            neutral = []
        elif run and not ltr_letters(text(word)):
            neutral.append(word)
        else:
            ordered.extend([*run[::-1], *neutral, word])
            run, neutral = [], []
    ordered.extend([*run[::-1], *neutral])
    return ordered


def word_text(characters: Sequence[str], rtl: bool) -> str:
    """One word's text in reading order from its characters as they stand from left to right; `rtl` is the line's direction."""
    joined = "".join(characters)
    if not rtl_letters(joined):
        return _unfold(_with_ends_turned(joined)) if rtl else _unfold(joined)
    runs: list[str] = []
    held: list[str] = []
    for character in reversed(characters):
        if _LEFT_TO_RIGHT_CORE.match(character) or (held and character in "+-–./@_:,'" and not rtl_letters(character)):
            held.insert(0, character)
            continue
        runs.extend(_turned(held))
        held = []
        runs.append(character if rtl_letters(character) else character.translate(_MIRRORED))
    runs.extend(_turned(held))
    return _unfold("".join(runs))


def _turned(held: list[str]) -> list[str]:
    """A left-to-right run inside a right-to-left word; separators at its left end belong behind it."""
    behind: list[str] = []
    while held and held[0] in "-–./@_:,'":
        behind.append(held.pop(0))
    return [*held, *behind]


def _with_ends_turned(text: str) -> str:
    """A number or Latin word that stands in a right-to-left line: the punctuation at its left end follows it."""
    found = re.match(r"^([^\w+(@]*)(.*?)([^\w+)@]*)$", text, re.DOTALL)
    if not found or not found[2]:
        return text
    return found[3][::-1].translate(_MIRRORED) + found[2] + found[1][::-1].translate(_MIRRORED)


def _unfold(text: str) -> str:
    """Presentation forms and ligatures as the letters that they stand for."""
    return re.sub(
        "[\ufb00-\ufb06\ufb13-\ufdff\ufe70-\ufefc]+", lambda found: unicodedata.normalize("NFKC", found[0]), text
    )


def balanced(text: str) -> str:
    """Brackets the right way round: a text whose first bracket closes and whose last one opens has them mirrored."""
    brackets = [c for c in text if c in "()"]
    if len(brackets) >= 2 and brackets[0] == ")" and brackets[-1] == "(" and brackets.count("(") == brackets.count(")"):
        return text.translate(str.maketrans("()", ")("))
    return text
