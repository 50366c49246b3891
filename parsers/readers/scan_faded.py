"""Faded print, as a worn ribbon or a light scan leaves it, made as dark as print is: by its tone it is told from dust."""

from __future__ import annotations

import cv2
import numpy as np

from parsers.readers.scan_sheet import Picture

_PAPER = 250
_DRAWN = 200
"""The lightest tone of what is drawn on paper that was made white."""
_DARKEST = 0.05
"""The share of what is drawn by whose tone the print is known: edges of letters and stamps are lighter."""
_FADED, _BLACK = 85, 60
"""The tone from which print is faded, and the one that it is given."""
_LEAST = 0.001
"""The share of the page that is drawn at least, for its print to be known."""


def tones(grey: Picture) -> Picture | None:
    """The darker tone of every tone, for a page on white paper whose darkest print is faded; None for any other page."""
    counts = np.asarray(cv2.calcHist([grey], [0], None, [256], [0, 256])).ravel()
    drawn = np.cumsum(counts[:_DRAWN])
    if drawn[-1] < _LEAST * grey.size:
        return None
    print_tone = int(np.searchsorted(drawn, _DARKEST * drawn[-1]))
    if print_tone <= _FADED:
        return None
    stretched = _PAPER - (_PAPER - np.arange(256)) * ((_PAPER - _BLACK) / (_PAPER - print_tone))
    return np.asarray(np.clip(stretched, 0, 255).astype(np.uint8))
