"""Raised figures: the marks of footnotes, which must not become the last figure of a number or a part of a word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.fold import RAISED

if TYPE_CHECKING:
    from parsers.readers.lines import Piece

_MARKS = re.compile(r"\s*\d{1,2}(?:\s*[,;]\s*\d{1,2})*\s*", re.ASCII)
_UP = str.maketrans("0123456789", RAISED)
_SMALL = 0.93
"""Share of the type before it up to which a figure is small."""
_LIFTED = 0.2
"""Heights of the type before it by which a figure's foot must stand higher."""
_TOUCHING = 0.25
"""The same from which it belongs to another word."""


def raised(text: str) -> str:
    """The text as it is seen where its type is raised: figures as superscripts, and letters (1er, No) as they are."""
    return text.translate(_UP) if _MARKS.fullmatch(text) else text


def with_marks(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces of a line from left to right, where small figures that hang on the end of a word are superscripts in it."""
    sizes = [piece.size for piece in pieces]
    if min(sizes) >= _SMALL * max(sizes):
        return pieces
    marked = [pieces[0]]
    for before, piece in pairwise(pieces):
        hangs = (
            piece.size < _SMALL * before.size
            and piece.box[0] - before.box[2] < _TOUCHING * before.size
            and piece.box[3] < before.box[3] - _LIFTED * before.size
        )
        text = raised(piece.text) if hangs else piece.text
        marked.append(piece if text == piece.text else replace(piece, text=text, glued=True))
    return marked
