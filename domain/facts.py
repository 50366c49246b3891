"""What each notice tells, as the facts of a `Saying`: one frozen model for each folder of templates/mail, without names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from pydantic import AwareDatetime, Field, model_validator

from domain.alarms import AlarmCode
from domain.notices import NoticeKind
from domain.submission import LETTER, Action, Contact, Fact, IsoDate, Kind, RoleCode, Submission

Form = Literal["note", "letter", "message"]
"""What lies before us: a note verbale, a letter in the first person, or mail without either."""


class Count(Fact):
    """So many contacts of one role to which one thing happens; `role` is None where none was stated."""

    role: RoleCode | None
    action: Action
    number: int = Field(gt=0)


class ReceivedFacts(Fact):
    """What an answer to a message names: our reference, and the note, letter or mail that it answers."""

    reference: str
    form: Form
    note_reference: str | None = None
    note_date: IsoDate | None = None
    received: IsoDate
    """Day on which the mailbox received it."""
    observer: bool = False
    """True for an observer State, whose Mission is a Permanent Observer Mission."""


class AcknowledgementFacts(ReceivedFacts):
    """We received it, and this is what it was registered as; not that anything was accepted. Of one that was too large to be
    received whole, nothing is known but its size."""

    kind: Literal[Kind.NOMINATION, Kind.UPDATE, Kind.WITHDRAWAL] | None
    counts: tuple[Count, ...] = ()
    earlier: str | None = None
    """Our reference of the earlier message that seems to have brought the same note."""
    megabytes: int | None = Field(default=None, gt=0)
    """Of what was too large; else there is a `kind`."""

    @model_validator(mode="after")
    def _says_what_it_is(self) -> AcknowledgementFacts:
        if (self.kind is None) is (self.megabytes is None):
            raise ValueError("It is of a kind, or too large for anybody to know.")
        return self

    @classmethod
    def of(
        cls,
        submission: Submission,
        reference: str,
        received: date,
        *,
        observer: bool = False,
        earlier: str | None = None,
        whole_size: int | None = None,
    ) -> AcknowledgementFacts:
        """The facts of this submission's acknowledgement, of one that was too large by its size alone (`whole_size`, in bytes);
        ValueError where its kind is not acknowledged."""
        told = received_facts(submission, reference, received, observer=observer)
        if whole_size is not None:
            unread = {"form": "message", "note_reference": None, "note_date": None, "kind": None}
            return cls.model_validate({**told, **unread, "megabytes": -(-whole_size // 1_000_000)})
        counts = counted(submission.contacts)
        return cls.model_validate({**told, "kind": submission.kind, "counts": counts, "earlier": earlier})


class ConfirmationFacts(ReceivedFacts):
    """After review, this now stands in the directory; `counts` is empty where entries were merely confirmed."""

    counts: tuple[Count, ...] = ()
    in_force: IsoDate


class ClarificationFacts(ReceivedFacts):
    """Our questions back, in the officer's own words, one a string."""

    questions: tuple[str, ...] = Field(min_length=1)


class UpdateReminderFacts(Fact):
    """One entry was not confirmed for so many months; `state` is the State's short name in the notice's language."""

    state: str
    role: RoleCode
    months: int = Field(gt=0)
    in_force_since: IsoDate
    last_confirmed: IsoDate
    observer: bool = False


class AlarmFacts(Fact):
    """A condition of the program that its operator has to know of; `where` is one of our own mailboxes, or `smtp`."""

    code: AlarmCode
    where: str
    since: AwareDatetime
    times: int = Field(gt=0)
    """How often it was seen since it began."""


Facts = AcknowledgementFacts | ConfirmationFacts | ClarificationFacts | UpdateReminderFacts | AlarmFacts

FACTS: dict[NoticeKind, type[Facts]] = {
    NoticeKind.ACKNOWLEDGEMENT: AcknowledgementFacts,
    NoticeKind.CONFIRMATION: ConfirmationFacts,
    NoticeKind.CLARIFICATION: ClarificationFacts,
    NoticeKind.UPDATE_REMINDER: UpdateReminderFacts,
    NoticeKind.ALARM: AlarmFacts,
}
"""The model of each notice's facts; `model_dump(mode="json")` of it goes into the Saying."""


def received_facts(
    submission: Submission, reference: str, received: date, *, observer: bool = False
) -> dict[str, object]:
    """The values of ReceivedFacts for this submission; a letter in the first person is called a letter."""
    note = submission.note_verbale
    letter = any(finding.code == LETTER for finding in submission.findings)
    return {
        "reference": reference,
        "form": "message" if note is None else "letter" if letter else "note",
        "note_reference": note.reference if note else None,
        "note_date": note.date if note else None,
        "received": received.isoformat(),
        "observer": observer,
    }


def counted(contacts: Iterable[Contact]) -> tuple[Count, ...]:
    """How many contacts of each role to which each thing happens, in the order first met."""
    numbers: dict[tuple[RoleCode | None, Action], int] = {}
    for contact in contacts:
        key = (contact.role, contact.action)
        numbers[key] = numbers.get(key, 0) + 1
    return tuple(Count(role=role, action=action, number=number) for (role, action), number in numbers.items())
