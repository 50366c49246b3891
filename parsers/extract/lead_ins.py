"""Sentences that name nobody: they speak of the last one named, or lead in those who follow."""

from __future__ import annotations

import re
from dataclasses import replace

from domain.submission import Action
from parsers.expressions import later
from parsers.extract.anchors import anchors
from parsers.extract.answers import put_person
from parsers.extract.bare_names import bare_name, bare_names, name_beside_role
from parsers.extract.drafts import Draft
from parsers.extract.gathering import Gathering
from parsers.extract.grammar import ARTICLE, grammar, one_of
from parsers.extract.of_others import leave_what_is_of_the_note, put_in_doubt_of_another
from parsers.extract.particulars import put_particulars
from parsers.extract.passages import Passage
from parsers.extract.people import person_at
from parsers.extract.person import Person
from parsers.extract.posts import put_new_position, put_office, put_workplace
from parsers.extract.reach import numbers_in
from parsers.extract.roles import mentions, role_codes, words_for
from parsers.extract.sharing import share_by_order, share_out, share_theirs
from parsers.extract.spoken import put_spoken
from parsers.extract.successors import in_their_place, leads_in_comer
from parsers.extract.turns import Turns
from parsers.fields.emails import find_emails
from parsers.fold import HAN
from parsers.matters import matter
from parsers.words import formula, roles_in

_PRONOUN = later(rf"{one_of('pronouns')}(?:\s+|(?<=[{HAN}]))", re.IGNORECASE)
_HOLDER = later(rf"(?:{ARTICLE})?{one_of('holders')}\s+", re.IGNORECASE)
"""The one named last, by what that one was made ("The new incumbent is ...")."""
_LEADS_ON = re.compile(r"[:：]\s*$")
_OPENS = 14
_OTHERS = "The sentence before says that somebody leaves, and this one only names somebody else."


def read_unnamed(gathering: Gathering, sentence: Passage, turns: Turns, roles: tuple[str, ...]) -> None:
    """Takes in a sentence that names nobody: to the last one named, or as a lead-in to those who follow."""
    text = sentence.text
    last = gathering.current
    leads_on = bool(_LEADS_ON.search(text))
    weak = False
    if leads_on and not roles:
        told = {code for found in roles_in(text, gathering.languages) for code in role_codes(found)}
        roles, weak = (tuple(told), True) if len(told) == 1 else ((), False)
    if leads_on and last is not None and leads_in_comer(gathering, last, sentence, turns, roles):
        return
    if leads_on and last is not None and not last.empty and not roles and not turns.nominate:
        whose = grammar("possessives", gathering.languages).search(text[:_OPENS])
        if whose is not None and whose.start == 0:
            # "His new particulars read:"
            _turn_to_update(last, sentence, turns)
            return
    if leads_on and last is not None and _tells_of_one(gathering, last, text, turns, roles):
        # "The contact details of the new point of contact are as follows:"
        return
    if last is not None and turns.withdraw and _may_leave(last):
        last.action, last.action_said, last.by_sentence = Action.REMOVE, sentence, True
        if roles and not last.roles:
            last.roles, last.role_said = roles, words_for(roles, sentence, gathering.languages)
        put_particulars(gathering, last, sentence)
        gathering.lead = (Action.ADD, sentence) if turns.nominate or leads_on else None
        gathering.close()
        if leads_on and not (turns.nominate or in_their_place(gathering, sentence)):
            # an address alone behind the colon is still that of whoever leaves
            gathering.current = last
        return
    if leads_on and not roles and last is not None and _is_led_in(last, turns):
        # "... Ms A B has changed posts. Her new particulars:"
        if turns.update:
            last.action, last.action_said, last.by_sentence = Action.UPDATE, sentence, True
        return
    if last is not None and not last.empty and not leads_on:
        changing = _turn_to_update(last, sentence, turns)
        holder = _HOLDER.match(text)
        if holder is not None and last.action is Action.ADD:
            put_office(last, sentence.part(holder.end()), gathering.context)
        if roles and not last.roles and _PRONOUN.match(text):
            last.roles, last.role_said = roles, words_for(roles, sentence, gathering.languages)
        if find_emails(text) or numbers_in(text, gathering.context):
            if leave_what_is_of_the_note(gathering, sentence):
                return
            if grammar("respective", gathering.languages).stands_in(text) and share_out(gathering, sentence):
                return
            if share_by_order(gathering, sentence) or share_theirs(gathering, sentence):
                return
            if not formula("courtesy_opening", gathering.languages).stands_in(text):
                if turns.nominate and len(roles) == 1 and last.roles and roles != last.roles:
                    # somebody else, whose name could not be read
                    last = gathering.begin(roles, words_for(roles, sentence, gathering.languages), "prose")
                if last.action is Action.REMOVE and _put_other(gathering, last, sentence):
                    return
                put_in_doubt_of_another(gathering, last, sentence, changing)
            return
        if changing:
            put_new_position(gathering, last, sentence)
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
    if last is None and not leads_on and len(roles) == 1 and _put_nameless(gathering, sentence, turns, roles):
        return
    if not turns.any:
        if leads_on and roles:
            gathering.lead_in(roles, sentence)
            gathering.lead_sure = not weak
            gathering.close()
        elif len(roles) == 1 and not gathering.drafts:
            gathering.topic = sentence
        return
    if turns.withdraw and not turns.nominate:
        gathering.lead = Action.REMOVE, sentence
    elif turns.only_unchanged and not turns.nominate and not matter("rest", gathering.languages).stands_in(text):
        gathering.lead = None
    elif (turns.update and not turns.only_unchanged) and not (
        turns.nominate and leads_on and roles and turns.nominate[-1].start > turns.update[-1].start
    ):
        gathering.lead = Action.UPDATE, sentence
    elif turns.nominate or (turns.replace and leads_on):
        gathering.lead = Action.ADD, sentence
    if turns.only_unchanged and not (roles or leads_on or turns.nominate):
        # "All other particulars are unaffected."
        return
    if gathering.topic is not None and not roles and turns.update and not (turns.nominate or gathering.drafts):
        # "The Mission refers to its technical point of contact. Please amend the entry as follows:"
        gathering.lead_in(mentions(gathering.topic.text, gathering.languages)[0].roles, gathering.topic)
        weak = True
    else:
        gathering.lead_in(roles, sentence)
    gathering.lead_sure = not weak
    gathering.lead_is_one = _is_one_person(text, roles, gathering)
    if leads_on or roles:
        gathering.close()


