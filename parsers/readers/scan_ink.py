"""Pieces of ink: what touches, corners too, found by outlines, in a fifth of the time that numbering every element takes."""

from __future__ import annotations

import cv2
import numpy as np

from parsers.readers.scan_sheet import Picture

Place = tuple[int, int, int, int]
"""Left, top, width and height of a piece in picture elements."""


def pieces(ink: Picture) -> list[tuple[Place, Picture]]:
    """The places and outlines of all pieces, those within others too, from top to bottom and from left to right."""
    outlines, ranks = cv2.findContours(ink, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    # an outline that has another one around it is that of a hole
    found = [outline for outline, rank in zip(outlines, ranks[0], strict=True) if rank[3] < 0] if outlines else []
    # each begins at its first picture element
    return [(_place(outline), outline) for outline in sorted(found, key=lambda o: (o[0, 0, 1], o[0, 0, 0]))]


def silhouette(ink: Picture, piece: tuple[Place, Picture]) -> Picture:
    """Of the piece's place, True where the piece itself is."""
    (x, y, wide, high), outline = piece
    numbers = cv2.connectedComponents(ink[y : y + high, x : x + wide])[1]
    column, row = outline[0, 0]
    return np.asarray(numbers == numbers[row - y, column - x])


def without_larger(ink: Picture, wide: float, high: float) -> Picture:
    """The ink without pieces that are wider or higher than this; what stands within them stays."""
    large = [piece for piece in pieces(ink) if piece[0][2] > wide or piece[0][3] > high]
    left = ink.copy() if large else ink
    for piece in large:
        (x, y, w, h), _ = piece
        left[y : y + h, x : x + w][silhouette(ink, piece)] = 0
    return left


def _place(outline: Picture) -> Place:
    x, y, wide, high = cv2.boundingRect(outline)
    return x, y, wide, high
