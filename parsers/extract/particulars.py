"""Addresses, numbers or labelled particulars that stand in running text."""

from __future__ import annotations

from parsers.expressions import later
from parsers.extract.changes import new_ones
from parsers.extract.drafts import Draft
from parsers.extract.entering import enter
from parsers.extract.gathering import Gathering
from parsers.extract.heads import labels_within
from parsers.extract.items import Answer
from parsers.extract.passages import Passage
from parsers.extract.reach import numbers_in
from parsers.extract.spoken import put_behind, put_bracketed, put_first_spoken, put_spoken
from parsers.fields.dialling import E164
from parsers.fields.emails import find_emails

_CLOSING = later(r"(?<![\s;,.)）(（；])[\s;,.)）(（；]++$")


def put_particulars(gathering: Gathering, draft: Draft, passage: Passage, changed: bool = False) -> None:
    """Adds addresses, numbers and labelled particulars that stand in running text; in a sentence of change the new ones only."""
    text = passage.text
    context = gathering.context
    labelled = labels_within(text, context)
    faxes: list[tuple[int, int]] = []
    for at, (start, label, end, begin) in enumerate(labelled):
        stop = labelled[at + 1][0] if at + 1 < len(labelled) else len(text)
        if label.codes[0] == "fax":
            faxes.append((begin, stop))
        elif not (changed and label.codes[0] in ("email", "phone", "mobile")):
            value = passage.part(begin, stop)
            value = value.part(0, len(_CLOSING.sub("", value.text)))
            enter(draft, Answer(label, passage.part(start, end), value, "prose"), context, gathering.above(draft))
    put_first_spoken(draft, passage, context)
    emails = find_emails(text)
    for found in new_ones(text, emails, context):
        draft.put("emails", found.value, passage.part(found.start, found.end), "prose", found.sure, found.doubt)
    phones = numbers_in(text, context, changed)
    for found in new_ones(text, phones, context):
        if E164.match(found.value) and not any(low <= found.start < high for low, high in faxes):
            draft.put("phones", found.value, passage.part(found.start, found.end), "prose", found.sure, found.doubt)
    put_spoken(draft, passage, context)
    put_bracketed(draft, passage)
    put_behind(draft, passage, max((found.end for found in (*emails, *phones)), default=len(text)))
