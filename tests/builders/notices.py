"""Facts of notices, full and sparse, as the rooms write them into the outbox; and a renderer of the real templates."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from config.settings import PROGRAMME, load_programme
from domain.alarms import AlarmCode
from domain.facts import (
    AcknowledgementFacts,
    AlarmFacts,
    ClarificationFacts,
    ConfirmationFacts,
    Count,
    Facts,
    UpdateReminderFacts,
)
from domain.notices import NoticeKind, Saying
from domain.submission import Action, Kind
from notify.render import Renderer

TEMPLATES = Path(__file__).parents[2] / "templates" / "mail"
NOON = datetime(2024, 3, 13, 12, 0, tzinfo=UTC)
NOTE: dict[str, Any] = {
    "reference": "POC-ICT-2024-00017",
    "form": "note",
    "note_reference": "017/2024",
    "note_date": "2024-03-12",
    "received": "2024-03-13",
}
MESSAGE: dict[str, Any] = {"reference": "POC-ICT-2024-00018", "form": "message", "received": "2024-08-01"}
COUNTS = (
    Count(role="technical", action=Action.ADD, number=2),
    Count(role="diplomatic", action=Action.ADD, number=1),
    Count(role=None, action=Action.UPDATE, number=1),
    Count(role="technical", action=Action.REMOVE, number=1),
)
QUESTIONS = (
    "Which of the entries is to be replaced?",
    "Please give an e-mail address of the technical point of contact.",
)
REMINDER: dict[str, Any] = {"state": "Exampleland", "role": "technical", "months": 12}

CASES: dict[tuple[NoticeKind, str], Facts] = {
    (NoticeKind.ACKNOWLEDGEMENT, "full"): AcknowledgementFacts(**NOTE, kind=Kind.UPDATE, counts=COUNTS),
    (NoticeKind.ACKNOWLEDGEMENT, "sparse"): AcknowledgementFacts(**MESSAGE, kind=Kind.NOMINATION),
    (NoticeKind.ACKNOWLEDGEMENT, "letter"): AcknowledgementFacts(
        **{**NOTE, "form": "letter", "note_date": None}, kind=Kind.WITHDRAWAL, counts=COUNTS[3:]
    ),
    (NoticeKind.ACKNOWLEDGEMENT, "observer"): AcknowledgementFacts(
        **{**NOTE, "note_reference": None}, kind=Kind.NOMINATION, counts=COUNTS[:2], observer=True
    ),
    (NoticeKind.ACKNOWLEDGEMENT, "bare"): AcknowledgementFacts(
        **{**NOTE, "note_reference": None, "note_date": None}, kind=Kind.NOMINATION, counts=COUNTS[1:2]
    ),
    (NoticeKind.ACKNOWLEDGEMENT, "again"): AcknowledgementFacts(
        **NOTE, kind=Kind.UPDATE, counts=COUNTS, earlier="POC-ICT-2024-00009"
    ),
    (NoticeKind.ACKNOWLEDGEMENT, "again_observer"): AcknowledgementFacts(
        **MESSAGE, kind=Kind.NOMINATION, observer=True, earlier="POC-ICT-2024-00009"
    ),
    (NoticeKind.ACKNOWLEDGEMENT, "too_large"): AcknowledgementFacts(**MESSAGE, kind=None, megabytes=300),
    (NoticeKind.CONFIRMATION, "full"): ConfirmationFacts(**NOTE, counts=COUNTS, in_force="2024-04-01"),
    (NoticeKind.CONFIRMATION, "sparse"): ConfirmationFacts(**MESSAGE, in_force="2024-08-22"),
    (NoticeKind.CLARIFICATION, "full"): ClarificationFacts(**NOTE, questions=QUESTIONS),
    (NoticeKind.CLARIFICATION, "sparse"): ClarificationFacts(**MESSAGE, questions=QUESTIONS[:1], observer=True),
    (NoticeKind.UPDATE_REMINDER, "full"): UpdateReminderFacts(
        **REMINDER, in_force_since="2023-01-31", last_confirmed="2023-06-01"
    ),
    (NoticeKind.UPDATE_REMINDER, "sparse"): UpdateReminderFacts(
        **REMINDER, in_force_since="2023-12-05", last_confirmed="2023-12-05", observer=True
    ),
    (NoticeKind.ALARM, "full"): AlarmFacts(
        code=AlarmCode.SIGN_IN_REFUSED, where="imaps://poc@mail.ours.test/INBOX", since=NOON, times=3
    ),
}
"""Every wording that the templates know, by notice and name."""


def languages(kind: NoticeKind) -> tuple[str, ...]:
    """Those in which this notice is written."""
    return ("en",) if kind is NoticeKind.ALARM else ("en", "fr", "es", "ru", "ar", "zh")


WORDINGS = [(kind, case, language) for kind, case in CASES for language in languages(kind)]
"""Each of them in each of its languages."""


def renderer() -> Renderer:
    """The renderer of the programme as delivered."""
    return Renderer(load_programme(PROGRAMME), TEMPLATES)


def saying(number: int = 1, recipient: str = "mission@theirs.test", **other: Any) -> Saying:
    """An acknowledgement that can be rendered, due at noon."""
    values: dict[str, Any] = {
        "key": f"acknowledgement:{number}",
        "kind": NoticeKind.ACKNOWLEDGEMENT,
        "language": "en",
        "recipient": recipient,
        "facts": CASES[NoticeKind.ACKNOWLEDGEMENT, "full"].model_dump(mode="json"),
        "due_at": NOON,
        "in_reply_to": f"<{number}@theirs.test>",
    }
    return Saying(**{**values, **other})


def as_read(raw: bytes) -> EmailMessage:
    """The mail as its recipient's program opens it."""
    mail = message_from_bytes(raw, policy=default)
    assert isinstance(mail, EmailMessage)
    return mail
