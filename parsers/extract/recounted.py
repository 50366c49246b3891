"""What a sentence only recounts: what an earlier note did, whom somebody succeeded in an office, where somebody was before."""

from __future__ import annotations

import re

from parsers.expressions import later
from parsers.extract.anchors import anchors
from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.passages import Passage, chain
from parsers.extract.roles import mentions
from parsers.fields.emails import find_emails
from parsers.fold import HAN
from parsers.lexicons import phrases_in
from parsers.matters import matter
from parsers.words import formula, phrases

_COMMA_BEFORE = later(r"[,،，]\s*$")
_CLAUSE_STOP = later(r"[,،，;；(（]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TO_PREDECESSOR = 12
"""Characters between "who succeeded" and the form of address."""
_TO_YEAR = 120
_TO_OFFICE = 40
"""Characters behind "formerly" in which an office or body begins."""
_PARTING = later(rf"[,،，;；؛。(（)）]|\.(?=\s|$)|\s-\s|(?<=[{HAN}])(?=现)")
_BRACKET = later(r"\s*[(（][^()（）]*[)）]")


def without_earlier(sentence: Passage, context: Context) -> Passage:
    """The sentence without the clause that tells what an earlier note did ("its note 12 by which Mr X was nominated, ...")."""
    text = sentence.text
    for told in matter("earlier", context.languages).find(text):
        comma = re.compile(r"[,،，]\s").search(text, told.end)
        clause = text[told.end : comma.start() if comma else told.end]
        told_of = anchors(clause, context) or (
            # "by which the diplomatic point of contact was nominated, ... Mr A as technical one"
            mentions(clause, context.languages) and mentions(text[comma.end() :], context.languages) if comma else ()
        )
        if comma and told_of and anchors(text[comma.end() :], context) and _nominates(clause, context):
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


def _nominates(text: str, context: Context) -> bool:
    return formula("nominate", context.languages).stands_in(text)


def without_former(sentence: Passage, context: Context) -> tuple[Passage, tuple[Passage, ...]]:
    """The sentence without what somebody was or where, up to what they are now ("formerly of the Ministry of A (x@a), now at the
    Ministry of B"), where the sentence tells that too; and what was left out of addresses."""
    text = sentence.text
    gone: list[tuple[int, int]] = []
    for kind, back in (("formerly", "nowadays"), ("moved_from", "moved_to")):
        for told in phrases_in("bystanders", kind, context.languages).find(text):
            start = told.start
            if gone and start < gone[-1][1]:
                continue
            end = _end_of_former(text, told.end, back, context)
            if end is None and kind == "formerly" and not _leaves(text, context):
                start, end = _opening(text, start, context), _end_of_clause(text, told.end, context)
            if end is not None:
                gone.append((start, end))
    if not gone:
        return sentence, ()
    kept = []
    at = 0
    for start, end in [*gone, (len(text), len(text))]:
        kept.append(sentence.part(at, start))
        at = end
    left = [sentence.part(start, end) for start, end in gone]
    return chain(kept), tuple(part for part in left if find_emails(part.text))


def _end_of_former(text: str, at: int, back: str, context: Context) -> int | None:
    """Where what somebody was ends and what they are begins; None where the text does not say so, or speaks of more than that."""
    for now in phrases_in("bystanders", back, context.languages).find(text):
        between = text[at : now.start]
        if now.start < at or not re.search(r"\w{3}", between):
            continue
        bodies = grammar("bodies", context.languages)
        inner = _BRACKET.sub("", between)
        if (
            anchors(between, context)
            or mentions(between, context.languages)
            or formula("nominate", context.languages).stands_in(between)
            or len(_PARTING.findall(inner.rstrip(" ,،，"))) > 1
            or not (bodies.stands_in(between) or grammar("posts", context.languages).stands_in(between))
        ):
            return None
        if back == "moved_to" and not bodies.stands_in(text[now.end : now.end + 60]):
            continue
        return now.end if back == "nowadays" else now.start
    return None


def _leaves(text: str, context: Context) -> bool:
    """True where somebody leaves: where they were tells who is meant."""
    leaving = grammar("leaving", context.languages).stands_in(text)
    return leaving or formula("withdraw", context.languages).stands_in(text)


def _opening(text: str, start: int, context: Context) -> int:
    """Where the "and" before words for what was stands, else those words."""
    before = grammar("conjunctions", context.languages).find(text[:start])
    return before[-1].start if before and not text[before[-1].end : start].strip() else start


def _end_of_clause(text: str, at: int, context: Context) -> int | None:
    """Where an office that somebody held ends, in a comma run of its own; None where it is not told so, or tells of more."""
    sign = _PARTING.search(text, at)
    end = sign.start() if sign else len(text)
    clause = text[at:end]
    head = clause[:_TO_OFFICE]
    held = any(grammar(kind, context.languages).stands_in(head) for kind in ("posts", "bodies"))
    more = find_emails(clause) or anchors(clause, context) or mentions(clause, context.languages)
    if not held or more or formula("nominate", context.languages).stands_in(clause):
        return None
    return end
