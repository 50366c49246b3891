"""Doubts about whole contacts: circumstances in which readings go wrong although each value for itself looks sound.

How often they do is measured by `python -m tests.circumstances`; docs/calibration.md has the table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from domain.submission import Action, Contact, Severity
from parsers.changed import nothing_new, old_and_new, only_leavers
from parsers.expressions import later
from parsers.extract.drafts import similar
from parsers.extract.grammar import grammar, words
from parsers.fields.names import split_honorific
from parsers.fold import fold
from parsers.jobs import jobs
from parsers.melted import melted
from parsers.merged import Merged, is_latin
from parsers.scripts import CASED, LATIN
from parsers.sheet import Sheet
from parsers.words import is_not_applicable, is_same_as_above, label_of, phrases

Doubt = tuple[str, int, tuple[str, ...], str]
"""Code of the finding, number of the contact, the fields in doubt and one plain sentence."""

_WHO = ("name", "emails", "phones")
_ALL = ("action", "role", *_WHO, "honorific", "position", "institution", "languages")
_WORD = re.compile(r"[^\W\d_]{4,}")
_ACRONYM = later(r"\b[A-Z][A-Za-z-]{0,60}[A-Z]{2}|[\u3400-\u9fff]{2}")
_OFFICE = "a word of it is an office or a task"
_CLOSE = 4
"""Letters that an address must share with a name to be taken for that person's."""


def tell_doubts(sheet: Sheet, entries: Sequence[Contact], contacts: Sequence[Merged]) -> None:
    """Marks as uncertain what stands in a doubtful circumstance, with a finding for each contact that it touches."""
    for circumstance in (
        _inferred, _alike, _divided, old_and_new, nothing_new, only_leavers, _unusual_names, _unusual_texts,
        _unusual_honorifics, _from_translation, _paired, _roles_for_everybody, _addresses_of_others, melted,
    ):  # fmt: skip
        for code, number, fields, sentence in circumstance(entries, contacts):
            given = [f for f in fields if f == "action" or getattr(entries[number], f, None)]
            for name in given:
                sheet.doubt(f"contacts[{number}].{name}")
            if given:
                sheet.find(code, Severity.WARNING, sentence, f"contacts[{number}].{given[0]}")


def _inferred(entries: Sequence[Contact], contacts: Sequence[Merged]) -> Iterator[Doubt]:
    roles = {entry.role for entry in entries if entry.role}
    alone = {entry.action for entry in entries if entry.role is None}
    for n, merged in enumerate(contacts):
        sources = {s.claim.source for said in merged.said.values() for s in said}
        if alone == {Action.ADD, Action.REMOVE} and not roles and sources <= {"prose", "note"}:
            sentence = (
                "One person succeeds another, and nobody is called a point of contact; it may be in an office only."
            )
            yield "contact_inferred", n, ("action", "name"), sentence
            continue
        if not merged.asked and sources <= {"prose", "note"}:
            sentence = "No sentence says that this person or office is nominated, changed or withdrawn; it may only be mentioned."
            yield "contact_inferred", n, ("action", "role", "honorific", *_WHO), sentence
        elif entries[n].action is Action.ADD and entries[n].role is None and sources <= {"prose", "note"} and roles:
            sentence = "The message tells this person's role as a point of contact nowhere; it may only be mentioned."
            yield "contact_inferred", n, ("action", "honorific", *_WHO), sentence
        elif entries[n].action is Action.ADD and not any(
            getattr(entries[n], f) for f in ("role", "emails", "phones", "position", "institution")
        ):
            yield "contact_inferred", n, ("action", "name"), "A bare name stands here; it may only be mentioned."


