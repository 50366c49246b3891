"""Notices: what is to be said, written once, in the transaction of the fact that it reports."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from domain.notices import Outbox, Saying
from domain.restraint import Restraint
from store import allowance, events
from store.tables import Notice, OutboxMail, table
from store.texts import storable, storable_json


def say(session: Session, saying: Saying, mail_id: str, now: datetime, restraint: Restraint | None = None) -> bool:
    """Write the notice with its mail, queued (or held, where the saying or the `restraint` tells why), and the event.

    `mail_id` is the mail's Message-ID header, angle brackets included. False, and nothing written, where the key was said
    before, also by another process at this very time."""
    if restraint is not None:
        allowance.one_at_a_time(session)
        saying = allowance.restrained(session, saying, restraint, now)
    notices, mails = table(Notice), table(OutboxMail)
    connection = session.connection()
    put = postgresql.insert(notices) if connection.dialect.name == "postgresql" else sqlite.insert(notices)
    notice = connection.execute(
        put.values(
            key=saying.key,
            kind=saying.kind.value,
            message_id=saying.message_id,
            entry_id=saying.entry_id,
            language=saying.language,
            facts=storable_json(saying.model_dump(mode="json")["facts"]),
            made_at=now,
        )
        .on_conflict_do_nothing(index_elements=["key"])
        .returning(notices.c.id)
    ).scalar()
    if notice is None:
        return False
    stage = Outbox.QUEUED if saying.held_because is None else Outbox.HELD
    number = connection.execute(
        insert(mails)
        .values(
            notice_id=notice,
            mail_id=mail_id,
            recipient=saying.recipient,
            in_reply_to=storable(saying.in_reply_to) if saying.in_reply_to else None,
            references=storable_json(saying.references),
            stage=stage.value,
            held_because=storable(saying.held_because) if saying.held_because is not None else None,
            held_code=saying.held_code,
            due_at=saying.due_at,
            attempts=0,
        )
        .returning(mails.c.id)
    ).scalar_one()
    events.note(
        session,
        "notice",
        now,
        message_id=saying.message_id,
        entry_id=saying.entry_id,
        mail_id=number,
        kind=saying.kind.value,
        key=events.plain_or_digest(saying.key),
        stage=stage.value,
        because=saying.held_code,
    )
    return True


def said(session: Session, key: str) -> bool:
    """True where a notice with this key was written."""
    notices = table(Notice)
    return session.connection().execute(select(notices.c.id).where(notices.c.key == key)).scalar() is not None
