"""Poison: the alarms about messages that cannot be read, and about a reader that can read none."""

from __future__ import annotations

from datetime import datetime

from domain.alarms import AlarmCode
from domain.stages import Stage
from store import alarms, queue
from store.database import Database


def note_reading(database: Database, now: datetime, *, shunted: int = 0, nothing_read: bool = False) -> None:
    """Afterwards the alarms are as this round of reading found it: `shunted` more were set aside, or nothing at all could be read.

    That something is shunted stands until a person has settled the last of it."""
    with database.reading() as session:
        waiting = queue.count(session, [Stage.SHUNTED])
        stood = {alarm.code for alarm in alarms.standing(session)}
    seen = {AlarmCode.NOTHING_READ} if nothing_read else set()
    if shunted or (waiting and AlarmCode.SHUNTED not in stood):
        seen.add(AlarmCode.SHUNTED)
    over = stood & ({AlarmCode.NOTHING_READ, AlarmCode.SHUNTED} - seen - ({AlarmCode.SHUNTED} if waiting else set()))
    if not (seen or over):
        return
    with database.transaction() as session:
        alarms.ended(session, over, now)
        for code in sorted(seen):
            alarms.seen(session, code, now)