def _alike(entries: Sequence[Contact], contacts: Sequence[Merged]) -> Iterator[Doubt]:
    for (a, one), (b, other) in combinations(enumerate(entries), 2):
        if one.role != other.role or not (set(one.emails) & set(other.emails) or set(one.phones) & set(other.phones)):
            continue
        if one.action is other.action and not (one.name is None and other.name is None):
            sentence = (
                "Two contacts in one role share an address or number; they may be one, or values may be mixed up."
            )
            for n in (a, b):
                yield "contacts_alike", n, _ALL, sentence
        elif {one.action, other.action} == {Action.ADD, Action.REMOVE}:
            sentence = "Who comes and who leaves share an address or number; values may be mixed up."
            for n in (a, b):
                yield "contacts_alike", n, ("emails", "phones"), sentence


def _divided(entries: Sequence[Contact], contacts: Sequence[Merged]) -> Iterator[Doubt]:
    """A contact that has particulars and no name, beside one that has a name and no particulars."""
    added = [(n, e) for n, e in enumerate(entries) if e.action is not Action.REMOVE]
    lacking = [n for n, e in added if e.name and not (e.emails or e.phones)]
    nameless = [n for n, e in added if not e.name and (e.emails or e.phones)]
    if lacking and nameless:
        sentence = (
            "One contact has a name without address and number, another these without a name; they may belong together."
        )
        for n in (*lacking, *nameless):
            yield "contact_divided", n, _ALL, sentence


def _unusual_names(entries: Sequence[Contact], contacts: Sequence[Merged]) -> Iterator[Doubt]:
    for n, entry in enumerate(entries):
        if entry.name and (why := _unusual_name(entry.name)):
            # an office that stands for its holder may only be mentioned
            fields = ("name", "action", "role", "honorific") if why == _OFFICE else ("name",)
            yield "unusual_name", n, fields, f"Compare the name with the document: {why}."


def _unusual_name(name: str) -> str | None:
    """Why a name does not look like a person's or an office's; None where it does."""
    parts = name.split()
    body = grammar("bodies").stands_in(name) or grammar("desks").stands_in(name)
    if body:
        return None
    if len(parts) == 1 and CASED.search(name) and not name.isupper():
        return "it is a single word"
    if re.search(r"\d", name):
        return "it holds figures"
    if label_of(name) is not None or is_same_as_above(name) or is_not_applicable(name):
        return "it reads like a label"
    if phrases("roles", "contact").stands_in(name) and not name.isupper() and " " in name:
        return "it speaks of a contact"
    folded = [fold(part).strip(".,'’") for part in parts]
    if CASED.search(name):
        if folded[0] in words("particles") and parts[0].islower() and len(folded[0]) <= 2:
            return "it begins in the middle of something"
        small = [p for p, f in zip(parts, folded, strict=True) if _is_small(p) and f not in words("particles")]
        if small:
            return "it holds words in small letters"
    behind = any(word in words("posts_behind_names") for word in folded[2:])
    if behind or (len(folded) > 1 and any(word in words("weak_words") for word in folded)):
        return _OFFICE
    return None


def _is_small(part: str) -> bool:
    """True for a word in small letters; "d'Alva" and "al-Saud" are none."""
    return part[:1].islower() and not re.match(r"\w{1,3}['’-][^\W\d_]", part)


def _unusual_honorifics(entries: Sequence[Contact], contacts: Sequence[Merged]) -> Iterator[Doubt]:
    for n, entry in enumerate(entries):
        if entry.honorific and not split_honorific(f"{entry.honorific} Xxxx Yyyy")[0]:
            yield "unusual_value", n, ("honorific",), "No form of address or title is recognised in this text."


