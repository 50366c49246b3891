"""The submission: our structured reading of one message, in the shape that `verbale parse` prints (verbale.submission/1)."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

SCHEMA = "verbale.submission/1"

Box = tuple[float, float, float, float]
"""A rectangle in PDF points from the page's top left: x0, y0, x1, y1."""

Alpha3 = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
"""ISO 3166-1 alpha-3; VAT and PSE for the observer States."""
IsoDate = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
"""ISO 639-1."""
E164 = Annotated[str, StringConstraints(pattern=r"^\+[1-9]\d{1,14}(;ext=\d{1,10})?$")]
"""An international telephone number, with its extension as RFC 3966 writes it."""
EmailAddress = Annotated[str, StringConstraints(pattern=r"^[^\s@A-Z]+@[^\s@A-Z]+$")]
RoleCode = Annotated[str, StringConstraints(pattern=r"^[a-z_]+$")]
"""A role of the programme (`diplomatic`, `technical`)."""
FindingCode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]


class Kind(StrEnum):
    """What a message asks of the Secretariat."""

    NOMINATION = "nomination"
    UPDATE = "update"
    WITHDRAWAL = "withdrawal"
    PING_REPLY = "ping_reply"
    INQUIRY = "inquiry"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    UNRELATED = "unrelated"

    @property
    def carries_contacts(self) -> bool:
        """Only these three record contacts, and only these three are acknowledged."""
        return self in (Kind.NOMINATION, Kind.UPDATE, Kind.WITHDRAWAL)


class Action(StrEnum):
    """What is to happen to a contact."""

    ADD = "add"
    REMOVE = "remove"
    UPDATE = "update"


class Severity(StrEnum):
    """How much a finding matters to the officer."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Fact(BaseModel):
    """A frozen record that refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class MessageFacts(Fact):
    """What identifies the message; `date` keeps the sender's own offset, None where the header is missing or unreadable."""

    message_id: str | None = None
    from_: str | None = Field(default=None, alias="from")
    subject: str = ""
    date: str | None = None
    sha256: str


class NoteVerbale(Fact):
    """The note: its reference as printed, its Gregorian date, the language of its text."""

    reference: str | None = None
    date: IsoDate | None = None
    language: LanguageCode | None = None
    supersedes: str | None = None


class Contact(Fact):
    """One person or office in one role."""

    action: Action = Action.ADD
    role: RoleCode | None = None
    name: str | None = None
    honorific: str | None = None
    position: str | None = None
    institution: str | None = None
    emails: tuple[EmailAddress, ...] = ()
    phones: tuple[E164, ...] = ()
    languages: tuple[LanguageCode, ...] = ()
    effective: IsoDate | None = None
    alternate: bool | None = None
    availability: str | None = None
    remarks: str | None = None


class Finding(Fact):
    """What a reviewer must know, in one plain sentence; `path` points into the submission."""

    code: FindingCode
    severity: Severity
    path: str | None = None
    message: str


LETTER = "letter"
"""Code of the finding that tells a letter in the first person from a note verbale."""


class Evidence(Fact):
    """Where a value was read; `attachment` is a path like `outer.zip!inner.pdf`, or `body`, `subject`, `from`."""

    attachment: str
    page: int | None = None
    box: Box | None = None
    text: str


class Submission(Fact):
    """What one message says, with the evidence for every value and the paths of values nobody vouches for."""

    schema_: Literal["verbale.submission/1"] = Field(default="verbale.submission/1", alias="schema")
    file: str
    message: MessageFacts
    kind: Kind
    state: Alpha3 | None = None
    note_verbale: NoteVerbale | None = None
    contacts: tuple[Contact, ...] = ()
    findings: tuple[Finding, ...] = ()
    uncertain: tuple[str, ...] = ()
    evidence: dict[str, tuple[Evidence, ...]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _paths_point_into_the_submission(self) -> Submission:
        if self.contacts and not self.kind.carries_contacts:
            raise ValueError(f"a submission of kind {self.kind} carries no contacts")
        paths = [*self.uncertain, *self.evidence, *(f.path for f in self.findings if f.path)]
        for path in paths:
            found = re.match(r"contacts\[(\d+)\]", path)
            if found and int(found[1]) >= len(self.contacts):
                raise ValueError(f"{path} names a contact that is not there")
        return self

    def as_json(self) -> str:
        """One line of JSON in the contract's shape and order of keys."""
        return self.model_dump_json(by_alias=True)
