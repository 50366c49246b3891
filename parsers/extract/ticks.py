"""Boxes in a text: where each stands, ticked or not."""

from __future__ import annotations

import re

_TICKED = re.compile(r"[☑☒✓✔✗✘✅⊠🗹🗷]|\[\s?[xX×✓✔хХ]\s?\]|\(\s?[xX×✓✔хХ]\s?\)|■|☻|●|◉")
_UNTICKED = re.compile(r"[☐□▢◻○◯⬜]|\[\s{0,3}\]|\(\s{1,3}\)")


def tick_marks(text: str) -> list[tuple[int, int, bool]]:
    """Where boxes stand in the text, and whether each is ticked."""
    return sorted(
        [(m.start(), m.end(), True) for m in _TICKED.finditer(text)]
        + [(m.start(), m.end(), False) for m in _UNTICKED.finditer(text)]
    )


def ticked_spans(text: str) -> list[tuple[int, int]] | None:
    """Where the texts of ticked boxes stand; None where the text has no boxes at all."""
    marks = tick_marks(text)
    if not marks or (all(on for *_, on in marks) and len(marks) == 1 and marks[0][0] > 0):
        return None
    before = bool(text[: marks[0][0]].strip())
    spans = []
    for at, (start, end, on) in enumerate(marks):
        if before:
            low, high, free = (marks[at - 1][1] if at else 0), start, start
        else:
            free = marks[at + 1][0] if at + 1 < len(marks) else len(text)
            low, high = end, end + len(text[end:free].partition("\n")[0])
        if on:
            spans.append((low, high))
        if text[high:free].strip():
            # a line of its own behind the boxes was written in
            spans.append((high, free))
    return spans
