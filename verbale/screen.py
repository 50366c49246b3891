"""Where tables for people are printed."""

from __future__ import annotations

import sys

from rich.console import Console

_WIDEST = 100_000


def screen() -> Console:
    """As wide as the terminal; where the output goes into a pipe or a file, lines are whole however long they are."""
    return Console() if sys.stdout.isatty() else Console(width=_WIDEST, soft_wrap=True)
