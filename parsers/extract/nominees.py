"""Whom a sentence names, by form of address, by verb or by role."""

from __future__ import annotations

import re

from parsers.expressions import later
from parsers.extract.anchors import anchors
from parsers.extract.bare_names import bare_name, goes_on
from parsers.extract.beside_bodies import office_beside
from parsers.extract.chosen_bodies import body_called, body_left, chosen_body
from parsers.extract.context import Context
from parsers.extract.grammar import ARTICLE, grammar, one_of
from parsers.extract.han_people import chinese_people
from parsers.extract.offices import opens_body
from parsers.extract.offices_before import person_behind_office
from parsers.extract.pairs import people_of_pairs
from parsers.extract.passages import Passage
from parsers.extract.patronymics import named_by_patronymic
from parsers.extract.people import ends_as_body, named, unaddressed
from parsers.extract.person import Person
from parsers.extract.roles import mentions
from parsers.extract.stops import first_stop
from parsers.extract.turns import Turns, turns_of
from parsers.extract.twice_named import once_each
from parsers.words import formula

_OPENING_ARTICLE = rf"(?-i:(?![A-Z]\s)){ARTICLE}"
"""In capitals too, but for an initial ("A Rahman")."""
_ARTICLE = re.compile(rf"\W*(?:{_OPENING_ARTICLE})?", re.IGNORECASE)
_OPENING = later(rf"[:：;]\s*|\b{one_of('that')}(?:\s+|(?<=['’]))(?:{ARTICLE})?|^{_OPENING_ARTICLE}", re.IGNORECASE)
_IN_APPOSITION = later(rf"[,،，(（]\s*(?:{one_of('articles', 'ours')}\s+)?$")
_CLAUSE = later(r"[:：;,،]\s+")
_OURS = re.compile(rf"\s*{one_of('ours')}\b", re.IGNORECASE)
_DASH = re.compile(r"\s+[–—-]\s+")
_TO_ROLE = 6
_TO_NOMINEE = later(rf"[^\S\n]+(?:{_OPENING_ARTICLE})", re.IGNORECASE)
_TO_NAME = later(r"[\s:«»\"“”„'‘’]{0,4}")
_QUOTED = later(r"[\"”»“„]")
_SEVERAL = 2
_TO_COPULA = 70
"""Characters between a mention of a role and the verb, in which the State is named."""
_TO_MENTION = 12
_MOST = 220
"""Characters of the longest name of an office."""


def people_in(sentence: Passage, turns: Turns, mentioned: bool, context: Context) -> list[Person]:
    """All whom the sentence names, in reading order; one without a form of address only where nobody else is named."""
    if (mentioned or turns.any) and (people := people_of_pairs(sentence, context)):
        return people
    people = chinese_people(sentence, context)
    for start in anchors(sentence.text, context):
        if any(p.start <= start < p.end for p in people) or _is_addressed(sentence.text[:start], context):
            continue
        person = person_behind_office(sentence, start, context)
        if person.name is not None:
            people.append(person)
    if not people and (turns.any or mentioned):
        people = [person_behind_office(sentence, start, context) for start in named_by_patronymic(sentence.text)]
    if not people and (turns.any or mentioned):
        office = chosen_body(sentence, turns, context) or body_left(sentence, turns, context)
        office = office or _by_verb(sentence, turns, context)
        office = office or _by_leaving(sentence, turns, context)
        office = office or _by_role(sentence, context) or _by_copula(sentence, context)
        office = office or body_called(sentence, turns, context)
        if office and not goes_on(sentence.text, office, context):
            leaver = _by_leaving(sentence.part(0, office.start), turns, context) if turns.replaced_by else None
            people.extend([leaver, office] if leaver and leaver.end <= office.start else [office])
            people.extend(p for p in _by_dash(sentence, context) if p.start >= office.end)
    if len(people) == 1 and not (turns.withdraw or turns.replace or turns.replaced_by or turns.update):
        told = mentions(sentence.text, context.languages)
        office = office_beside(sentence, people[0], told, context, _unaddressed_in)
        people.extend([office] if office else [])
    if not people and mentioned and (turns.withdraw or turns.replaced_by):
        leaver = bare_name(sentence, context)
        people = [leaver] if leaver else []
    if len(people) < _SEVERAL and turns.update:
        people = _as_spelled(sentence, people, context)
    return once_each(sentence.text, sorted(people, key=lambda p: p.start), context)


