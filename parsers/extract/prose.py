"""Sentences that name somebody: nominated, replaced, withdrawn, changed or told more of."""

from __future__ import annotations

import re
from dataclasses import replace

from domain.submission import Action
from parsers.extract.acts import actions
from parsers.extract.acts_in_doubt import with_doubts
from parsers.extract.alternates import is_alternate, is_called_alternate, of_the_principal
from parsers.extract.answers import put_person
from parsers.extract.asides import deletes_the_others, is_aside, is_pending, only_asks
from parsers.extract.bracketed import behind_bracket, put_behind_bracket
from parsers.extract.by_order import take_by_order
from parsers.extract.by_title import take_by_title
from parsers.extract.bystanders import those_meant
from parsers.extract.clauses import clauses_of, only_confirms
from parsers.extract.comers_below import comes_below, who_leaves_before
from parsers.extract.covers import stands_in
from parsers.extract.gathering import Gathering
from parsers.extract.introduced import behind_label, named_by_label
from parsers.extract.known_again import named_again
from parsers.extract.lead_ins import leaves_unnamed, read_unnamed
from parsers.extract.named_before import says_more_of, take_up_family
from parsers.extract.nominees import people_in
from parsers.extract.particulars import put_particulars
from parsers.extract.passages import Passage
from parsers.extract.person import Person
from parsers.extract.posts import (
    put_body_left,
    put_new_position,
    put_office,
    put_office_now,
    put_office_stated,
    put_office_told,
    put_workplace,
)
from parsers.extract.posts_before import put_office_before
from parsers.extract.predecessors import is_about, of_the_comer, read_predecessor, still_known_by
from parsers.extract.presented import (
    are_presented,
    is_listed,
    is_to_be_answered,
    only_acts_at_a_level,
    other_role_told,
    waiting_for_a_role,
)
from parsers.extract.promoted import before_promotion
from parsers.extract.reach import numbers_in
from parsers.extract.recalled import recall, take_new_of_stayer
from parsers.extract.renamed import rename
from parsers.extract.replacing import in_pairs
from parsers.extract.role_of_each import roles_for
from parsers.extract.roles import mentions
from parsers.extract.shared import take_shared
from parsers.extract.sharing import put_understood
from parsers.extract.spoken import put_asked_languages, put_spoken_by
from parsers.extract.spoken_by_both import put_also_spoken, put_spoken_by_both
from parsers.extract.stated import is_stated
from parsers.extract.successors import lead_in_successor
from parsers.extract.swaps import by_arrows
from parsers.extract.turns import Turns, turns_of
from parsers.fields.emails import find_emails
from parsers.words import formula


def read_sentence(gathering: Gathering, sentence: Passage) -> None:
    """Takes in one sentence, clause by clause where each clause nominates somebody of its own."""
    for clause in clauses_of(sentence, gathering.context):
        _read_clause(gathering, clause)


