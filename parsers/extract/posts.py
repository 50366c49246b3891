"""The office that running text says somebody holds."""

from __future__ import annotations

import re

from parsers.expressions import later
from parsers.extract.answers import put_text
from parsers.extract.context import Context
from parsers.extract.drafts import Draft
from parsers.extract.gathering import Gathering
from parsers.extract.grammar import ARTICLE, grammar, one_of
from parsers.extract.offices import SHORTEST_POST, opens_body, split_office, split_position
from parsers.extract.passages import Passage
from parsers.extract.portfolios import end_of_body
from parsers.extract.promoted import come_to
from parsers.extract.reach import numbers_in
from parsers.extract.roles import mentions
from parsers.extract.runs import is_role_only, without_final_verb
from parsers.extract.when import before_when
from parsers.fields.emails import find_emails
from parsers.fold import HAN
from parsers.lexicons import phrases_in
from parsers.words import formula

_AND = rf"\s{one_of('conjunctions')}"
_ENDS_OFFICE = later(rf"[;,.；。،，]|{_AND}\s+{one_of('that', 'auxiliaries')}\b")
"""Where the name of a new office ends."""
_ENDS_STATED = later(rf"{_ENDS_OFFICE.pattern}|[(（]")
_AFTER_OFFICE = later(
    rf";|\.(?=\s|$)|[(（](?=[^()（）]*(?:@|\d{{3}}|:))|{_AND}\s(?=\w+\s{one_of('auxiliaries')})|[,،]?\s{one_of('relatives')}\s|(?:{_AND}|\s?[,،])\s+(?:\w+\s\w+\s)?{one_of('auxiliaries')}\s"
)
_RELATIVE = re.compile(rf"\s*,?\s*{one_of('relatives')}\s+")
_CLAUSES = later(rf"[;；؛]\s*(?:{one_of('pronouns')}\s+)?", re.IGNORECASE)
_LITTLE = ("under", "auf", "unter", "sous", "para", "pelo", "pela")
"""Prepositions behind "is", which then tells how somebody is reached."""
_LEADS_TO = later(rf"(?:\s*,|{_AND})(?:\s+[a-zà-ÿа-яё-][\w-]*){{0,5}}\s*$")
"""What leads from an office to the address behind it."""
_BEHIND = 3
"""Characters between a name and the verb that it is the subject of."""
_ACRONYM = re.compile(r"\s*[(][A-Z][\w.-]{1,14}[)]")
_BRACKET = re.compile(r"\s*[(（]")
_LONGEST_OFFICE = 220
_ARTICLE = later(ARTICLE)
_AFTER_BODY = later(
    rf"[;(；（؛，。،]|\.(?=\s|$)|,\s+(?=[a-zà-ÿа-яё])|\s{one_of('employed', 'acting_as')}\b|(?<=[{HAN}]){one_of('employed')}"
    rf"|{_AND}\s+{one_of('auxiliaries')}\b"
)


def put_body_left(draft: Draft, rest: Passage, context: Context) -> None:
    """Adds the body that somebody is said to have left ("... has left the Agency of A (AA)")."""
    verb = grammar("leaving", context.languages).search(rest.text)
    if verb is None or draft.values.get("institution"):
        return
    between = rest.text[: verb.start].strip(" ,")
    if len(between) > _BEHIND and not is_role_only(between, context):
        return
    bodies = grammar("bodies", context.languages)
    # "a quitté l'agence" is found as a whole
    begun = next((hit.start for hit in bodies.find(rest.text[: verb.end]) if hit.end == verb.end), verb.end)
    behind = rest.part(begun)
    body = _before(_AFTER_BODY, behind)
    if acronym := _ACRONYM.match(behind.text, len(body.text)):
        body = behind.part(0, acronym.end())
    body = before_when(_without_article(body), context)
    ends = any(hit.end == len(body.text) for hit in bodies.find(body.text))
    named = body and not body.text[:1].islower() and not bodies.is_whole(body.text)
    if named and (opens_body(body.text, context) or ends):
        put_text(draft, "institution", body, "prose")


