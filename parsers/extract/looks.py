"""Addresses and numbers known by their look, where no known label asks for them."""

from __future__ import annotations

import re

from parsers.expressions import later
from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.senses import OTHER, sense_of
from parsers.fields.dates import find_dates
from parsers.fields.emails import find_emails
from parsers.fields.phones import find_phones
from parsers.matters import matter
from parsers.words import Label, formula, label_of

REACH = Label(("phone", "email"), compound=True)
_EMAIL = Label(("email",))
_PHONE = Label(("phone",))
_NUMBER = later(r"(?:\+|00|\(|[（])?\s?\d[\d\s().（）/–-]{4,24}\d(?:[,;،，]?\s?[^\W\d_]{1,10}\.?\s?\d{1,6})?")
_FEWEST_FIGURES = 7
_MOST_LETTERS = 24
"""Letters beside a number that may be a place, an extension or when it is answered."""
_LONGEST_ASKED = 60
_OTHERS = (
    "mission",
    "secretariat",
    "nominate",
    "replace",
    "update",
    "withdraw",
    "courtesy_opening",
    "refers_to",
    "quoted_header",
)
"""Formulae of somebody else's addresses, and of sentences."""


def reach_label(asked: str, value: str, context: Context) -> Label | None:
    """What a label asks that no lexicon has, where an address or a telephone number and little else stands behind it."""
    if (
        not asked.strip()
        or len(asked) > _LONGEST_ASKED
        or re.search(r"\d{3}", asked)
        or label_of(asked, context.languages)
    ):
        return None
    if sense_of(asked, context.languages) is OTHER or any(
        formula(kind, context.languages).stands_in(asked) for kind in _OTHERS
    ):
        return None
    if grammar("enquiries", context.languages).stands_in(asked) or matter("reply_to", context.languages).stands_in(
        asked
    ):
        return None
    if grammar("principal", context.languages).is_whole(asked.strip(" :：")):
        # who it is stands there too
        return None
    return reached_by(value, context)


def reached_by(value: str, context: Context) -> Label | None:
    """What addresses and numbers answer that fill a text, None where it holds none or much else."""
    emails = find_emails(value)
    rest = value
    for found in reversed(emails):
        rest = rest[: found.start] + " " + rest[found.end :]
    number = is_number(rest, context)
    if emails and number:
        return REACH
    if number:
        return _PHONE
    return _EMAIL if emails and len(re.findall(r"[^\W\d_]", rest)) <= _MOST_LETTERS else None


def is_number(text: str, context: Context) -> bool:
    """True where a text is a telephone number and little else: no date, no reference."""
    found = _NUMBER.search(text)
    if found is None or len(re.findall(r"\d", found[0])) < _FEWEST_FIGURES or find_dates(text, context.languages):
        return False
    rest = text[: found.start()] + text[found.end() :]
    if text[: found.start()].strip(" :：(（-–") and not find_phones(text, context.region, True):
        return False
    return len(re.findall(r"[^\W\d_]", rest)) <= _MOST_LETTERS and not re.search(r"[A-Za-z/]$", text[: found.start()])
