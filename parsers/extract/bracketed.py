"""Somebody in a bracket behind another's name, and what stands behind that bracket."""

from __future__ import annotations

from dataclasses import replace

from parsers.extract.drafts import Draft
from parsers.extract.gathering import Gathering
from parsers.extract.particulars import put_particulars
from parsers.extract.passages import Passage, is_within_brackets
from parsers.extract.reach import numbers_in
from parsers.fields.emails import find_emails

_REACHED = ("emails", "phones")
_WHOSE = "it stands behind a bracket that names somebody else"


def behind_bracket(gathering: Gathering, before: Passage, rest: Passage) -> tuple[Passage, Passage | None]:
    """What is told of somebody within the bracket in which the text before opens, and the addresses and numbers behind it;
    all and None where there is no such bracket or nothing of the kind behind it."""
    if not is_within_brackets(before.text, len(before.text)):
        return rest, None
    depth = 1
    for at, character in enumerate(rest.text):
        depth += (character in "(（") - (character in ")）")
        if depth == 0:
            behind = rest.part(at + 1)
            reached = find_emails(behind.text) or numbers_in(behind.text, gathering.context)
            return (rest.part(0, at), behind) if reached else (rest, None)
    return rest, None


def put_behind_bracket(gathering: Gathering, outer: Draft, inner: Draft, behind: Passage) -> None:
    """Gives what stands behind a bracket to the one named before it; in doubt where that one has such already, or the one
    within the bracket has none."""
    had = {code: len(outer.values.get(code, ())) for code in _REACHED}
    placed = any(inner.values.get(code) for code in _REACHED)
    put_particulars(gathering, outer, behind)
    for code, count in had.items():
        if values := outer.values.get(code):
            sure = placed and count == 0
            values[count:] = [
                value if sure else replace(value, sure=False, doubt=value.doubt or _WHOSE) for value in values[count:]
            ]
