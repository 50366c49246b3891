"""Labelled answers taken in, each by the contact that it is about."""

from __future__ import annotations

import re
from dataclasses import replace

from domain.submission import Action
from parsers.extract.anchors import anchors
from parsers.extract.answers import is_honorific, only_ticked, put_person, put_text
from parsers.extract.context import Context
from parsers.extract.drafts import Draft, similar
from parsers.extract.entering import enter, is_in_other_script, reach_at
from parsers.extract.gathering import Gathering
from parsers.extract.grammar import grammar
from parsers.extract.han_people import chinese_people
from parsers.extract.helpers import ANOTHERS, own_name
from parsers.extract.items import CONTACT_CODES, Answer
from parsers.extract.looks import reached_by
from parsers.extract.named_above import named_above
from parsers.extract.particulars import put_particulars
from parsers.extract.passages import chain
from parsers.extract.prose import read_sentence
from parsers.extract.roles import mentions, roles_of_answer, ticked
from parsers.extract.sharing import share_out
from parsers.extract.successions import read_succession
from parsers.extract.swaps import are_swapped
from parsers.extract.ticked_acts import take_ticked_act
from parsers.extract.titles import title_of
from parsers.extract.turns import turns_of
from parsers.extract.whole_answers import read_whole, without_yes
from parsers.extract.whole_people import whole_person
from parsers.fields.names import split_honorific
from parsers.fold import fold
from parsers.words import Label, formula, is_not_applicable, is_yes, label_of, phrases, roles_in

_WORD = re.compile(r"[^\W\d_]{4}")
_WHO = frozenset({"name", "family_name", "given_name"})
_SHARED = frozenset({"languages", "institution", "emails", "phones", "availability"})
"""What two contacts can have in common."""
_TARGETS = {"email": "emails", "phone": "phones", "mobile": "phones"}
_OF_A_CHANGE = ("leaver", "comer", "action")
_QUESTION = re.compile(r"[?？؟]\s*$")
_BEFORE_ALTERNATE = " (（-–—,\n"
_ONCE = frozenset({"name", "position", "institution", "honorific", "role"})


