"""Somebody whom one sentence only names, and of whom the next says by a pronoun what to do or what is new."""

from __future__ import annotations

import re

from domain.submission import Action
from parsers.expressions import later
from parsers.extract.anchors import anchors
from parsers.extract.answers import put_person, put_text
from parsers.extract.context import Context
from parsers.extract.drafts import Draft
from parsers.extract.gathering import Gathering
from parsers.extract.grammar import grammar, one_of
from parsers.extract.heads import labels_within
from parsers.extract.nominees import people_in
from parsers.extract.particulars import put_particulars
from parsers.extract.passages import Passage
from parsers.extract.person import Person
from parsers.extract.posts import put_office, put_workplace
from parsers.extract.reach import numbers_in
from parsers.extract.roles import mentions, words_for
from parsers.extract.runs import split_run
from parsers.extract.turns import Turns, turns_of
from parsers.fields.emails import find_emails
from parsers.words import formula

_PRONOUN = later(rf"{one_of('pronouns')}\s+", re.IGNORECASE)
_TO_ROLE = 24
"""Characters between the verb and the role: an article, a State's name."""
_COLON = re.compile(r"[:：]\s*")
_LEADS_ON = re.compile(r"[:：]\s*$")
_QUESTION = later(r"[?？؟]")


def recall(gathering: Gathering, sentence: Passage, turns: Turns, roles: tuple[str, ...]) -> bool:
    """Takes in a sentence that removes or nominates by a pronoun whoever the sentence before it named; False for others."""
    if gathering.in_mind is None or not roles or (gathering.current is not None and gathering.current.says_who):
        return False
    before, person = gathering.in_mind
    stated = _says_he_is(sentence.text, gathering.context)
    meant = stated or grammar("objects", gathering.languages).stands_in(sentence.text)
    greeted = formula("salutation", gathering.languages).is_whole(before.text.rstrip("،,:."))
    if not meant or greeted or _QUESTION.search(sentence.text) or not (turns.withdraw or turns.nominate or stated):
        return False
    action = Action.REMOVE if turns.withdraw else Action.ADD
    draft = gathering.begin(roles, words_for(roles, sentence, gathering.languages), "prose")
    draft.action, draft.action_said, draft.by_sentence = action, sentence, True
    if action is Action.REMOVE:
        put_person(draft, Person(person.name, person.honorific), "prose", gathering.context)
    else:
        put_person(draft, person, "prose", gathering.context)
        for rest in (before.part(person.end), sentence):
            put_particulars(gathering, draft, rest)
        if not draft.values.get("position"):
            put_office(draft, before.part(person.end), gathering.context)
        if (pronoun := _PRONOUN.match(sentence.text)) is not None:
            put_office(draft, sentence.part(pronoun.end()), gathering.context)
        put_workplace(draft, before, gathering.context)
    return True


def _says_he_is(text: str, context: Context) -> bool:
    """True where a sentence begins with a pronoun and says that whoever it means is or will be a point of contact."""
    verbs = grammar("is_contact", context.languages).find(text)
    told = mentions(text, context.languages)
    near = any(0 <= mention.start - verb.end <= _TO_ROLE for verb in verbs for mention in told)
    return _PRONOUN.match(text) is not None and near


def take_new_of_stayer(gathering: Gathering, sentence: Passage) -> bool:
    """Takes in a sentence with the new particulars of whoever the sentence before it said to stay a point of contact ("Although Mr
    A has left the Ministry he remains our point of contact. Replace his particulars with: ..."); False for others."""
    before, gathering.staying = gathering.staying, None
    context = gathering.context
    if before is None or not _tells_new(sentence, context) or anchors(sentence.text, context):
        return False
    told = mentions(before.text, context.languages)
    people = people_in(before, turns_of(before.text, context), bool(told), context)
    turns = turns_of(sentence.text, context)
    if len(people) != 1 or len(told) != 1 or turns.withdraw or mentions(sentence.text, context.languages):
        return False
    draft = gathering.begin(told[0].roles, before.part(told[0].start, told[0].end), "prose")
    draft.action, draft.action_said, draft.by_sentence = Action.UPDATE, sentence, True
    put_person(draft, Person(people[0].name, people[0].honorific), "prose", context)
    _put_office_given(draft, sentence, context)
    put_particulars(gathering, draft, sentence, changed=True)
    return True


def _tells_new(sentence: Passage, context: Context) -> bool:
    """True for a sentence that says whose particulars it gives, or leads in."""
    text = sentence.text
    given = find_emails(text) or numbers_in(text, context) or _LEADS_ON.search(text)
    kinds = ("particulars", "possessives", "new")
    return bool(given) and any(grammar(kind, context.languages).stands_in(text) for kind in kinds)


def _put_office_given(draft: Draft, sentence: Passage, context: Context) -> None:
    """Adds the office that stands between the colon and the first address or number."""
    text = sentence.text
    colon = _COLON.search(text)
    reach = [found.start for found in (*find_emails(text), *numbers_in(text, context))]
    if colon is None or not reach or min(reach) <= colon.end() or labels_within(text[: min(reach)], context):
        return
    end = len(text[: min(reach)].rstrip(" ,،，;；"))
    if end <= colon.end():
        return
    position, institution, _ = split_run(sentence, colon.end(), end, context)
    for code, part in (("position", position), ("institution", institution)):
        if part:
            put_text(draft, code, part, "prose")