def _unaddressed_in(part: Passage, context: Context) -> Person | None:
    """Whoever a part of a sentence nominates without a form of address."""
    turns = turns_of(part.text, context)
    return _by_verb(part, turns, context) or _by_role(part, context) or _by_copula(part, context)


def _by_dash(sentence: Passage, context: Context) -> list[Person]:
    """Nominees without a form of address or verb: behind the dash that stands for it ("and technical contact – Agency A")."""
    people = []
    for mention in mentions(sentence.text, context.languages):
        dash = _DASH.match(sentence.text, mention.end)
        person = unaddressed(sentence.part(dash.end()), context) if dash else None
        if dash and person and _is_nominee(person, context):
            people.append(_moved(person, dash.end(), dash.end() + person.end))
    return people


def _as_spelled(sentence: Passage, people: list[Person], context: Context) -> list[Person]:
    """The person under the name that the sentence gives from now on ("Ms A B now goes by A C", "the name is spelled A C")."""
    text = sentence.text
    for told in grammar("named_now", context.languages).find(text):
        if any(person.start >= told.end for person in people):
            continue
        opening = _TO_NAME.match(text, told.end)
        begin = opening.end() if opening else told.end
        person = named(sentence.part(begin), context)
        if person is None or person.name is None or not _is_nominee(person, context):
            continue
        before = people[0] if people else None
        honorific = person.honorific or (before.honorific if before is not None else None)
        name = person.name.part(0, len(_QUOTED.split(person.name.text)[0]))
        return [Person(name, honorific, start=begin, end=begin + len(name.text))]
    return people


def _is_addressed(before: str, context: Context) -> bool:
    """True where somebody is greeted: "Dear Ms A, I have the honour to nominate ..."."""
    return grammar("greetings", context.languages).is_whole(before.strip(" ,.،"))


def _by_verb(sentence: Passage, turns: Turns, context: Context) -> Person | None:
    """A nominee without a form of address: what stands before "has been designated as" or behind "has appointed"."""
    text = sentence.text
    linking = grammar("linking", context.languages).find(text)
    mentioned = mentions(text, context.languages)
    for found in (*turns.nominate, *turns.replaced_by):
        article = _ARTICLE.match(text, found.end)
        begin = article.end() if article else found.end
        begin = _behind_joint(text, begin, context)
        end = len(text)
        own = _OURS.match(text, found.end)
        reach = (own.end() if own else found.end) + _TO_ROLE
        if any(0 <= link.start - found.end <= 2 for link in linking) or any(
            found.end <= m.start <= reach or found.start < m.start < found.end < m.end for m in mentioned
        ):
            begin, end = max((m.end() for m in _OPENING.finditer(text, 0, found.start)), default=0), found.start
        person = unaddressed(sentence.part(begin, end), context)
        if person and _is_nominee(person, context):
            return _moved(person, begin, begin + person.end)
        mention = next((m for m in mentioned if found.end <= m.start <= reach), None)
        if mention is not None:
            # "has appointed as its technical point of contact Jane Doe"
            article = _TO_NOMINEE.match(text, mention.end)
            behind = sentence.part(article.end() if article else mention.end)
            place = sentence.text.find(behind.text, mention.end)
            body = opens_body(behind.text, context)
            first = behind.text[: first_stop(behind.text, context)].rstrip()
            body = body or ends_as_body(first, context)
            person = (unaddressed if body else lambda *args: named(*args) or unaddressed(*args))(behind, context)
            if person and _is_nominee(person, context) and not re.match(r"\W", behind.text):
                return _moved(person, place, place + person.end)
    return None


