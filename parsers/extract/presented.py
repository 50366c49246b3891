"""Whether a sentence that names somebody means them as contacts, and which of those known before."""

from __future__ import annotations

from domain.submission import Action
from parsers.extract.context import Context
from parsers.extract.drafts import Draft
from parsers.extract.gathering import Gathering
from parsers.extract.grammar import grammar
from parsers.extract.numbering import LIST_MARK
from parsers.extract.passages import Passage
from parsers.extract.person import Person
from parsers.extract.predecessors import is_about
from parsers.extract.reach import numbers_in
from parsers.extract.roles import Mention
from parsers.fields.emails import find_emails
from parsers.matters import matter
from parsers.words import roles_in

_SEVERAL = 2
_LISTED = 4
"""Characters of a list's mark, at most."""


def is_to_be_answered(text: str, mentioned: list[Mention], context: Context) -> bool:
    """True where whoever is named is only the one to answer to, and not the one to contact in a role ("for technical matters")."""
    asked = matter("reply_to", context.languages).search(text)
    return asked is not None and not any(mention.start <= asked.start for mention in mentioned)


def only_acts_at_a_level(
    gathering: Gathering, sentence: Passage, mentioned: list[Mention], people: list[Person]
) -> bool:
    """True where somebody does something "at the technical level", and is not said to be anything there; of two people each at a
    level of his own more is meant."""
    if not all(mention.by_level for mention in mentioned):
        return False
    if len(people) == len(mentioned) == len({mention.roles for mention in mentioned}) > 1:
        return False
    text, context = sentence.text, gathering.context
    if grammar("attends", context.languages).stands_in(text):
        return True
    told = gathering.drafts or gathering.lead or gathering.listing or gathering.heading
    given = find_emails(text) or numbers_in(text, context)
    return not (told or given or grammar("is_contact", context.languages).stands_in(text))


def other_role_told(text: str, people: list[Person], mentioned: list[Mention], context: Context) -> bool:
    """True where several are named, one role is told of them, and a word for the other stands beside their offices ("the first as
    diplomatic, the second technical")."""
    told = {role for mention in mentioned for role in mention.roles}
    if len(people) < _SEVERAL or len(told) != 1:
        return False
    others = [found for found in roles_in(text, context.languages) if found.value not in told and found.value != "both"]
    return any(not any(p.start <= found.start < p.end for p in people) for found in others)


def is_listed(gathering: Gathering, text: str, people: list[Person]) -> bool:
    """True where text below a lead-in begins with somebody who was not named before."""
    led = gathering.listing and (gathering.lead is not None or bool(gathering.lead_roles))
    first = people[0].name.text if people[0].name else ""
    mark = LIST_MARK.match(text)
    begins = people[0].start <= max(_LISTED, mark.end() if mark else 0)
    return led and begins and not any(is_about(draft, first) for draft in gathering.drafts)


def are_presented(gathering: Gathering, text: str) -> bool:
    """True where a sentence goes on from a nomination without names to the names ("They are Mr A and Ms B")."""
    presents = grammar("presents", gathering.languages).search(text)
    led = gathering.lead is not None and gathering.lead[0] is Action.ADD
    return led and presents is not None and presents.start == 0 and not gathering.drafts


def waiting_for_a_role(gathering: Gathering, person: Person, action: Action) -> Draft | None:
    """The one contact in no role yet that the family name can mean ("Ms A will be the diplomatic contact")."""
    if person.name is None or action is not Action.ADD:
        return None
    waiting = [d for d in gathering.drafts if d.source == "prose" and not d.roles and d.action is Action.ADD]
    meant = [draft for draft in waiting if is_about(draft, person.name.text)]
    return meant[0] if len(meant) == 1 else None