def _read_clause(gathering: Gathering, sentence: Passage) -> None:
    context = gathering.context
    if is_aside(sentence.text, context):
        return
    if take_new_of_stayer(gathering, sentence):
        return
    meant = those_meant(sentence, context)
    gathering.aside.extend(meant.aside)
    if meant.sentence is None:
        gathering.close()
        gathering.staying = sentence
        return
    sentence = meant.sentence
    turns = turns_of(sentence.text, context)
    if deletes_the_others(sentence.text, context.languages):
        gathering.aside.append(sentence)
        gathering.close()
        return
    if is_pending(sentence.text, context):
        turns = Turns((), (), (), (), (), ())  # whoever it names is doubted
    elif only_asks(sentence.text, context):
        in_a_role = not re.search("[?？؟]", sentence.text) and mentions(sentence.text, context.languages)
        if not in_a_role and not find_emails(sentence.text) and not numbers_in(sentence.text, context):
            return
        turns = Turns((), (), (), (), (), ())  # whom it names, and how to reach them, is doubted
    if not turns.changes_somebody and only_confirms(sentence.text, context):
        return
    if (
        take_up_family(gathering, sentence)
        or take_by_order(gathering, sentence, turns)
        or take_by_title(gathering, sentence, turns)
        or take_shared(gathering, sentence, turns)
    ):
        return
    put_spoken_by_both(gathering, sentence)
    if put_asked_languages(gathering.drafts, gathering.current, sentence):
        return
    mentioned = mentions(sentence.text, context.languages)
    gathering.spoken_roles.update(m.roles[0] for m in mentioned if len(m.roles) == 1)
    people = people_in(sentence, turns, bool(mentioned), context) or named_by_label(gathering, sentence)
    people = before_promotion(sentence.text, people, context)
    if not people and not turns.changes_somebody:
        people = named_again(gathering, sentence)
    known = any(is_about(draft, p.name.text) for p in people if p.name for draft in gathering.drafts)
    if people and not known and not turns.any and is_to_be_answered(sentence.text, mentioned, context):
        return
    before, gathering.before = gathering.before, None if turns.any else sentence
    told = gathering.current is not None and gathering.current.says_who
    below = comes_below(sentence.text, turns, people, context)
    if (
        people
        and not below
        and (rename(gathering, sentence, people) or read_predecessor(gathering, sentence, turns, people))
    ):
        return
    roles = tuple(dict.fromkeys(r for m in mentioned for r in m.roles))
    recalled = not people and recall(gathering, sentence, turns, roles)
    gathering.in_mind = (sentence, people[0]) if len(people) == 1 and people[0].name and not turns.any else None
    if recalled:
        return
    if not people and turns.withdraw and (named := leaves_unnamed(gathering, sentence, turns, before)):
        said = sentence.part(mentioned[0].start, mentioned[0].end) if mentioned else None
        draft = gathering.begin(mentioned[0].roles if mentioned else gathering.roles_in_force, said, "prose")
        draft.action, draft.action_said, draft.by_sentence = Action.REMOVE, sentence, True
        put_person(draft, named, "prose", context)
        lead_in_successor(gathering, sentence, turns, mentioned)
    elif not people:
        read_unnamed(gathering, sentence, turns, roles)
    elif (
        (turns.any and not says_more_of(gathering, sentence, turns, mentioned, people))
        or below
        or by_arrows(sentence.text, people)
        or (mentioned and not only_acts_at_a_level(gathering, sentence, mentioned, people))
        or (gathering.heading and not (known and told))
        or is_listed(gathering, sentence.text, people)
        or are_presented(gathering, sentence.text)
        or people[0].start == behind_label(gathering, sentence.text)
        or is_alternate(gathering, sentence, people)
    ):
        stands_in = len(people) == 2 and not mentioned and is_alternate(gathering, sentence, people)
        _with_people(gathering, sentence, turns, people[1:] if stands_in else people, meant.renewed)
    else:
        _say_more(gathering, sentence, people)


