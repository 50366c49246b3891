"""Words that end a name because they begin an office, where neither a comma nor small letters part the two."""

from __future__ import annotations

from parsers.extract.context import Context
from parsers.extract.grammar import words
from parsers.fold import fold
from parsers.jobs import jobs

_SHORTEST = 6
"""Letters of the shortest German office that is told by itself: a Rat or Major may be somebody's family name."""


def begins_office(word: str, context: Context) -> bool:
    """True for the word of a post behind a name of several words: of Arabic, which has no capitals, and of German, where posts
    have them as names do ("Karl Moser Referatsleiter")."""
    if fold(word) in words("posts_behind_names"):
        return True
    german = "de" in context.address_languages and len(word) >= _SHORTEST
    return german and jobs("de").is_whole(word.strip(".,"))
