"""The contacts that a document names: its items read in order, each contact's particulars gathered into one draft."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from domain.submission import Action, Finding, Severity
from parsers.claims import Claim, Claims
from parsers.extract.answers import is_honorific, put_person, put_text
from parsers.extract.bodies import below_body, lend, same_body
from parsers.extract.cards import (
    continue_card,
    is_letterfoot,
    open_card,
    put_languages_alone,
    put_particulars,
    read_card,
    read_list,
    whole_person,
)
from parsers.extract.context import Context
from parsers.extract.drafts import Draft, similar
from parsers.extract.entering import enter, reach_at
from parsers.extract.gathering import Gathering
from parsers.extract.grammar import grammar
from parsers.extract.han_people import chinese_people
from parsers.extract.items import CONTACT_CODES, Answer, Heading, Item, Text
from parsers.extract.listed import read_item
from parsers.extract.listing import tells_one_whole
from parsers.extract.passages import Passage, chain
from parsers.extract.people import anchors, sentences
from parsers.extract.person import Person
from parsers.extract.prose import read_sentence
from parsers.extract.roles import mentions, roles_of_answer, ticked
from parsers.extract.sharing import share_out
from parsers.extract.titles import title_of
from parsers.extract.turns import turns_of
from parsers.fields.emails import find_emails
from parsers.fields.names import split_honorific
from parsers.fold import HAN, fold
from parsers.words import Label, formula, is_not_applicable, is_same_as_above, is_yes

_WORD = re.compile(r"[^\W\d_]{4}")
_RESERVED = re.compile(r"@(?:[\w-]+\.)*example\.(?:com|net|org)$")
"""Domains that belong to nobody: forms use them in their examples."""
_SENTENCE = 12
"""Characters from which text that is no card parts a card from what comes below it."""
_HAN_NAME = re.compile(f"[{HAN}·]{{2,4}}")
_WHO = frozenset({"name", "family_name", "given_name"})
_SHARED = frozenset({"languages", "institution", "emails", "phones", "availability"})
"""What two contacts can have in common."""
_TARGETS = {"email": "emails", "phone": "phones", "mobile": "phones"}
_AT_EDGE = 6
"""Characters of numbering before a heading's first word, or of signs behind its last."""
_ONCE = frozenset({"name", "position", "institution", "honorific", "role"})


def claims_of(path: str, items: Sequence[Item], context: Context) -> Claims:
    """All claims about contacts that the items make, contacts counted in reading order."""
    claims: list[Claim] = []
    findings: list[Finding] = []
    count = 0
    drafts = gather(path, items, context).drafts
    _in_the_same_role(drafts)
    for at, draft in enumerate(drafts):
        same_body(draft, drafts[:at], context)
        lend(draft)
        draft.settle()
        if not is_contact(draft) or _is_missions(draft, context):
            continue
        claims.extend(draft.claims(count))
        findings.extend(_unplaced(part, count) for part in draft.unplaced)
        count += draft.count
    return Claims(path, tuple(claims), tuple(findings))


def _in_the_same_role(drafts: Sequence[Draft]) -> None:
    """Who comes in place of somebody has the role of who leaves, where the text gives it none."""
    for before, draft in pairwise([d for d in drafts if not d.empty]):
        pair = {before.action, draft.action}
        if pair == {Action.ADD, Action.REMOVE} and bool(before.roles) != bool(draft.roles):
            told, silent = (before, draft) if before.roles else (draft, before)
            silent.roles, silent.role_said, silent.role_sure = told.roles, told.role_said, False


def gather(path: str, items: Sequence[Item], context: Context) -> Gathering:
    """The drafts of all that the items say."""
    gathering = Gathering(path, context)
    for item, behind in zip_longest(items, items[1:]):
        if isinstance(item, Heading):
            gathering.body = None
            _heading(gathering, item)
        elif isinstance(item, Answer):
            _answer(gathering, item)
        elif isinstance(item, Text):
            followed = isinstance(behind, Answer) and bool(set(behind.label.codes) & CONTACT_CODES)
            _text(gathering, below_body(gathering, item), followed)
        else:
            gathering.close()
    return gathering


