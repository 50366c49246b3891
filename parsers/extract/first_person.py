"""The writer speaks of himself: "I have been appointed as technical point of contact", "I should like to be registered as such",
above who signs and how to reach him."""

from __future__ import annotations

import re
from dataclasses import replace

from domain.submission import Action
from parsers.expressions import later
from parsers.extract.anchors import anchors
from parsers.extract.answers import put_person
from parsers.extract.bare_names import is_bare_name
from parsers.extract.cards import read_card
from parsers.extract.context import Context
from parsers.extract.drafts import Draft
from parsers.extract.gathering import Gathering
from parsers.extract.grammar import grammar
from parsers.extract.items import Text
from parsers.extract.particulars import put_particulars
from parsers.extract.passages import Passage
from parsers.extract.people import named
from parsers.extract.person import Person
from parsers.extract.reach import numbers_in
from parsers.extract.roles import mentions, words_for
from parsers.fields.emails import find_emails
from parsers.words import phrases

_QUESTION = later(r"[?？؟]")
_COLON = re.compile(r"[:：]\s*")
_GREETED = later(r"[^\W\d_]+\s*[:,،：，]")
_OWN_WORD = "the writer says it of himself, where he signs"


def speaks_of_himself(text: str) -> bool:
    """True where the writer says that he himself was appointed as a point of contact."""
    hit = grammar("takes_up").search(text)
    return hit is not None and phrases("roles", "contact").stands_in(text[hit.start :])


def take_up(gathering: Gathering, sentence: Passage) -> bool:
    """Opens the writer's contact with a sentence in which he says for what he was appointed or wants to be registered, and goes on
    with one that tells how he is reached; False for others, and where somebody else is named in it."""
    text = sentence.text
    if not speaks_of_himself(text):
        return _tells_more(gathering, sentence)
    if _QUESTION.search(text) or _names_others(text, gathering.context):
        return False
    roles = tuple(dict.fromkeys(role for one in mentions(text, gathering.languages) for role in one.roles))
    if not roles or any(draft.first("name") for draft in gathering.drafts):
        return False
    before = gathering.before
    draft = gathering.begin(roles, words_for(roles, sentence, gathering.languages), "prose")
    draft.action, draft.action_said, draft.by_sentence = Action.ADD, sentence, True
    gathering.writer = draft
    own = [person for said in (before, sentence) if said is not None for person in _own_name(said, gathering.context)]
    if own:
        put_person(draft, own[0], "prose", gathering.context)
    put_particulars(gathering, draft, sentence)
    return True


def _names_others(text: str, context: Context) -> bool:
    """True where somebody is named by form of address, and not only greeted ("Estimados señores: ...")."""
    return any(not _GREETED.match(text, at) for at in anchors(text, context))


def _tells_more(gathering: Gathering, sentence: Passage) -> bool:
    """Whether a sentence behind the one in which the writer puts himself forward tells how he is reached."""
    writer, context = gathering.writer, gathering.context
    reached = find_emails(sentence.text) or numbers_in(sentence.text, context)
    if writer is None or writer is not gathering.current or not reached or anchors(sentence.text, context):
        return False
    put_particulars(gathering, writer, sentence)
    return True


def _own_name(sentence: Passage, context: Context) -> list[Person]:
    """The name by which the writer calls himself ("My name is Ama Mensah")."""
    told = grammar("my_name", context.languages).find(sentence.text)
    ends = [*(found.end for found in told), *(colon.end() for colon in _COLON.finditer(sentence.text))]
    behind = (sentence.part(end) for end in ends)
    people = (named(part, context) for part in behind if part)
    return [Person(name=p.name) for p in people if p and p.name is not None and is_bare_name(p.name.text, context)]


def sign(gathering: Gathering, item: Text) -> bool:
    """Reads the card with which the writer signs who was appointed himself; False for other text."""
    writer = gathering.writer
    if writer is None or writer.first("name") is not None:
        return False
    signed = read_card(gathering, writer, item)
    gathering.current = writer if signed else gathering.current
    return signed


def on_his_word(draft: Draft) -> None:
    """From here on nothing that the writer says of himself is vouched for."""
    draft.role_sure = draft.action_sure = draft.by_sentence = False
    draft.values = {
        code: [replace(value, sure=False, doubt=value.doubt or _OWN_WORD) for value in values]
        for code, values in draft.values.items()
    }
