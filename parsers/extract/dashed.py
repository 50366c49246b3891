"""The office that a dash joins to a name ("Г-н А Б – эксперт отдела, Министерство В", "السيد/ أ ب - رئيس دائرة - وزارة")."""

from __future__ import annotations

import re

from parsers.expressions import later
from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.offices import opens_body, split_position
from parsers.extract.passages import Passage
from parsers.extract.roles import mentions
from parsers.extract.runs import is_role_only
from parsers.fields.emails import find_emails
from parsers.words import label_at_head

_DASH = re.compile(r"\s+[–—-]\s+")
_ROLE_IN_BRACKET = re.compile(r"\s*[(（]([^()（）]{4,60})[)）]")
_STOP = later(r"[;؛:：\n(（@]|\.(?=\s|$)|\+?\d{4}")
_PART = later(r"\s*[,،]\s*|\s+[–—-]\s+")
_REACHED = frozenset({"phone", "mobile", "fax", "email", "languages"})
_OPENING = 4
"""Characters of an article before the word for an office."""


def office_behind_dash(
    passage: Passage, end: int, context: Context
) -> tuple[Passage | None, Passage | None, int] | None:
    """Position, institution and where they end, behind the name that ends at `end`; None where no dash joins an office to it."""
    text = passage.text
    bracket = _ROLE_IN_BRACKET.match(text, end)
    if bracket is not None and is_role_only(bracket[1], context):
        end = bracket.end()
    dash = _DASH.match(text, end)
    if dash is None:
        return None
    stop = _STOP.search(text, dash.end())
    parts: list[Passage] = []
    at = dash.end()
    limit = stop.start() if stop else len(text)
    limit = min([limit, *(m.start for m in mentions(text, context.languages) if m.start > at)])
    for sign in [*_PART.finditer(text, at, limit), None]:
        part = passage.part(at, sign.start() if sign else limit)
        if not part or not _is_office(part.text, not parts, context):
            break
        parts.append(part)
        at = sign.end() if sign else limit
    if not parts:
        return None
    position, body = split_position(parts[0], context)
    behind = [part for part in parts[1:] if part.text]
    if body is None and behind:
        body = passage.part(
            text.find(behind[0].text, dash.end()), text.find(behind[-1].text, dash.end()) + len(behind[-1].text)
        )
    return position, body, text.find(parts[-1].text, dash.end()) + len(parts[-1].text)


def _is_office(text: str, first: bool, context: Context) -> bool:
    label = label_at_head(text, context.languages)
    if mentions(text, context.languages) or find_emails(text) or (label and set(label[0].codes) & _REACHED):
        return False
    if not first:
        return opens_body(text, context)
    kinds = ("posts", "positions")
    return any(f.start <= _OPENING for kind in kinds for f in grammar(kind, context.languages).find(text))
