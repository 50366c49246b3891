"""Marks: the message's text cut into runs, those marked where a value was read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from desk.form import anchor
from desk.paths import field_anchor, is_uncertain
from domain.reading import Reading

LONGEST_MARK = 500
"""Characters of a quotation that is looked for in the message's text."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the message's text; with `field`, a value was read there. `anchor` stands on a mark's first stretch."""

    text: str
    anchor: str | None = None
    field: str | None = None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    anchor: str
    field: str
    sure: bool

    @property
    def length(self) -> int:
        return self.end - self.start


def marked(text: str, attachment: str, reading: Reading) -> Iterator[Run]:
    """The text cut into runs, those marked where a value was read; where marks overlap, the shortest one shows."""
    marks = list(_marks(text, attachment, reading))
    cuts = sorted({0, len(text), *(mark.start for mark in marks), *(mark.end for mark in marks)})
    named: set[str] = set()
    for start, end in pairwise(cuts):
        over = [mark for mark in marks if mark.start <= start and end <= mark.end]
        mark = min(over, key=lambda mark: mark.length, default=None)
        if mark is None:
            yield Run(text[start:end])
            continue
        yield Run(text[start:end], None if mark.anchor in named else mark.anchor, mark.field, mark.sure)
        named.add(mark.anchor)


def _marks(text: str, attachment: str, reading: Reading) -> Iterator[_Mark]:
    for path, evidence in reading.submission.evidence.items():
        sure = not is_uncertain(path, reading.submission.uncertain)
        for number, piece in enumerate(evidence):
            words = piece.text.split()
            if piece.attachment != attachment or not words or len(piece.text) > LONGEST_MARK:
                continue
            match = re.search(r"\s+".join(map(re.escape, words)), text)
            if match is not None:
                yield _Mark(match.start(), match.end(), f"box-{anchor(path)}-{number}", field_anchor(path), sure)
