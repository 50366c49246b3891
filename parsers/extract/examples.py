"""A form's own examples of how to answer: what they give is nobody's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.document import Line
from parsers.extract.grammar import grammar
from parsers.extract.passages import Passage, chain

_BRACKET = re.compile(r"[(（\[][^()（）\[\]]{2,300}[)）\]]")
_WHOLE = re.compile(r"\s*[(（\[][^()（）\[\]]{2,300}[)）\]]\s*\.?")
"""What stands in brackets whole."""
_HEAD = 40
_SHORTEST = 3
"""Characters of "ex.", which may be what somebody was."""
_FULL_SIGN = re.compile(r"\.?\s*[:：]|\.\s")
_PARTICULARS = re.compile(r"@|\d[\d\s().-]{4,}\d")


def is_example(text: str) -> bool:
    """True for a form's own example ("(e.g. Head of Unit)"): the whole text in brackets, or opening with words for an example."""
    bare = text.strip().lstrip("([（ ")
    hit = grammar("example").search(bare[:_HEAD])
    whole = _WHOLE.fullmatch(text) is not None
    if hit is not None and hit.start == 0 and (whole or re.match(r"[.:：,，]", bare[hit.end :])):
        return True
    return whole and _gives_example(text)


def without_samples(lines: Sequence[Line]) -> list[Line]:
    """The lines of a cell without what is printed as a sample, and without an example below what was filled in."""
    own = [line for line in lines if not line.sample]
    filled = [line for line in own if not (is_example(line.text) or _opens_example(line.text))]
    return filled if filled and filled[0] is own[0] else own


def _opens_example(text: str) -> bool:
    """True for a line that a shortened word for an example opens ("e.g. Jane Doe", "z. B. Head of Unit")."""
    hit = grammar("example").search(text.lstrip("([（ ")[:_HEAD])
    return hit is not None and hit.start == 0 and hit.end > _SHORTEST and text[: hit.end].rstrip().endswith(".")


def without_examples(passage: Passage) -> Passage:
    """The line without addresses and numbers that a bracket gives as an example ("E-mail (e.g. a@b.example): c@d.example")."""
    kept, at = [], 0
    for bracket in _BRACKET.finditer(passage.text):
        if _PARTICULARS.search(bracket[0]) and is_example(bracket[0]):
            kept.append(passage.part(at, bracket.start()))
            at = bracket.end()
    return chain([*kept, passage.part(at)], " ") if kept else passage


def is_in_examples(lines: Sequence[Line]) -> bool:
    """True for a paragraph that is one instruction in brackets, over several lines, with an example in it."""
    return len(lines) > 1 and is_example(" ".join(line.text.strip() for line in lines))


def _gives_example(text: str) -> bool:
    """True where words for an example stand behind others ("Use capitals. E.g.: JANE DOE"), shortened or before a colon."""
    for hit in grammar("example").find(text):
        said = text[hit.start : hit.end]
        if said.endswith(".") or _FULL_SIGN.match(text, hit.end):
            return True
    return False