def _unusual_texts(entries: Sequence[Contact], contacts: Sequence[Merged]) -> Iterator[Doubt]:
    for n, entry in enumerate(entries):
        for code in ("position", "institution"):
            text = getattr(entry, code)
            if not text:
                continue
            source = next(iter(contacts[n].said.get(code, ())), None)
            prose = source is not None and source.claim.source in ("prose", "note")
            if code == "position" and not jobs().stands_in(text):
                yield (
                    "unusual_value",
                    n,
                    (code,),
                    "No office or task is recognised in this text; it may not be a position.",
                )
            elif is_same_as_above(text) or label_of(text) is not None:
                yield "unusual_value", n, (code,), "The text here reads like a label or a reference to another place."
            elif code == "institution" and not grammar("bodies").stands_in(text) and not _ACRONYM.search(text):
                yield (
                    "unusual_value",
                    n,
                    (code,),
                    "No public body is recognised in this text; it may not be an institution.",
                )
            elif prose and re.search(r"[:;!?]|\.\s+[A-ZÀ-ÝА-Я]", text):
                yield "unusual_value", n, (code,), "More than one statement may stand here."


def _from_translation(entries: Sequence[Contact], contacts: Sequence[Merged]) -> Iterator[Doubt]:
    for n, merged in enumerate(contacts):
        fields = tuple(
            code
            for code in ("honorific", "position", "institution")
            if merged.said.get(code) and all(s.part.translation or s.part.beside_translation for s in merged.said[code])
        )
        if fields:
            sentence = "This may be the translation's wording; the original's holds."
            yield "from_translation", n, fields, sentence


def _paired(entries: Sequence[Contact], contacts: Sequence[Merged]) -> Iterator[Doubt]:
    """A name of the translation beside particulars of the original that nothing but a place in the order brings together."""
    for n, merged in enumerate(contacts):
        name = merged.text("name")
        if merged.paired is None or name is None:
            continue
        owner = name.said[0]
        if not owner.part.translation and is_latin(owner):
            continue
        emails = entries[n].emails
        strange = bool(emails) and not any(_of_name(email, name.values[0]) for email in emails)
        if merged.paired == "guess" or (owner.part.translation and (strange or _contradicted(merged, "phones"))):
            sentence = "Original and translation may name different people here; compare the name with both."
            yield "from_translation", n, ("name", "honorific"), sentence


def _of_name(email: str, name: str) -> bool:
    words_of_address, words_of_name = (
        set(re.findall(r"[^\W\d_]{2,}", fold(text))) for text in (email.partition("@")[0], name)
    )
    return spelled(email, name) or bool(words_of_address & words_of_name)


def _contradicted(merged: Merged, code: str) -> bool:
    """True where original and translation give values of which none is the same."""
    said = merged.said.get(code, [])
    theirs, ours = ({str(s.claim.value) for s in said if s.part.translation is side} for side in (True, False))
    return bool(theirs and ours) and not theirs & ours


def _roles_for_everybody(entries: Sequence[Contact], contacts: Sequence[Merged]) -> Iterator[Doubt]:
    roles: dict[str, set[str]] = {}
    for entry in entries:
        if entry.name and entry.role:
            roles.setdefault(fold(entry.name), set()).add(entry.role)
    double = {name for name, held in roles.items() if len(held) > 1}
    if len(double) > 1:
        for n, entry in enumerate(entries):
            if entry.name and fold(entry.name) in double:
                sentence = "Several persons are read as holding both roles; each may hold one of them."
                yield "roles_unclear", n, ("role",), sentence


def _addresses_of_others(entries: Sequence[Contact], contacts: Sequence[Merged]) -> Iterator[Doubt]:
    """An address that spells another contact's name, and not its own."""
    for n, entry in enumerate(entries):
        if not entry.name or not LATIN.search(entry.name):
            continue
        for email in entry.emails:
            if spelled(email, entry.name):
                continue
            others = [e.name for e in entries if e.name and not similar(e.name, entry.name)]
            if any(spelled(email, name) for name in others):
                sentence = "The address spells another contact's name; addresses may be exchanged."
                yield "address_of_another", n, ("emails",), sentence


def spelled(email: str, name: str) -> bool:
    """True where the address holds a long word of the name."""
    local = fold(email.partition("@")[0])
    return any(word in local for word in _WORD.findall(fold(name)) if len(word) >= _CLOSE)