def _put_other(gathering: Gathering, leaver: Draft, sentence: Passage) -> bool:
    """Whether a sentence behind one by which somebody leaves names somebody else without a form of address: what it gives is
    that one's, in doubt ("Jane Doe has retired. Ama Mensah takes over, a@b.c")."""
    others = [p for p in bare_names(sentence, gathering.context) if p.name and not leaver.is_person(p.name.text)]
    if not others:
        return False
    draft = gathering.begin(leaver.roles, leaver.role_said, "prose")
    draft.action, draft.action_said = Action.ADD, sentence
    draft.action_sure = draft.role_sure = False
    put_person(draft, others[0], "prose", gathering.context)
    put_particulars(gathering, draft, sentence)
    for values in draft.values.values():
        values[:] = [replace(value, sure=False, doubt=value.doubt or _OTHERS) for value in values]
    return True


def _put_nameless(gathering: Gathering, sentence: Passage, turns: Turns, roles: tuple[str, ...]) -> bool:
    """Whether the sentence changes how "our technical contact" is reached, and names nobody by a form of address; the contact has
    what it gives, and the bare name beside the role."""
    if not turns.update or turns.only_unchanged or turns.nominate or turns.withdraw:
        return False
    text = sentence.text
    if not (find_emails(text) or numbers_in(text, gathering.context)) or formula("courtesy_opening").stands_in(text):
        return False
    draft = gathering.begin(roles, words_for(roles, sentence, gathering.languages), "prose")
    draft.action, draft.action_said, draft.by_sentence = Action.UPDATE, sentence, True
    if (holder := name_beside_role(sentence, gathering.context)) is not None:
        put_person(draft, holder, "prose", gathering.context)
    put_particulars(gathering, draft, sentence, changed=True)
    return True


def leaves_unnamed(gathering: Gathering, sentence: Passage, turns: Turns, before: Passage | None) -> Person | None:
    """Who leaves, where the sentence names nobody by a form of address and nobody is spoken of: somebody of a bare name in it, or
    the one whom the sentence before named ("You keep writing to Ms A. She has left; please take her off the list")."""
    last = gathering.current
    if (last is not None and _may_leave(last)) or (turns.nominate and not in_their_place(gathering, sentence)):
        return None
    context = gathering.context
    if before is not None and grammar("them", context.languages).stands_in(sentence.text):
        addressed = [person_at(before, start, context) for start in anchors(before.text, context)]
        named = [person for person in addressed if person.name is not None]
        return named[0] if len(named) == 1 else bare_name(before, context) if not named else None
    return bare_name(sentence, context) if in_their_place(gathering, sentence) else None


def _is_led_in(draft: Draft, turns: Turns) -> bool:
    """True for somebody just named of whom no particulars are known yet, where a lead-in nominates and removes nobody."""
    return _is_bare(draft) and not (turns.nominate or turns.withdraw or turns.replace or turns.replaced_by)


def _tells_of_one(gathering: Gathering, last: Draft, text: str, turns: Turns, roles: tuple[str, ...]) -> bool:
    """True where a lead-in speaks of the particulars of whoever was named last, the only one who came without any."""
    told = grammar("particulars", gathering.languages).search(text)
    changes = [f for f in turns.update if not any(new.start <= f.start and f.end <= new.end for new in turns.replace)]
    if told is None or turns.withdraw or changes or turns.supersede or any(f.end <= told.start for f in turns.nominate):
        return False
    bare = [draft for draft in gathering.drafts if _is_bare(draft)]
    return bare == [last] and (not roles or not last.roles or set(roles) <= set(last.roles))


def _is_bare(draft: Draft) -> bool:
    """True for somebody who comes, named in prose, of whom no particulars are known yet."""
    known = any(draft.values.get(code) for code in ("emails", "phones", "position", "institution"))
    named = draft.source == "prose" and draft.first("name") is not None and draft.action is not Action.REMOVE
    return named and not known


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
