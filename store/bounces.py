"""Addresses from which a mail of ours came back, or of which returned mail says so, until somebody writes from there again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from domain.report import SHOWS_NOTHING
from store import events
from store.tables import BouncedAddress, Message, table


@dataclass(frozen=True, slots=True)
class Bounced:
    """When a mail to this address last came back, how often, and with which status code (None: it gave none).

    `surely` is False where nothing but the address tells that it was a mail of ours."""

    address: str
    last: datetime
    times: int
    status: str | None
    surely: bool = True


def mark(
    session: Session,
    address: str,
    status: str | None,
    mail_id: int,
    message_id: int,
    now: datetime,
    by: str | None = None,
) -> None:
    """Afterwards the address counts as one from which mail comes back, with the mail and the message that showed it.

    `by` is how that message was tied, where that shows nothing of the mail: then a mark that stands already stays as it is."""
    rows = table(BouncedAddress)
    connection = session.connection()
    insert = postgresql.insert(rows) if connection.dialect.name == "postgresql" else sqlite.insert(rows)
    last = {"last": now, "status": status, "mail_id": mail_id, "message_id": message_id}
    put = insert.values(address=address.lower(), since=now, times=1, **last)
    if by in SHOWS_NOTHING:
        connection.execute(put.on_conflict_do_nothing(index_elements=["address"]))
    else:
        again = {**last, "times": rows.c.times + 1}
        connection.execute(put.on_conflict_do_update(index_elements=["address"], set_=again))
    events.note(session, "address_bounced", now, message_id=message_id, mail_id=mail_id, by=by)


def clear(session: Session, address: str) -> None:
    """Afterwards the address is no longer marked: somebody wrote from it."""
    rows = table(BouncedAddress)
    session.connection().execute(delete(rows).where(rows.c.address == address.lower()))


def of(session: Session, addresses: Collection[str]) -> dict[str, Bounced]:
    """Those of the addresses that are marked, by address in small letters."""
    rows, messages = table(BouncedAddress), table(Message)
    wanted = sorted({address.lower() for address in addresses})
    marked = select(rows, messages.c.answers_by).join(messages, messages.c.id == rows.c.message_id)
    found = session.connection().execute(marked.where(rows.c.address.in_(wanted))) if wanted else ()
    return {
        line.address: Bounced(line.address, line.last, line.times, line.status, line.answers_by not in SHOWS_NOTHING)
        for line in found
    }
