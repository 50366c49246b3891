"""The contacts that a document names, each gathered from the items read in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from domain.submission import Action, Finding, Severity
from parsers.claims import Claim, Claims
from parsers.extract.beside import circumstances_of
from parsers.extract.bodies import below_body, lend, same_body
from parsers.extract.context import Context
from parsers.extract.dialling_cells import with_dialling_codes
from parsers.extract.drafts import Draft
from parsers.extract.first_person import on_his_word
from parsers.extract.gathering import Gathering
from parsers.extract.grammar import grammar
from parsers.extract.headings import read_heading
from parsers.extract.heeding import heed, restrictions
from parsers.extract.in_passing import named_in_passing
from parsers.extract.items import CONTACT_CODES, Answer, Heading, Item, Text
from parsers.extract.labelled import read_answer
from parsers.extract.listed import open_numbered
from parsers.extract.passages import Passage
from parsers.extract.shared import give_shared
from parsers.extract.sides_of_lines import in_doubt, with_sides
from parsers.extract.texts import read_text
from parsers.extract.who_goes_and_comes import with_those_who_go_and_come
from parsers.fields.emails import find_emails
from parsers.fields.reserved import RESERVED

_NAMES = frozenset({"name", "family_name", "given_name", "honorific", "role"})
"""Labels that name somebody themselves."""
_OF_ANOTHER = "somebody in the other role is spoken of who was not read"


def claims_of(path: str, items: Sequence[Item], context: Context) -> Claims:
    """All claims about contacts that the items make, contacts counted in reading order."""
    claims: list[Claim] = []
    findings: list[Finding] = []
    count = 0
    gathering = gather(path, items, context)
    drafts = gathering.drafts
    for draft in named_in_passing(drafts):
        gathering.aside.extend(value.passage for value in draft.values["name"])
        drafts.remove(draft)
    told = circumstances_of(items, context)
    doubted = [id(draft) for draft in in_doubt(drafts, context)]
    _in_the_same_role(drafts)
    _doubt_what_may_be_of_another(gathering)
    for at, draft in enumerate(drafts):
        same_body(draft, drafts[:at], context)
        lend(draft)
        if draft.action is Action.REMOVE:
            _without_the_past(draft)
        draft.settle()
        if draft is gathering.writer:
            on_his_word(draft)
        if not is_contact(draft) or _is_missions(draft, context):
            continue
        if id(draft) in doubted:
            draft.action_sure = draft.by_sentence = False
        restricted = heed(draft, told)
        for contact in range(count, count + draft.count):
            findings.extend(restrictions(restricted, contact))
        claims.extend(draft.claims(count))
        findings.extend(_unplaced(part, count) for part in draft.unplaced)
        count += draft.count
    findings.extend(_left_aside(part) for part in gathering.aside)
    return Claims(path, tuple(claims), tuple(findings))


def _doubt_what_may_be_of_another(gathering: Gathering) -> None:
    """Where sentences speak of a role that nobody has who was read, several addresses or numbers of one contact may be of two."""
    drafts = [draft for draft in gathering.drafts if not draft.empty]
    unread = gathering.spoken_roles - {role for draft in drafts for role in draft.roles}
    for draft in drafts if unread and len(gathering.spoken_roles) > 1 else ():
        for code in ("emails", "phones"):
            values = draft.values.get(code, [])
            if len(values) > 1 and all(value.source == "prose" for value in values):
                values[:] = [replace(value, sure=False, doubt=value.doubt or _OF_ANOTHER) for value in values]


def _in_the_same_role(drafts: Sequence[Draft]) -> None:
    """Who comes in place of somebody has the role of who leaves, where the text gives it none."""
    for before, draft in pairwise([d for d in drafts if not d.empty]):
        pair = {before.action, draft.action}
        listed = before.action is Action.REMOVE and draft.action is None and draft.source != "prose"
        if (listed or pair == {Action.ADD, Action.REMOVE}) and bool(before.roles) != bool(draft.roles):
            told, silent = (before, draft) if before.roles else (draft, before)
            silent.roles, silent.role_said, silent.role_sure = told.roles, told.role_said, False


def gather(path: str, items: Sequence[Item], context: Context) -> Gathering:
    """The drafts of all that the items say."""
    gathering = Gathering(path, context)
    items = with_those_who_go_and_come(with_sides(list(with_dialling_codes(items)), context), context)
    for item, behind in zip_longest(items, items[1:]):
        if isinstance(item, Heading):
            gathering.body = None
            read_heading(gathering, item)
        elif isinstance(item, Answer):
            read_answer(gathering, item)
        elif isinstance(item, Text):
            followed = isinstance(behind, Answer) and bool(set(behind.label.codes) & CONTACT_CODES)
            named = followed and isinstance(behind, Answer) and not set(behind.label.codes) & _NAMES
            if not (named and open_numbered(gathering, item)):
                read_text(gathering, below_body(gathering, item), followed)
        else:
            gathering.close()
    give_shared(gathering)
    return gathering


def _without_the_past(draft: Draft) -> None:
    """Of somebody who leaves the position is what it was, without the word that says so ("formerly Head of Unit")."""
    for at, value in enumerate(draft.values.get("position", ())):
        found = next(iter(grammar("past_posts").find(value.text)), None)
        whole = value.passage.text == value.text
        if found is None or not whole:
            continue
        rest = value.passage.part(0, found.start) if found.start else value.passage.part(found.end)
        if rest and not rest.text[0].isspace():
            draft.values["position"][at] = replace(value, text=rest.value, passage=rest)


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
    reserved = bool(emails) and all(RESERVED.search(v.text) for v in emails)
    return reserved and not draft.roles and bool(draft.unplaced) and not draft.values.get("phones")


def _left_aside(part: Passage) -> Finding:
    severity = Severity.WARNING if find_emails(part.text) else Severity.INFO
    sentence = (
        f"Nothing was recorded from words about somebody beside the contacts, or about what was before: {part.value!r}."
    )
    return Finding(code="left_aside", severity=severity, path=None, message=sentence)


def _unplaced(part: Passage, contact: int) -> Finding:
    sentence = f"The number {part.value!r} cannot be brought to international form; ask the Mission for it with its country code."
    return Finding(
        code="phone_not_e164", severity=Severity.WARNING, path=f"contacts[{contact}].phones", message=sentence
    )
