"""One line: somebody's particulars parted by signs ("Mr A B – Director – Agency | tel. ... | a@b.c")."""

from __future__ import annotations

import re

from parsers.extract.anchors import anchors
from parsers.extract.context import Context
from parsers.extract.heads import head_label, labels_within
from parsers.extract.listing import unmarked_text
from parsers.extract.passages import Passage
from parsers.extract.reach import numbers_in
from parsers.extract.whole_people import whole_person
from parsers.fields.emails import find_emails

_FEWEST = 4
"""Parts of such a line: somebody, an office, a body, an address."""
_SIGNS = tuple(re.compile(sign) for sign in (r"\s+[-–—]\s+", r"\s+/\s+", r"\s*\|\s*", r"\s*[·•]\s+", r"\s*[;；؛]\s+"))
"""What parts who somebody is; another sign may part the particulars behind it."""
_ANY_SIGN = re.compile(r"\s+[-–—/]\s+|\s*[|·•;；؛,،，]\s*")
_REACHED = frozenset({"emails", "email", "phones", "phone", "mobile", "fax", "languages"})
_ANOTHER = frozenset({"alternate", "name", "role"})
_LONGEST_LABEL = 3
"""Words of a label between a sign and its number."""


def cut_run(passage: Passage, context: Context, below_heading: bool = False) -> tuple[Passage, ...] | None:
    """The parts of somebody's particulars, which signs part: the person first, and somewhere an address or number, which below a
    heading may stand on the next line; None for any other text."""
    passage = unmarked_text(passage)
    signs = sorted((found.start(), sign.pattern) for sign in _SIGNS if (found := sign.search(passage.text)))
    for _, sign in signs[:1]:
        parts = [part for whole in passage.split(re.compile(sign)) for part in _refined(whole, context)]
        parts = [part for part in parts if part]
        if len(parts) < _FEWEST - below_heading or "," in parts[0].text or "." in parts[0].text[-1:]:
            continue
        if any(_names_another(part, context) for part in parts[1:]):
            continue
        reached = any(find_emails(part.text) or numbers_in(part.text, context) for part in parts[1:])
        first = whole_person(parts[0], context)
        if (reached or below_heading) and first is not None and len(parts[0].text) - first.end <= len(". "):
            return tuple(parts)
    return None


def _names_another(part: Passage, context: Context) -> bool:
    """True for a part that tells of somebody else ("Ms A B, a@b.c; alternate: Mr C D, c@b.c")."""
    told = head_label(part.text, context)
    return bool(anchors(part.text, context)) or (told is not None and bool(set(told[0].codes) & _ANOTHER))


def _refined(part: Passage, context: Context) -> list[Passage]:
    """The part in two where an office is followed by how to reach its holder behind another sign ("Agency, tel. ...")."""
    text = part.text
    begins = [
        *(start for start, label, *_ in labels_within(text, context) if set(label.codes) & _REACHED),
        *(found.start for found in (*find_emails(text), *numbers_in(text, context))),
    ]
    reached = min(begins, default=0)
    before = [
        sign
        for sign in _ANY_SIGN.finditer(text, 0, reached)
        if len(text[sign.end() : reached].split()) <= _LONGEST_LABEL
    ]
    if not before or not re.search(r"[^\W\d_]{2}", text[: before[-1].start()]):
        return [part]
    return [part.part(0, before[-1].start()), part.part(before[-1].end())]
