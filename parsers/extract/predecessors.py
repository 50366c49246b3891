"""Predecessors: of whom a sentence says only that somebody named before comes in their place ("She replaces Mr X")."""

from __future__ import annotations

import re

from domain.submission import Action
from parsers.expressions import later
from parsers.extract.answers import put_person
from parsers.extract.context import Context
from parsers.extract.drafts import Draft, similar
from parsers.extract.gathering import Gathering
from parsers.extract.grammar import grammar
from parsers.extract.particulars import put_particulars
from parsers.extract.passages import Passage
from parsers.extract.person import Person
from parsers.extract.roles import mentions
from parsers.extract.turns import Turns
from parsers.fields.emails import find_emails
from parsers.fold import fold

_BETWEEN = later(r"\s*(?:[\w.'’-]+\s+){0,4}[\w'’]{0,8}\s*")
"""What may stand between the verb and the predecessor: an article or "our former contact"."""
_IN_BRACKETS = re.compile(r"\s*[(（]([^()（）]*)[)）]")
_OPENING = re.compile(r"[^()（）.;；؛。@\d]{0,24}(?=[(（])")
_CLAUSE_END = re.compile(r"[;；؛。]")
_OFFICE = later(r"[^,;.،؛]{0,3}(?:\s*[\w'’-]+){2}")
"""At least two words behind "as": an office, not "as such"."""

_CYRILLIC = re.compile("[\u0400-\u04ff'-]+")
_SHORTEST_STEM = 4
_LONGEST_ENDING = 3


def read_predecessor(gathering: Gathering, sentence: Passage, turns: Turns, people: list[Person]) -> bool:
    """Takes in somebody in whose place the last one named comes; False where the sentence speaks of no such."""
    context = gathering.context
    verb = _verb_at(sentence.text, turns, people, context)
    if verb is None:
        return False
    leaver, comer = people[-1], _comer(gathering)
    if len(people) > 1:
        name = people[0].name.text if people[0].name else ""
        comer = next((d for d in reversed(gathering.drafts) if _stays(d) and is_about(d, name)), None)
        if comer is None:
            return False
        if people[0].honorific and not comer.values.get("honorific"):
            comer.put("honorific", people[0].honorific.text, people[0].honorific, "prose")
        put_particulars(gathering, comer, sentence.part(min(people[0].end, verb), verb))
    rest = sentence.part(leaver.end)
    mentioned = mentions(sentence.text, context.languages)
    if mentioned or not _succeeds_in_office(rest.text, context):
        roles = mentioned[0].roles if mentioned else comer.roles if comer else gathering.roles_in_force
        said = sentence.part(mentioned[0].start, mentioned[0].end) if mentioned else comer.role_said if comer else None
        draft = gathering.begin(roles, said, "prose")
        draft.role_sure = len(roles) < 2
        draft.action, draft.action_said = Action.REMOVE, sentence
        draft.by_sentence = draft.action_sure = comer is not None and not turns.nominate
        put_person(draft, leaver, "prose", context)
        still_known_by(gathering, draft, rest, False)
        if comer is not None and comer.action is Action.UPDATE:
            # "the contact is now A. She replaces B": the new particulars are a new contact's
            comer.action, comer.action_said = Action.ADD, sentence
    if comer is not None:
        put_particulars(gathering, comer, of_the_comer(comer, rest))
        gathering.current = comer
    return True


def _verb_at(text: str, turns: Turns, people: list[Person], context: Context) -> int | None:
    """Where the verb begins whose object is the last of one or two people; None where there is no such."""
    if not 0 < len(people) < 3 or turns.replaced_by or (len(people) == 2 and turns.nominate):
        return None
    for verb in grammar("succeeds", context.languages).find(text):
        if any(s.start < verb.end and verb.start < s.end for s in turns.supersede):
            continue
        between = text[verb.end : people[-1].start] if people[-1].start >= verb.end else None
        if between is None or not _BETWEEN.fullmatch(between) or grammar("other_way").stands_in(between):
            continue
        if all(p.start < verb.start for p in people[:-1]):
            return verb.start
    return None


def _succeeds_in_office(rest: str, context: Context) -> bool:
    """True where the sentence tells the office in which somebody is succeeded ("She replaces Mr X as Director")."""
    rest = _IN_BRACKETS.sub("", rest, count=1)
    linked = grammar("linking", context.languages).search(rest[:40])
    return linked is not None and not rest[: linked.start].strip() and _OFFICE.match(rest, linked.end) is not None


def _stays(draft: Draft) -> bool:
    return draft.says_who and draft.action is not Action.REMOVE


def _comer(gathering: Gathering) -> Draft | None:
    """The last one named who does not leave."""
    return next((d for d in reversed(gathering.drafts) if _stays(d)), None)


def of_the_comer(comer: Draft, rest: Passage) -> Passage:
    """What behind the name of somebody who leaves speaks of who comes: nothing in brackets right behind it, and no address or
    number in the same clause where the comer's own stood before."""
    bracket = _bracket_behind(rest.text)
    rest = rest.part(bracket.end()) if bracket else rest
    end = _CLAUSE_END.search(rest.text)
    clause = rest.text[: end.start() if end else None]
    reached = comer.values.get("emails") or comer.values.get("phones")
    if reached and (find_emails(clause) or re.search(r"\d{4}", clause)):
        return rest.part(end.end() if end else len(rest.text))
    return rest


def still_known_by(gathering: Gathering, draft: Draft, rest: Passage, alone: bool) -> None:
    """Adds the addresses and numbers by which the directory knows somebody who leaves: those in brackets behind the name, or in
    a sentence about nobody else."""
    bracket = _bracket_behind(rest.text)
    if alone and not gathering.lead:
        put_particulars(gathering, draft, rest)
    elif bracket:
        put_particulars(gathering, draft, rest.part(*bracket.span(1)))


def _bracket_behind(rest: str) -> re.Match[str] | None:
    """The bracket right behind a name, or behind the words that call its bearer a former one ("رئيس القسم سابقا (...)")."""
    opens = _OPENING.match(rest)
    said = opens[0].strip(" ,،") if opens else ""
    past = any(grammar(kind).is_whole(said) for kind in ("former", "former_contact", "past_posts")) if said else True
    return _IN_BRACKETS.match(rest, opens.end()) if opens and past else None


def is_about(draft: Draft, name: str) -> bool:
    """True where a later mention by family name, in Russian declined, can be this contact."""
    mine = draft.first("name")
    if mine is None or not name:
        return False
    own = fold(mine.text).split()
    return similar(mine.text, name) or all(any(_is_form_of(word, one) for one in own) for word in fold(name).split())


def _is_form_of(word: str, other: str) -> bool:
    """True for two words that are one, or Cyrillic ones that only their endings tell apart ("Сидоровой", "Сидорова")."""
    if word == other:
        return True
    stem = max(_SHORTEST_STEM, max(len(word), len(other)) - _LONGEST_ENDING)
    return _CYRILLIC.fullmatch(word) is not None and len(other) >= stem <= len(word) and word[:stem] == other[:stem]
