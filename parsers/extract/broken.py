"""Addresses and numbers that a line's end broke below their label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from parsers.document import Line
from parsers.expressions import later
from parsers.extract.context import Context
from parsers.extract.passages import Passage, chain
from parsers.fields.dialling import E164
from parsers.fields.phones import find_phones
from parsers.words import Label, is_not_applicable, label_of

_CUT_AT_A_SIGN = later(r"(?:^|[\s,;/:<(])[\w][\w.+-]*[._+-]$")
_CUT_AT_A_HYPHEN = re.compile(r"(?:^|[\s,;/:<(])\d*[^\W\d_][\w.+-]*[_-]$")
_CUT_IN_A_WORD = later(r"[a-z\d]+(?:[._+-][a-z\d]+)*")
_REST_OF_ADDRESS = re.compile(r"[<(]?[\w.+-]*@")
_REST_OF_NUMBER = re.compile(r"[-–.)/]?\s?\d[\d\s().–-]{0,14}$")
_FEWEST = 2
"""Figures of a line that can be the rest of a number."""


def lines_mended(lines: Iterable[Line]) -> Iterator[tuple[Line, ...]]:
    """The lines, those together between which an address was broken at its hyphen."""
    together: tuple[Line, ...] = ()
    for line in lines:
        if together and not (_CUT_AT_A_HYPHEN.search(together[-1].text.rstrip()) and _begins_rest(line.text.lstrip())):
            yield together
            together = ()
        together = (*together, line)
    if together:
        yield together


def _begins_rest(text: str) -> bool:
    first = text.split(None, 1)[0] if text else ""
    return bool(_REST_OF_ADDRESS.match(first)) and not first.startswith("@")


def mended(label: Label, value: Passage, below: Passage, context: Context) -> tuple[Passage, str | None] | None:
    """The value together with the line below it where that is the rest of its address or number, with what makes that doubtful;
    None where it is not."""
    if not value or not below:
        return None
    if _REST_OF_ADDRESS.match(below.text):
        address = _address(value, below, "email" in label.codes)
        return (address, None) if address else None
    return _number(value, below, context) if set(label.codes) & {"phone", "mobile"} else None


def _address(value: Passage, below: Passage, asked: bool) -> Passage | None:
    last = value.text.rsplit(None, 1)[-1]
    if "@" in last:
        return None
    if (_CUT_AT_A_SIGN if asked else _CUT_AT_A_HYPHEN).search(value.text):
        return chain([value, below], "")
    if not asked:
        return None
    plain = _CUT_IN_A_WORD.fullmatch(value.text)
    # the gap that is left makes the whole address doubtful
    return chain([value, below], " ") if plain and label_of(last) is None and not is_not_applicable(last) else None


def _number(value: Passage, below: Passage, context: Context) -> tuple[Passage, str | None] | None:
    if not _REST_OF_NUMBER.match(below.text) or sum(c.isdigit() for c in below.text) < _FEWEST:
        return None
    whole = chain([value, below], "" if value.text[-1] in "-–/(" else " ")
    alone, together = (find_phones(part.text, context.region, True) for part in (value, whole))
    if not together or not together[-1].sure or together[-1].end < len(whole.text.rstrip(" .)")):
        return None
    if not E164.match(together[-1].value) or len(together) > max(len(alone), 1):
        return None
    stands = alone and alone[-1].sure and E164.match(alone[-1].value)
    if stands and together[-1].value.startswith(f"{alone[-1].value};ext="):
        return whole, None
    return whole, "it goes on below, or ends with its line" if stands else None
