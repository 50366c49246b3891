"""Which mail of ours a message answers, by what it bears: its thread, the token of our address, or our reference number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from domain.envelope import Envelope
from domain.notices import Outbox
from domain.programme import Programme
from domain.reading import Reading
from domain.reply_token import Token, tokens
from domain.report import BY_ADDRESS
from ingest.unreached import by_address
from store import keys, messages, outbox
from store.outbox import MailFacts

_BODY = 20_000
"""Characters of a body in which our reference number is looked for."""
_MOST_TOKENS = 5
_MOST_NUMBERS = 5


def answered(
    session: Session, reading: Reading, programme: Programme, message_id: int, received_at: datetime
) -> tuple[MailFacts, str] | None:
    """The mail of ours that this answers, and how that is known, tried in this order: report, in_reply_to, references,
    reply_token, address or reference_number."""
    envelope = reading.envelope
    for by, ids in (
        ("report", reading.report.about if reading.report is not None else ()),
        ("in_reply_to", (envelope.in_reply_to,) if envelope.in_reply_to else ()),
        ("references", tuple(reversed(envelope.references))),
    ):
        mail = _first_of(session, ids)
        if mail is not None:
            return mail, by
    mail = next(iter(_by_tokens(session, _borne(envelope, programme))), None)
    if mail is not None:
        return mail, "reply_token"
    texts = (envelope.subject, reading.body[:_BODY])
    numbered = next(
        (mail for text in texts if (mail := _by_number(session, text, programme, message_id)) is not None), None
    )
    sent = by_address(session, reading, received_at)
    if len(sent) == 1 and (numbered is None or numbered.id == sent[0].id):
        return sent[0], BY_ADDRESS
    return (numbered, "reference_number") if numbered is not None else None


def forged_token(session: Session, envelope: Envelope, programme: Programme) -> bool:
    """True where the message was sent to an address with a token, and to none with one that we made."""
    borne = _borne(envelope, programme)
    made_any = bool(borne) and keys.get(session, keys.FOR_REPLIES) is not None
    return made_any and not _by_tokens(session, borne)


def _borne(envelope: Envelope, programme: Programme) -> list[Token]:
    return tokens([one.address for one in (*envelope.to, *envelope.cc)], programme.mailbox)[:_MOST_TOKENS]


def _by_tokens(session: Session, borne: Sequence[Token]) -> list[MailFacts]:
    """The mails that these tokens were made for; a forged or changed one is for none."""
    key = keys.get(session, keys.FOR_REPLIES) if borne else None
    found = []
    for token in borne:
        mail = outbox.get(session, token.number) if key is not None and token.number is not None else None
        if mail is not None and key is not None and token.sealed(mail.mail_id, key):
            found.append(mail)
    return found


def _first_of(session: Session, ids: Sequence[str]) -> MailFacts | None:
    ours = {mail.mail_id: mail for mail in outbox.by_message_ids(session, list(ids))} if ids else {}
    return next((ours[one] for one in ids if one in ours), None)


def _by_number(session: Session, text: str, programme: Programme, message_id: int) -> MailFacts | None:
    """The latest mail that went out about the message of which the text gives our reference number."""
    for year, number in programme.references_in(text)[:_MOST_NUMBERS]:
        about = messages.get(session, number) if number != message_id else None
        if about is None or about.received_at.year != year:
            continue
        gone = [mail for mail in outbox.of_message(session, about.id) if mail.stage in (Outbox.SENT, Outbox.UNCERTAIN)]
        if gone:
            return gone[-1]
    return None
