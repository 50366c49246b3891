"""The form: what an officer typed, kept as typed."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from starlette.datastructures import ImmutableMultiDict

from desk.wording import FIELDS
from domain.directory import Entry
from domain.submission import Contact, Submission

CONTACTS = 50
"""More contacts than any State nominates in one note."""
MORE = ("effective", "alternate", "availability", "remarks")
"""Fields that the form folds away while they are empty."""
TEXT = 4000
"""Longest text of one input, in characters."""

Form = ImmutableMultiDict[str, Any]


@dataclass(frozen=True, slots=True)
class DraftContact:
    """One contact as typed; `number` is its place in the machine's reading, or behind it where an officer added it."""

    number: int
    values: Mapping[str, str]
    left_out: bool = False
    entry: str = ""
    """Id of the directory entry that the officer says is meant, as typed."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The whole form as typed."""

    revision: int
    stage: str = ""
    """Where the message stood when the page was made."""
    state: str = ""
    contacts: tuple[DraftContact, ...] = ()
    compared: frozenset[str] = frozenset()
    """Paths of uncertain values that the officer compared with the document."""
    confirmed: frozenset[int] = frozenset()
    """Directory entries that a ping reply confirms."""
    question: str = ""
    language: str = ""
    reason: str = ""
    remember: bool = False
    """Whether the sender's address is the Mission's, and known as such once this is accepted."""
    caution: str | None = None
    """What stood beside that tick as a caution, mostly nothing; None where no tick was offered."""


def anchor(path: str) -> str:
    """A submission's path as the name of an input and of a place on the page: `contacts[0].name` -> `contacts-0-name`."""
    return re.sub(r"[^\w]+", "-", path).strip("-")


def text_of(contact: Contact, name: str) -> str:
    """A contact's field as it stands in its input."""
    value = getattr(contact, name)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return (", " if name == "languages" else "\n").join(value)
    return str(value)


def draft_of(
    submission: Submission, revision: int, stage: str, language: str, entries: Collection[Entry] = ()
) -> Draft:
    """The form as it stands before anybody types: the machine's reading, every entry of a ping reply's State ticked."""
    return Draft(
        revision=revision,
        stage=stage,
        state=submission.state or "",
        contacts=tuple(
            DraftContact(number, {name: text_of(contact, name) for name in FIELDS})
            for number, contact in enumerate(submission.contacts)
        ),
        confirmed=frozenset(entry.id for entry in entries),
        language=language,
    )


def typed(form: Form) -> Draft:
    """The form as it was posted; nothing typed is lost, but for characters that no text holds."""
    return Draft(
        revision=_number(form.get("revision")),
        stage=_text(form, "stage"),
        state=_text(form, "state"),
        contacts=tuple(
            DraftContact(
                number,
                {name: _text(form, f"contacts-{number}-{name}") for name in FIELDS},
                left_out=f"contacts-{number}-out" in form,
                entry=_text(form, f"contacts-{number}-entry"),
            )
            for number in range(min(_number(form.get("contacts")), CONTACTS))
        ),
        compared=frozenset(str(path) for path in form.getlist("compared")),
        confirmed=frozenset(_number(entry) for entry in form.getlist("confirmed")),
        question=_text(form, "question"),
        language=_text(form, "language"),
        reason=_text(form, "reason"),
        remember="remember" in form,
        caution=_text(form, "caution") if "caution" in form else None,
    )


def with_another(draft: Draft) -> Draft:
    """The draft with an empty contact behind the others, to be added."""
    if len(draft.contacts) >= CONTACTS:
        return draft
    empty = DraftContact(len(draft.contacts), {name: "add" if name == "action" else "" for name in FIELDS})
    return replace(draft, contacts=(*draft.contacts, empty))


def _text(form: Form, name: str) -> str:
    value = form.get(name)
    if not isinstance(value, str):
        return ""
    kept = value.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]", "", kept)[:TEXT]


def _number(text: object) -> int:
    return int(text) if isinstance(text, str) and re.fullmatch(r"[0-9]{1,9}", text) else 0