def read_answer(gathering: Gathering, answer: Answer) -> None:
    """Takes a labelled answer to the contact that it is about, which it may open."""
    nobody = gathering.current is None or gathering.current.empty
    answer = own_name(answer, nobody and gathering.heading is not None, gathering.context)
    codes = set(answer.label.codes)
    if codes == {"stayer"}:
        # "Keep: Ms A (diplomatic)"
        gathering.aside.append(answer.value)
        gathering.close()
        return
    if codes == set(ANOTHERS.codes) or _is_beside_helper(gathering, answer):
        gathering.helper = answer.asked
        gathering.aside.append(chain([answer.asked, answer.value], ": "))
        return
    if not codes & CONTACT_CODES:
        return
    if nobody and _takes_act(gathering, answer):
        # "Type of submission: ☐ New ☒ Update" above all contacts
        return
    code = answer.label.codes[0]
    text = answer.value.text
    if code != "honorific" and "honorific" in codes and is_honorific(only_ticked(answer.value).text):
        # "Mr./Ms." asks for a name or a form of address: what stands there tells
        answer = replace(answer, label=Label(("honorific",)))
        codes, code = {"honorific"}, "honorific"
    if codes & {"phone", "mobile"} and "institution" in codes and not _WORD.search(text):
        # "Office / cell": both are telephones
        answer = replace(answer, label=Label(("phone",)))
        codes, code = {"phone"}, "phone"
    if {"role", "position"} <= codes and roles_of_answer(text, gathering.languages) and not _says_role(text, gathering):
        # a technical director is a position
        answer = replace(answer, label=Label(("position",)))
        codes, code = {"position"}, "position"
    if code == "position" and (_ticks_role(answer, gathering) or _asks_in_which_role(answer, gathering)):
        # "Function: [x] diplomatic [ ] technical", "In which capacity is the contact nominated? Technical"
        answer = replace(answer, label=Label(("role",)))
        codes, code = {"role"}, "role"
    if "name" in codes and _says_role(text, gathering) and _asks_for_contact(answer.asked.text, gathering):
        # "Point of contact | Technical"
        answer = replace(answer, label=Label(("role",)))
        codes, code = {"role"}, "role"
    if _says_role(text, gathering) if len(codes) > 1 and "role" in codes else code == "role":
        _role(gathering, answer)
        return
    if code in _OF_A_CHANGE and not answer.value and (said := mentions(answer.asked.text, gathering.languages)):
        # "Replacement of the technical point of contact:" above those who go and come
        gathering.lead_in(tuple(dict.fromkeys(role for mention in said for role in mention.roles)), answer.asked)
        return
    if code in ("leaver", "comer"):
        if read_succession(gathering, answer, code == "leaver"):
            return
        if (reached := reached_by(text, gathering.context)) is not None:
            # "To be added: new@cert.example"
            if code == "comer" and gathering.current is not None:
                put_particulars(gathering, gathering.current, answer.value)
                gathering.current.answered.add(reached.codes[0])
            return
        if len(answer.label.codes) == 1:
            return
        answer = replace(answer, label=Label(answer.label.codes[1:]))
        code = answer.label.codes[0]
    if code == "alternate" and turns_of(text, gathering.context).changes_somebody:
        # "Alternate: Mr A has left; Ms B succeeds him"
        read_sentence(gathering, chain([answer.asked, answer.value], ": "))
        return
    if code == "alternate" and not (text and is_not_applicable(text)) and is_yes(text or "-") is None:
        _alternate(gathering, answer)
        return
    if answer.value and _of_all(gathering, answer):
        return
    respective = grammar("respective", gathering.languages)
    shared = codes & {"phone", "mobile", "email"} and any(
        respective.stands_in(said) for said in (text, answer.asked.text)
    )
    if shared and share_out(gathering, answer.value):
        return
    if code == "languages" and answer.value and _all_speak(gathering, answer):
        return
    named = named_above(gathering, answer.asked.text) if answer.value else None
    if named is not None:
        gathering.current = named
        put_particulars(gathering, named, answer.value)
        return
    current = gathering.current
    told = mentions(answer.asked.text, gathering.languages)
    han = chinese_people(answer.asked, gathering.context) if answer.value else []
    # "闫梦瑶女士联系方式：...": of somebody named before
    known = any(draft.is_person(person.name.text) for person in han if person.name for draft in gathering.drafts)
    asks = _QUESTION.search(answer.asked.text) is not None
    named_too = bool(told) and not asks and bool(han or anchors(answer.asked.text, gathering.context))
    if answer.value and (known or named_too or are_swapped(answer.value, gathering.context)):
        # "New telephone number (diplomatic point of contact, Mr A B): ..."
        read_sentence(gathering, chain([answer.asked, answer.value], ": "))
        return
    roles = told[0].roles if told else _roles_in_column(gathering, answer) or _other_role(gathering, answer)
    if roles and answer.value and not (current and current.roles == roles):
        current = _in_role(gathering, answer, roles)
    elif current is None or _begins_another(current, answer, gathering.context):
        opens = code in _ONCE | _WHO or gathering.heading is not None
        if not answer.value or (current is None and not opens and not gathering.lead):
            return
        # "Old number: ...", "New number: ...", and the name below them
        opens = opens or (gathering.lead is not None and gathering.lead[0] is Action.UPDATE)
        current = gathering.begin_under_heading(answer.source) if opens else gathering.begin((), None, answer.source)
    if code != "name" or answer.label.compound or not read_whole(gathering, current, answer.value):
        enter(current, answer, gathering.context, gathering.above(current))
    if answer.value:
        current.answered.add(code)
        current.asked.add(fold(answer.asked.text))
        _renew(gathering, current, answer)


