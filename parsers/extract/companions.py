"""Companions: beside whom somebody is nominated, named or told by role at a sentence's head."""

from __future__ import annotations

import re

from parsers.extract.anchors import anchors
from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.passages import Passage
from parsers.extract.roles import mentions
from parsers.words import formula

_COMPANIONS = 2
"""People named where one is nominated beside another."""


def without_companion(sentence: Passage, context: Context) -> Passage:
    """The sentence without the clause at its head that tells beside whom somebody is nominated ("In addition to Mr A, ...")."""
    text = sentence.text
    beside = next((f for f in grammar("beside", context.languages).find(text) if not text[: f.start].strip()), None)
    named_at = anchors(text, context)
    if beside is None or not named_at:
        return sentence
    told = mentions(text, context.languages)
    if len(named_at) < _COMPANIONS:
        # "In addition to our diplomatic contact, who stays, we nominate Ms A as technical one"
        first = [m.end for m in told if m.end <= named_at[0]]
        comma = re.search(r"[,،，]\s[^,،，]*$", text[: named_at[0]])
        apart = first and comma and comma.start() >= max(first) and any(m.start >= named_at[0] for m in told)
        return sentence.part(comma.start() + 1) if apart and comma else sentence
    verbs = [f.start for f in formula("nominate", context.languages).find(text) if named_at[0] < f.start < named_at[-1]]
    commas = [c.end() for c in re.finditer(r"[,،，]\s", text[: verbs[-1]]) if c.start() > named_at[0]] if verbs else []
    return sentence.part(commas[-1]) if commas else sentence
