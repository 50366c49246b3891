"""From words as they stand on a page to lines of text."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Protocol, overload

from domain.submission import Box
from parsers.document import Line, Word, union
from parsers.expressions import reaching
from parsers.readers.directions import balanced, in_reading_order, ltr_letters, rtl_letters
from parsers.readers.raised import with_marks

_HAN = reaching("\u3000", r"[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_COLUMN_GAP = 2.2
"""Heights of type between words from which they stand in columns."""
_TWO = 2
_QUITE_EVEN = 0.02
EVEN = 0.08
"""Heights of type by which the spaces of a line differ at most: programs make them all alike, but some letters hang over."""


class Whole(Protocol):
    """What is known of a line that was taken whole before its words are asked for."""

    @property
    def top(self) -> float:
        """The median of its words' tops."""

    @property
    def bottom(self) -> float:
        """The median of its words' bottoms."""

    @property
    def first(self) -> float:
        """How wide its first word is."""

    def pieces(self) -> Sequence[Piece]:
        """Its words."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A word as found: its box where lines are level, and, where that is another, the box on the page that people see.

    Of a line that stands clear of all else on its page the whole is one piece."""

    text: str
    box: Box
    size: float
    confidence: float = 1.0
    shown: Box | None = None
    glued: bool = False
    """True where no space stands between it and the piece on its left."""
    whole: Whole | None = None
    """Given for a line."""
    parts: tuple[Piece, ...] = ()
    """From left to right, where gaps that are narrower than a space part its letters: a column may begin at one."""

    @property
    def place(self) -> Box:
        """The box on the page that people see."""
        return self.shown or self.box


def letters(text: str) -> int:
    """How many characters are printed."""
    return len(text) - text.count(" ")