def _is_beside_helper(gathering: Gathering, answer: Answer) -> bool:
    """True for an answer on the line of a helper ("Assistant: Ann, tel. ...")."""
    helper = gathering.helper
    lines = [piece.line for piece in helper.pieces[:1]] if helper is not None else []
    return any(piece.line is line for piece in answer.asked.pieces[:1] for line in lines)


def _takes_act(gathering: Gathering, answer: Answer) -> bool:
    """Whether boxes say what is to be done, on the line of the label or as its answer, or on both."""
    taken = [take_ticked_act(gathering, part) for part in (answer.asked, answer.value) if part]
    return any(taken)


def _roles_in_column(gathering: Gathering, answer: Answer) -> tuple[str, ...]:
    """The roles that a label names in a column of who goes or comes."""
    if gathering.heading is None or gathering.heading.action is None:
        return ()
    title = title_of(answer.asked.text, gathering.languages)
    return title.roles if title else ()


def _other_role(gathering: Gathering, answer: Answer) -> tuple[str, ...]:
    """The one role in a label of address or number, where whoever is spoken of has another ("Technical channel: CERT, ...")."""
    current = gathering.current
    if current is None or len(current.roles) != 1 or answer.label.codes[0] not in _TARGETS:
        return ()
    found = {role.value for role in roles_in(answer.asked.text, gathering.languages)} - {"both"}
    return tuple(found) if len(found) == 1 and not found & set(current.roles) else ()


def _in_role(gathering: Gathering, answer: Answer, roles: tuple[str, ...]) -> Draft:
    """The contact whom a role's label opens; in a column of who goes or comes it does what the column does."""
    current, heading = gathering.current, gathering.heading
    acts = heading is not None and heading.action is not None
    if current is not None and current.empty and acts:
        current.roles, current.role_said = roles, answer.asked
        return current
    draft = gathering.begin(roles, answer.asked, answer.source)
    if heading is not None and heading.action is not None:
        draft.action, draft.action_said, draft.by_sentence = heading.action, answer.asked, True
    return draft


def _renew(gathering: Gathering, current: Draft, answer: Answer) -> None:
    """A contact whose address or number is called new is updated, where nothing said what to do with it."""
    said = current.by_sentence or (gathering.lead is not None and gathering.lead[0] is not Action.UPDATE)
    if (
        answer.label.codes[0] in _TARGETS
        and not said
        and grammar("new", gathering.languages).stands_in(answer.asked.text)
    ):
        current.action, current.action_said, current.by_sentence = Action.UPDATE, answer.asked, True


def _of_all(gathering: Gathering, answer: Answer) -> bool:
    """Takes what a label asks of all contacts at once ("Languages of both") to those that lack it; False for other labels."""
    targets = {_TARGETS.get(code, code) for code in answer.label.codes}
    if not targets & _SHARED or not grammar("of_both", gathering.languages).stands_in(answer.asked.text):
        return False
    known = [draft for draft in gathering.drafts if not draft.empty and draft.action is not Action.REMOVE]
    for draft in known:
        if len(known) > 1 and not any(draft.values.get(target) for target in targets):
            enter(draft, answer, gathering.context)
    return len(known) > 1


def _says_role(text: str, gathering: Gathering) -> bool:
    """True where an answer tells the role and nothing else, but perhaps that it is the alternate's."""
    if not roles_of_answer(text, gathering.languages):
        return False
    bare = text
    for found in reversed(formula("alternate", gathering.languages).find(text)):
        bare = " ".join((bare[: found.start].rstrip(_BEFORE_ALTERNATE), bare[found.end :].lstrip(" )）"))).strip()
    return ticked(text, gathering.languages) is not None or title_of(bare or text, gathering.languages) is not None


def _ticks_role(answer: Answer, gathering: Gathering) -> bool:
    """True where the boxes that are ticked tell roles and nothing else."""
    if not ticked(answer.value.text, gathering.languages):
        return False
    title = title_of(only_ticked(answer.value).text, gathering.languages)
    return title is not None and bool(title.roles)


