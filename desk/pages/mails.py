"""Mails: those that wait for an officer's word, and the word on them."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session
from starlette.exceptions import HTTPException
from starlette.responses import Response

from desk.pages.queue import whole
from desk.tabs import MAILS, WAITING, tabs
from desk.wording import NOTICES, OUTBOX, moment, waiting
from desk.workplace import Asked, seen_other
from domain.notices import Outbox
from domain.plural import counted
from domain.restraint import SENTENCES
from store import bounces, directory, messages, outbox, releasing
from store.bounces import Bounced
from store.outbox import MailFacts

Word = Callable[[Session, int, int, datetime, Outbox], bool]

PAGE = 50
ACTIONS: dict[Outbox, tuple[tuple[str, str], ...]] = {
    Outbox.HELD: (("release", "Send it"), ("drop", "Do not send it")),
    Outbox.FAILED: (("release", "Send it again"), ("drop", "Give it up")),
    Outbox.UNCERTAIN: (("sent", "It did go out"), ("release", "Send it again"), ("drop", "Give it up")),
}
"""What an officer may say of a mail, by where it stands."""

WORDS: dict[str, Word] = {
    "release": releasing.release,
    "drop": releasing.drop,
    "sent": lambda session, mail, officer, now, _before: releasing.found_sent(session, mail, officer, now),
}
WHY: dict[Outbox, str] = {
    Outbox.HELD: "It is held until you release it.",
    Outbox.FAILED: "It could not be sent, and is not tried again by itself.",
    Outbox.UNCERTAIN: "The connection or the program ended while it went out: it may have arrived or not.",
}
DONE: dict[str, str] = {
    "release": "The mail goes out with the next round.",
    "drop": "The mail will not be sent.",
    "sent": "The mail is noted as sent.",
    "released": "They go out with the next round.",
    "dropped": "They will not be sent.",
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
    bounced: str | None = None
    """A sentence where mail to this address has come back."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list: the mail, what it is about and where that is seen, why it waits, and what was written."""

    mail: MailLine
    about: str
    link: str | None
    link_text: str
    why: str
    answer: str | None
    subject: str
    body: str
    waiting: str
    when: str


def mail_lines(mails: Sequence[MailFacts], bounced: Mapping[str, Bounced]) -> list[MailLine]:
    """The mails as the submission's page lists them; `bounced` are the addresses from which mail came back."""
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
            bounced=_came_back(bounced.get(mail.recipient.lower())),
        )
        for mail in mails
    ]


def mails(asked: Asked) -> Response:
    """All mails that wait for an officer's word, of submissions and of directory entries, oldest first."""
    at, query = asked.at, asked.request.query_params
    page = max(whole(query.get("page", "")) or 1, 1)
    with at.database.reading() as session:
        places, counts = tabs(session, MAILS), outbox.counts(session)
        found = outbox.at(session, WAITING, limit=PAGE + 1, offset=(page - 1) * PAGE)
        rows = [_row(asked, session, mail) for mail in found[:PAGE]]
        held = [(code, n, SENTENCES[code]) for code, n in outbox.held_counts(session).items() if code in SENTENCES]
    going = counts[Outbox.QUEUED] + counts[Outbox.SENDING]
    return asked.render(
        "mails.html",
        tabs=places,
        rows=rows,
        held=held,
        counted=counted,
        by_themselves=("One more goes" if going == 1 else f"{going} more go") + " out without you." if going else "",
        earlier=f"/mails?page={page - 1}" if page > 1 else None,
        later=f"/mails?page={page + 1}" if len(found) > PAGE else None,
        done=DONE.get(query.get("done", "")),
    )


