"""The clauses of a sentence that tell something of today."""

from __future__ import annotations

import re

from parsers.extract.anchors import anchors
from parsers.extract.context import Context
from parsers.extract.deeds import clauses_by_deed
from parsers.extract.grammar import behind_han, grammar, one_of
from parsers.extract.passages import Passage, is_within_brackets
from parsers.extract.reach import numbers_in
from parsers.extract.roles import mentions
from parsers.extract.turns import turns_of
from parsers.fields.emails import find_emails
from parsers.matters import matter, says_no_change

_GOING_ON = one_of("whereas", "going_on")
_CLAUSE = re.compile(rf"[;；؛]\s*|[,،，]\s*{_GOING_ON}(?:\s+|{behind_han(_GOING_ON)})(?=\w)", re.IGNORECASE)
"""Where a sentence that nominates two in turn goes on to the second."""
_SEMICOLONS = (";", "；", "؛")
_OPENING = 40
"""Characters of a clause within which its verb ends, and behind which its object begins."""


def clauses_of(sentence: Passage, context: Context) -> list[Passage]:
    """The clauses that each nominate somebody of their own, or do another thing to them; the sentence whole where it has none
    such."""
    return [part for clause in _clauses_that_nominate(sentence, context) for part in clauses_by_deed(clause, context)]


def _clauses_that_nominate(sentence: Passage, context: Context) -> list[Passage]:
    parts = sentence.split(_CLAUSE)
    if len(parts) < 2:
        return [sentence]
    clauses: list[Passage] = []
    start = 0
    for cut in _CLAUSE.finditer(sentence.text):
        if is_within_brackets(sentence.text, cut.start()):
            continue
        before, behind = sentence.part(start, cut.start()), sentence.part(cut.end())
        apart = _only_other_stays(cut[0], behind, context) or _tells_whom_he_succeeds(cut[0], before, behind, context)
        if apart or all(
            mentions(part.text, context.languages) and turns_of(part.text, context).nominate
            for part in (before, behind)
        ):
            clauses.append(before)
            start = cut.end()
    return [*clauses, sentence.part(start)]


def _only_other_stays(sign: str, behind: Passage, context: Context) -> bool:
    """True for a clause behind a semicolon that says of a role that nothing changes in it, and names nobody."""
    return (
        sign.strip() in _SEMICOLONS
        and bool(mentions(behind.text, context.languages))
        and says_no_change(behind.text, context.languages)
        and not (anchors(behind.text, context) or find_emails(behind.text) or turns_of(behind.text, context).nominate)
    )


def _tells_whom_he_succeeds(sign: str, before: Passage, behind: Passage, context: Context) -> bool:
    """True for a clause behind a semicolon that says in whose place the one comes who was named before it."""
    verb = grammar("succeeds", context.languages).search(behind.text[:_OPENING])
    named = anchors(behind.text, context)
    return (
        sign.strip() in _SEMICOLONS
        and verb is not None
        and bool(named)
        and 0 <= named[0] - verb.end <= _OPENING
        and bool(mentions(before.text, context.languages) and anchors(before.text, context))
    )


def only_confirms(text: str, context: Context) -> bool:
    """True where the sentence changes nothing: it does not say of the rest alone that it stays, beside an address or number."""
    if not says_no_change(text, context.languages):
        return False
    given = find_emails(text) or numbers_in(text, context)
    return not (given and matter("rest", context.languages).stands_in(text))
