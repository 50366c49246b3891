"""Institutions printed above their people: a line that names a body lends it to those who are named below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.extract.anchors import anchors
from parsers.extract.answers import put_text
from parsers.extract.context import Context
from parsers.extract.drafts import Draft, Value
from parsers.extract.gathering import Gathering
from parsers.extract.grammar import grammar
from parsers.extract.items import Heading, Text
from parsers.extract.listing import body_and_roles, opens_item
from parsers.extract.passages import Passage, chain, join
from parsers.extract.titles import Title
from parsers.fold import fold

_WORDS_OF_SAME = 3
"""Words behind "the same" at most: more name a body of their own."""


def below_body(gathering: Gathering, item: Text) -> Text | None:
    """The text but for a first line that names the institution of those below, which is kept in mind; None where it is all."""
    current = gathering.current
    if current is not None and current.open_card and not current.values.get("institution"):
        return item
    below = item.lines[1] if len(item.lines) > 1 else None
    if below is not None and not _names_somebody(below, gathering.context):
        return item
    heading = _body_heading(gathering, item.lines[0])
    if heading is None or (
        below is None and not (heading[1] or item.lines[0].text.isupper() or _first_below(gathering))
    ):
        return item
    body, roles = heading
    if current is not None and current.empty:
        put_text(current, "institution", body, "list")
    elif roles or gathering.heading is None:
        gathering.current = None
        gathering.heading = Heading(item.lines[0], Title(roles)) if roles else None
    gathering.body = body
    return Text(item.lines[1:], chain(item.lines[1:])) if below is not None else None


def _first_below(gathering: Gathering) -> bool:
    """True where a heading has just told the role and nobody is named yet: a body alone on its line is that of those below."""
    current = gathering.current
    return current is not None and current.empty and bool(current.roles) and gathering.heading is not None


def _names_somebody(line: Passage, context: Context) -> bool:
    return opens_item(line, context) or anchors(line.text[:40], context)[:1] == [0]


def _body_heading(gathering: Gathering, line: Passage) -> tuple[Passage, tuple[str, ...]] | None:
    """The same of a line where people are being listed."""
    heading = body_and_roles(line, gathering.context)
    listing = gathering.listing or gathering.lead or gathering.lead_roles or gathering.heading
    return heading if heading is not None and (heading[1] or listing) else None


def same_body(draft: Draft, before: Sequence[Draft], context: Context) -> None:
    """Writes out an institution that is only called the same one ("même Département"): the part of the one before it that begins
    with the same word for a body, with its parents, or the whole of it."""
    value = draft.first("institution")
    said = grammar("same_body", context.languages).search(value.text) if value else None
    above = next((v for d in reversed(before) if (v := d.first("institution"))), None)
    if value is None or above is None or said is None or said.start:
        return
    words = fold(value.text[said.end :]).split()
    if len(words) > _WORDS_OF_SAME:
        return
    parts = re.split(r"(?<=,)\s+", above.text)
    starts = [n for n, part in enumerate(parts) if words and fold(part).startswith(words[0])]
    text = " ".join(parts[starts[0] :]) if starts else above.text
    draft.values["institution"] = [
        Value(text, above.passage, value.source, bool(starts), None if starts else "it is only called the same")
    ]


def lend(draft: Draft) -> None:
    """Gives a person the institution above it, unless it has one of its own; a unit that it heads stays with its position."""
    position, institution = draft.first("position"), draft.first("institution")
    if draft.lent is None or not draft.values.get("name"):
        return
    if position and institution and (whole := _same_phrase(position.passage, institution.passage)):
        draft.values["position"] = []
        put_text(draft, "position", whole, position.source)
        draft.values["institution"] = []
    if not draft.values.get("institution"):
        put_text(draft, "institution", draft.lent, "list")


def _same_phrase(position: Passage, institution: Passage) -> Passage | None:
    """Both as one passage where a preposition alone parts them on one line ("Head of CERT-XX")."""
    if len(position.pieces) != 1 or len(institution.pieces) != 1:
        return None
    first, last = position.pieces[0], institution.pieces[0]
    between = first.line.text[first.offset + first.length : last.offset]
    if first.line is not last.line or last.offset <= first.offset or not re.fullmatch(r"[\s\w'’]{1,12}", between):
        return None
    return join(position.path, [first.line]).part(first.offset, last.offset + last.length)
