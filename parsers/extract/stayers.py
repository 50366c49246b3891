"""Those who stay points of contact, in a sentence that also does something to somebody else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.expressions import later
from parsers.extract.anchors import address_length, anchors
from parsers.extract.context import Context
from parsers.extract.grammar import grammar, one_of
from parsers.extract.han_people import chinese_people
from parsers.extract.passages import Passage, chain
from parsers.extract.roles import Mention, mentions
from parsers.extract.turns import turns_of
from parsers.fields.emails import find_emails
from parsers.fields.found import Found
from parsers.lexicons import phrases_in

_ELSEWHERE = later(rf"[;；؛]|\b{one_of('whereas')}\b|[，。]", re.IGNORECASE)
"""What sets one clause against another."""
_STOP = later(rf"[,،.]\s+|{_ELSEWHERE.pattern}", re.IGNORECASE)
_TO_NAMED_ROLE = 70
"""Characters between "stays" and the role behind a name."""
_BRIEF = 4
"""Words behind "stays", at most, that say no more than that."""
_TO_ROLE = 24
"""Characters between "will remain" and the role."""


def without_staying(sentence: Passage, context: Context) -> Passage | None:
    """The sentence without the clause by which somebody stays a point of contact; None where it tells nothing else."""
    text = sentence.text
    told = mentions(text, context.languages)
    if told and _only_stays(sentence, context):
        return None
    for but in grammar("adversatives", context.languages).find(text):
        if anchors(text[but.end :], context) and _only_stays(_before(sentence, but), context):
            return sentence.part(but.end)
    if (alone := _without_the_only_one(sentence, context)) is not sentence:
        return alone
    for verb in grammar("stays", context.languages).find(text):
        role = next((m for m in told if 0 <= m.start - verb.end <= _TO_ROLE), None)
        if role is None and (rest := _without_own_clause(sentence, verb, context)) is not None:
            return rest
        if role is None or any(verb.end <= at < role.end for at in anchors(text, context)):
            if (rest := _without_named_clause(sentence, verb, told, context)) is not None:
                return rest
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


def _before(sentence: Passage, found: Found) -> Passage:
    return sentence.part(0, len(sentence.text[: found.start].rstrip(" ,،")))


def _only_stays(sentence: Passage, context: Context) -> bool:
    """True for a sentence that says of one person in a role that he stays, tells no address or number, and does nothing else."""
    text = sentence.text
    verb = grammar("stays", context.languages).search(text)
    if verb is None or len(mentions(text, context.languages)) != 1:
        return False
    if (
        len(anchors(text, context)) + len(chinese_people(sentence, context)) != 1
        or find_emails(text)
        or re.search(r"\d{4}|[?:]", text)
    ):
        return False
    turns = turns_of(text, context)
    changed = turns.update and not turns.only_unchanged
    until = phrases_in("circumstances", "until", context.languages).stands_in(text)
    # "继续担任外交联络点"
    linking = [f.start for f in grammar("linking", context.languages).find(text)]
    nominate = [f for f in turns.nominate if not verb.start <= f.start <= verb.end and f.start not in linking]
    return not (turns.withdraw or turns.replace or turns.replaced_by or nominate or changed or until)


def _ends(pattern: re.Pattern[str], text: str, until: int) -> list[int]:
    return [found.end() for found in pattern.finditer(text, 0, until)]


def _without_own_clause(sentence: Passage, verb: Found, context: Context) -> Passage | None:
    """The sentence without a clause behind a semicolon or "while" that says no more than that somebody stays ("; Mr A stays in
    post"); None where the verb stands in no such clause."""
    text = sentence.text
    low = max([0, *_ends(_ELSEWHERE, text, verb.start)])
    stop = _ELSEWHERE.search(text, verb.end)
    end = stop.start() if stop else len(text)
    named = [at for at in anchors(text, context) if low <= at < end]
    alone = len(text[verb.end : end].split()) <= _BRIEF and not find_emails(text[low:end])
    if not low or len(named) != 1 or named[0] > verb.start or not alone:
        return None
    return chain([sentence.part(0, low), sentence.part(end)], " ")


def _without_named_clause(sentence: Passage, verb: Found, told: Sequence[Mention], context: Context) -> Passage | None:
    """The sentence without a clause behind a comma in which the one who stays is named between verb and role; None where the verb
    stands in no such clause."""
    text = sentence.text
    low = max([0, *_ends(_STOP, text, verb.start)])
    role = next((m for m in told if verb.end < m.start <= verb.end + _TO_NAMED_ROLE), None)
    if role is None or not low or text[low : verb.start].strip():
        return None
    named = [at for at in anchors(text, context) if verb.end <= at < role.start]
    stop = _STOP.search(text, role.end)
    end = stop.start() if stop else len(text)
    if len(named) != 1 or re.search(r"[,،;؛]", text[verb.end : role.start]) or find_emails(text[verb.end : end]):
        return None
    return chain([sentence.part(0, low), sentence.part(end)], " ")


def _without_the_only_one(sentence: Passage, context: Context) -> Passage | None:
    """The sentence without the clause by which nobody else stays ("...; only Ms A remains"); None where it says nothing else."""
    text = sentence.text
    verbs = grammar("stays", context.languages).find(text)
    for only in phrases_in("bystanders", "only", context.languages).find(text) if verbs else ():
        low = max([0, *_ends(_STOP, text, only.start)])
        who = next((at for at in anchors(text, context) if at >= only.start), None)
        verb = next((verb for verb in verbs if verb.start >= only.start), None)
        if who is None or verb is None:
            continue
        stop = _STOP.search(text, max(verb.end, who + address_length(text, who, context)))
        end = stop.start() if stop else len(text)
        clause = text[low:end]
        turns = turns_of(clause, context)
        if turns.withdraw or turns.replace or turns.replaced_by or len(text[low : only.start].split()) > 1:
            continue
        rest = [sentence.part(0, low), sentence.part(stop.end() if stop else end)]
        return chain(rest, " ") if any(re.search(r"\w{3}", part.text) for part in rest) else None
    return sentence
