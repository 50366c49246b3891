"""The scripts of a text, told by single characters."""

from __future__ import annotations

import re

from parsers.expressions import later, reaching
from parsers.fold import HAN

LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
CASED = re.compile(r"[A-Za-zÀ-ɏ\u0370-\u052f]")
"""Letters of the scripts that have capitals: Latin, Greek, Cyrillic."""
CYRILLIC = later(r"[\u0400-\u052f]")
ARABIC_SIGN = reaching("\u0600", r"[\u0620-\u064a]")
HAN_SIGN = reaching(HAN[0], f"[{HAN}]")
