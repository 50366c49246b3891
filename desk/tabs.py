"""Tabs: the desk's navigation, each with the number of what waits behind it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from desk.wording import LANES
from domain.notices import Outbox
from store import ledger, outbox
from store import queue as store_queue

MAILS = "mails"
LEDGER = "ledger"
WAITING = (Outbox.HELD, Outbox.FAILED, Outbox.UNCERTAIN)
"""Stages of a mail that waits for an officer's word."""
ASTRAY = "Messages that are in flight, and mailboxes with a line that does not add up; 0 where all is accounted for"


@dataclass(frozen=True, slots=True)
class Tab:
    """One place of the desk: its address, its title, how much is there, whether it is open, and what its number counts."""

    href: str
    title: str
    number: int
    here: bool
    counts: str


def tabs(session: Session, here: str) -> list[Tab]:
    """The lanes of the queue and the mails; `here` is the open lane's code, MAILS or LEDGER."""
    stages, mails = store_queue.counts(session), outbox.counts(session)
    lanes = [
        Tab(
            f"/?lane={lane.code}",
            lane.title,
            sum(stages.get(stage, 0) for stage in lane.stages),
            lane.code == here,
            "Messages in this lane",
        )
        for lane in LANES
    ]
    return [
        *lanes,
        Tab(
            "/mails",
            "Mails",
            sum(mails[stage] for stage in WAITING),
            here == MAILS,
            "Our own mails that wait for a person",
        ),
        Tab("/ledger", "Ledger", ledger.astray(session), here == LEDGER, ASTRAY),
    ]