def _behind_joint(text: str, begin: int, context: Context) -> int:
    """Where the name begins behind a preposition with its article ("la désignation de la Division A")."""
    joint = grammar("joiners", context.languages).search(text[begin : begin + _TO_MENTION])
    if joint is None or joint.start:
        return begin
    behind = text[begin + joint.end :]
    return begin + joint.end + len(behind) - len(behind.lstrip(" '’"))


def _by_leaving(sentence: Passage, turns: Turns, context: Context) -> Person | None:
    """Somebody without a form of address who is said to leave, right before the verb ("Update: Jane Doe has left the Agency")."""
    for found in turns.withdraw:
        opened = (m.end() for sign in (_CLAUSE, _OPENING) for m in sign.finditer(sentence.text, 0, found.start))
        begin = max(opened, default=0)
        part = sentence.part(begin, found.start)
        person = named(part, context)
        body = person is not None and person.name is not None and opens_body(person.name.text, context)
        if person and not body and _is_nominee(person, context) and person.end >= len(part.text):
            return _moved(person, begin, begin + person.end)
    return None


def _by_role(sentence: Passage, context: Context) -> Person | None:
    """A nominee without a form of address: what stands before ", technical point of contact,"."""
    text = sentence.text
    for mention in mentions(text, context.languages):
        opening = _IN_APPOSITION.search(text[: mention.start])
        if opening is None:
            continue
        before = text[: opening.start()]
        low = max((j.end for j in grammar("joiners", context.languages).find(before)), default=0)
        article = _ARTICLE.match(text, low, len(before))
        low = article.end() if article else low
        person = unaddressed(sentence.part(low, len(before)), context)
        if person and _is_nominee(person, context):
            return _moved(person, low, len(before))
    return None


def _by_copula(sentence: Passage, context: Context) -> Person | None:
    """A nominee without a form of address: who is said to be a point of contact, before or behind the verb."""
    text = sentence.text
    copulas = grammar("is_contact", context.languages).find(text)
    for mention in mentions(text, context.languages):
        for copula in copulas:
            if mention.end <= copula.start <= mention.end + _TO_COPULA and not re.search(
                r"[;.:,،؛]", text[mention.end : copula.start]
            ):
                article = _ARTICLE.match(text, copula.end)
                begin, end = article.end() if article else copula.end, len(text)
            elif 0 <= mention.start - copula.end <= _TO_MENTION:
                begin, end = max((m.end() for m in _OPENING.finditer(text, 0, copula.start)), default=0), copula.start
            else:
                continue
            part = sentence.part(begin, end)
            person = unaddressed(part, context)
            if person and _is_nominee(person, context):
                place = text.find(part.text, begin)
                return _moved(person, place, place + person.end)
    return None


def _moved(person: Person, start: int, end: int) -> Person:
    return Person(person.name, person.honorific, person.position, person.institution, start, end)


def _is_nominee(person: Person, context: Context) -> bool:
    """False for the Mission, the Government and the Secretariat, who nominate and are not nominated."""
    named = person.name or person.institution
    if named is None or len(named.text) > _MOST:
        return False
    text = named.text
    if any(found.start == 0 for found in grammar("quantifiers", context.languages).find(text)):
        return False
    by_mission = formula("mission", context.languages).stands_in(text[:60]) and not person.name
    if not person.name and re.fullmatch(r"[^\W\d_]+", text) and not text.isupper():
        # "the Office", "the Ministry": no body of its own name
        return False
    return not (
        by_mission
        or formula("secretariat", context.languages).stands_in(text)
        or grammar("nominators", context.languages).stands_in(text)
        or (not person.name and _is_government(text, context))
    )


def _is_government(text: str, context: Context) -> bool:
    """True for a Government, and for no office that bears the word in its name ("e-Government Agency")."""
    found = grammar("governments", context.languages).search(text)
    others = grammar("bodies", context.languages).find(text)
    return found is not None and not any(b.start >= found.end or b.end <= found.start for b in others)
