"""Rows of writing found by their ink alone: for scripts whose lines the first reader tears apart, and for what it missed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import cv2
import numpy as np
from rapidfuzz.distance import Levenshtein

from parsers.engines import LineRead, LineReader, Recognised
from parsers.readers.scan_ink import pieces, without_larger
from parsers.readers.scan_lines import DISPUTED, plain
from parsers.readers.scan_sheet import Picture

_INK = 150
_LEAST, _MOST = 0.45, 2.2
"""Heights of a row of writing, in usual heights of letters."""
_JOIN = 1.1
"""Usual heights between letters from which they stand in columns."""
_ALONE = 0.90
"""Mean confidence from which a row that only one reader saw is writing at all."""
_ALONE_LETTER = 0.98
_SEEN = 0.3
"""Confidence of the first reading up to which it saw something, but no word."""
_PARTS = re.compile(r"[^\s：:，,；;、。]+[：:，,；;、。]*|[：:，,；;、。]+")
_MANY = 4000
"""Pieces of writing of one page that are looked at."""
_ROWS = 7000
"""Numbers of lines from here on are rows found by ink."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row's box in picture elements."""

    left: int
    top: int
    right: int
    bottom: int

    def holds(self, word: Recognised) -> bool:
        """True where the word's middle lies in it."""
        x, y = word.left + word.width / 2, word.top + word.height / 2
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def shares(self, word: Recognised) -> int:
        """How many picture elements of its width the word stands in."""
        beside = min(self.bottom, word.top + word.height) - max(self.top, word.top)
        level = beside > 0.5 * min(self.bottom - self.top, word.height)
        return max(0, min(self.right, word.left + word.width) - max(self.left, word.left)) if level else 0


def rows_of_ink(picture: Picture, usual: float) -> list[Row]:
    """The rows of writing, cut at wide gaps, from top to bottom; `usual` is the usual height of letters."""
    ink = _letters(picture, usual)
    join = np.ones((max(1, round(0.2 * usual)), max(3, round(_JOIN * usual))), np.uint8)
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, join)
    boxes = [place for place, _ in pieces(closed)[:_MANY]]
    found: list[Row] = []
    # high ones first, so that dots and dashes join the rows beside them
    for x, y, wide, high in sorted(boxes, key=lambda b: -b[3]):
        if high > _MOST * usual or (high < 0.1 * usual and wide < 0.1 * usual):
            continue
        row = Row(x, y, x + wide, y + high)
        for at, other in enumerate(found):
            if _beside(row, other, usual):
                found[at] = Row(
                    min(row.left, other.left),
                    min(row.top, other.top),
                    max(row.right, other.right),
                    max(row.bottom, other.bottom),
                )
                break
        else:
            found.append(row)
    return sorted(
        (r for r in found if r.bottom - r.top >= _LEAST * usual and r.right - r.left >= _LEAST * usual),
        key=lambda r: (r.top, r.left),
    )


def _letters(picture: Picture, usual: float) -> Picture:
    """The ink without what is far larger than letters: rings of stamps, signatures, coats of arms."""
    ink = cv2.threshold(picture, _INK, 255, cv2.THRESH_BINARY_INV)[1]
    return without_larger(ink, 12 * usual, 2 * usual)


def _beside(one: Row, other: Row, usual: float) -> bool:
    over = min(one.bottom, other.bottom) - max(one.top, other.top)
    apart = max(one.left, other.left) - min(one.right, other.right)
    both = max(one.bottom, other.bottom) - min(one.top, other.top)
    return (
        over >= 0.5 * min(one.bottom - one.top, other.bottom - other.top)
        and apart < _JOIN * usual
        and both <= _MOST * usual
    )


def by_rows(picture: Picture, first: Sequence[Recognised], reader: LineReader) -> list[Recognised]:
    """The page read row by row; as sure as both readings where `first` saw the same, else disputed. Raises RecognitionFailed."""
    rows = rows_of_ink(picture, _usual(first))
    words: list[Recognised] = []
    for number, (row, read) in enumerate(zip(rows, reader.read([_cut(picture, r) for r in rows]), strict=True)):
        same = sorted((w for w in first if row.holds(w)), key=lambda w: w.left)
        letters = sum(c.isalnum() for c in read.text)
        least = _ALONE_LETTER if letters < 2 and not same else _ALONE if letters < 3 else DISPUTED
        if _mean(read) < least:
            continue
        words.extend(_words(row, read, "".join(w.text for w in same), number))
    return words


