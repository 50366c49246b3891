"""Sentences that name nobody: they speak of the last one named, or lead in those who follow."""

from __future__ import annotations

import re

from domain.submission import Action
from parsers.extract.drafts import Draft
from parsers.extract.gathering import Gathering
from parsers.extract.grammar import grammar, one_of
from parsers.extract.particulars import put_particulars
from parsers.extract.passages import Passage
from parsers.extract.posts import put_office, put_workplace
from parsers.extract.reach import numbers_in
from parsers.extract.roles import role_codes, words_for
from parsers.extract.sharing import share_by_order, share_out
from parsers.extract.spoken import put_spoken
from parsers.extract.turns import Turns
from parsers.fields.emails import find_emails
from parsers.fold import HAN
from parsers.matters import matter
from parsers.words import formula, roles_in

_PRONOUN = re.compile(rf"{one_of('pronouns')}(?:\s+|(?<=[{HAN}]))", re.IGNORECASE)
_LEADS_ON = re.compile(r"[:：]\s*$")
_OPENS = 14


def read_unnamed(gathering: Gathering, sentence: Passage, turns: Turns, roles: tuple[str, ...]) -> None:
    """Takes in a sentence that names nobody: to the last one named, or as a lead-in to those who follow."""
    text = sentence.text
    last = gathering.current
    leads_on = bool(_LEADS_ON.search(text))
    weak = False
    if leads_on and not roles:
        told = {code for found in roles_in(text, gathering.languages) for code in role_codes(found)}
        roles, weak = (tuple(told), True) if len(told) == 1 else ((), False)
    if leads_on and last is not None and not last.empty and not roles and not turns.nominate:
        whose = grammar("possessives", gathering.languages).search(text[:_OPENS])
        if whose is not None and whose.start == 0:
            # "His new particulars read:"
            _turn_to_update(last, sentence, turns)
            return
    if last is not None and turns.withdraw and _may_leave(last):
        last.action, last.action_said, last.by_sentence = Action.REMOVE, sentence, True
        if roles and not last.roles:
            last.roles, last.role_said = roles, words_for(roles, sentence, gathering.languages)
        put_particulars(gathering, last, sentence)
        gathering.lead = (Action.ADD, sentence) if turns.nominate or leads_on else None
        gathering.close()
        return
    if leads_on and not roles and last is not None and _is_led_in(last, turns):
        # "... Ms A B has changed posts. Her new particulars:"
        if turns.update:
            last.action, last.action_said, last.by_sentence = Action.UPDATE, sentence, True
        return
    if last is not None and not last.empty and not leads_on:
        changing = _turn_to_update(last, sentence, turns)
        if roles and not last.roles and _PRONOUN.match(text):
            last.roles, last.role_said = roles, words_for(roles, sentence, gathering.languages)
        if find_emails(text) or numbers_in(text, gathering.context):
            if grammar("respective", gathering.languages).stands_in(text) and share_out(gathering, sentence):
                return
            if share_by_order(gathering, sentence):
                return
            if not formula("courtesy_opening", gathering.languages).stands_in(text):
                if turns.nominate and len(roles) == 1 and last.roles and roles != last.roles:
                    # somebody else, whose name could not be read
                    last = gathering.begin(roles, words_for(roles, sentence, gathering.languages), "prose")
                put_particulars(gathering, last, sentence, changed=changing)
            return
        put_spoken(last, sentence, context=gathering.context)
        pronoun = _PRONOUN.match(text)
        if pronoun:
            put_office(last, sentence.part(pronoun.end()), gathering.context)
            put_workplace(last, sentence, gathering.context)
    if leads_on and roles and not turns.any:
        gathering.lead_in(roles, sentence)
        gathering.lead_is_one = _is_one_person(text, roles, gathering)
        gathering.close()
        return
    if not turns.any:
        if leads_on and roles:
            gathering.lead_in(roles, sentence)
            gathering.lead_sure = not weak
            gathering.close()
        return
    if turns.withdraw and not turns.nominate:
        gathering.lead = Action.REMOVE, sentence
    elif turns.only_unchanged and not turns.nominate and not matter("rest", gathering.languages).stands_in(text):
        gathering.lead = None
    elif turns.update and not (
        turns.nominate and leads_on and roles and turns.nominate[-1].start > turns.update[-1].start
    ):
        gathering.lead = Action.UPDATE, sentence
    elif turns.nominate or (turns.replace and leads_on):
        gathering.lead = Action.ADD, sentence
    gathering.lead_in(roles, sentence)
    gathering.lead_sure = not weak
    gathering.lead_is_one = _is_one_person(text, roles, gathering)
    if leads_on or roles:
        gathering.close()


def _is_led_in(draft: Draft, turns: Turns) -> bool:
    """True for somebody just named of whom no particulars are known yet, where a lead-in nominates and removes nobody."""
    known = any(draft.values.get(code) for code in ("emails", "phones", "position", "institution"))
    named = draft.source == "prose" and draft.first("name") is not None and draft.action is not Action.REMOVE
    return named and not known and not (turns.nominate or turns.withdraw or turns.replace or turns.replaced_by)


def _is_one_person(text: str, roles: tuple[str, ...], gathering: Gathering) -> bool:
    """True where the lead-in says that one and the same person holds both roles."""
    return len(roles) > 1 and "?" not in text and grammar("same_person", gathering.languages).stands_in(text)


def _turn_to_update(draft: Draft, sentence: Passage, turns: Turns) -> bool:
    """Whether a later sentence changes somebody of whom an earlier note was quoted, or whose particulars changed before."""
    if draft.action is Action.UPDATE:
        return True
    if turns.update and not turns.only_unchanged and not turns.nominate and draft.referred:
        draft.action, draft.action_said, draft.by_sentence = Action.UPDATE, sentence, True
        return True
    return False


def _may_leave(draft: Draft) -> bool:
    """True for somebody whom a sentence named and no other sentence keeps."""
    return (
        draft.source == "prose"
        and draft.first("name") is not None
        and (not draft.by_sentence or draft.action is Action.REMOVE)
    )
