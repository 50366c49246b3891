"""Marks: a text cut into runs, those marked where a value was read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from desk.paths import field_anchor, is_uncertain, mark_anchor
from domain.reading import Reading

LONGEST_MARK = 500
"""Characters of a quotation that is looked for in a text."""
LONGEST_NAME = 8
"""Words of a quotation that may stand in two places, as given and family name in a form."""
LONGEST_FORM = 50_000
"""Characters of a text in which such pieces are looked for."""
NEAR = 300
"""Characters between two such places at most."""
MOST_PLACES = 50
"""Occurrences of a quotation that are looked at."""
ENDS = frozenset({"", "\n", "\t", "\u2028"})
"""What stands before and behind a whole line, or a whole cell of a table's row."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a text; with `field`, a value was read there. `anchor` stands on a mark's first stretch, as do the anchors
    of marks that lie under others everywhere (`also`)."""

    text: str
    anchor: str | None = None
    field: str | None = None
    sure: bool = True
    also: tuple[str, ...] = ()

    @property
    def anchors(self) -> tuple[str, ...]:
        """All anchors that lead here."""
        return (self.anchor, *self.also) if self.anchor else self.also


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


def marked(text: str, names: Collection[str], reading: Reading) -> Iterator[Run]:
    """The text cut into runs, those marked where a value was read; where marks overlap, the shortest one shows.

    `names` is what evidence calls the text's attachment. A quotation that occurs more than once is marked where it stands
    nearest to the name of the contact that it was read for."""
    marks = list(_marks(text, names, reading))
    cuts = sorted({0, len(text), *(mark.start for mark in marks), *(mark.end for mark in marks)})
    shown: dict[Span, _Mark | None] = {}
    for start, end in pairwise(cuts):
        over = (mark for mark in marks if mark.start <= start and end <= mark.end)
        shown[start, end] = min(over, key=lambda mark: mark.length, default=None)
    hidden = {mark.anchor: mark for mark in reversed(marks)}  # of a mark in two pieces, the first
    for top in shown.values():
        if top is not None:
            hidden.pop(top.anchor, None)
    named: set[str] = set()
    for (start, end), top in shown.items():
        if top is None:
            yield Run(text[start:end])
            continue
        also = tuple(name for name, mark in hidden.items() if mark.start == start)
        yield Run(text[start:end], None if top.anchor in named else top.anchor, top.field, top.sure, also)
        named.add(top.anchor)


def _marks(text: str, names: Collection[str], reading: Reading) -> Iterator[_Mark]:
    homes = dict(_homes(text, names, reading))
    taken: dict[Span, str] = {}
    for path, evidence in reading.submission.evidence.items():
        sure = not is_uncertain(path, reading.submission.uncertain)
        whose = path.partition(".")[0]
        for number, piece in enumerate(evidence):
            if piece.attachment not in names:
                continue
            for span in _nearest(text, _places(text, piece.text), homes.get(whose, 0), whose, taken):
                yield _Mark(*span, mark_anchor(path, number), field_anchor(path), sure)


def _homes(text: str, names: Collection[str], reading: Reading) -> Iterator[tuple[str, int]]:
    """Where each contact stands in the text: at its name, else at its first address."""
    for number in range(len(reading.submission.contacts)):
        whose = f"contacts[{number}]"
        for name in ("emails[0]", "emails", "name"):  # the last one that is found counts
            for piece in reading.submission.evidence.get(f"{whose}.{name}", ()):
                if piece.attachment in names and (places := _places(text, piece.text)):
                    yield whose, places[0][0][0]


def _places(text: str, quoted: str) -> list[tuple[Span, ...]]:
    """Where the quotation stands, whole words before parts of words; in two pieces where it was put together from two."""
    words = quoted.split()
    if not words or len(quoted) > LONGEST_MARK:
        return []
    if whole := _found(text, words):
        return [(span,) for span in whole]
    for cut in range(1, len(words) if len(words) <= LONGEST_NAME and len(text) <= LONGEST_FORM else 0):
        for one in _found(text, words[:cut]):
            other = min(_found(text, words[cut:]), key=lambda span: abs(span[0] - one[0]), default=None)
            if other is not None and abs(other[0] - one[0]) <= NEAR:
                return [(one, other)]
    return []


def _found(text: str, words: list[str]) -> list[Span]:
    """Where the words stand one behind the other, whatever space lies between; as whole words where there is such a place."""
    pattern = r"\s+".join(map(re.escape, words))
    spans = [match.span() for match in islice(re.finditer(pattern, text), MOST_PLACES)]
    return [
        (start, end) for start, end in spans if not _cuts_a_word(text, start) and not _cuts_a_word(text, end)
    ] or spans


def _cuts_a_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()


def _nearest(
    text: str, places: list[tuple[Span, ...]], home: int, whose: str, taken: dict[Span, str]
) -> tuple[Span, ...]:
    """The place nearest to where its contact stands; before it comes what no other contact has, and what fills a line or cell."""

    def distance(spans: tuple[Span, ...]) -> tuple[bool, bool, int]:
        start = spans[0][0]
        return taken.get(spans[0], whose) != whose, not _fills_its_line(text, spans[0]), abs(start - home)

    place = min(places, key=distance, default=())
    for span in place:
        taken.setdefault(span, whose)
    return place


def _fills_its_line(text: str, span: Span) -> bool:
    start, end = span
    return text[max(start - 1, 0) : start] in ENDS and text[end : end + 1] in ENDS