def is_contact(draft: Draft) -> bool:
    """True where the draft is somebody: named, or a body with a role; an address or number alone is not."""
    if _is_sample(draft):
        return False
    name, institution = draft.first("name"), draft.first("institution")
    if draft.roles and (name or institution or draft.values.get("emails") or draft.values.get("phones")):
        return True
    if name and draft.by_sentence:
        return True
    others = [code for code in ("position", "institution", "emails", "phones", "languages") if draft.values.get(code)]
    return bool(name and others and draft.source != "prose") or (institution is not None and len(others) >= 3)


def _is_missions(draft: Draft, context: Context) -> bool:
    """True where nothing but the Mission's own address is known, as letterheads and footers print it."""
    emails = {value.text for value in draft.values.get("emails", ())}
    return set(draft.values) == {"emails"} and emails <= context.mission_addresses


def _is_sample(draft: Draft) -> bool:
    """True for a form's own example left in: somebody of an example's name and body, or an address and a number that can be
    nobody's, and no role."""
    name, body = draft.first("name"), draft.first("institution")
    specimen = grammar("specimen")
    unnamed = draft.placeholder or (name is not None and specimen.stands_in(name.text))
    if unnamed and body is not None and specimen.stands_in(body.text):
        return True
    emails = draft.values.get("emails", [])
    reserved = bool(emails) and all(_RESERVED.search(v.text) for v in emails)
    return reserved and not draft.roles and bool(draft.unplaced) and not draft.values.get("phones")


def _unplaced(part: Passage, contact: int) -> Finding:
    sentence = f"The number {part.value!r} cannot be brought to international form; ask the Mission for it with its country code."
    return Finding(
        code="phone_not_e164", severity=Severity.WARNING, path=f"contacts[{contact}].phones", message=sentence
    )


def _heading(gathering: Gathering, heading: Heading) -> None:
    current = gathering.current
    if current is not None and current.empty and current.roles and not heading.title.roles:
        current.alternate = current.alternate or heading.title.alternate
        if heading.action is not None:
            current.action, current.action_said, current.by_sentence = heading.action, current.role_said, True
        return
    gathering.heading = heading
    said = heading.passage if heading.title.roles and heading.passage else None
    before = gathering.drafts[-1] if gathering.drafts and heading.title.alternate else None
    draft = gathering.begin(gathering.roles_in_force, said, heading.source, heading.title.alternate)
    draft.role_sure = said is not None or gathering.lead_sure
    if before is not None and not draft.roles and len(before.roles) == 1:
        # an alternate stands in for the one before
        draft.roles, draft.role_said, draft.role_sure = before.roles, before.role_said, before.role_sure
    turns = turns_of(heading.passage.text, gathering.context)
    if heading.action is not None:
        draft.action, draft.action_said, draft.by_sentence = heading.action, heading.passage or None, True
    elif turns.withdraw or turns.update or turns.nominate:
        action = Action.REMOVE if turns.withdraw else Action.ADD if turns.nominate else Action.UPDATE
        draft.action, draft.action_said, draft.by_sentence = action, heading.passage, True
    elif _is_of_former(heading.passage.text, gathering.languages):
        draft.action, draft.action_said, draft.by_sentence = Action.REMOVE, heading.passage, True


def _is_of_former(heading: str, languages: Sequence[str]) -> bool:
    """True for a heading that begins or ends with a word for the one who was ("Previous point of contact")."""
    found = grammar("former_contact", languages).find(heading)
    return bool(found) and (found[0].start <= _AT_EDGE or found[-1].end >= len(heading) - _AT_EDGE)