def _asks_in_which_role(answer: Answer, gathering: Gathering) -> bool:
    """True for a question after a position, or a label no lexicon has, whose answer is a role's own name and no post."""
    text, languages = answer.value.text, gathering.languages
    own = _QUESTION.search(answer.asked.text) is None and label_of(answer.asked.text, languages) is not None
    posted = any(grammar(kind, languages).is_whole(text) for kind in ("positions", "posts"))
    posted = posted and not grammar("asks_capacity", languages).stands_in(answer.asked.text)
    return bool(text) and not own and not posted and _says_role(text, gathering)


def _asks_for_contact(asked: str, gathering: Gathering) -> bool:
    """True for a label that is a word for point of contact."""
    return phrases("roles", "contact", gathering.languages).stands_in(asked)


def _all_speak(gathering: Gathering, answer: Answer) -> bool:
    """Gives languages that stand below all contacts to each that has none: said to be of both, or asked where nobody is told of."""
    both = grammar("of_both", gathering.languages)
    said = both.stands_in(answer.value.text) or both.stands_in(answer.asked.text)
    told = [d for d in gathering.drafts if d.says_who and d.action is not Action.REMOVE]
    if not said and (gathering.current is not None or any(d.values.get("languages") for d in told)):
        return False
    for draft in told:
        if not draft.values.get("languages"):
            enter(draft, answer, gathering.context)
    return bool(told)


def _begins_another(current: Draft, answer: Answer, context: Context) -> bool:
    """True where the answer cannot be about the same contact: a second name, or a second answer to a question asked once."""
    code = answer.label.codes[0]
    if not answer.value or is_not_applicable(answer.value.text):
        return False
    if code in _WHO and reach_at(answer.value, context) == 0:
        # "Contact: a.b@c.d"
        return False
    if code in _WHO:
        mine = current.first("name")
        if mine is None or code != "name":
            return code in current.answered
        told = split_honorific(answer.value.text, context.address_languages)[1]
        if fold(answer.asked.text) not in current.asked and is_in_other_script(mine.text, told):
            # "Name in Chinese: ...", "Name in English: ..."
            return False
        return not similar(mine.text, told)
    again = code in current.answered and fold(answer.asked.text) in current.asked
    return code in _ONCE and again and bool(current.answered & _WHO)


def _role(gathering: Gathering, answer: Answer) -> None:
    """An answer to "which kind of contact" opens a contact, unless one is open that has no role yet."""
    roles = roles_of_answer(answer.value.text, gathering.languages)
    current = gathering.current
    posted = any(grammar(kind, gathering.languages).stands_in(answer.value.text) for kind in ("posts", "weak_words"))
    if posted and not roles and current is not None and current.says_who and not current.values.get("position"):
        # "Category: Head of Section"
        put_text(current, "position", answer.value, answer.source)
        return
    if (
        current is None
        or "role" in current.answered
        or (current.answered and current.says_who and current.roles and current.roles != roles)
    ):
        current = gathering.begin((), None, answer.source)
    if roles:
        current.roles, current.role_said = roles, answer.value
    if roles and formula("alternate", gathering.languages).stands_in(answer.value.text):
        current.alternate = True
    current.source = answer.source
    current.answered.add("role")


def _alternate(gathering: Gathering, answer: Answer) -> None:
    """A label "Alternate" opens another contact in the same role, named beside it or below."""
    before = gathering.current
    roles = gathering.roles_in_force or (before.roles if before else ())
    said = gathering.heading.role_said if gathering.heading else None
    said = said or (before.role_said if before else None)
    draft = gathering.begin(roles, said, answer.source, alternate=True)
    value = without_yes(answer.value, gathering.context)
    if not value or read_whole(gathering, draft, value):
        return
    if person := whole_person(value, gathering.context):
        put_person(draft, person, answer.source, gathering.context)
        put_particulars(gathering, draft, value.part(person.end))
