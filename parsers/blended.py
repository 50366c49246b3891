"""Signs that two persons were read as one: an address, a text or a place that gives one contact's particulars another's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from domain.submission import Action, Contact, Finding, Severity, Submission
from parsers.expressions import later
from parsers.extract.anchors import address_length, anchors, name_end
from parsers.extract.context import Context
from parsers.extract.drafts import similar
from parsers.extract.grammar import grammar
from parsers.extract.items import Answer, Break, Item
from parsers.extract.passages import chain
from parsers.extract.reach import numbers_in
from parsers.fields.emails import find_emails
from parsers.fold import fold
from parsers.leaves import Leaf
from parsers.scripts import LATIN
from parsers.words import phrases

_ALL = ("action", "name", "honorific", "position", "institution", "emails", "phones", "languages")
_TEXTS = ("name", "position", "institution", "availability")
_REACH = ("emails", "phones")
_OF_A_PERSON = later(r"[^\W\d_]+(?:[._][^\W\d_]+){1,3}\d{0,2}")
"""A local part as people have it: an initial or name, and another behind a full stop."""
_LONGEST_NAME = 120
"""Characters in which a name ends, however long the text goes on behind it."""
_LONG = 4
"""Letters in a row that two addresses of one person share, at least."""
_SPELLED = "The addresses spell the names of two persons; two contacts may have been read as one."
_NAMED = "Somebody else is named among these particulars; two contacts may have been read as one."
_BETWEEN = "Somebody else is named between this contact's name and what was read here; it may be that person's."


def tell_blended(submission: Submission, leaves: Sequence[Leaf]) -> Submission:
    """The submission, with doubts and a finding for each contact that may be two persons read as one."""
    doubts: list[tuple[int, tuple[str, ...], str]] = []
    for n, contact in enumerate(submission.contacts):
        if contact.action is Action.REMOVE:
            continue
        if any(not _may_be_one(one, other, contact.name) for one, other in combinations(contact.emails, 2)):
            doubts.append((n, _ALL, _SPELLED))
        elif any(_names_another(contact, leaf.context) for leaf in leaves):
            doubts.append((n, _ALL, _NAMED))
    strange = _behind_strangers(submission.contacts, leaves)
    doubts += [(n, (code,), _BETWEEN) for n, code in strange if (n, _ALL) not in {(m, f) for m, f, _ in doubts}]
    uncertain, findings = list(submission.uncertain), list(submission.findings)
    for n, fields, sentence in doubts:
        contact = submission.contacts[n]
        paths = [f"contacts[{n}].{code}" for code in fields if getattr(contact, code)]
        uncertain += [path for path in paths if path not in uncertain]
        findings.append(Finding(code="persons_mixed", severity=Severity.WARNING, path=paths[-1], message=sentence))
    return submission.model_copy(update={"uncertain": tuple(uncertain), "findings": tuple(findings)})


def _may_be_one(one: str, other: str, name: str | None) -> bool:
    """False for two addresses that different persons have; a desk's beside a person's may be the contact's too."""
    first, second = (fold(email.partition("@")[0]) for email in (one, other))
    persons = [local for local in (first, second) if _is_persons(local)]
    own = [local for local in (first, second) if name and LATIN.search(name) and _share(local, fold(name))]
    if not persons or _share(first, second) or len(own) > 1:
        return True
    strange = [local for local in persons if local not in own]
    return not (strange and (own or len(persons) > 1))


def _is_persons(local: str) -> bool:
    """True for the first part of an address that is made of a person's names, not of a desk's, team's or body's."""
    words = re.sub(r"[._]", " ", local)
    bodies = any(grammar(kind).stands_in(words) for kind in ("bodies", "desks", "teams"))
    return _OF_A_PERSON.fullmatch(local) is not None and not bodies and not phrases("roles", "contact").stands_in(words)


def _share(one: str, other: str) -> bool:
    """True where a run of letters stands in both, or a short word does."""
    first, second = (re.sub(r"[\W\d_]", "", text) for text in (one, other))
    if any(first[at : at + _LONG] in second for at in range(len(first) - _LONG + 1)):
        return True
    words = [set(re.findall(r"[^\W\d_]{2,3}", text)) for text in (one, other)]
    return bool(words[0] & words[1])


def _names_another(contact: Contact, context: Context) -> bool:
    """True where a text among the particulars names somebody with a plain form of address, who is not the contact himself; what
    looks like a title there may be an office ("Deputy Assistant Minister for Foreign Affairs")."""
    texts = [text for code in _TEXTS if (text := getattr(contact, code))]
    return any(
        not similar(name, contact.name or "")
        for text in texts
        for place, name in _named(text, context)
        if grammar("plain_titles").is_whole(text[place : place + address_length(text, place, context)].strip(" ."))
    )


def _named(text: str, context: Context) -> Iterator[tuple[int, str]]:
    """Where persons are named with a form of address, and how."""
    for place in anchors(text, context):
        begin = place + address_length(text, place, context)
        behind = text[begin : begin + _LONGEST_NAME]
        name = behind[: name_end(behind, 0, context)].strip()
        if len(name.split()) > 1:
            yield place, name


def _behind_strangers(contacts: Sequence[Contact], leaves: Sequence[Leaf]) -> Iterator[tuple[int, str]]:
    """The lists of contacts, by number and field, in which a value stands behind another's name that came after their own."""
    owners: dict[tuple[int, str, str], set[bool]] = {}
    for leaf in leaves:
        for key, own in _owned(contacts, leaf):
            owners.setdefault(key, set()).add(own)
    yield from dict.fromkeys((n, code) for (n, code, _), own in owners.items() if own == {False})


def _owned(contacts: Sequence[Contact], leaf: Leaf) -> Iterator[tuple[tuple[int, str, str], bool]]:
    """Each value of a contact in the order of a leaf, and whether no stranger was named between the contact and it."""
    context = leaf.context
    seen: set[int] = set()
    stranger = False
    for item in leaf.items:
        text = _said(item)
        folded = fold(text)
        events: list[tuple[int, str, object]] = [(at, "stranger", name) for at, name in _named(text, context)]
        for n, contact in enumerate(contacts):
            name = fold(contact.name or contact.institution or "")
            at = folded.find(name) if name else -1
            events += [(at, "own", n)] if at >= 0 else []
        events += [(found.start, "emails", found.value) for found in find_emails(text)]
        events += [(found.start, "phones", found.value) for found in numbers_in(text, context)]
        for _, kind, what in sorted(events, key=lambda event: (event[0], event[1] != "own")):
            if kind == "own" and isinstance(what, int):
                seen.add(what)
                stranger = False
            elif kind == "stranger":
                stranger = stranger or not any(_is_known(str(what), contact) for contact in contacts)
            else:
                for n, contact in enumerate(contacts):
                    if what in getattr(contact, kind) and contact.action is not Action.REMOVE:
                        yield (n, kind, str(what)), not stranger or n not in seen


def _is_known(name: str, contact: Contact) -> bool:
    """True for the name of a contact, and for what only looks like one in his office ("Director General of ...")."""
    office = f"{contact.position} {contact.institution}"
    return similar(name, contact.name or "") or fold(name) in fold(office)


def _said(item: Item) -> str:
    if isinstance(item, Break):
        return ""
    return chain([item.asked, item.value], ": ").text if isinstance(item, Answer) else item.passage.text
