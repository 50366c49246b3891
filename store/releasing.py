"""Releasing: a person's word on a mail of the outbox that is held, has failed or is uncertain."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import Session

from domain.notices import Outbox
from store import events
from store.tables import OutboxMail, table


def release(session: Session, mail_id: int, officer_id: int, now: datetime, before: Outbox = Outbox.HELD) -> bool:
    """An officer's word that a held mail (or a failed or uncertain one, by `before`) is to be sent, now at the earliest.

    One that failed is tried as often as a new one. False, and nothing written, where it no longer stands at `before`."""
    if before not in (Outbox.HELD, Outbox.FAILED, Outbox.UNCERTAIN):
        raise ValueError(f"A mail that is {before.value} cannot be released.")
    return _by_officer(session, mail_id, officer_id, now, before, Outbox.QUEUED, "released")


def drop(session: Session, mail_id: int, officer_id: int, now: datetime, before: Outbox = Outbox.HELD) -> bool:
    """An officer's word that a mail is not to be sent; as `release`, and also for queued ones."""
    if before not in (Outbox.HELD, Outbox.FAILED, Outbox.UNCERTAIN, Outbox.QUEUED):
        raise ValueError(f"A mail that is {before.value} cannot be dropped.")
    return _by_officer(session, mail_id, officer_id, now, before, Outbox.DROPPED, "dropped")


def found_sent(session: Session, mail_id: int, officer_id: int, now: datetime) -> bool:
    """An officer's word that an uncertain mail did go out. False, and nothing written, where it is not uncertain."""
    return _by_officer(session, mail_id, officer_id, now, Outbox.UNCERTAIN, Outbox.SENT, "found_sent")


def settle_held(session: Session, code: str, after: Outbox, actor: str, now: datetime) -> int:
    """A person's word on all mails that are held for this reason: queued, or dropped; returns how many there were.

    `actor` is `operator` or `officer:ID`."""
    if after not in (Outbox.QUEUED, Outbox.DROPPED):
        raise ValueError(f"A held mail cannot become {after.value} by a word.")
    mails = table(OutboxMail)
    done = session.connection().execute(
        update(mails)
        .where(mails.c.stage == Outbox.HELD.value, mails.c.held_code == code)
        .values(stage=after.value)
        .returning(mails.c.id)
    )
    settled = sorted(done.scalars())
    what = "released" if after is Outbox.QUEUED else "dropped"
    for mail_id in settled:
        events.note_mail(session, what, mail_id, now, actor, before=Outbox.HELD.value, because=code)
    return len(settled)


def _by_officer(
    session: Session, mail_id: int, officer_id: int, now: datetime, before: Outbox, after: Outbox, what: str
) -> bool:
    mails = table(OutboxMail)
    values: dict[str, Any] = {"stage": after.value, "claimed_by": None, "claimed_at": None}
    if after is Outbox.SENT:
        values["sent_at"] = now
    if after is Outbox.QUEUED and before is not Outbox.HELD:
        values["due_at"] = now
        if before is Outbox.FAILED:
            values["attempts"] = 1  # as many tries again as a new mail has, but it may have been answered already
    done = session.connection().execute(
        update(mails).where(mails.c.id == mail_id, mails.c.stage == before.value).values(values)
    )
    if done.rowcount != 1:
        return False
    events.note_mail(session, what, mail_id, now, f"officer:{officer_id}", before=before.value)
    return True
