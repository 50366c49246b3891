"""A card below the text that is the writer's: of somebody of whom the text says nothing, with whom to reach him."""

from __future__ import annotations

import re

from parsers.expressions import later
from parsers.extract.bare_names import is_bare_name
from parsers.extract.context import Context
from parsers.extract.drafts import Draft
from parsers.extract.gathering import Gathering
from parsers.extract.items import Text
from parsers.extract.passages import Passage
from parsers.extract.reach import numbers_in
from parsers.extract.turns import turns_of
from parsers.fields.emails import find_emails
from parsers.fold import fold

_MOST_LINES = 9
_LONGEST_LINE = 90
_PARTED = re.compile(r"\s*(?:[,،，|;؛；•·(]|\s[-–—/]\s|$)\s*")
_WORD = later(r"[^\W\d_]{3,}|[\u3400-\u9fff]+")


def is_strangers_card(gathering: Gathering, item: Text, followed: bool) -> bool:
    """True for lines that begin with the bare name of somebody who was not named before, and tell how he is reached, where no
    heading and no lead-in announces further contacts: it is the writer who signs. `followed`
    where labelled particulars come next."""
    told = [draft for draft in gathering.drafts if _is_whole(draft)]
    if not told or gathering.heading is not None or gathering.listing:
        return False
    lines, context = item.lines, gathering.context
    if len(lines) > _MOST_LINES or any(len(line.text) > _LONGEST_LINE for line in lines):
        return False
    name = _head(lines[0])
    if len(lines) == 1 and name.text == lines[0].text:
        return False
    reached = followed or find_emails(item.passage.text) or numbers_in(item.passage.text, context)
    if not reached or not is_bare_name(name.text, context) or turns_of(item.passage.text, context).any:
        return False
    words = set(_WORD.findall(fold(name.text)))
    return not any(words & set(_WORD.findall(fold(first.text))) for draft in told if (first := draft.first("name")))


def _is_whole(draft: Draft) -> bool:
    """True for a person or desk with a name, and for a body that is told with how it is reached."""
    reached = draft.first("emails") or draft.first("phones")
    return draft.first("name") is not None or (draft.first("institution") is not None and reached is not None)


def begins_with_somebody(line: Passage, context: Context) -> bool:
    """True for a line that is a bare name, or one up to the first sign that parts it."""
    return is_bare_name(_head(line).text, context)


def _head(line: Passage) -> Passage:
    """What stands in a line before the first sign that parts it."""
    parted = _PARTED.search(line.text)
    return line.part(0, parted.start()) if parted else line
