"""Arrows that people type or draw between what was and what is."""

from __future__ import annotations

import re

from parsers.expressions import later

ONWARD = re.compile(r"(?:[-–—=]{1,3}|⟶)[>»›]|[→⇒➔➜➡➝⟶►]\ufe0f?")
BACK = re.compile(r"[<«‹][-–—=]{1,3}|[←⇐⬅]\ufe0f?")
_ANY = later(rf"\s(?:{ONWARD.pattern}|{BACK.pattern})")


def arrow_at(text: str, start: int) -> int:
    """Where the first arrow stands behind this place; the text's end where there is none."""
    found = _ANY.search(text, start)
    return found.start() if found else len(text)
