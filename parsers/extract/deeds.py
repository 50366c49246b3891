"""Deeds: a sentence that does one thing to one person and another thing to another, each in a role of their own."""

from __future__ import annotations

import re
from enum import Enum

from parsers.expressions import later
from parsers.extract.comers import becomes_contact
from parsers.extract.context import Context
from parsers.extract.grammar import grammar, one_of
from parsers.extract.nominees import people_in
from parsers.extract.passages import Passage, is_within_brackets
from parsers.extract.reach import numbers_in
from parsers.extract.roles import mentions
from parsers.extract.to_come import is_to_come
from parsers.extract.turns import Turns, turns_of
from parsers.fields.emails import find_emails
from parsers.fields.found import Found
from parsers.words import formula

_AND = one_of("conjunctions")
_CUT = later(rf"[;；؛]\s*(?:{_AND}\s+)?|[，]\s*|[,،]\s*{_AND}\s+|[,،]\s*(?=و\w)|\s+{_AND}\s+|\s+(?=و\w)", re.IGNORECASE)
"""Where a sentence may go on to somebody else."""
_SEMICOLONS = (";", "；", "؛")
_BOTH = 2


class _Deed(Enum):
    COMES = "comes"
    GOES = "goes"
    CHANGES = "changes"
    EXCHANGED = "exchanged"


def clauses_by_deed(sentence: Passage, context: Context) -> list[Passage]:
    """The clauses of a sentence that each do another thing, to somebody of a role of their own ("Ms A is nominated as diplomatic
    contact, and Mr B, technical contact, is to be struck off"); the sentence whole where it has none such."""
    text = sentence.text
    kinds = ("nominate", "withdraw", "replace", "update")
    done = [kind for kind in kinds if formula(kind, context.languages).stands_in(text)]
    leaves = grammar("leaving", context.languages).stands_in(text)
    told = mentions(text, context.languages)
    if len(done) + leaves < (_BOTH if len(told) > 1 else 1) or not told:
        return [sentence]
    for cut in reversed(list(_CUT.finditer(text))):
        if is_within_brackets(text, cut.start()):
            continue
        before, behind = sentence.part(0, cut.start()), sentence.part(cut.end())
        own = [bool(mentions(part.text, context.languages)) for part in (before, behind)]
        if not any(own) or (not all(own) and not own[1] and cut[0].strip()[:1] not in _SEMICOLONS):
            continue
        deeds = _deed(before, context), _deed(behind, context)
        in_turn = all(own) or deeds in ((_Deed.GOES, _Deed.COMES), (_Deed.COMES, _Deed.GOES))
        if in_turn and None not in deeds and deeds[0] is not deeds[1]:
            return [*clauses_by_deed(before, context), behind]
    return [sentence]


def _deed(part: Passage, context: Context) -> _Deed | None:
    """What a clause does to the one whom it names; None where it names nobody, or does nothing or too much."""
    turns = turns_of(part.text, context)
    people = people_in(part, turns, bool(mentions(part.text, context.languages)), context)
    if people and becomes_contact(part.text, turns, people, context):
        return _Deed.COMES
    return _done(part, turns, len(people), context) if people else None


def _done(part: Passage, turns: Turns, people: int, context: Context) -> _Deed | None:
    if people > 1 and (turns.replace or turns.replaced_by):
        return _Deed.EXCHANGED
    if turns.withdraw:
        return _Deed.GOES if not turns.nominate else None
    if turns.replace or turns.replaced_by:
        return None
    if turns.nominate:
        return _Deed.COMES if any(_is_verb(part.text, found, context) for found in turns.nominate) else None
    reached = find_emails(part.text) or numbers_in(part.text, context)
    return _Deed.CHANGES if turns.update and not turns.only_unchanged and reached else None


def _is_verb(text: str, found: Found, context: Context) -> bool:
    """True for words that nominate by themselves: not for "as", not for a noun without a role, nor where it is still to be done."""
    said = text[found.start : found.end]
    linked = any(hit.start == 0 for hit in grammar("linking", context.languages).find(said))
    noun = any(grammar(kind, context.languages).is_whole(said) for kind in ("designations", "telling"))
    noun = noun and not mentions(text, context.languages)
    return not (linked or noun or is_to_come(text, found, context))