def put_office(draft: Draft, rest: Passage, context: Context) -> None:
    """Adds position and institution that stand behind "is" or "serves as"."""
    copula = grammar("copula", context.languages).search(rest.text)
    if copula is None or copula.start > 3 or draft.values.get("position"):
        return
    if any(not f.start for f in grammar("works_at", context.languages).find(rest.text[copula.end :].lstrip())):
        # "is attached to the Ministry of A"
        return
    if re.match(r"e\b|\w+-", rest.text[copula.start :]):
        # the Portuguese "and", which folds as "é" does, and "e-mail"
        return
    _put_held(draft, rest.part(copula.end), context)


def _put_held(draft: Draft, rest: Passage, context: Context) -> None:
    said = _before(_AFTER_OFFICE, rest)
    if speaks := grammar("speaks", context.languages).search(said.text):
        # "... is Adviser at the Agency of A and speaks English"
        said = said.part(0, len(_LEADS_TO.sub("", said.text[: speaks.start])))
    reached = find_emails(rest.text)
    if reached and reached[0].start < len(said.text):
        # "... is Adviser at the Agency of A and at a@b.c"
        said = said.part(0, len(_LEADS_TO.sub("", said.text[: reached[0].start])))
    if numbers := numbers_in(said.text, context):
        # "... is Adviser at the Agency of A and answers on +1 202 555 0100"
        said = said.part(0, len(_LEADS_TO.sub("", said.text[: numbers[0].start])))
    said = _without_article(said)
    if len(said.text) < SHORTEST_POST or said.text in _LITTLE or find_emails(said.text):
        return
    if formula("confirm", context.languages).stands_in(said.text):
        return
    if any(not f.start for f in grammar("reached", context.languages).find(said.text)):
        return
    first = said.text.split(",")[0]
    told = mentions(first, context.languages)
    if told and told[0].start <= 1 and told[-1].end >= len(first.rstrip()):
        # "She was the diplomatic point of contact, so please have her taken off"
        return
    position, institution = split_position(said.part(0, len(first)), context)
    if institution is None and opens_body(said.text[len(first) :].lstrip(" ,"), context):
        institution = said.part(len(first) + 1)
    elif institution is None and len(first) < len(said.text):
        position, institution = _joined(said, context) or (position, None)
    elif institution is not None:
        institution = said.part(len(first) - len(institution.text), end_of_body(said.text, len(first), context))
    for code, part in (("position", position), ("institution", institution or said.part(len(first) + 1))):
        if part:
            put_text(draft, code, part, "prose")


def put_office_told(draft: Draft, rest: Passage, context: Context) -> None:
    """Adds the same from a clause behind the name ("..., who is Desk Officer in the Department of A")."""
    relative = _RELATIVE.match(rest.text)
    if listed_and_now(rest.text, context) is not None:
        return
    if relative is not None:
        put_office(draft, rest.part(relative.end()), context)
    for clause in _CLAUSES.finditer(rest.text) if not draft.values.get("position") else ():
        # "the contact is Ms A; she is Director of B; her address is ..."
        put_office(draft, rest.part(clause.end()), context)


def listed_and_now(text: str, context: Context) -> int | None:
    """Where a sentence goes on to what somebody is today, who stands in the directory ("listed there as ..., is now ...")."""
    listed = grammar("listed_as", context.languages).search(text)
    if listed is None:
        return None
    today = phrases_in("bystanders", "nowadays", context.languages).search(text[listed.end :])
    return listed.end + today.end if today is not None else None


def put_office_now(draft: Draft, rest: Passage, context: Context) -> None:
    """Adds the office that somebody holds today, whom the directory lists already."""
    place = listed_and_now(rest.text, context)
    if place is not None and not draft.values.get("position"):
        _put_held(draft, rest.part(place), context)


def put_workplace(draft: Draft, rest: Passage, context: Context) -> None:
    """Adds the body for which somebody is said to work ("..., who works at the Agency of A")."""
    found = grammar("works_at", context.languages).search(rest.text)
    if found is None or draft.values.get("institution"):
        return
    said = _before(_AFTER_BODY, _without_article(rest.part(found.end)))
    _put_as(draft, rest.part(rest.text.find(said.text, found.end) + len(said.text)), context)
    known = grammar("bodies", context.languages).stands_in(said.text) or re.match(r"[A-ZÀ-Ý][A-ZÀ-Ý-]{2,}", said.text)
    if known and not said.text[:1].islower() and not find_emails(said.text):
        put_text(draft, "institution", said, "prose")


