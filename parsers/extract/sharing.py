"""What is told of several people at once: addresses, numbers and extensions that are "respectively" theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from domain.submission import Action
from parsers.expressions import later
from parsers.extract.context import Context
from parsers.extract.drafts import Draft
from parsers.extract.gathering import Gathering
from parsers.extract.grammar import grammar, one_of
from parsers.extract.particulars import put_particulars
from parsers.extract.passages import Passage
from parsers.extract.spoken import put_languages
from parsers.fields.dialling import E164
from parsers.fields.emails import find_emails
from parsers.fields.found import Found
from parsers.fields.languages import find_languages
from parsers.fields.phones import find_phones
from parsers.words import phrases

_SEVERAL = later(rf"[\s.:]*(?P<first>\d{{1,6}})(?P<more>(?:\s*(?:[,/;]|{one_of('conjunctions')})\s*\d{{1,6}})+)(?!\d)")

_BOTH = 2
_WHOSE = "it may be one person's, or one of each"
_UNEVEN = "there are not as many as people of whom it is told"


def share_out(gathering: Gathering, sentence: Passage) -> bool:
    """Gives each of the last ones named the address and number that are "respectively" theirs, in doubt where they are not as many
    as those named together; False where there is nothing to share."""
    context = gathering.context
    people = [d for d in gathering.drafts if d.first("name") and d.action is not Action.REMOVE]
    emails = find_emails(sentence.text)
    phones = _by_extension(sentence, context.region) or find_phones(sentence.text, context.region, False)
    if max(len(emails), len(phones)) < 2 or len(people) < 2:
        return False
    said = people[-1].action_said
    together = [d for d in people if said is not None and d.action_said == said]
    for code, values in (("emails", emails), ("phones", phones)):
        even = len(together) <= len(values) <= len(people) and len(values) != 1
        shared = values if even else [replace(v, sure=False, doubt=_UNEVEN) for v in values]
        _give(people[-len(values) :], shared[: len(people)], code, sentence)
        _give(people[-1:] * len(values), shared[len(people) :], code, sentence)
    return True


def share_theirs(gathering: Gathering, sentence: Passage) -> bool:
    """Gives two named together one address and one number each of "their addresses"; False where it speaks of no such. Where the
    word may as well mean one person's, in doubt."""
    sure, maybe = (grammar(kind, gathering.languages).search(sentence.text) for kind in ("theirs", "his_or_theirs"))
    people = [d for d in gathering.drafts if d.first("name") and d.action is not Action.REMOVE][-2:]
    emails, phones = find_emails(sentence.text), find_phones(sentence.text, gathering.context.region, False)
    together = len(people) == _BOTH and people[0].action_said == people[1].action_said
    if not (sure or maybe) or not together or {len(emails), len(phones)} - {0, _BOTH} or not (emails or phones):
        return False
    for code, values in (("emails", emails), ("phones", phones)):
        given = values if sure else [replace(v, sure=False, doubt=_WHOSE) for v in values]
        _give(people, given, code, sentence)
    return True


def share_by_order(gathering: Gathering, sentence: Passage) -> bool:
    """Gives the last two named what a sentence tells of "the first" and of "the second"; False where it speaks of no such."""
    text, languages = sentence.text, gathering.languages
    first, second = (grammar(kind, languages).search(text) for kind in ("the_first", "the_second"))
    people = [d for d in gathering.drafts if d.first("name") and d.action is not Action.REMOVE][-2:]
    if first is None or second is None or second.start < first.end or len(people) < 2:
        return False
    parts = sentence.part(first.start, second.start), sentence.part(second.start)
    numbers = find_phones(text, gathering.context.region, False)
    if not (find_emails(text) or numbers or find_languages(text)):
        return False
    for draft, part in zip(people, parts, strict=True):
        put_particulars(gathering, draft, part)
        put_understood(draft, part, sentence, gathering.context)
    for number in numbers:
        _give([people[number.start > second.start]], [number], "phones", sentence)
    return True


def put_understood(draft: Draft, part: Passage, sentence: Passage, context: Context) -> None:
    """Adds the languages of one of several where the sentence says only of another that they are spoken."""
    speaks = grammar("speaks", context.languages)
    if draft.values.get("languages") or speaks.stands_in(part.text) or not speaks.stands_in(sentence.text):
        return
    put_languages(draft, part, find_languages(part.text))


def _give(people: Sequence[Draft], values: Sequence[Found], code: str, sentence: Passage) -> None:
    for draft, value in zip(people, values, strict=False):
        if code == "emails" or E164.match(value.value):
            draft.put(code, value.value, sentence.part(value.start, value.end), "prose", value.sure, value.doubt)


def _by_extension(sentence: Passage, region: str | None) -> list[Found]:
    """One number with several extensions behind it as several numbers; none where there is no such."""
    numbers = find_phones(sentence.text, region, True)
    for word in phrases("words", "extension").find(sentence.text):
        several = _SEVERAL.match(sentence.text, word.end)
        before = [n for n in numbers if n.start < word.start and E164.match(n.value)]
        if several and before:
            main = before[-1].value.partition(";")[0]
            inner = re.findall(r"\d{1,6}", several[0])
            return [
                Found(f"{main};ext={extension}", before[-1].start, several.end(), before[-1].sure, before[-1].doubt)
                for extension in inner
            ]
    return []
