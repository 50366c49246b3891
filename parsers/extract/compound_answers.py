"""Answers to labels that ask several things at once ("Name and position", "Tel. / e-mail")."""

from __future__ import annotations

import re

from parsers.extract.answers import (
    put_emails,
    put_name,
    put_person,
    put_phones,
    put_text,
)
from parsers.extract.context import Context
from parsers.extract.drafts import Draft
from parsers.extract.grammar import UNFINISHED, grammar
from parsers.extract.items import Answer
from parsers.extract.name_cells import is_broken_before_comma, lines_of, name_and_post
from parsers.extract.offices import opens_body, split_position
from parsers.extract.passages import Passage, chain
from parsers.extract.people import person_at
from parsers.extract.spoken import put_behind, without_languages
from parsers.fields.emails import find_emails
from parsers.fields.names import is_person_like


def put_compound(draft: Draft, answer: Answer, context: Context) -> None:
    """Adds what an answer to a label that asks several things at once gives, each part to its own field."""
    codes = set(answer.label.codes)
    value = answer.value
    if codes & {"phone", "mobile", "email"}:
        put_emails(draft, value, answer.source, context)
        put_phones(
            draft,
            value,
            answer.source,
            context,
            labelled="phone" in codes or "mobile" in codes,
            asked=answer.asked.text,
        )
        if not draft.values.get("languages"):
            # below or behind the address and the number, and asked by no label of their own
            without_languages(draft, lines_of(value))
            put_behind(draft, value, max((one.end for one in find_emails(value.text)), default=len(value.text)))
    if "name" in codes:
        if codes == {"name", "honorific"}:
            put_name(draft, value, answer.source, context)
            return
        lines = lines_of(value)
        apart = "," not in lines[0].text and not is_broken_before_comma(value, context)
        if "position" in codes and len(lines) > 1 and is_person_like(lines[0].text) and apart:
            # a line for each thing asked
            name, post, body = name_and_post(value, context)
            put_name(draft, name, answer.source, context)
            put_text(draft, "position", post, answer.source)
            if body is not None:
                put_text(draft, "institution", body, answer.source)
            return
        person = person_at(value, 0, context)
        if person.name and is_person_like(person.name.text):
            put_person(draft, person, answer.source, context)
        else:
            put_name(draft, value, answer.source, context)
    elif codes & {"given_name", "family_name"}:
        put_name(draft, value, answer.source, context, "given_name" if "given_name" in codes else "family_name")
    elif codes == {"position", "institution"}:
        parts = value.split(re.compile(r"\s*[,،，;\n]\s*"))
        lines = [value.part(piece.start, piece.start + piece.length) for piece in value.pieces]
        below = next((n for n, line in enumerate(lines) if n and opens_body(line.text, context)), None)
        if _is_line_by_line(value, lines, context):
            put_text(draft, "position", lines[0], answer.source)
            put_text(draft, "institution", chain(lines[1:], ", "), answer.source)
        elif below is not None and not opens_body(value.text, context):
            # a line for each thing asked
            put_text(draft, "position", value.part(0, value.pieces[below].start), answer.source)
            put_text(draft, "institution", value.part(value.pieces[below].start), answer.source)
        elif len(parts) > 1:
            put_text(draft, "position", parts[0], answer.source)
            put_text(draft, "institution", value.part(value.text.find(parts[1].text)), answer.source)
        else:
            position, institution = split_position(value, context)
            for code, part in (("position", position), ("institution", institution)):
                if part:
                    put_text(draft, code, part, answer.source)
    elif "institution" in codes:
        put_text(draft, "institution", value, answer.source)
    elif "position" in codes:
        put_text(draft, "position", value, answer.source)


def _is_line_by_line(value: Passage, lines: list[Passage], context: Context) -> bool:
    """True where somebody broke the lines by hand: a position, and below it the unit and the bodies that it belongs to."""
    typed = all(piece.line.page is None and not piece.line.wraps for piece in value.pieces)
    first, below = lines[0].text, " ".join(line.text for line in lines[1:])
    return (
        typed
        and len(lines) > 1
        and not UNFINISHED.search(first)
        and not opens_body(first, context)
        and all(line.text[:1].isupper() or not line.text[:1].isascii() for line in lines)
        and grammar("bodies", context.languages).stands_in(below)
    )
