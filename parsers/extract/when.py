"""When something happened, told behind the name of a body ("left the Agency in June")."""

from __future__ import annotations

import re

from parsers.extract.context import Context
from parsers.extract.passages import Passage
from parsers.fold import fold
from parsers.lexicons import lexicons

_WORD = re.compile(r"\w+")
_PREPOSITION = 4
"""Letters of the longest word that leads to a time."""


def before_when(body: Passage, context: Context) -> Passage:
    """The body without the time that stands behind it: from the preposition before the first figure, or the first month."""
    words = list(_WORD.finditer(body.text))
    months = [lexicon.months for lexicon in lexicons(context.languages)]
    for at, word in enumerate(words):
        led = at > 0 and len(words[at - 1][0]) <= _PREPOSITION and words[at - 1][0].islower()
        if (word[0].isdigit() and led) or any(fold(word[0]) in names for names in months):
            return body.part(0, words[at - 1].start() if led else word.start())
    return body
