"""The outbox: the mails in it and where each of them stands."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlmodel import Session

from domain.notices import NoticeKind, Outbox
from store.tables import Notice, OutboxMail, table


@dataclass(frozen=True, slots=True)
class MailFacts:
    """A mail and where it stands; `id` is its row's, `mail_id` its Message-ID header, `rendered` what was sent (RFC 5322)."""

    id: int
    mail_id: str
    key: str
    kind: NoticeKind
    language: str
    recipient: str
    facts: dict[str, Any]
    stage: Outbox
    held_because: str | None
    held_code: str | None
    due_at: datetime
    attempts: int
    rendered: str | None
    sent_at: datetime | None
    last_answer: str | None
    claimed_by: str | None
    claimed_at: datetime | None
    message_id: int | None
    entry_id: int | None
    made_at: datetime


def of_message(session: Session, message_id: int) -> list[MailFacts]:
    """All mails that a message caused, oldest first."""
    notices, mails = table(Notice), table(OutboxMail)
    found = session.connection().execute(lines().where(notices.c.message_id == message_id).order_by(mails.c.id))
    return [_facts(line) for line in found]


def at(session: Session, stages: Collection[Outbox], limit: int = 200, offset: int = 0) -> list[MailFacts]:
    """Mails at these stages, oldest first."""
    mails = table(OutboxMail)
    found = session.connection().execute(
        lines()
        .where(mails.c.stage.in_([stage.value for stage in stages]))
        .order_by(mails.c.id)
        .limit(limit)
        .offset(offset)
    )
    return [_facts(line) for line in found]


def get(session: Session, mail_id: int) -> MailFacts | None:
    """This mail by its row's id, None where there is none."""
    mails = table(OutboxMail)
    line = session.connection().execute(lines().where(mails.c.id == mail_id)).one_or_none()
    return _facts(line) if line is not None else None


def by_message_ids(session: Session, headers: Sequence[str]) -> list[MailFacts]:
    """Our mails with one of these Message-ID headers: to what an answer or a returned mail refers."""
    mails = table(OutboxMail)
    found = session.connection().execute(lines().where(mails.c.mail_id.in_(list(headers))).order_by(mails.c.id))
    return [_facts(line) for line in found]


def gone_to(session: Session, address: str, after: datetime, before: datetime) -> list[MailFacts]:
    """Our mails to this address that were under way at least once, at last within these times, the oldest first."""
    mails = table(OutboxMail)
    begun = func.coalesce(mails.c.claimed_at, mails.c.due_at)
    found = session.connection().execute(
        lines()
        .where(
            func.lower(mails.c.recipient) == address.lower(),
            mails.c.attempts > 0,
            begun > after,
            begun <= before,
        )
        .order_by(mails.c.id)
    )
    return [_facts(line) for line in found]


def uncertain(session: Session, since: datetime) -> list[tuple[int, str]]:
    """Row's id and Message-ID header of every uncertain mail that was under way after `since`, oldest first."""
    mails = table(OutboxMail)
    begun = func.coalesce(mails.c.claimed_at, mails.c.due_at)
    found = session.connection().execute(
        select(mails.c.id, mails.c.mail_id)
        .where(mails.c.stage == Outbox.UNCERTAIN.value, begun > since)
        .order_by(mails.c.id)
    )
    return [(line.id, line.mail_id) for line in found]


def uncertain_since(session: Session) -> datetime | None:
    """Since when the mail that is uncertain for longest has been so, None where none is."""
    mails = table(OutboxMail)
    begun = func.min(func.coalesce(mails.c.claimed_at, mails.c.due_at))
    found: datetime | None = (
        session.connection().execute(select(begun).where(mails.c.stage == Outbox.UNCERTAIN.value)).scalar()
    )
    return found


def failed_in_a_row(session: Session, now: datetime) -> int:
    """To how many recipients mails have failed, or come back, since the last one went out that has not come back.

    An alarm that went out to the operator tells nothing of the way to everybody else."""
    notices, mails = table(Notice), table(OutboxMail)
    connection = session.connection()
    failed = select(func.count(func.lower(mails.c.recipient).distinct())).where(mails.c.stage == Outbox.FAILED.value)
    if not connection.execute(failed).scalar_one():
        return 0
    last = connection.execute(  # what was sent in the future, by a clock that was set back since, tells nothing
        select(func.max(mails.c.sent_at))
        .join(notices, notices.c.id == mails.c.notice_id)
        .where(mails.c.stage == Outbox.SENT.value, mails.c.sent_at <= now, notices.c.kind != NoticeKind.ALARM.value)
    ).scalar()
    if last is not None:
        failed = failed.where(mails.c.claimed_at > last)
    return int(connection.execute(failed).scalar_one())


def waits(session: Session, key: str = "") -> bool:
    """True where a mail is to go out yet, or under way, whose key begins so."""
    notices, mails = table(Notice), table(OutboxMail)
    found = (
        select(mails.c.id)
        .join(notices, notices.c.id == mails.c.notice_id)
        .where(
            mails.c.stage.in_([Outbox.QUEUED.value, Outbox.SENDING.value]),
            notices.c.key.startswith(key, autoescape=True),
        )
        .limit(1)
    )
    return session.connection().execute(found).scalar() is not None


def counts(session: Session) -> dict[Outbox, int]:
    """How many mails stand at each stage, nought included."""
    mails = table(OutboxMail)
    found = session.connection().execute(select(mails.c.stage, func.count()).group_by(mails.c.stage))
    return dict.fromkeys(Outbox, 0) | {Outbox(stage): number for stage, number in found}


def held_counts(session: Session) -> dict[str, int]:
    """How many mails are held for each reason (its code, `other` where none was given), the most first."""
    mails = table(OutboxMail)
    code, number = func.coalesce(mails.c.held_code, "other"), func.count()
    found = session.connection().execute(
        select(code, number).where(mails.c.stage == Outbox.HELD.value).group_by(code).order_by(number.desc(), code)
    )
    return {str(reason): int(count) for reason, count in found}


def lines() -> Select[Any]:
    """Every mail with what its notice says, to be narrowed down by the caller."""
    notices, mails = table(Notice), table(OutboxMail)
    return select(
        mails,
        notices.c.key,
        notices.c.kind,
        notices.c.language,
        notices.c.facts,
        notices.c.message_id,
        notices.c.entry_id,
        notices.c.made_at,
    ).join(notices, notices.c.id == mails.c.notice_id)


def _facts(line: Any) -> MailFacts:
    return MailFacts(
        id=line.id,
        mail_id=line.mail_id,
        key=line.key,
        kind=NoticeKind(line.kind),
        language=line.language,
        recipient=line.recipient,
        facts=line.facts,
        stage=Outbox(line.stage),
        held_because=line.held_because,
        held_code=line.held_code,
        due_at=line.due_at,
        attempts=line.attempts,
        rendered=line.rendered,
        sent_at=line.sent_at,
        last_answer=line.last_answer,
        claimed_by=line.claimed_by,
        claimed_at=line.claimed_at,
        message_id=line.message_id,
        entry_id=line.entry_id,
        made_at=line.made_at,
    )
