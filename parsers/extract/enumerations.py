"""Enumerations within a line: "... as follows: (a) diplomatic: Mr A B; ...; (b) technical: Ms C D; ...", cut at their titles."""

from __future__ import annotations

import re
from itertools import pairwise

from parsers.expressions import later, reaching
from parsers.extract.context import Context
from parsers.extract.grammar import one_of
from parsers.extract.numbering import without_number
from parsers.extract.passages import Passage
from parsers.extract.titles import title_of
from parsers.fold import HAN
from parsers.scripts import HAN_SIGN
from parsers.words import label_of

_AND = one_of("conjunctions")
_OPENING = later(
    rf"(?:^|(?<=[:;.,؛])\s+)(?:{_AND}\s+)?"
    r"(?P<head>(?:[(]?(?:[a-z]|[ivx]{1,4}|\d{1,2})[).]\s*)?[^\W\d_][^:;.()@]{4,80}?)\s*(?::|\s[-–—])\s+(?=\S)",
    re.IGNORECASE,
)
_HAN_OPENING = reaching(
    HAN[0],
    rf"(?:^|(?<=[；;。，,：:]))\s*(?P<head>(?:[（(]?[一二三四1-9][)）、.]\s*)?[{HAN}]{{2,14}})\s*[：:]\s*(?=\S)",
)
"""The same in Chinese, which writes no space behind a stop."""
_FEWEST = 2
_SHORT = 80
_SHORT_HAN = 30


def at_titles(passage: Passage, context: Context) -> list[Passage]:
    """The passage cut before each title of a contact that stands in it with what it opens; whole where there are fewer than two."""
    text = passage.text
    han = HAN_SIGN.search(text) is not None
    opening = _HAN_OPENING if han else _OPENING
    signs = text.count(":") + text.count("：") + len(re.findall(r"\s[-–—]\s", text))
    if signs < _FEWEST or ("@" not in text and len(text) < (_SHORT_HAN if han else _SHORT)):
        return [passage]
    cuts: list[int] = []
    told: list[tuple[str, ...]] = []
    place = 0
    while (found := opening.search(text, place)) is not None:
        title = title_of(found["head"], context.languages)
        stand_in = bool(told) and title is None and _is_stand_in(found["head"], context)
        if stand_in or (title is not None and title.roles):
            cuts.append(found.start("head"))
            told.append(title.roles if title is not None else ())
        place = found.end("head") if title else found.start() + 1
    if len(set(told)) < _FEWEST:
        return [passage]
    if () in told and not all("@" in text[low:high] for low, high in pairwise([*cuts, len(text)])):
        # an alternate who is told of without an address may be told of behind the comma of the one before
        return [passage]
    if han and cuts[0] and "。" in text[cuts[-1] : -1]:
        # a further sentence may speak of either
        return [passage]
    starts = [0, *(cut for cut in cuts if cut)]
    parts = [passage.part(start, stop) for start, stop in zip(starts, [*starts[1:], len(text)], strict=True)]
    return [_without_joint(part) for part in parts if part]


def _is_stand_in(head: str, context: Context) -> bool:
    """True for a label that asks for nothing but an alternate."""
    asked = label_of(without_number(head), context.languages)
    return asked is not None and asked.codes[0] == "alternate"


def _without_joint(part: Passage) -> Passage:
    end = re.search(rf"[\s;,；，]*(?:\b{_AND}\s*)?$", part.text)
    return part.part(0, end.start()) if end else part
