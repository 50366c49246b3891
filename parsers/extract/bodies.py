"""Institutions printed above their people: a line that names a body lends it to those who are named below it."""

from __future__ import annotations

import re

from parsers.extract.answers import put_text
from parsers.extract.cards import MOST_ON_CARD, is_body
from parsers.extract.context import Context
from parsers.extract.drafts import Draft
from parsers.extract.gathering import Gathering
from parsers.extract.grammar import grammar
from parsers.extract.items import Heading, Text
from parsers.extract.passages import Passage, chain, join
from parsers.extract.people import anchors
from parsers.extract.roles import Title, title_of
from parsers.fields.emails import find_emails


def below_body(gathering: Gathering, item: Text) -> Text | None:
    """The text but for a first line that names the institution of those below, which is kept in mind; None where it is all."""
    current = gathering.current
    if current is not None and current.open_card and not current.values.get("institution"):
        return item
    below = item.lines[1] if len(item.lines) > 1 else None
    if below is not None and anchors(below.text[:40], gathering.context)[:1] != [0]:
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


def _body_heading(gathering: Gathering, line: Passage) -> tuple[Passage, tuple[str, ...]] | None:
    """The institution that a line above its people names, and the roles told beside it; None for any other line."""
    context, text = gathering.context, line.text
    if len(text) > MOST_ON_CARD or find_emails(text) or re.search(r"\d{4}|[.?!]\s*$", text) or anchors(text, context):
        return None
    roles: tuple[str, ...] = ()
    told = re.search(r"\s*(?:[(\[]\s*|\s[-–—]\s+|:\s+)(?P<role>[^()\[\]:]{3,60}?)\s*[)\]]?\s*:?\s*$", text)
    title = title_of(told["role"], context.languages) if told else None
    if told and title and title.roles:
        line, roles = line.part(0, told.start()), title.roles
    if not (roles or gathering.listing or gathering.lead or gathering.lead_roles or gathering.heading):
        return None
    line = line.part(0, len(re.sub(r"[\s:–—-]+$", "", line.text)))
    if (
        not line
        or "," in line.text[:4]
        or (not is_body(line.text, context) and not _is_shouted_body(line.text, context))
    ):
        return None
    return line, roles


def _is_shouted_body(text: str, context: Context) -> bool:
    return text.isupper() and grammar("bodies", context.languages).stands_in(text)


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
