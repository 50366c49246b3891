"""What is told of "the former" and of "the latter", in a sentence each or in one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from domain.submission import Action
from parsers.expressions import later
from parsers.extract.anchors import anchors
from parsers.extract.drafts import Draft
from parsers.extract.gathering import Gathering
from parsers.extract.grammar import grammar, stops_in
from parsers.extract.particulars import put_particulars
from parsers.extract.passages import Passage
from parsers.extract.posts import put_office, put_workplace
from parsers.extract.reach import numbers_in
from parsers.extract.roles import mentions
from parsers.extract.sharing import put_understood
from parsers.extract.turns import Turns
from parsers.fields.emails import find_emails
from parsers.fields.found import Found
from parsers.fields.languages import find_languages

_KINDS = ("the_first", "the_second")
_BEFORE = later(r"\W*(?:[\w'’-]+\s+){0,6}(?:[\w'’]{0,4}['’])?$")
"""A few words of a sentence before "the former" ("The particulars of")."""
_NO_NOUN = later(r"\s*(?:[,،;:：(（–—-]|$)")
_AND_LESS = later(r"[\s,;،؛]+(?:[^\W\d_]{1,5}\s+){0,3}$")
_NUMBER = later(r"\+?\d[\d\s().-]{5}")
_COPULAS = ("copula", "auxiliaries", "is_contact", "works_at", "speaks")


def take_by_order(gathering: Gathering, sentence: Passage, turns: Turns) -> bool:
    """Takes in what a sentence tells of "the former" or "the latter" of the last two named; False where it speaks of no such."""
    context = gathering.context
    told = dict(_told_of(gathering, sentence.text))
    if not told or turns.withdraw or turns.replace or turns.replaced_by or anchors(sentence.text, context):
        return False
    two = _last_two(gathering)
    taken = False
    for number, found in told.items():
        if two is None:
            break
        end = told[1].start if number == 0 and 1 in told else len(sentence.text)
        part = sentence.part(0 if number == 0 or 0 not in told else found.start, end)
        part = part.part(0, len(_AND_LESS.sub("", part.text)))
        taken = _put(gathering, two[number], part, sentence.part(found.end, end), sentence) or taken
    return taken


def _told_of(gathering: Gathering, text: str) -> Iterator[tuple[int, Found]]:
    """Which of the two the text speaks of (0 and 1), and where."""
    languages = gathering.languages
    found = [grammar(kind, languages).search(text) for kind in _KINDS]
    both = found[0] is not None and found[1] is not None and found[0].end <= found[1].start
    for number, one in enumerate(found):
        if one is None or (not both and not _BEFORE.match(text[: one.start])):
            continue
        behind = text[one.end :].lstrip()
        verb = any(f.start == 0 for kind in _COPULAS for f in grammar(kind, languages).find(behind[:40]))
        stop = any(f.start == 0 for f in stops_in(behind[:40], languages))
        if both or verb or stop or _NO_NOUN.match(text[one.end :]) or _speaks_on(text, one, languages):
            yield number, one


def _speaks_on(text: str, one: Found, languages: Sequence[str]) -> bool:
    """True where the words behind it, small ones that name nothing of which there may be a first, tell how somebody is reached."""
    behind = text[one.end :].lstrip()
    named = any(f.start == 0 for f in grammar("no_persons", languages).find(behind[:30]))
    return behind[:1].islower() and not named and bool(find_emails(behind) or _NUMBER.search(behind))


def _last_two(gathering: Gathering) -> list[Draft] | None:
    """The last two named, who are not named with a third; None where there are no such."""
    people = [draft for draft in gathering.drafts if draft.says_who and draft.action is not Action.REMOVE]
    said = people[-1].action_said if people else None
    together = [draft for draft in people if said is not None and draft.action_said == said]
    return people[-2:] if len(people) > 1 and len(together) <= len(people[-2:]) else None


def _put(gathering: Gathering, draft: Draft, part: Passage, behind: Passage, sentence: Passage) -> bool:
    """Adds what is told of one of the two; False where that is nothing."""
    context = gathering.context
    before = sum(len(values) for values in draft.values.values())
    told = [mention for mention in mentions(part.text, context.languages) if len(mention.roles) == 1]
    if told and not draft.roles:
        draft.roles, draft.role_said = told[0].roles, part.part(told[0].start, told[0].end)
        before -= 1
    put_office(draft, behind.part(len(behind.text) - len(behind.text.lstrip())), context)
    put_workplace(draft, behind, context)
    if find_emails(part.text) or numbers_in(part.text, context) or find_languages(part.text):
        # not "the former" itself, which would call an address an old one
        put_particulars(gathering, draft, behind)
        put_understood(draft, part, sentence, context)
    gathering.current = draft
    return sum(len(values) for values in draft.values.values()) > before
