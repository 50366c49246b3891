"""Numbers by which somebody is reached, in text that need not call them telephones."""

from __future__ import annotations

import re

from parsers.expressions import later
from parsers.extract.context import Context
from parsers.fields.dates import find_dates
from parsers.fields.dialling import E164
from parsers.fields.found import Found
from parsers.fields.phones import find_phones
from parsers.fields.references import find_references

_FEWEST = 7
"""Figures of a number that counts though nothing calls it a telephone."""
_PART_OF_MORE = re.compile(r"[\w/\\@.#]$")
_GOES_ON = re.compile(r"[/\\@]?\w")
_NUMBERED = later(
    r"\b(?:note|nota|notes|verbalnote|нот\w{1,3}|照会|المذكرة)\W{1,3}(?:(?:No|Nr|N|Núm|Nro|№|رقم)\W{0,3})?$",
    re.IGNORECASE,
)
"""What makes a number behind it a note's."""


def numbers_in(text: str, context: Context, labelled: bool = False) -> list[Found]:
    """The telephone numbers of a run of particulars; where nothing calls one a telephone or gives it a country code, those that
    the State's numbering plan knows, whatever stands before them. Numbers of notes and dates are none."""
    found = find_phones(text, context.region, labelled)
    if not found and not labelled and context.region:
        found = [one for one in find_phones(text, context.region, True) if _stands_alone(text, one)]
        labelled = bool(found)
    if not labelled or not found:
        return found
    others = [*find_references(text), *find_dates(text, context.languages)]
    kept = [one for one in found if not any(one.start < other.end and other.start < one.end for other in others)]
    return [one for one in kept if one.sure or not _is_part_of_more(text, one)]


def _stands_alone(text: str, found: Found) -> bool:
    """True for a number that the numbering plans know, and that is no part of a longer sign."""
    whole = E164.match(found.value) is not None and len(re.findall(r"\d", text[found.start : found.end])) >= _FEWEST
    return found.sure and whole and not _is_part_of_more(text, found)


def _is_part_of_more(text: str, found: Found) -> bool:
    """True for figures that letters or strokes join to others, and for a number by its sign alone ("its Note No. 0801-112/1")."""
    before = text[: found.start]
    return bool(_NUMBERED.search(before) or _PART_OF_MORE.search(before) or _GOES_ON.match(text[found.end :]))
