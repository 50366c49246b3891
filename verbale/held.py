"""Mails that the machine holds, by reason: told, and released or dropped together by the operator's word."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from domain.notices import Outbox
from domain.restraint import SENTENCES
from store import outbox, releasing

if TYPE_CHECKING:
    from verbale.wiring import House


def held_lines(house: House) -> list[str]:
    """One line for each reason for which mails are held; none where none are."""
    with house.database.reading() as session:
        counts = outbox.held_counts(session)
    return [
        f"{number} held ({code}): {SENTENCES.get(code, 'an officer decides at the desk.')}"
        for code, number in counts.items()
    ]


def print_held(opened: AbstractContextManager[House], release: str | None, drop: str | None) -> None:
    """Releases or drops all mails held for a reason, and prints what is held; Trouble where both or nothing of it is there."""
    from verbale.wiring import Trouble

    if release and drop:
        raise Trouble("Say either --release or --drop, with one reason.")
    code = release or drop
    with opened as house:
        if code is not None:
            after = Outbox.QUEUED if release else Outbox.DROPPED
            with house.database.transaction() as session:
                done = releasing.settle_held(session, code, after, "operator", house.clock())
            if not done:
                raise Trouble(f"No mail is held for {code}; `verbale held` lists the reasons.")
            print(f"{done} mails {'go out with the next round' if release else 'will not be sent'}.")
        print("\n".join(held_lines(house)) or "No mail is held.")
