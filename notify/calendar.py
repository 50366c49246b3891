"""What falls due: reminders to confirm entries of the directory, said once in each period."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Collection, Iterable
from datetime import UTC, date, datetime

from domain.directory import Entry
from domain.facts import UpdateReminderFacts
from domain.notices import NoticeKind, Saying, mail_id
from domain.programme import Programme
from store import directory, notices
from store.database import Database

StateName = Callable[[str, str], str]
"""The short name of a State (ISO alpha-3) in a language (ISO 639-1)."""


def due_reminders(
    entries: Iterable[Entry], now: datetime, months: int, state_name: StateName, observers: Collection[str] = ()
) -> list[Saying]:
    """One update reminder for each entry in force that nobody confirmed for `months` calendar months (days are UTC's).

    The key holds the day of the last confirmation, so that a period's reminder is said once however often this runs."""
    return [
        Saying(
            key=f"update_reminder:{entry.id}:{_day(entry.last_confirmed)}",
            kind=NoticeKind.UPDATE_REMINDER,
            language=entry.language,
            recipient=entry.correspondent,
            facts=UpdateReminderFacts(
                state=state_name(entry.state, entry.language),
                role=entry.role,
                months=months,
                in_force_since=_day(entry.in_force_from).isoformat(),
                last_confirmed=_day(entry.last_confirmed).isoformat(),
                observer=entry.state in observers,
            ).model_dump(mode="json"),
            due_at=now,
            entry_id=entry.id,
        )
        for entry in entries
        if in_force(entry, now) and months_after(_day(entry.last_confirmed), months) <= _day(now)
    ]


def sweep(
    database: Database,
    programme: Programme,
    clock: Callable[[], datetime],
    mail_domain: str,
    state_name: StateName,
    observers: Collection[str] = (),
) -> int:
    """Everything that is due has been said into the outbox, in one transaction; returns how many mails are new.

    Nothing restrains it: each is said once a period, however often this runs and whatever else is said."""
    now = clock()
    with database.transaction() as session:
        sayings = due_reminders(
            directory.entries(session, in_force_at=now), now, programme.update_reminder_months, state_name, observers
        )
        return sum(notices.say(session, saying, mail_id(saying, mail_domain), now) for saying in sayings)


def in_force(entry: Entry, now: datetime) -> bool:
    """True where the entry stands in the directory at this moment."""
    return entry.in_force_from <= now and (entry.in_force_until is None or entry.in_force_until > now)


def months_after(day: date, months: int) -> date:
    """The same day so many calendar months later; the month's last day where it has no such day (29 February)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _day(moment: datetime) -> date:
    return moment.astimezone(UTC).date()
