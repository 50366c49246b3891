"""Events: what happened, in an append-only log that never holds a personal value."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlmodel import Session

from store.tables import Event, Notice, OutboxMail, table

_CODE = r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*"
_DATE = r"\d{4}-\d{2}-\d{2}"
_SHAPES = {
    "code, or a key made of codes, ids and dates": rf"(?=.{{1,80}}$){_CODE}(?::(?:{_CODE}|{_DATE}|\d{{1,10}}))*",
    "digest": r"[0-9a-f]{64}|sha256:[0-9a-f]{12,64}",
    "State": r"[A-Z]{3}",
    "version": r"[a-z][a-z-]{0,30}/[0-9]{1,6}(?:\.[0-9]{1,6}){0,3}",
    "date": rf"{_DATE}(?:T\d{{2}}:\d{{2}}:\d{{2}}(?:\.\d{{1,6}})?(?:Z|[+-]\d{{2}}:\d{{2}}))?",
    "path into a submission": (
        r"(?:state|kind|file|message|note_verbale|contacts(?:\[\d{1,4}\])?)(?:\.[a-z_]{1,30}(?:\[\d{1,4}\])?)?"
    ),
    "process": r"(?=.{1,120}$)[a-z0-9.-]+:\d{1,10}:[0-9a-f.]+",
}
_ALLOWED = re.compile("|".join(f"(?:{shape})" for shape in _SHAPES.values()))
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_WHAT = re.compile(r"[a-z][a-z_]{0,39}")
_ACTOR = re.compile(r"machine|operator|officer:\d{1,10}")
_MOST = 100


class PersonalValue(ValueError):
    """An event was to carry a value that is no id, digest, code, count or path; the message names the detail, not the value."""


@dataclass(frozen=True, slots=True)
class EventFacts:
    """One event as it stands in the log."""

    id: int
    at: datetime
    actor: str
    what: str
    message_id: int | None
    entry_id: int | None
    mail_id: int | None
    details: Mapping[str, Any]


def note(
    session: Session,
    what: str,
    now: datetime,
    actor: str = "machine",
    message_id: int | None = None,
    entry_id: int | None = None,
    mail_id: int | None = None,
    **details: Any,
) -> None:
    """Write an event in the caller's transaction; details that are None are left out.

    Raises PersonalValue for a detail that is no id, digest, code, count, date or submission's path: names of files and whatever
    else people wrote go in as `digest(text)`."""
    session.connection().execute(insert(table(Event)), [row(what, now, actor, message_id, entry_id, mail_id, details)])


def note_mail(session: Session, what: str, mail_id: int, now: datetime, actor: str, **details: Any) -> None:
    """Write an event of a mail, as `note` does, under the message and entry that the mail speaks of."""
    notices, mails = table(Notice), table(OutboxMail)
    about = (
        session.connection()
        .execute(
            select(notices.c.message_id, notices.c.entry_id)
            .join(mails, mails.c.notice_id == notices.c.id)
            .where(mails.c.id == mail_id)
        )
        .one()
    )
    note(
        session,
        what,
        now,
        actor=actor,
        message_id=about.message_id,
        entry_id=about.entry_id,
        mail_id=mail_id,
        **details,
    )


def row(
    what: str,
    now: datetime,
    actor: str,
    message_id: int | None,
    entry_id: int | None,
    mail_id: int | None,
    details: Mapping[str, Any],
) -> dict[str, Any]:
    """One event as a row to insert, checked as `note` does."""
    if not _WHAT.fullmatch(what):
        raise PersonalValue("An event's name must be a code such as `kept`.")
    if not _ACTOR.fullmatch(actor):
        raise PersonalValue("An event's actor must be `machine`, `operator` or `officer:ID`.")
    given = {key: value for key, value in details.items() if value is not None}
    for key, value in given.items():
        _check(key, value)
    return {
        "at": now,
        "actor": actor,
        "what": what,
        "message_id": message_id,
        "entry_id": entry_id,
        "mail_id": mail_id,
        "details": {key: list(value) if isinstance(value, tuple) else value for key, value in given.items()},
    }


def digest(text: str) -> str:
    """A text that may name a person (a file's path), as an event may carry it."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def plain_or_digest(text: str) -> str:
    """The text itself where an event may carry it (a code, a key, a version), else its digest."""
    return text if _ALLOWED.fullmatch(text) else digest(text)


def of_message(session: Session, message_id: int) -> list[EventFacts]:
    """All events of a message, oldest first."""
    events = table(Event)
    found = session.connection().execute(select(events).where(events.c.message_id == message_id).order_by(events.c.id))
    return [_facts(line) for line in found]


def _check(key: str, value: Any) -> None:
    if not _KEY.fullmatch(key):
        raise PersonalValue("The name of an event's detail must be a code.")
    if isinstance(value, int):
        return
    if isinstance(value, str):
        if not _ALLOWED.fullmatch(value):
            raise PersonalValue(
                f"The event's detail `{key}` is none of: {', '.join(_SHAPES)}; pass digest(...) instead."
            )
        return
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray) and len(value) <= _MOST:
        for one in value:
            if isinstance(one, Sequence) and not isinstance(one, str):
                raise PersonalValue(f"The event's detail `{key}` holds a list within a list.")
            _check(key, one)
        return
    raise PersonalValue(f"The event's detail `{key}` must be a text, a number or a list of at most {_MOST} of them.")


def _facts(line: Any) -> EventFacts:
    return EventFacts(
        line.id, line.at, line.actor, line.what, line.message_id, line.entry_id, line.mail_id, dict(line.details)
    )
