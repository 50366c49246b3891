"""Bystanders: whom a sentence names and neither nominates nor removes. Their superiors and partners, who gets a copy, who is a
contact already, who stays one, and whom the rest does not hold of. The words stand in lexicon/bystanders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parsers.expressions import later
from parsers.extract.anchors import address_length, anchors, name_end
from parsers.extract.companions import without_companion
from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.han_people import chinese_people
from parsers.extract.openings import opening_before
from parsers.extract.passages import Passage, chain
from parsers.extract.patronymics import named_by_patronymic
from parsers.extract.people import named
from parsers.extract.recitals import of_bystanders
from parsers.extract.recounted import without_earlier, without_former, without_succession
from parsers.extract.roles import Mention, mentions
from parsers.extract.stayers import without_staying
from parsers.fields.emails import find_emails
from parsers.fields.found import Found
from parsers.lexicons import phrases_in
from parsers.matters import matter
from parsers.phrases import Phrases
from parsers.words import formula

_TO_PERSON = later(r"\s*(?:[^\s,;.:()（）@،，]+\s+){0,6}?")
"""What may stand between such words and a person: articles, an office without a comma."""
_OFFICE = later(r"\s*(?:[^\s,;.:()（）@،]+\s+){0,7}?[^\s,;.:()（）@،]+[,،]\s+")
_ARTICLE = re.compile(r"\s*(?:[\w'’]{1,3}\s+|[ld]['’])?")
_BRACKET = later(r"\s*[(（][^()（）]*[)）]")
_SIGN = later(r"[,،，;；؛。(（]|\.(?=\s|$)")
_COMMAS = ",،， "
_SHORT_WORD = 4
_TO_MENTION = 14
"""Characters between "as" and the role."""


def words_of(kind: str, context: Context) -> Phrases:
    """The phrases of one kind of lexicon/bystanders, of the languages to expect."""
    return phrases_in("bystanders", kind, context.languages)


@dataclass(frozen=True, slots=True)
class Meant:
    """A sentence without those who merely stand by, None where it does nothing else, and the stretches that were left out."""

    sentence: Passage | None
    aside: tuple[Passage, ...] = ()
    renewed: bool = False
    """True where it told what somebody was before, and what they are now."""


def those_meant(sentence: Passage, context: Context) -> Meant:
    """The sentence as it speaks of those whom it nominates, changes or removes, and of nobody else."""
    said = without_succession(without_earlier(sentence, context), context)
    sentence, former = without_former(said, context)
    renewed = sentence is not said
    stretches = list(_stretches(sentence, context))
    aside = (*former, *(sentence.part(start, end) for start, end in stretches))
    if stretches:
        sentence = _without(sentence, stretches)
        if not re.search(r"\w", sentence.text):
            return Meant(None, aside, renewed)
    return Meant(without_staying(without_companion(sentence, context), context), aside, renewed)


def _without(sentence: Passage, stretches: list[tuple[int, int]]) -> Passage:
    """The sentence without these stretches, and without the comma that one of them leaves double or at an end."""
    kept: list[Passage] = []
    at = 0
    for start, end in [*stretches, (len(sentence.text), len(sentence.text))]:
        part = sentence.part(at, start)
        if not kept:
            part = part.part(len(part.text) - len(part.text.lstrip(_COMMAS)) if at else 0)
        if start < len(sentence.text) and re.match(rf"[{_COMMAS}]*(?:[,،，.;]|$)", sentence.text[end:]):
            part = part.part(0, len(part.text.rstrip(_COMMAS)))
        if part:
            kept.append(part)
        at = max(at, end)
    return chain(kept) if kept else sentence.part(0, 0)


def _stretches(sentence: Passage, context: Context) -> Iterator[tuple[int, int]]:
    """Where the sentence speaks of bystanders, in its order, none within another."""
    text = sentence.text
    found: list[tuple[int, int]] = []
    hits = [(kind, hit) for kind in _KINDS for hit in words_of(kind, context).find(text)]
    whole = [(hit.start, hit.end) for hit in words_of("stretches", context).find(text)]
    told_first = words_of("recitals", context).find(text)
    people = _places(sentence, context)
    opening = opening_before(text, people, context)
    if not hits and not whole and not told_first and opening is None:
        return
    found += [opening] if opening else []
    whole += of_bystanders(text, told_first, people, context)
    told = mentions(text, context.languages)
    for low, high in whole:
        own = any(low <= mention.start < high for mention in told)
        if any(low <= at < high for at in people) and not own and not _others_hold(text[:low], context):
            bracket = _BRACKET.match(text, high)
            found.append((low, bracket.end() if bracket else high))
    for kind, hit in hits:
        start = _person_behind(sentence, hit, people, context)
        if start is None or (kind == "excepted" and _others_hold(text[: hit.start], context)):
            continue
        others = [other.start for _, other in hits]
        end, role = _end(sentence, start, people, told, hit.start, others, context)
        if kind == "helps" and role:
            continue
        if kind == "jointly" and not words_of("already", context).stands_in(text[start:end]):
            continue
        found.append((hit.start, end))
    reached = 0
    for low, high in sorted(found):
        if low >= reached:
            yield low, high
            reached = high


_KINDS = ("led", "helps", "added", "jointly", "excepted")


def _others_hold(before: str, context: Context) -> bool:
    """True where everything is said to stay as it is before the words for an exception, or nobody is meant: then that one is."""
    return any(
        words.stands_in(before)
        for words in (
            grammar("stays", context.languages),
            grammar("unchanged", context.languages),
            matter("unchanged", context.languages),
            words_of("nobody", context),
        )
    )


def _places(sentence: Passage, context: Context) -> list[int]:
    """Where persons are named, by form of address, patronymic or as in Chinese."""
    han = [person.start for person in chinese_people(sentence, context)]
    return sorted({*anchors(sentence.text, context), *named_by_patronymic(sentence.text), *han})


def _person_behind(sentence: Passage, hit: Found, people: list[int], context: Context) -> int | None:
    """Where the person is named to whom the words lead; None where they lead to nobody."""
    text = sentence.text
    for start in (at for at in people if at >= hit.end):
        between = text[hit.end : start]
        post = grammar("posts", context.languages).stands_in(between)
        body = grammar("bodies", context.languages).stands_in(between)
        if not ((_TO_PERSON.fullmatch(between) and (post or not body)) or (post and _OFFICE.fullmatch(between))):
            return None
        return None if _nominates(between, context) or mentions(between, context.languages) else start
    article = _ARTICLE.match(text, hit.end)
    start = article.end() if article else hit.end
    person = named(sentence.part(start), context)
    return start if person is not None and person.name is not None else None


def _end(
    sentence: Passage,
    start: int,
    people: list[int],
    told: list[Mention],
    low: int,
    others: list[int],
    context: Context,
) -> tuple[int, bool]:
    """Where the words about the bystander who is named at `start` end, and whether a role of his own stands in them."""
    text = sentence.text
    at = name_end(text, start + address_length(text, start, context), context)
    nominating = [
        f.start
        for f in formula("nominate", context.languages).find(text)
        if f.start >= at and not _within(f, words_of("already", context).find(text))
    ]
    own = None
    if any(mention.end <= low for mention in told):
        # "as technical contact, who works with Mr B, the diplomatic contact": the second role is his
        own = next((mention for mention in told if mention.start >= at and mention.start - at <= _TO_MENTION), None)
    stops = [*nominating, *(_linked(text, mention, context) for mention in told if mention is not own)]
    emails = find_emails(text)
    beside = next((found for found in emails if found.start >= at), None)
    reached = any(found.end <= low for found in emails)
    if beside is not None and _is_his(text[at : beside.start], reached):
        at = beside.end
    stops += [*others, *(found.start for found in emails)]
    stops = sorted(stop for stop in stops if stop >= at)
    while at < len(text):
        if bracket := _BRACKET.match(text, at):
            at = bracket.end()
            stops = [stop for stop in stops if stop >= at]
            continue
        following = next((person for person in people if person >= at), None)
        if following is not None and (joint := _joined(text, at, following, context)):
            # "under the supervision of Mr A and Ms B"
            at = name_end(text, joint + address_length(text, joint, context), context)
            continue
        if text[at : at + 1] in (";", "；", "؛", "。", ".") or (text[at] == "." and at + 1 == len(text)):
            break
        sign = _SIGN.search(text, at + 1)
        until = sign.start() if sign else len(text)
        limits = [limit for limit in (*stops, *((following,) if following is not None else ())) if at <= limit < until]
        if limits:
            # what opens behind a comma belongs whole to what follows
            return (at if text[at] in ",،，" else limits[0]), own is not None
        if text[at] in ",،，" and _goes_on(text[at + 1 : until], context):
            break
        at = until
    return at, own is not None


def _is_his(between: str, others: bool) -> bool:
    """True where nothing but "at" or, where the one meant has an address already, a comma parts a name from an address."""
    bare = between.strip(f"{_COMMAS}:–—-")
    return len(bare) <= _SHORT_WORD and not re.search(r"[()（）;]", between) and (others or "," not in between)


def _linked(text: str, mention: Mention, context: Context) -> int:
    """Where the word begins that leads to a role ("as"), else the role."""
    links = [
        f.start
        for f in grammar("linking", context.languages).find(text[: mention.start])
        if mention.start - f.end <= _TO_MENTION
    ]
    return links[-1] if links else mention.start


def _joined(text: str, at: int, following: int, context: Context) -> int:
    """The place of the next person where only "and" stands before it; 0 else."""
    between = text[at:following]
    joint = grammar("conjunctions", context.address_languages).search(between)
    alone = joint is not None and not between[: joint.start].strip() and len(between[joint.end :].split()) <= 1
    return following if alone else 0


def _goes_on(clause: str, context: Context) -> bool:
    """True for a clause behind a comma that turns back to the one meant ("and may be reached at", "she speaks")."""
    head = clause.strip().split(" ", 2)[:2]
    joined = bool(head) and grammar("conjunctions", context.languages).is_whole(head[0])
    pronoun = any(
        grammar(kind, context.languages).is_whole(word) for word in head for kind in ("pronouns", "possessives")
    )
    return joined or pronoun


def _within(found: Found, others: list[Found]) -> bool:
    return any(other.start < found.end and found.start < other.end for other in others)


def _nominates(text: str, context: Context) -> bool:
    return any(
        not _within(found, words_of("already", context).find(text))
        for found in formula("nominate", context.languages).find(text)
    )