def with_missed(picture: Picture, first: Sequence[Recognised], reader: LineReader) -> list[Recognised]:
    """The words of `first`, and those in rows in which it has next to nothing, disputed all of them. Raises RecognitionFailed."""
    bare = bare_rows(picture, first)
    words = list(first)
    for number, (row, read) in enumerate(zip(bare, reader.read([_cut(picture, r) for r in bare]), strict=True)):
        if _mean(read) >= _ALONE and sum(c.isalnum() for c in read.text) > 1:
            whole = re.sub(r"\s", "", plain(read.text))
            words = [w for w in words if not row.holds(w) or (w.confidence > _SEEN and plain(w.text) not in whole)]
            words.extend(_words(row, read, "", number))
    return words


def bare_rows(picture: Picture, words: Sequence[Recognised]) -> list[Row]:
    """The rows of writing in which next to nothing was recognised."""
    usual = _usual(words)
    known = [word for word in words if word.confidence > _SEEN]
    return [
        row
        for row in rows_of_ink(picture, usual)
        if row.right - row.left > 1.5 * usual
        and sum(row.shares(w) for w in known if w.top < row.bottom and w.top + w.height > row.top)
        < 0.3 * (row.right - row.left)
    ]


def _usual(words: Sequence[Recognised]) -> float:
    heights = [w.height for w in words if w.confidence > 0.5 and any(c.isalnum() for c in w.text)]
    return float(median(heights)) if heights else 30.0


def _mean(read: LineRead) -> float:
    return sum(read.confidences) / len(read.confidences) if read.confidences else 0.0


def _cut(picture: Picture, row: Row) -> Picture:
    pad = max(2, round(0.1 * (row.bottom - row.top)))
    return picture[max(0, row.top - pad) : row.bottom + pad, max(0, row.left - 2 * pad) : row.right + 2 * pad]


def _words(row: Row, read: LineRead, other: str, number: int) -> list[Recognised]:
    """The row's text in parts, each with its own confidence: its least certain character's where `other` says the same."""
    agreed = _agreed(read.text, other)
    wide = row.right - row.left
    words = []
    for part in _PARTS.finditer(read.text):
        start, end = part.span()
        sure = min(read.confidences[start:end])
        letters = [at for at in range(start, end) if read.text[at].isalnum() or _is_inner(part.group(), at - start)]
        if not all(agreed[at] for at in letters):
            sure = min(sure, DISPUTED)
        left = row.left + round(wide * read.places[start])
        right = row.left + round(wide * (read.places[end] if end < len(read.places) else 1.0))
        words.append(
            Recognised(
                part.group(),
                left,
                row.top,
                max(1, right - left),
                row.bottom - row.top,
                sure,
                (_ROWS + number, 0, 0),
            )
        )
    return words


def _is_inner(part: str, at: int) -> bool:
    """True for the marks within addresses and numbers, which count like letters."""
    return part[at] in "@._+-–—/" and at < len(part) - 1 and bool(re.search(r"@|\d|\w\.\w", part))


def _agreed(text: str, other: str) -> list[bool]:
    """For each character of the text, whether the other reading has it in its place."""
    agreed = [False] * len(text)
    dense = [at for at, c in enumerate(text) if not c.isspace()]
    ours, theirs = plain("".join(text[at] for at in dense)), plain(re.sub(r"\s", "", other))
    for step in Levenshtein.opcodes(ours, theirs):
        if step.tag == "equal":
            for k in range(step.src_start, step.src_end):
                agreed[dense[k]] = True
    for step in Levenshtein.opcodes(ours, theirs):
        # what only the other reading has in an address or number was lost by this one
        if step.tag == "insert" and re.search(r"[0-9a-z@._+-]", theirs[step.dest_start : step.dest_end]):
            for k in (step.src_start - 1, step.src_start):
                if 0 <= k < len(ours) and re.match(r"[0-9a-z@._+-]", ours[k]):
                    agreed[dense[k]] = False
    return agreed