def _answer(gathering: Gathering, answer: Answer) -> None:
    codes = set(answer.label.codes)
    if not codes & CONTACT_CODES:
        return
    code = answer.label.codes[0]
    text = answer.value.text
    if code != "honorific" and "honorific" in codes and is_honorific(text):
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
    if _says_role(text, gathering) if len(codes) > 1 and "role" in codes else code == "role":
        _role(gathering, answer)
        return
    if code in ("leaver", "comer"):
        if _succession(gathering, answer, code == "leaver") or len(answer.label.codes) == 1:
            return
        answer = replace(answer, label=Label(answer.label.codes[1:]))
        code = answer.label.codes[0]
    if code == "alternate" and not (text and is_not_applicable(text)) and is_yes(text or "-") is None:
        _alternate(gathering, answer)
        return
    if answer.value and _of_all(gathering, answer):
        return
    shared = code in ("phone", "mobile", "email") and grammar("respective", gathering.languages).stands_in(text)
    if shared and share_out(gathering, answer.value):
        return
    if code == "languages" and answer.value and _all_speak(gathering, answer):
        return
    current = gathering.current
    told = mentions(answer.asked.text, gathering.languages)
    han = chinese_people(answer.asked, gathering.context) if answer.value else []
    # "闫梦瑶女士联系方式：...": of somebody named before
    known = any(draft.is_person(person.name.text) for person in han if person.name for draft in gathering.drafts)
    if answer.value and (known or (told and (han or anchors(answer.asked.text, gathering.context)))):
        # "New telephone number (diplomatic point of contact, Mr A B): ..."
        read_sentence(gathering, chain([answer.asked, answer.value], ": "))
        return
    if told and answer.value and not (current and current.roles == told[0].roles):
        current = gathering.begin(told[0].roles, answer.asked, answer.source)
    elif current is None or _begins_another(current, answer, gathering.context):
        opens = code in _ONCE | _WHO or gathering.heading is not None
        if not answer.value or (current is None and not opens and not gathering.lead):
            return
        current = gathering.begin_under_heading(answer.source) if opens else gathering.begin((), None, answer.source)
    enter(current, answer, gathering.context, gathering.above(current))
    if answer.value:
        current.answered.add(code)
        current.asked.add(fold(answer.asked.text))
        _renew(gathering, current, answer)


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


def _succession(gathering: Gathering, answer: Answer, leaves: bool) -> bool:
    """A label "Outgoing" or "Incoming" opens a contact who leaves or comes in the role in force; False where nobody is named."""
    told = mentions(answer.asked.text, gathering.languages)
    person = whole_person(answer.value, gathering.context) if answer.value else None
    if person is None and _HAN_NAME.fullmatch(answer.value.text):
        person = Person(name=answer.value, end=len(answer.value.text))
    if person is None:
        return False
    before = gathering.current
    roles = told[0].roles if told else gathering.roles_in_force or (before.roles if before else ())
    draft = gathering.begin(roles, answer.asked if told else None, answer.source)
    draft.action, draft.by_sentence = (Action.REMOVE if leaves else Action.ADD), True
    draft.action_said = answer.asked
    put_person(draft, person, answer.source, gathering.context)
    draft.answered.add("name")
    if not leaves:
        put_particulars(gathering, draft, answer.value.part(person.end))
    return True


def _says_role(text: str, gathering: Gathering) -> bool:
    """True where an answer tells the role and nothing else."""
    if not roles_of_answer(text, gathering.languages):
        return False
    return ticked(text, gathering.languages) is not None or title_of(text, gathering.languages) is not None


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


def _is_nobody_yet(gathering: Gathering, text: str) -> bool:
    """True for a line that says that somebody will be named later, and names nobody."""
    later = grammar("later", gathering.languages).stands_in(text)
    return later and not find_emails(text) and not anchors(text, gathering.context)


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
        return not similar(mine.text, split_honorific(answer.value.text, context.address_languages)[1])
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
    current.source = answer.source
    current.answered.add("role")


