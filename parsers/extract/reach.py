"""Numbers by which somebody is reached, in text that need not call them telephones."""

from __future__ import annotations

import re

from parsers.extract.answers import E164
from parsers.extract.context import Context
from parsers.fields.dates import find_dates
from parsers.fields.found import Found
from parsers.fields.phones import find_phones
from parsers.fields.references import find_references

_FEWEST = 7
"""Figures of a number that counts though nothing calls it a telephone."""
_PART_OF_MORE = re.compile(r"[\w/\\@.#]$")
_GOES_ON = re.compile(r"[/\\@]?\w")


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
    return [one for one in found if not any(one.start < other.end and other.start < one.end for other in others)]


def _stands_alone(text: str, found: Found) -> bool:
    """True for a number that the numbering plans know, and that is no part of a longer sign."""
    whole = E164.match(found.value) is not None and len(re.findall(r"\d", text[found.start : found.end])) >= _FEWEST
    before, behind = text[: found.start], text[found.end :]
    return found.sure and whole and not _PART_OF_MORE.search(before) and not _GOES_ON.match(behind)
