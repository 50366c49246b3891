"""Enumerations within a line: "... as follows: (a) diplomatic: Mr A B; ...; (b) technical: Ms C D; ...", cut at their titles."""

from __future__ import annotations

import re

from parsers.expressions import later
from parsers.extract.context import Context
from parsers.extract.grammar import one_of
from parsers.extract.passages import Passage
from parsers.extract.titles import title_of

_AND = one_of("conjunctions")
_OPENING = later(
    rf"(?:^|(?<=[:;.,؛])\s+)(?:{_AND}\s+)?"
    r"(?P<head>(?:[(]?(?:[a-z]|[ivx]{1,4}|\d{1,2})[).]\s*)?[^\W\d_][^:;.()@]{4,80}?)\s*(?::|\s[-–—])\s+(?=\S)",
    re.IGNORECASE,
)
_FEWEST = 2


def at_titles(passage: Passage, context: Context) -> list[Passage]:
    """The passage cut before each title of a contact that stands in it with what it opens; whole where there are fewer than two."""
    text = passage.text
    if not text.count(":") + len(re.findall(r"\s[-–—]\s", text)) >= _FEWEST or len(text) < 80:
        return [passage]
    cuts: list[int] = []
    told: list[tuple[str, ...]] = []
    place = 0
    while (found := _OPENING.search(text, place)) is not None:
        title = title_of(found["head"], context.languages)
        if title is not None and title.roles:
            cuts.append(found.start("head"))
            told.append(title.roles)
        place = found.end() if title else found.start() + 1
    if len(set(told)) < _FEWEST:
        return [passage]
    starts = [0, *(cut for cut in cuts if cut)]
    parts = [passage.part(start, stop) for start, stop in zip(starts, [*starts[1:], len(text)], strict=True)]
    return [_without_joint(part) for part in parts if part]


def _without_joint(part: Passage) -> Passage:
    end = re.search(rf"[\s;,]*(?:\b{_AND}\s*)?$", part.text)
    return part.part(0, end.start()) if end else part
