"""Means of reaching somebody that a text rules out right before it gives another ("by e-mail and not by telephone: a@b.c")."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.extract.senses import sense_of
from parsers.fields.found import Found

_PHONES = frozenset({"phone", "mobile"})
_LONGEST = 40


def rules_out_others(between: str, value: Found, languages: Sequence[str]) -> bool:
    """True where what stands between a negation and an address is only a word for a telephone, and the other way round."""
    words = between.strip(" :：,;–—-(（")
    asked = sense_of(words, languages) if 0 < len(words) <= _LONGEST else None
    others = _PHONES if "@" in value.value else {"email"}
    return asked is not None and bool(others & set(asked.codes))
