"""Mails: those that a message caused, and an officer's word on the ones that wait for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session
from starlette.exceptions import HTTPException
from starlette.responses import Response

from desk.wording import NOTICES, OUTBOX, moment
from desk.workplace import Asked, seen_other
from domain.notices import Outbox
from store import outbox
from store.outbox import MailFacts

Word = Callable[[Session, int, int, datetime, Outbox], bool]

ACTIONS: dict[Outbox, tuple[tuple[str, str], ...]] = {
    Outbox.HELD: (("release", "Send it"), ("drop", "Do not send it")),
    Outbox.FAILED: (("release", "Send it again"), ("drop", "Give it up")),
    Outbox.UNCERTAIN: (("sent", "It did go out"), ("release", "Send it again"), ("drop", "Give it up")),
}
"""What an officer may say of a mail, by where it stands."""

WORDS: dict[str, Word] = {
    "release": outbox.release,
    "drop": outbox.drop,
    "sent": lambda session, mail, officer, now, _before: outbox.found_sent(session, mail, officer, now),
}


@dataclass(frozen=True, slots=True)
class MailLine:
    """One mail in words."""

    id: int
    title: str
    stage: str
    stage_name: str
    recipient: str
    when: str | None
    held_because: str | None
    answer: str | None
    actions: tuple[tuple[str, str], ...]


def mail_lines(mails: Sequence[MailFacts]) -> list[MailLine]:
    """The mails as the submission's page lists them."""
    return [
        MailLine(
            id=mail.id,
            title=NOTICES[mail.kind],
            stage=mail.stage,
            stage_name=OUTBOX[mail.stage],
            recipient=mail.recipient,
            when=moment(mail.sent_at) if mail.sent_at else None,
            held_because=mail.held_because if mail.stage is Outbox.HELD else None,
            answer=mail.last_answer if mail.stage in (Outbox.FAILED, Outbox.UNCERTAIN, Outbox.QUEUED) else None,
            actions=ACTIONS.get(mail.stage, ()),
        )
        for mail in mails
    ]


def speak(asked: Asked) -> Response:
    """The officer's word on a mail is written; or, where it moved meanwhile, a sentence and nothing written."""
    at, number, action = asked.at, asked.number("mail"), asked.request.path_params["action"]
    word = WORDS.get(action)
    before = str(asked.form.get("stage", ""))
    allowed = {stage.value for stage, actions in ACTIONS.items() if action in dict(actions)}
    with at.database.reading() as session:
        mail = outbox.get(session, number)
    if mail is None or word is None or mail.message_id is None:
        raise HTTPException(404)
    home = f"/submissions/{mail.message_id}"
    written = False
    if before in allowed:
        with at.database.transaction() as session:
            written = word(session, number, asked.officer.officer_id, at.clock(), Outbox(before))
    if not written:
        return asked.sentence(
            "Already settled",
            f"This mail no longer waits for a word; it stands under “{OUTBOX[mail.stage]}”. Nothing was changed.",
            409,
            ((home, "Back to the submission"),),
        )
    return seen_other(f"{home}#mails")