def words_of(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with the words of lines in their stead."""
    return [word for piece in pieces for word in (piece.whole.pieces() if piece.whole else (piece,))]


@dataclass(frozen=True, slots=True)
class Segment:
    """Pieces that stand beside one another, from left to right, with no wide gap between them."""

    pieces: tuple[Piece, ...]
    box: Box
    size: float

    @property
    def middle(self) -> float:
        """Half way between its top and its bottom."""
        return (self.box[1] + self.box[3]) / 2


Row = list[Segment]
"""Segments that stand on one line, from left to right."""


def segment(pieces: Sequence[Piece]) -> Segment:
    """The pieces, which stand from left to right, as one segment."""
    box = union([p.box for p in pieces])
    assert box is not None  # noqa: S101 - of at least one piece
    return Segment(tuple(pieces), box, median(p.size for p in pieces))


def rows_of(pieces: Sequence[Piece]) -> list[Row]:
    """The pieces as rows from top to bottom; a row is its segments from left to right."""
    rows: list[list[Piece]] = []
    feet: list[float] = []
    # nothing stands beside a whole line
    whole = [[Segment((piece,), piece.box, piece.size)] for piece in pieces if piece.whole]
    pieces = [piece for piece in pieces if not piece.whole] if whole else pieces
    for piece in sorted(pieces, key=lambda p: ((p.box[1] + p.box[3]) / 2, p.box[0])):
        for at in range(max(0, len(rows) - 4), len(rows)):
            # most rows end above the piece's top: nothing in them stands beside it
            if feet[at] > piece.box[1] and _same_row(rows[at], piece):
                rows[at].append(piece)
                feet[at] = max(feet[at], piece.box[3])
                break
        else:
            rows.append([piece])
            feet.append(piece.box[3])
    made = [_segments(sorted(row, key=lambda p: p.box[0])) for row in rows]
    return sorted([*whole, *made], key=lambda row: row[0].middle if len(row) == 1 else median(s.middle for s in row))


def _same_row(row: list[Piece], piece: Piece) -> bool:
    left, _, right, _ = piece.box
    nearest, least = row[0], float("inf")
    for other in row:
        box = other.box
        apart = left - box[2] if box[2] < left else box[0] - right if box[0] > right else 0.0
        if apart < least:
            nearest, least = other, apart
            if not apart:
                break
    top, bottom = max(nearest.box[1], piece.box[1]), min(nearest.box[3], piece.box[3])
    smaller = min(nearest.box[3] - nearest.box[1], piece.box[3] - piece.box[1])
    if smaller <= 0 or bottom - top < 0.5 * smaller:
        return False
    across = min(nearest.box[2], piece.box[2]) - max(nearest.box[0], piece.box[0])
    return (
        across < 0.6 * min(nearest.box[2] - nearest.box[0], piece.box[2] - piece.box[0]) or nearest.text == piece.text
    )


def is_even(pieces: Sequence[Piece]) -> bool:
    """True where the words, three or more, stand equally far apart: a line's spaces, however wide it is drawn out."""
    gaps = gaps_of(pieces)
    if len(gaps) <= 1:
        return False
    # two gaps may be alike by chance
    return max(gaps) - min(gaps) <= (EVEN if len(gaps) > _TWO else _QUITE_EVEN) * pieces[0].size


def gaps_of(pieces: Sequence[Piece]) -> list[float]:
    """How far apart the words stand, from left to right; what is glued together has no gap."""
    return [piece.box[0] - before.box[2] for before, piece in itertools.pairwise(pieces) if not piece.glued]


def _segments(row: list[Piece]) -> list[Segment]:
    if is_even(row):
        return [segment(row)]
    segments: list[list[Piece]] = [[row[0]]]
    for before, piece in itertools.pairwise(row):
        gap = piece.box[0] - before.box[2]
        if gap > _COLUMN_GAP * max(before.size, piece.size, 4.0):
            segments.append([piece])
        else:
            segments[-1].append(piece)
    return [segment(s) for s in segments]


def line_of(pieces: Sequence[Piece], page: int, rtl_page: bool = False) -> Line:
    """One line from pieces that stand from left to right; `rtl_page` is the direction of the page around it."""
    if len(pieces) == 1 and (whole := pieces[0].whole):
        one = pieces[0]
        return Line(one.text, page, one.box, _Words(whole), one.confidence, round(one.size, 1))
    pieces = with_marks(words_of(pieces))
    joined = " ".join(p.text for p in pieces)
    right_to_left = rtl_letters(joined)
    rtl = right_to_left > 0 and (rtl_page or right_to_left >= ltr_letters(joined))
    left = {id(piece): before for before, piece in itertools.pairwise(pieces)}
    glued = {id(p): p.glued for p in pieces}
    ordered = in_reading_order(list(pieces), lambda p: p.text, rtl)
    text = ""
    words: list[Word] = []
    for at, piece in enumerate(ordered):
        if at:
            before = ordered[at - 1]
            close = (left.get(id(piece)) is before and glued[id(piece)]) or (
                left.get(id(before)) is piece and glued[id(before)]
            )
            text += "" if close or _joins_han(before, piece) else " "
        words.append(Word(piece.text, len(text), piece.place, piece.confidence))
        text += piece.text
    if rtl:
        text = balanced(text)
        words = [replace(word, text=text[word.start : word.start + len(word.text)]) for word in words]
    return Line(
        text,
        page=page,
        box=union([p.place for p in pieces]),
        words=tuple(words),
        confidence=min(p.confidence for p in pieces),
        size=round(median(p.size for p in pieces), 1),
    )


class _Words(Sequence[Word]):
    """The words of a line that was taken whole, made when they are first asked for."""

    def __init__(self, whole: Whole) -> None:
        self._whole: Whole | None = whole
        self._made: tuple[Word, ...] = ()

    def _words(self) -> tuple[Word, ...]:
        if self._whole is not None:
            start, made = 0, []
            for piece in self._whole.pieces():
                made.append(Word(piece.text, start, piece.place, piece.confidence))
                start += len(piece.text) + 1
            self._made, self._whole = tuple(made), None
        return self._made

    @overload
    def __getitem__(self, index: int) -> Word: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Word]: ...
    def __getitem__(self, index: int | slice) -> Word | Sequence[Word]:
        return self._words()[index]

    def __len__(self) -> int:
        return len(self._words())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._words() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._words())


def _joins_han(before: Piece, after: Piece) -> bool:
    """Between Han characters typesetting's gaps are no spaces, unless they are wide."""
    if not (_HAN.match(before.text[-1:]) and _HAN.match(after.text[:1])):
        return False
    gap = max(after.box[0] - before.box[2], before.box[0] - after.box[2])
    return gap < 0.9 * before.size