def _put_as(draft: Draft, behind: Passage, context: Context) -> None:
    """Adds the position that "as" joins to the body at which somebody works ("who works for the Agency of A as Analyst")."""
    opening = re.match(rf"\s*{one_of('acting_as')}(?:\s+|(?<=['’]))|\s*en qualité d['’]", behind.text)
    if opening is None or draft.values.get("position"):
        return
    said = _without_article(_before(_ENDS_STATED, behind.part(opening.end())))
    if said and said.text[:1].isupper() and not mentions(said.text, context.languages) and not find_emails(said.text):
        put_text(draft, "position", said, "prose")


def _before(stop: re.Pattern[str], said: Passage) -> Passage:
    found = stop.search(said.text)
    return said.part(0, found.start() if found else None)


def _without_article(said: Passage) -> Passage:
    article = _ARTICLE.match(said.text)
    return said.part(article.end() if article else 0)


def _joined(said: Passage, context: Context) -> tuple[Passage, Passage] | None:
    """An office with a comma in it and the body that a preposition joins to it ("Director, Security, at the Ministry of A")."""
    position, institution = split_position(said, context)
    if not position or not institution:
        return None
    return position.part(0, len(position.text.rstrip(" ,"))), institution


def put_new_position(gathering: Gathering, draft: Draft, rest: Passage) -> None:
    """Adds the office that somebody has assumed."""
    become = come_to(rest.text, gathering.context)
    found = become[0] if become else grammar("position_of", gathering.languages).search(rest.text)
    if found is None or draft.values.get("position"):
        return
    behind = rest.part(found.end)
    behind = behind.part(0, min((one.start for one in find_emails(behind.text)), default=None))
    behind = _before(_BRACKET, behind) if become else behind
    value = behind.part(0, end_of_body(behind.text, len(_before(_ENDS_OFFICE, behind).text), gathering.context))
    joint = re.match(r"\W*(?:of|de|is|est|es)\s+", value.text)
    changed = grammar("is_now", ("zh",)).find(value.text)
    value = _behind_clause_head(value.part(changed[-1].end) if changed else value, gathering.context)
    value = without_final_verb(value.part(joint.end() if joint else 0), gathering.context)
    position, institution = split_office(value, gathering.context) if value else (None, None)
    if position and institution:
        put_text(draft, "position", position, "prose")
        put_text(draft, "institution", institution, "prose")
    elif value:
        put_text(draft, "position", value, "prose")


def _behind_clause_head(value: Passage, context: Context) -> Passage:
    """The value without a pronoun, verb and "now" before it ("il est désormais Directeur de ...")."""
    value = value.part(len(value.text) - len(value.text.lstrip(" :：")))
    pronoun = next((f for f in grammar("pronouns", context.languages).find(value.text) if not f.start), None)
    if pronoun is None:
        return value
    value = value.part(pronoun.end)
    for words in (grammar("copula", context.languages), phrases_in("bystanders", "nowadays", context.languages)):
        end = max((f.end for f in words.find(value.text) if not f.start), default=0)
        value = value.part(end)
    return value


def put_office_stated(draft: Draft, rest: Passage, context: Context) -> None:
    """Adds position and institution from clauses that name them so ("whose position is Director", "其职务为处长")."""
    for kind, code in (("position_is", "position"), ("institution_is", "institution")):
        found = grammar(kind, context.languages).search(rest.text)
        if found is None or draft.values.get(code):
            continue
        value = _before(_ENDS_STATED, _without_article(rest.part(found.end)))
        if not value or find_emails(value.text) or len(value.text) > _LONGEST_OFFICE:
            continue
        position, institution = split_position(value, context) if code == "position" else (None, value)
        for said, part in (("position", position), ("institution", institution)):
            if part and not draft.values.get(said):
                put_text(draft, said, part, "prose")
