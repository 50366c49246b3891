"""Signs that two columns of a table were read as one: what stands in both belongs to different contacts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from domain.submission import Action, Contact, Evidence
from parsers.extract.grammar import grammar
from parsers.fields.names import is_person_like, split_honorific
from parsers.jobs import jobs

if TYPE_CHECKING:
    from parsers.doubts import Doubt
    from parsers.merged import Merged

_APART = 1.2
"""Heights of type from which two values of one kind on one line stand in columns, or with words between them."""
_LONGEST_NAME = 60
_HAN_ADDRESSED = re.compile(r"(?<![\u3400-\u9fff])[\u3400-\u9fff]{2,4}(?:先生|女士)(?![\u3400-\u9fff])")
_ALL = ("action", "name", "honorific", "position", "institution", "emails", "phones", "languages")


def melted(entries: Sequence[Contact], contacts: Sequence[Merged]) -> Iterator[Doubt]:
    """Contacts whose office is somebody's name, and new ones without a role whose addresses or numbers stand side by side."""
    for n, entry in enumerate(entries):
        if any(_names_somebody(text) for text in (entry.position, entry.institution) if text):
            sentence = (
                "Somebody is named where an office or a body should stand; particulars of two contacts may be mixed up."
            )
            yield "columns_melted", n, ("role", *_ALL), sentence
        elif entry.action is Action.ADD and entry.role is None and _gives_values_side_by_side(contacts[n]):
            sentence = (
                "Two values of one kind stand beside one another, as in columns of two contacts; they may be mixed up."
            )
            yield "columns_melted", n, _ALL, sentence


def _names_somebody(text: str) -> bool:
    """True for a text that is somebody's name behind a plain form of address, or before one in Chinese."""
    title, rest = split_honorific(text)
    if title is None or len(text) > _LONGEST_NAME:
        return _HAN_ADDRESSED.search(text) is not None
    office = jobs().stands_in(rest) or any(grammar(kind).stands_in(rest) for kind in ("bodies", "desks"))
    return (
        grammar("plain_titles").is_whole(title.rstrip("."))
        and len(rest.split()) > 1
        and is_person_like(rest)
        and not office
    )


def _gives_values_side_by_side(merged: Merged) -> bool:
    return any(
        _are_side_by_side(one.claim.evidence, other.claim.evidence)
        for code in ("emails", "phones")
        for one, other in combinations(merged.said.get(code, ()), 2)
        if one.claim.value != other.claim.value
    )


def _are_side_by_side(one: Evidence, other: Evidence) -> bool:
    if one.box is None or other.box is None or (one.attachment, one.page) != (other.attachment, other.page):
        return False
    high = min(one.box[3] - one.box[1], other.box[3] - other.box[1])
    level = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
    gap = max(other.box[0] - one.box[2], one.box[0] - other.box[2])
    return level > high / 2 and gap >= _APART * high
