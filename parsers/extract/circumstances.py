"""Circumstances of addresses and numbers: whose they are, when somebody else answers there, how long they hold, and what they may
not be used for. Their words are in lexicon/circumstances, whose first file says what its kinds mean."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from parsers.data_files import table
from parsers.expressions import later
from parsers.extract.passages import Passage
from parsers.fold import fold
from parsers.lexicons import LANGUAGES
from parsers.phrases import Phrases

_FOLDER = Path(__file__).parent.parent / "lexicon" / "circumstances"
_LATIN = later(r"[A-Za-zÀ-ɏ]")


class Kind(StrEnum):
    """What a circumstance says of a value."""

    ANOTHER = "another"
    """It is somebody else's, who passes messages on."""
    DEPUTYS = "deputys"
    """It is that of the contact's deputy, who is not named."""
    INSTEAD = "instead"
    """Somebody else answers there when the contact does not."""
    STRANGER = "stranger"
    """Another person's name stands right before it."""
    THEIRS = "theirs"
    """It is a Mission's or ministry's own line, or of somebody who is told in an emergency."""
    OLD = "old"
    """Another one takes its place, or it is out of use."""
    LIMITED = "limited"
    """It holds until a day."""
    LATER = "later"
    """It holds from a day."""
    COPIED = "copied"
    """A copy goes there."""
    RESTRICTED = "restricted"
    """It is not to be published, or kept for emergencies."""
    UNLISTED = "unlisted"
    """It is not meant for the directory."""


@dataclass(slots=True)
class Circumstances:
    """What the items of a document say beside its addresses and numbers, and of whom they say that he is another's helper."""

    values: defaultdict[tuple[str, int], set[Kind]] = field(default_factory=lambda: defaultdict(set))
    named: dict[tuple[str, int], str] = field(default_factory=dict)
    """Who is named right before a value."""
    people: list[Passage] = field(default_factory=list)

    def of(self, value: str, passage: Passage, name: str | None) -> set[Kind]:
        """What is said of the value that was read at this place for somebody of this name."""
        places = [(value.partition(";")[0], id(piece.line)) for piece in passage.pieces]
        kinds = {kind for place in places for kind in self.values.get(place, ())}
        strangers = [self.named[place] for place in places if place in self.named]
        if name and any(_is_another(name, stranger) for stranger in strangers):
            kinds.add(Kind.STRANGER)
        return kinds

    def is_helper(self, name: Passage) -> bool:
        """True where the text calls whoever is named here somebody's assistant."""
        first = name.pieces[0] if name.pieces else None
        return first is not None and any(
            piece.line is first.line and piece.offset <= first.offset < piece.offset + piece.length
            for stretch in self.people
            for piece in stretch.pieces
        )


def _is_another(name: str, said: str) -> bool:
    """True where no word of the name stands in what is said, and both are in one script."""
    mine, theirs = (set(re.findall(r"[^\W\d_]{2,}", fold(text))) for text in (name, said))
    return not mine & theirs and bool(_LATIN.search(name)) == bool(_LATIN.search(said))


@cache
def _data(language: str) -> dict[str, Any]:
    return table(_FOLDER / f"{language}.toml")


@cache
def circumstance(kind: str) -> Phrases:
    """The phrases of one kind, of all languages."""
    return Phrases(phrase for language in LANGUAGES for phrase in _data(language).get(kind, ()))