def _alternate(gathering: Gathering, answer: Answer) -> None:
    """A label "Alternate" opens another contact in the same role, named beside it or below."""
    before = gathering.current
    roles = gathering.roles_in_force or (before.roles if before else ())
    said = (
        gathering.heading.passage
        if gathering.heading and gathering.heading.title.roles
        else before.role_said
        if before
        else None
    )
    draft = gathering.begin(roles, said, answer.source, alternate=True)
    person = whole_person(answer.value, gathering.context) if answer.value else None
    if person:
        put_person(draft, person, answer.source, gathering.context)
        put_particulars(gathering, draft, answer.value.part(person.end))


def _before_closing(item: Text, gathering: Gathering) -> Text | None:
    """What stands before the sentence that takes leave; None where nothing does."""
    closing = formula("courtesy_closing", gathering.languages)
    place = 0
    for sentence in sentences(item.passage):
        place = item.passage.text.find(sentence.text, place)
        if closing.stands_in(sentence.text):
            break
        place += len(sentence.text)
    head = item.passage.part(0, place)
    if not head:
        return None
    lines: list[Passage] = []
    place = 0
    for line in item.lines:
        start = item.passage.text.find(line.text, place)
        if start < 0 or start >= len(head.text):
            break
        lines.append(line.part(0, len(head.text) - start))
        place = start + len(line.text)
    return Text(tuple(line for line in lines if line) or (head,), head)


def _is_one_of_list(gathering: Gathering, item: Text) -> bool:
    """True for a line below a lead-in that tells somebody whole, who is not named before, without a form of address."""
    context = gathering.context
    led = gathering.listing or gathering.heading is not None
    told = led and tells_one_whole(item.lines[0], context) and not anchors(item.passage.text, context)
    name = item.lines[0].text.split(",")[0]
    if not told or turns_of(item.passage.text, context).any or mentions(item.passage.text, context.languages):
        return False
    return not any(draft.is_person(name) for draft in gathering.drafts)


def _text(gathering: Gathering, item: Text | None, followed: bool) -> None:
    if item is None:
        return
    text = item.passage.text
    closing = formula("courtesy_closing", gathering.languages)
    if closing.stands_in(text) and (own := _before_closing(item, gathering)) is not None:
        _text(gathering, own, False)
        gathering.take_leave()
        return
    if formula("valediction", gathering.languages).is_whole(text):
        gathering.take_leave()
        return
    current = gathering.current
    if current is not None and current.empty and is_same_as_above(text) and (above := gathering.above(current)):
        current.values = {code: list(values) for code, values in above.values.items()}
        return
    if current is not None and current.empty and gathering.heading is not None and _is_nobody_yet(gathering, text):
        gathering.drafts.remove(current)
        gathering.close()
        return
    if current is not None and put_languages_alone(current, item):
        return
    if not closing.stands_in(text) and read_item(gathering, item):
        return
    nameless = current is not None and gathering.heading is not None and not current.values.get("name")
    if nameless and current and not closing.stands_in(text) and read_card(gathering, current, item):
        return
    if (
        current is not None
        and (gathering.heading is not None or gathering.listing)
        and not closing.stands_in(text)
        and continue_card(gathering, current, item)
    ):
        return
    if gathering.listing and gathering.heading is None and open_card(gathering, item):
        return
    if (
        (gathering.heading is None or (current is not None and current.values.get("name")))
        and not closing.stands_in(text)
        and read_list(gathering, item, followed)
    ):
        return
    if _is_one_of_list(gathering, item) and read_card(gathering, gathering.begin_under_heading("list"), item):
        return
    if is_letterfoot(item.lines, gathering.context):
        gathering.take_leave()
        return
    gathering.listing = gathering.listing or bool(re.search(r"[:：]\s*$", text))
    if current is not None and len(text) > _SENTENCE:
        # a card has no sentence within it
        current.open_card = False
    for sentence in sentences(item.passage):
        if closing.stands_in(sentence.text):
            gathering.take_leave()
        else:
            read_sentence(gathering, sentence)
