"""The clauses of a sentence that tell something of today."""

from __future__ import annotations

import re

from parsers.extract.anchors import anchors
from parsers.extract.context import Context
from parsers.extract.grammar import grammar, one_of
from parsers.extract.passages import Passage, chain, is_within_brackets
from parsers.extract.reach import numbers_in
from parsers.extract.roles import mentions
from parsers.extract.turns import turns_of
from parsers.fields.emails import find_emails
from parsers.fold import HAN
from parsers.matters import matter, says_no_change
from parsers.words import formula, phrases

_CLAUSE = re.compile(rf"[;；؛]\s*|[,،，]\s*{one_of('whereas', 'going_on')}(?:\s+|(?<=[{HAN}]))(?=\w)", re.IGNORECASE)
"""Where a sentence that nominates two in turn goes on to the second."""

_ELSEWHERE = re.compile(rf"[;；؛]|\b{one_of('whereas')}\b|[，。]", re.IGNORECASE)
"""What sets one clause against another."""
_STOP = re.compile(rf"[,،.]\s+|{_ELSEWHERE.pattern}", re.IGNORECASE)
_COMMA_BEFORE = re.compile(r"[,،，]\s*$")
_CLAUSE_STOP = re.compile(r"[,،，;；(（]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TO_PREDECESSOR = 12
"""Characters between "who succeeded" and the form of address."""
_TO_YEAR = 120
_COMPANIONS = 2
"""People named where one is nominated beside another."""
_TO_ROLE = 24
"""Characters between "will remain" and the role."""


def clauses_of(sentence: Passage, context: Context) -> list[Passage]:
    """The clauses that each nominate somebody of their own; the sentence whole where it has none such."""
    parts = sentence.split(_CLAUSE)
    if len(parts) < 2:
        return [sentence]
    clauses: list[Passage] = []
    start = 0
    for cut in _CLAUSE.finditer(sentence.text):
        if is_within_brackets(sentence.text, cut.start()):
            continue
        before, behind = sentence.part(start, cut.start()), sentence.part(cut.end())
        if _only_other_stays(cut[0], behind, context) or all(
            mentions(part.text, context.languages) and turns_of(part.text, context).nominate
            for part in (before, behind)
        ):
            clauses.append(before)
            start = cut.end()
    return [*clauses, sentence.part(start)]


def _only_other_stays(sign: str, behind: Passage, context: Context) -> bool:
    """True for a clause behind a semicolon that says of a role that nothing changes in it, and names nobody."""
    return (
        sign.strip() in (";", "；", "؛")
        and bool(mentions(behind.text, context.languages))
        and says_no_change(behind.text, context.languages)
        and not (anchors(behind.text, context) or find_emails(behind.text) or turns_of(behind.text, context).nominate)
    )


def without_earlier(sentence: Passage, context: Context) -> Passage:
    """The sentence without the clause that tells what an earlier note did ("its note 12 by which Mr X was nominated, ...")."""
    text = sentence.text
    for told in matter("earlier", context.languages).find(text):
        comma = re.compile(r"[,،，]\s").search(text, told.end)
        clause = text[told.end : comma.start() if comma else told.end]
        if comma and anchors(clause, context) and anchors(text[comma.end() :], context) and _nominates(clause, context):
            return chain([sentence.part(0, told.start), sentence.part(comma.end())], " ")
    return sentence


def without_succession(sentence: Passage, context: Context) -> Passage:
    """The sentence without the relative clause that tells whom somebody succeeded in an office of another kind ("Ms A, who
    succeeded Mr B as Director in 2019, is nominated ...")."""
    text = sentence.text
    for told in grammar("who_succeeded", context.languages).find(text):
        comma = _COMMA_BEFORE.search(text[: told.start])
        behind = [at for at in anchors(text, context) if at >= told.end]
        if comma is None or not behind or behind[0] - told.end > _TO_PREDECESSOR:
            continue
        # before the call for nominations nobody was a contact
        called = context.programme.call_date.year
        year = next((y for y in _YEAR.finditer(text, behind[0]) if int(y[0]) < called), None)
        stop = _CLAUSE_STOP.search(text, behind[0])
        alone = year and year.start() - behind[0] <= _TO_YEAR and not any(at < year.start() for at in behind[1:])
        if year and alone and not mentions(text[behind[0] : year.start()], context.languages):
            stop = _CLAUSE_STOP.search(text, year.end())
        else:
            year = None
        end = stop.start() if stop else len(text)
        clause = text[behind[0] : end]
        office = year or grammar("linking", context.languages).stands_in(clause)
        if (
            not office
            or mentions(clause, context.languages)
            or formula("nominate", context.languages).stands_in(clause)
        ):
            continue
        if phrases("roles", "contact", context.languages).stands_in(clause):
            continue
        rest = end + 1 if text[end : end + 1] in tuple(",،，") else end
        return chain([sentence.part(0, comma.start()), sentence.part(rest)], " ")
    return sentence


def without_companion(sentence: Passage, context: Context) -> Passage:
    """The sentence without the clause at its head that tells beside whom somebody is nominated ("In addition to Mr A, ...")."""
    text = sentence.text
    beside = next((f for f in grammar("beside", context.languages).find(text) if not text[: f.start].strip()), None)
    named = anchors(text, context)
    if beside is None or len(named) < _COMPANIONS:
        return sentence
    verbs = [f.start for f in formula("nominate", context.languages).find(text) if named[0] < f.start < named[-1]]
    commas = [c.end() for c in re.finditer(r"[,،，]\s", text[: verbs[-1]]) if c.start() > named[0]] if verbs else []
    return sentence.part(commas[-1]) if commas else sentence


def without_staying(sentence: Passage, context: Context) -> Passage | None:
    """The sentence without the clause by which somebody stays a point of contact; None where it tells nothing else."""
    text = sentence.text
    told = mentions(text, context.languages)
    for verb in grammar("stays", context.languages).find(text):
        role = next((m for m in told if 0 <= m.start - verb.end <= _TO_ROLE), None)
        if role is None or any(verb.end <= at < role.end for at in anchors(text, context)):
            continue
        low = max([0, *(m.end for m in told if m.end <= verb.start), *_ends(_ELSEWHERE, text, verb.start)])
        named = [at for at in anchors(text, context) if low <= at < verb.start]
        start = named[0] if named else low
        stop = _STOP.search(text, role.end)
        end = stop.start() if stop else len(text)
        if (
            any(role.end <= at < end for at in anchors(text, context))
            or turns_of(text[role.end : end], context).nominate
        ):
            # "Mr B remains ..., and nominates Ms A" without a comma
            stop, end = None, role.end
        clause = text[start:end]
        turns = turns_of(clause, context)
        if turns.replaced_by or turns.withdraw or turns.replace:
            continue
        said = text[verb.end : end] if not grammar("new", context.languages).stands_in(clause) else clause
        if find_emails(said) or re.search(r"\d{4}", said):
            # what stands before the verb only tells who is meant
            continue
        if any(m.end <= start or m.start >= end for m in told):
            return chain([sentence.part(0, start), sentence.part(min(stop.end(), len(text)) if stop else end)], " ")
        return None if not re.search(r"\w{4}", text[end:]) else sentence
    return sentence


def _ends(pattern: re.Pattern[str], text: str, until: int) -> list[int]:
    return [found.end() for found in pattern.finditer(text, 0, until)]


def _nominates(text: str, context: Context) -> bool:
    return formula("nominate", context.languages).stands_in(text)


def only_confirms(text: str, context: Context) -> bool:
    """True where the sentence changes nothing: it does not say of the rest alone that it stays, beside an address or number."""
    if not says_no_change(text, context.languages):
        return False
    given = find_emails(text) or numbers_in(text, context)
    return not (given and matter("rest", context.languages).stands_in(text))