def speak_on_held(asked: Asked) -> Response:
    """The officer's word on all mails held for one reason of the machine's is written."""
    at, code = asked.at, asked.request.path_params["code"]
    after = {"release": Outbox.QUEUED, "drop": Outbox.DROPPED}.get(asked.request.path_params["action"])
    if after is None or code not in SENTENCES:
        raise HTTPException(404)
    with at.database.transaction() as session:
        same = str(outbox.held_counts(session).get(code, 0)) == str(asked.form.get("number", ""))
        if same:
            releasing.settle_held(session, code, after, asked.officer.actor, at.clock())
    if not same:
        return asked.sentence(
            "Other mails than you saw",
            "More or fewer mails are held for this reason than the page showed you. Nothing was changed; look at them again.",
            409,
            (("/mails", "Back to the mails"),),
        )
    return seen_other(f"/mails?done={'released' if after is Outbox.QUEUED else 'dropped'}")


def speak(asked: Asked) -> Response:
    """The officer's word on a mail is written; or, where it moved meanwhile, a sentence and nothing written."""
    at, number, action = asked.at, asked.number("mail"), asked.request.path_params["action"]
    word = WORDS.get(action)
    before = str(asked.form.get("stage", ""))
    allowed = {stage.value for stage, actions in ACTIONS.items() if action in dict(actions)}
    with at.database.reading() as session:
        mail = outbox.get(session, number)
    if mail is None or word is None:
        raise HTTPException(404)
    listed = mail.message_id is None or asked.form.get("back") == MAILS
    home = "/mails" if listed else f"/submissions/{mail.message_id}"
    written = False
    if before in allowed:
        with at.database.transaction() as session:
            written = word(session, number, asked.officer.officer_id, at.clock(), Outbox(before))
    if not written:
        return asked.sentence(
            "Already settled",
            f"This mail no longer waits for a word; it stands under “{OUTBOX[mail.stage]}”. Nothing was changed.",
            409,
            ((home, "Back to the mails" if listed else "Back to the submission"),),
        )
    return seen_other(f"{home}?done={action}" if listed else f"{home}#mails")


def _row(asked: Asked, session: Session, mail: MailFacts) -> Row:
    at = asked.at
    about, link, link_text = _about(asked, session, mail)
    subject, body = _written(mail.rendered)
    tried = mail.claimed_at if mail.stage is not Outbox.HELD else None
    return Row(
        mail=mail_lines([mail], bounces.of(session, [mail.recipient]))[0],
        about=about,
        link=link,
        link_text=link_text,
        why=(mail.held_because if mail.stage is Outbox.HELD else None) or WHY[mail.stage],
        answer=mail.last_answer,
        subject=subject,
        body=body,
        waiting=f"waiting {waiting(tried or mail.made_at, at.clock())}",
        when=f"last tried {moment(tried)}" if tried else f"made {moment(mail.made_at)}",
    )


def _came_back(bounced: Bounced | None) -> str | None:
    if bounced is None:
        return None
    code = f" ({bounced.status})" if bounced.status else ""
    if not bounced.surely:
        return (
            f"A report of {moment(bounced.last)}{code} that names no mail of ours says that mails to this address come back; "
            "read it before you ask the Mission for another."
        )
    return f"A mail to this address came back on {moment(bounced.last)}{code}: ask the Mission for another."


def _about(asked: Asked, session: Session, mail: MailFacts) -> tuple[str, str | None, str]:
    """What the mail is about, and the submission where that is seen, with its name."""
    at = asked.at
    entry = directory.get(session, mail.entry_id) if mail.entry_id is not None else None
    about = "In answer to a submission"
    if entry is not None:
        role = at.programme.role(entry.role)
        name = at.programme.text(role.names, "en") if role else entry.role
        ended = entry.in_force_until is not None and entry.in_force_until <= at.clock()
        about = f"Directory entry: {at.state_name(entry.state)}, {name}" + (" (ended since)" if ended else "")
    number = mail.message_id or (entry.message_id if entry else None)
    message = messages.get(session, number) if number is not None else None
    if message is None:
        return about, None, ""
    reference = at.reference(message.received_at, message.id)
    return about, f"/submissions/{message.id}", reference if entry is None else f"entered with {reference}"


def _written(rendered: str | None) -> tuple[str, str]:
    """Subject and text of a mail as it was written; both empty where it has not been."""
    if not rendered:
        return "", ""
    message = email.message_from_string(rendered, policy=email.policy.default)
    return str(message.get("Subject", "")), str(message.get_content()).strip()
