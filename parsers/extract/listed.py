"""Items of lists as people: "1. Mr A B, Director, a@b.example, 211 252 601 (technical)"."""

from __future__ import annotations

import re

from parsers.expressions import later
from parsers.extract.answers import put_person, put_phones
from parsers.extract.cards import read_lines
from parsers.extract.context import Context
from parsers.extract.gathering import Gathering
from parsers.extract.grammar import grammar
from parsers.extract.han_offices import is_han_name
from parsers.extract.items import Text
from parsers.extract.listing import opens_item, unmarked_text
from parsers.extract.numbering import ITEM_MARK
from parsers.extract.one_line import cut_run
from parsers.extract.particulars import put_particulars
from parsers.extract.passages import Passage
from parsers.extract.person import Person
from parsers.extract.roles import mentions, role_codes
from parsers.extract.runs import is_role_only
from parsers.extract.spoken import without_languages
from parsers.extract.turns import turns_of
from parsers.extract.whole_people import rank_end, whole_person
from parsers.fields.emails import find_emails
from parsers.fields.phones import find_phones
from parsers.words import formula, roles_in

_BRACKET = later(r"[(\[（]\s*([^()\[\]（）]{3,50}?)\s*[)\]）]")
_BARE_NUMBER = later(r"(?<![\w@.+])[(]?\d[\d\s().-]{4,20}\d(?:\s*[^\W\d_]{1,10}\.?\s*\d{1,6})?(?=\s*(?:[,;(]|$))")
_HAN_MARK = later(r"\s*[(（]?[一二三四五六七八九十]{1,2}[)）、.．]\s*(?=\S)")
_LAST_BRACKET = later(r"\s*[(（][^()（）]{1,30}[)）]\s*$")
_HEAD = 90
"""Characters of a numbered line that heads labelled particulars, at most."""
_MOST_BESIDE = 14
"""Letters in a bracket beside the word for a role."""


def read_item(gathering: Gathering, item: Text) -> bool:
    """Reads an item that names somebody and how to reach that person; False where it is no such item."""
    context = gathering.context
    if not opens_item(item.passage, context) or any(ITEM_MARK.match(line.text) for line in item.lines[1:]):
        return False
    passage = unmarked_text(item.passage)
    passage = passage.part(rank_end(passage.text, context))
    told = mentions(passage.text, context.languages)
    if turns_of(passage.text, context).any or len(told) > 1 or any(len(m.roles) > 1 for m in told):
        return False
    reached = [*find_emails(passage.text), *find_phones(passage.text, context.region, False)]
    if not reached or not (gathering.listing or gathering.lead or gathering.lead_roles or gathering.heading):
        return False
    heading = gathering.heading.role_said if gathering.heading else None
    if (run := cut_run(passage, context)) is not None:
        draft = gathering.begin(told[0].roles if told else gathering.roles_in_force, heading, "list")
        return read_lines(gathering, draft, without_languages(draft, _without_roles(run, context)))
    head = passage.part(0, min(one.start for one in reached))
    person = whole_person(head, context) or whole_person(passage, context)
    if person is None:
        return False
    roles, said, alternate = _in_brackets(passage, context)
    if not roles and told:
        roles, said = told[0].roles, passage.part(told[0].start, told[0].end)
    draft = gathering.begin(roles or gathering.roles_in_force, said or heading, "list", alternate)
    put_person(draft, person, "list", context)
    rest = passage.part(person.end)
    put_particulars(gathering, draft, rest)
    if not draft.values.get("phones"):
        for found in _BARE_NUMBER.finditer(rest.text):
            put_phones(draft, rest.part(found.start(), found.end()), "list", context, labelled=True)
    return True


def open_numbered(gathering: Gathering, item: Text) -> bool:
    """Opens a contact with a numbered line that is only somebody's name and office, or a desk's ("一、值班室（24小时）"), where the
    role is told above and labelled particulars follow; False for any other line."""
    context = gathering.context
    mark = ITEM_MARK.match(item.passage.text) or _HAN_MARK.match(item.passage.text)
    if mark is None or len(item.lines) != 1 or len(item.passage.text) > _HEAD or not gathering.roles_in_force:
        return False
    passage = item.passage.part(mark.end())
    if turns_of(passage.text, context).any or mentions(passage.text, context.languages):
        return False
    desk = _desk(passage, context)
    person = desk or whole_person(passage, context)
    if person is None or person.name is None or person.start or person.end < len(passage.text.rstrip(" .:：")):
        return False
    if not (desk or person.honorific or person.position or is_han_name(person.name.text)):
        # "2. Further Particulars"
        return False
    heading = gathering.heading.role_said if gathering.heading else None
    put_person(gathering.begin(gathering.roles_in_force, heading, "list"), person, "list", context)
    return True


def _desk(passage: Passage, context: Context) -> Person | None:
    """The desk that is all the passage names, but for a bracket with its hours."""
    bracket = _LAST_BRACKET.search(passage.text)
    name = passage.part(0, bracket.start() if bracket else None)
    desk = grammar("desks", context.languages).search(name.text)
    if (
        desk is None
        or re.search(r"[,，、:：]", name.text)
        or grammar("positions", context.languages).stands_in(name.text)
    ):
        return None
    return Person(name=name, start=0, end=len(passage.text))


def _without_roles(run: tuple[Passage, ...], context: Context) -> tuple[Passage, ...]:
    return tuple(part for part in run if not is_role_only(part.text, context))


def _in_brackets(passage: Passage, context: Context) -> tuple[tuple[str, ...], Passage | None, bool]:
    """The roles that a bracket alone tells, where it stands, and whether it speaks of an alternate."""
    for bracket in _BRACKET.finditer(passage.text):
        found = roles_in(bracket[1], context.languages)
        letters = len(re.findall(r"[^\W\d_]", bracket[1])) - sum(f.end - f.start for f in found)
        alternate = formula("alternate", context.languages).stands_in(bracket[1])
        if found and letters <= _MOST_BESIDE:
            roles = tuple(dict.fromkeys(code for role in found for code in role_codes(role)))
            return roles, passage.part(*bracket.span(1)), alternate
        if alternate:
            return (), None, True
    return (), None, False
