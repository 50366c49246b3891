"""The writer appointed himself: "I have been appointed as technical point of contact", above who signs and how to reach him."""

from __future__ import annotations

from dataclasses import replace

from domain.submission import Action
from parsers.expressions import later
from parsers.extract.anchors import anchors
from parsers.extract.cards import read_card
from parsers.extract.drafts import Draft
from parsers.extract.gathering import Gathering
from parsers.extract.grammar import grammar
from parsers.extract.items import Text
from parsers.extract.passages import Passage
from parsers.extract.roles import mentions, words_for
from parsers.words import phrases

_QUESTION = later(r"[?？؟]")
_OWN_WORD = "the writer says it of himself, where he signs"


def speaks_of_himself(text: str) -> bool:
    """True where the writer says that he himself was appointed as a point of contact."""
    hit = grammar("takes_up").search(text)
    return hit is not None and phrases("roles", "contact").stands_in(text[hit.start :])


def take_up(gathering: Gathering, sentence: Passage) -> bool:
    """Opens the writer's contact with a sentence in which he says for what he was appointed; False for others, and where somebody
    else is named in it."""
    text = sentence.text
    if not speaks_of_himself(text) or _QUESTION.search(text) or anchors(text, gathering.context):
        return False
    roles = tuple(dict.fromkeys(role for one in mentions(text, gathering.languages) for role in one.roles))
    if not roles or any(draft.first("name") for draft in gathering.drafts):
        return False
    draft = gathering.begin(roles, words_for(roles, sentence, gathering.languages), "prose")
    draft.action, draft.action_said, draft.by_sentence = Action.ADD, sentence, True
    gathering.writer = draft
    return True


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
