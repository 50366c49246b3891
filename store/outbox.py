"""The outbox: mails waiting, under way and done. A mail is said to be under way before the network hears of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, or_, select, update
from sqlmodel import Session

from domain.notices import NoticeKind, Outbox
from store import events
from store.tables import Event, Message, Notice, OutboxMail, table
from store.texts import storable

_SETTLED = (Outbox.SENT, Outbox.FAILED, Outbox.UNCERTAIN, Outbox.QUEUED)
_ADDRESS = re.compile(r"<?[^\s<>@]+@[^\s<>@]+>?")
FURTHEST = timedelta(days=2)
"""No mail waits for longer: what is due later was put off by a clock that has been set right since, and is due now."""
_LONGEST = 500
"""Characters of a server's answer that are kept."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A mail to be sent: `id` is its row's (what this module's functions take), `mail_id` its Message-ID header."""

    id: int
    mail_id: str
    kind: NoticeKind
    language: str
    recipient: str
    facts: dict[str, Any]
    in_reply_to: str | None
    references: tuple[str, ...]
    due_at: datetime
    attempts: int
    message_id: int | None
    entry_id: int | None


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


def due(session: Session, now: datetime, limit: int) -> list[Waiting]:
    """Queued mails whose time has come, the longest due first, at most `limit`."""
    mails = table(OutboxMail)
    found = session.connection().execute(
        _mails()
        .where(mails.c.stage == Outbox.QUEUED.value, _has_come(now))
        .order_by(mails.c.due_at, mails.c.id)
        .limit(limit)
    )
    return [
        Waiting(
            id=line.id,
            mail_id=line.mail_id,
            kind=NoticeKind(line.kind),
            language=line.language,
            recipient=line.recipient,
            facts=line.facts,
            in_reply_to=line.in_reply_to,
            references=tuple(line.references),
            due_at=line.due_at,
            attempts=line.attempts,
            message_id=line.message_id,
            entry_id=line.entry_id,
        )
        for line in found
    ]


def claim(session: Session, mail_id: int, owner: str, now: datetime, rendered: str) -> bool:
    """Take a queued mail for sending, with its text as it will be sent; commit this before the network hears of it.

    `mail_id` is the row's id (`Waiting.id`). False: no longer queued, or not yet due, and nothing is written."""
    mails = table(OutboxMail)
    done = session.connection().execute(
        update(mails)
        .where(mails.c.id == mail_id, mails.c.stage == Outbox.QUEUED.value, _has_come(now))
        .values(
            stage=Outbox.SENDING.value,
            claimed_by=owner,
            claimed_at=now,
            attempts=mails.c.attempts + 1,
            rendered=rendered,
        )
    )
    if done.rowcount != 1:
        return False
    _note(session, "sending", mail_id, now, "machine", owner=owner)
    return True


def settle(
    session: Session,
    mail_id: int,
    owner: str,
    stage: Outbox,
    now: datetime,
    answer: str | None = None,
    next_try: datetime | None = None,
) -> bool:
    """Write how the sending that `owner` claimed went: sent, failed, uncertain, or queued again for `next_try`.

    Queued is only for a mail that the server surely does not have. Addresses are cut out of `answer`. False, and nothing
    written, where the mail is not (or no longer) `owner`'s. Raises ValueError for another stage, or queued without a time."""
    if stage not in _SETTLED or (stage is Outbox.QUEUED) != (next_try is not None):
        raise ValueError(
            f"A sending cannot be settled as {stage.value}{' without a next try' if not next_try else ''}."
        )
    mails = table(OutboxMail)
    values: dict[str, Any] = {"stage": stage.value, "last_answer": _without_addresses(answer)}
    if next_try is not None:
        values |= {"due_at": next_try, "claimed_by": None, "claimed_at": None}
    if stage is Outbox.SENT:
        values["sent_at"] = now
    done = session.connection().execute(
        update(mails)
        .where(mails.c.id == mail_id, mails.c.stage == Outbox.SENDING.value, mails.c.claimed_by == owner)
        .values(values)
    )
    if done.rowcount != 1:
        return False
    _note(session, "later" if stage is Outbox.QUEUED else stage.value, mail_id, now, "machine")
    return True


def recover(session: Session, gone: Callable[[str], bool], now: datetime, lease: timedelta | None = None) -> int:
    """Call uncertain what a dead process was sending (or, with `lease`, anybody for longer than that); returns how many.

    Nothing is queued again: the server may have the mail, and a person has to look. One that was answered meanwhile is sent,
    and one that came back has failed."""
    mails = table(OutboxMail)
    connection = session.connection()
    under_way = connection.execute(
        select(mails.c.id, mails.c.claimed_by, mails.c.claimed_at).where(mails.c.stage == Outbox.SENDING.value)
    ).all()
    dead = {owner: owner is None or gone(owner) for owner in {line.claimed_by for line in under_way}}
    count = 0
    for line in under_way:
        late = lease is not None and (line.claimed_at is None or line.claimed_at <= now - lease)
        if not (dead[line.claimed_by] or late):
            continue
        done = connection.execute(
            update(mails)
            .where(
                mails.c.id == line.id,
                mails.c.stage == Outbox.SENDING.value,
                mails.c.claimed_by.is_not_distinct_from(line.claimed_by),
                mails.c.claimed_at.is_not_distinct_from(line.claimed_at),
            )
            .values(stage=Outbox.UNCERTAIN.value)
        )
        if done.rowcount == 1:
            count += 1
            _note(session, "uncertain", line.id, now, "machine", because="lease_over" if late else "owner_gone")
            if by := _proof(session, line.id):
                after = Outbox.FAILED if _came_back(session, line.id) else Outbox.SENT
                shown(session, line.id, after, now, by)
    return count


def release(session: Session, mail_id: int, officer_id: int, now: datetime, before: Outbox = Outbox.HELD) -> bool:
    """An officer's word that a held mail (or a failed or uncertain one, by `before`) is to be sent, now at the earliest.

    False, and nothing written, where it no longer stands at `before`."""
    if before not in (Outbox.HELD, Outbox.FAILED, Outbox.UNCERTAIN):
        raise ValueError(f"A mail that is {before.value} cannot be released.")
    return _by_officer(session, mail_id, officer_id, now, before, Outbox.QUEUED, "released")


def drop(session: Session, mail_id: int, officer_id: int, now: datetime, before: Outbox = Outbox.HELD) -> bool:
    """An officer's word that a mail is not to be sent; as `release`, and also for queued ones."""
    if before not in (Outbox.HELD, Outbox.FAILED, Outbox.UNCERTAIN, Outbox.QUEUED):
        raise ValueError(f"A mail that is {before.value} cannot be dropped.")
    return _by_officer(session, mail_id, officer_id, now, before, Outbox.DROPPED, "dropped")


def held_counts(session: Session) -> dict[str, int]:
    """How many mails are held for each reason (its code, `other` where none was given), the most first."""
    mails = table(OutboxMail)
    code, number = func.coalesce(mails.c.held_code, "other"), func.count()
    found = session.connection().execute(
        select(code, number).where(mails.c.stage == Outbox.HELD.value).group_by(code).order_by(number.desc(), code)
    )
    return {str(reason): int(count) for reason, count in found}


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
        _note(session, what, mail_id, now, actor, before=Outbox.HELD.value, because=code)
    return len(settled)


def drop_unsent(session: Session, mail_id: int, now: datetime, because: str) -> bool:
    """The machine's word that a queued mail is not to be sent, `because` as a code. False where it is not queued."""
    mails = table(OutboxMail)
    done = session.connection().execute(
        update(mails)
        .where(mails.c.id == mail_id, mails.c.stage == Outbox.QUEUED.value)
        .values(stage=Outbox.DROPPED.value)
    )
    if done.rowcount != 1:
        return False
    _note(session, "dropped", mail_id, now, "machine", because=because)
    return True


def found_sent(session: Session, mail_id: int, officer_id: int, now: datetime) -> bool:
    """An officer's word that an uncertain mail did go out. False, and nothing written, where it is not uncertain."""
    return _by_officer(session, mail_id, officer_id, now, Outbox.UNCERTAIN, Outbox.SENT, "found_sent")


def shown(session: Session, mail_id: int, after: Outbox, now: datetime, by: str, answer: str | None = None) -> bool:
    """The machine's word that an answer shows a mail to have arrived (sent) or come back (failed); `by` says how it is known.

    Sent becomes what was uncertain, or was to be sent again; failed, what was sent as well. False, and nothing written, for a
    mail that stands elsewhere."""
    if after not in (Outbox.SENT, Outbox.FAILED):
        raise ValueError(f"An answer cannot show that a mail is {after.value}.")
    before = [Outbox.UNCERTAIN, Outbox.QUEUED, *([Outbox.SENT] if after is Outbox.FAILED else [])]
    mails = table(OutboxMail)
    values: dict[str, Any] = {"stage": after.value}
    if after is Outbox.SENT:
        values["sent_at"] = func.coalesce(mails.c.claimed_at, literal(now, mails.c.claimed_at.type))
    if answer is not None:
        values["last_answer"] = _without_addresses(answer)
    done = session.connection().execute(
        update(mails)
        .where(
            mails.c.id == mail_id,
            mails.c.stage.in_([stage.value for stage in before]),
            mails.c.attempts > 0,
        )
        .values(values)
    )
    if done.rowcount != 1:
        return False
    _note(session, "shown_sent" if after is Outbox.SENT else "bounced", mail_id, now, "machine", because=by)
    return True


def of_message(session: Session, message_id: int) -> list[MailFacts]:
    """All mails that a message caused, oldest first."""
    notices, mails = table(Notice), table(OutboxMail)
    found = session.connection().execute(_mails().where(notices.c.message_id == message_id).order_by(mails.c.id))
    return [_facts(line) for line in found]


def at(session: Session, stages: Collection[Outbox], limit: int = 200, offset: int = 0) -> list[MailFacts]:
    """Mails at these stages, oldest first."""
    mails = table(OutboxMail)
    found = session.connection().execute(
        _mails()
        .where(mails.c.stage.in_([stage.value for stage in stages]))
        .order_by(mails.c.id)
        .limit(limit)
        .offset(offset)
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


def get(session: Session, mail_id: int) -> MailFacts | None:
    """This mail by its row's id, None where there is none."""
    mails = table(OutboxMail)
    line = session.connection().execute(_mails().where(mails.c.id == mail_id)).one_or_none()
    return _facts(line) if line is not None else None


def uncertain_since(session: Session) -> datetime | None:
    """Since when the mail that is uncertain for longest has been so, None where none is."""
    mails = table(OutboxMail)
    begun = func.min(func.coalesce(mails.c.claimed_at, mails.c.due_at))
    found: datetime | None = (
        session.connection().execute(select(begun).where(mails.c.stage == Outbox.UNCERTAIN.value)).scalar()
    )
    return found


def by_message_ids(session: Session, headers: Sequence[str]) -> list[MailFacts]:
    """Our mails with one of these Message-ID headers: to what an answer or a returned mail refers."""
    mails = table(OutboxMail)
    found = session.connection().execute(_mails().where(mails.c.mail_id.in_(list(headers))).order_by(mails.c.id))
    return [_facts(line) for line in found]


def counts(session: Session) -> dict[Outbox, int]:
    """How many mails stand at each stage, nought included."""
    mails = table(OutboxMail)
    found = session.connection().execute(select(mails.c.stage, func.count()).group_by(mails.c.stage))
    return dict.fromkeys(Outbox, 0) | {Outbox(stage): number for stage, number in found}


def _has_come(now: datetime) -> ColumnElement[bool]:
    """Of a queued mail, whether its time has come."""
    mails = table(OutboxMail)
    return or_(mails.c.due_at <= now, mails.c.due_at > now + FURTHEST)


def _by_officer(
    session: Session, mail_id: int, officer_id: int, now: datetime, before: Outbox, after: Outbox, what: str
) -> bool:
    mails = table(OutboxMail)
    values: dict[str, Any] = {"stage": after.value, "claimed_by": None, "claimed_at": None}
    if after is Outbox.SENT:
        values["sent_at"] = now
    if after is Outbox.QUEUED and before is not Outbox.HELD:
        values["due_at"] = now
    done = session.connection().execute(
        update(mails).where(mails.c.id == mail_id, mails.c.stage == before.value).values(values)
    )
    if done.rowcount != 1:
        return False
    _note(session, what, mail_id, now, f"officer:{officer_id}", before=before.value)
    return True


def _note(session: Session, what: str, mail_id: int, now: datetime, actor: str, **details: Any) -> None:
    """An event of a mail, under the message and entry that it speaks of."""
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
    events.note(
        session,
        what,
        now,
        actor=actor,
        message_id=about.message_id,
        entry_id=about.entry_id,
        mail_id=mail_id,
        **details,
    )


def _proof(session: Session, mail_id: int) -> str | None:
    """How a message shows that this mail arrived, None where none does."""
    messages = table(Message)
    told = (messages.c.answers_mail == mail_id, messages.c.answers_by != "reference_number")
    by: str | None = session.connection().execute(select(messages.c.answers_by).where(*told).limit(1)).scalar()
    return by


def _came_back(session: Session, mail_id: int) -> bool:
    """True where an answer said so, whoever has written from that address since."""
    messages, said = table(Message), table(Event)
    bounce = (messages.c.answers_mail == mail_id, said.c.mail_id == mail_id, said.c.what == "address_bounced")
    found = select(said.c.id).join(messages, messages.c.id == said.c.message_id).where(*bounce).limit(1)
    return session.connection().execute(found).scalar() is not None


def _without_addresses(answer: str | None) -> str | None:
    if answer is None:
        return None
    return _ADDRESS.sub("(address)", storable(answer))[:_LONGEST]


def _mails() -> Select[Any]:
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