def _with_people(
    gathering: Gathering, sentence: Passage, turns: Turns, people: list[Person], renewed: bool = False
) -> None:
    context = gathering.context
    acts = actions(sentence.text, turns, people, context)
    below = comes_below(sentence.text, turns, people, context)
    if below:
        acts = [(Action.REMOVE, True)] * len(people)
    if renewed and not turns.any:
        # "our technical contact Mr A, formerly of X (...), is now at Y (...)"
        acts = [(Action.UPDATE, False)] * len(people)
    deputy = stands_in(sentence.text, turns, people, acts, context)
    if deputy is not None:
        people, acts = [deputy[0]], [(Action.ADD, deputy[1])]
    in_force = gathering.roles_in_force
    alternate = is_alternate(gathering, sentence, people)
    if not in_force:
        in_force = of_the_principal(gathering, sentence, people, acts, alternate)
    mentioned = mentions(sentence.text, context.languages)
    roles = in_pairs(roles_for(sentence.text, people, mentioned, in_force), acts, turns, people)
    acts = with_doubts(acts, sentence.text, turns, people, mentioned, context)
    if leaver := who_leaves_before(gathering, sentence.text, turns, people):
        # "Mr A has left. Ms B takes over from him"
        acts = [(Action.ADD, True)]
        roles = [(roles[0][0] or leaver.roles, roles[0][1])]
    anyhow = False
    for number, person in enumerate(people):
        action, certain = acts[number]
        told, mention = roles[number]
        said = sentence.part(mention.start, mention.end) if mention else None
        outer = gathering.current
        stated = not turns.any and is_stated(sentence.text, person, mention, context)
        anyhow = anyhow or stated
        given = (anyhow or turns.nominate) and mention is not None
        waiting = waiting_for_a_role(gathering, person, action) if given else None
        draft = waiting or gathering.begin(told, said, "prose")
        if not draft.roles:
            draft.roles, draft.role_said, draft.role_sure = told, said, True
        if other_role_told(sentence.text, people, mentioned, context):
            draft.role_sure = False
        gathering.current = draft
        if not (draft.by_sentence and draft.action is action) and (certain or draft.action is None):
            draft.action, draft.action_said, draft.by_sentence = action, sentence, certain
            draft.action_sure = certain
            draft.stated = stated
        draft.referred = formula("refers_to", context.languages).stands_in(sentence.text[: person.start])
        draft.alternate = alternate or is_called_alternate(sentence.text, people, number, context)
        if action is Action.UPDATE and person.position and formula("update").stands_in(person.position.text):
            # "Mr A, changed his number"
            put_person(draft, replace(person, position=None, institution=None), "prose", context)
        else:
            put_person(draft, person, "prose", context)
        if number == 0 and action is Action.ADD:
            put_office_before(draft, sentence.part(0, person.start), mention.end if mention else 0, context)
        elif action is Action.ADD:
            put_office_before(draft, sentence.part(people[number - 1].end, person.start), 0, context)
        if action is Action.UPDATE and any(found.end <= person.start for found in turns.update):
            draft.passing = frozenset(draft.values) & {"position", "institution"}
        until = people[number + 1].start if number + 1 < len(people) else len(sentence.text)
        rest, behind = sentence.part(person.end, until), None
        if number and action is Action.ADD is acts[number - 1][0]:
            rest, behind = behind_bracket(gathering, sentence.part(people[number - 1].end, person.start), rest)
        if action is Action.REMOVE:
            put_body_left(draft, rest, context)
            still_known_by(gathering, draft, rest, len(people) == 1)
        else:
            put_workplace(draft, rest, context)
            put_office_told(draft, rest, context)
        if action is Action.UPDATE:
            put_particulars(gathering, draft, sentence if len(people) == 1 else rest, changed=True)
            put_new_position(gathering, draft, rest)
            put_office_now(draft, rest, context)
        elif action is Action.ADD:
            put_office_stated(draft, rest, context)
            put_particulars(gathering, draft, rest)
            if behind is not None and outer is not None:
                put_behind_bracket(gathering, outer, draft, behind)
    if acts[-1][0] is Action.REMOVE:
        lead_in_successor(gathering, sentence, turns, mentioned, below)
    if acts[-1][0] is Action.REMOVE and len(people) > 1:
        comer = next((d for d in reversed(gathering.drafts) if d.action is Action.ADD), None)
        if comer is not None:
            put_particulars(gathering, comer, of_the_comer(comer, sentence.part(people[-1].end)))
            gathering.current = comer


def _say_more(gathering: Gathering, sentence: Passage, people: list[Person]) -> None:
    """A later sentence about somebody named before ("Dr Tembo is Deputy Director at ..., and can be reached at ...")."""
    for number, person in enumerate(people):
        name = person.name.text if person.name else ""
        draft = next((d for d in reversed(gathering.drafts) if is_about(d, name)), None)
        if draft is None or draft.action is Action.REMOVE:
            continue
        until = people[number + 1].start if number + 1 < len(people) else len(sentence.text)
        rest = sentence.part(person.end, until)
        put_office(draft, rest, gathering.context)
        put_workplace(draft, rest, gathering.context)
        if not draft.values.get("position"):
            put_person(
                draft, Person(position=person.position, institution=person.institution), "prose", gathering.context
            )
        put_particulars(gathering, draft, rest)
        before = sentence.text[people[number - 1].end if number else 0 : person.start]
        put_spoken_by(draft, before, rest, gathering.context)
        put_also_spoken(draft, sentence.part(person.start, until), gathering.context)
        put_understood(draft, sentence.part(person.start, until), sentence, gathering.context)
        gathering.current = draft
