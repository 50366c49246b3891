"""The tables, and nothing else. Times are aware UTC; texts that people wrote stay in JSON columns and out of events."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    DateTime,
    Dialect,
    Index,
    LargeBinary,
    MetaData,
    Table,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlmodel import Field, SQLModel


class Moment(TypeDecorator[datetime]):
    """A moment: aware when stored (a naive one is a ValueError), aware UTC when read, on both databases.

    SQLite keeps no offset, so UTC is stored there and given back as such."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], datetime | str | None]:
        """The moment in UTC, as the database takes it: SQLite as the text that SQLAlchemy makes of it there, only sooner."""
        sqlite = dialect.name == "sqlite"

        def process(value: datetime | None) -> datetime | str | None:
            if value is None:
                return None
            if value.utcoffset() is None:
                raise ValueError("A time without an offset cannot be stored; give an aware one.")
            moment = value.astimezone(UTC)
            return moment.replace(tzinfo=None).isoformat(" ", "microseconds") if sqlite else moment

        return process

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment in UTC, aware."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
"""All tables, with names for every constraint, so that a later migration can speak of them on both databases."""


class Row(SQLModel):
    """What all tables share."""

    metadata: ClassVar[MetaData] = METADATA


def table(model: type[SQLModel]) -> Table:
    """The table of a model, for statements that need no objects."""
    return METADATA.tables[str(model.__tablename__)]


def _when(nullable: bool = False, index: bool = False) -> Any:
    return Column(Moment(), nullable=nullable, index=index)


class Mailbox(Row, table=True):
    """A place that deliveries come from; `name` is its identity, e.g. `imaps://user@host/INBOX` (never a password)."""

    __tablename__ = "mailbox"
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    first_polled: datetime | None = Field(default=None, sa_column=_when(nullable=True))
    """When we began to read it: what came before then is not answered by the machine."""
    last_agreed: datetime | None = Field(default=None, sa_column=_when(nullable=True))
    """When all that it listed was last known to be accounted for: kept, or in flight."""
    compared_at: datetime | None = Field(default=None, sa_column=_when(nullable=True))
    """When its whole list was last compared with ours."""
    uidvalidity: str | None = None
    uidnext: int | None = Field(default=None, sa_column=Column(BigInteger, nullable=True))
    messages: int | None = None
    """What it said of itself just before that comparison; None where it does not say."""
    listed: int | None = None
    """How many messages it listed then."""
    failing_since: datetime | None = Field(default=None, sa_column=_when(nullable=True))
    """Since when no poll of it has succeeded; None where the last one did."""
    disagrees_since: datetime | None = Field(default=None, sa_column=_when(nullable=True))
    """When it first listed what is not accounted for; None where all was accounted for at the last comparison."""


class Content(Row, table=True):
    """Raw bytes, once for every digest however often they were delivered."""

    __tablename__ = "content"
    id: int | None = Field(default=None, primary_key=True)
    sha256: str = Field(unique=True)
    size: int


class Chunk(Row, table=True):
    """At most 1 MiB of a content's bytes."""

    __tablename__ = "chunk"
    content_id: int = Field(primary_key=True, foreign_key="content.id")
    number: int = Field(primary_key=True)
    data: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class Message(Row, table=True):
    """One delivery and where it stands. (mailbox, uidvalidity, uid) is unique; `uid` is text because a Maildir's is.

    Ids are our reference numbers and never given twice."""

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("mailbox_id", "uidvalidity", "uid"),
        Index("ix_message_stage", "stage", "id"),
        Index(
            "ix_message_here",
            "mailbox_id",
            "id",
            sqlite_where=text("gone_since IS NULL"),
            postgresql_where=text("gone_since IS NULL"),
        ),
        Index(
            "ix_message_claimed_by",
            "claimed_by",
            sqlite_where=text("claimed_by IS NOT NULL"),
            postgresql_where=text("claimed_by IS NOT NULL"),
        ),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    mailbox_id: int = Field(foreign_key="mailbox.id")
    uidvalidity: str
    uid: str
    received_at: datetime = Field(sa_column=_when())
    kept_at: datetime = Field(sa_column=_when())
    content_id: int = Field(foreign_key="content.id", index=True)
    message_id: str | None = Field(default=None, index=True)
    """The Message-ID header; one that no index can hold stands here as its digest."""
    stage: str
    stage_since: datetime = Field(sa_column=_when())
    attempts: int = 0
    """How often it was claimed in its present stage."""
    claimed_by: str | None = None
    claimed_at: datetime | None = Field(default=None, sa_column=_when(nullable=True))
    same_bytes_as: int | None = Field(default=None, foreign_key="message.id")
    same_id_as: int | None = Field(default=None, foreign_key="message.id")
    shunted_because: str | None = None
    whole_size: int | None = None
    """Not None where the message was too large to be fetched: its header is kept, and the whole has so many bytes."""
    gone_since: datetime | None = Field(default=None, sa_column=_when(nullable=True))
    """Since when its mailbox lists it no longer, as far as we saw: moved, or deleted by somebody."""
    answers_mail: int | None = Field(default=None, index=True)
    """The outbox_mail that it answers or reports on; no foreign key, for mails are about messages: it would close a circle."""
    answers_by: str | None = None
    """How that is known: report, in_reply_to, references, reply_token, address or reference_number."""
    moving_at: datetime | None = Field(default=None, sa_column=_when(nullable=True))
    """When we intended to move it ourselves; where it is listed no longer, it was we who moved it."""
    moved_at: datetime | None = Field(default=None, sa_column=_when(nullable=True))
    """When it was moved by us, as far as we saw."""


class InFlight(Row, table=True):
    """A message that its mailbox lists and has not handed out yet."""

    __tablename__ = "in_flight"
    mailbox_id: int = Field(primary_key=True, foreign_key="mailbox.id")
    uidvalidity: str = Field(primary_key=True)
    uid: str = Field(primary_key=True)
    why: str
    """domain.delivery.Withheld: nothing, apology, refused or dropped."""
    first_seen: datetime = Field(sa_column=_when())
    last_tried: datetime = Field(sa_column=_when())
    tries: int = 1


class AlarmRow(Row, table=True):
    """A condition that an operator has to know of; one row a key, used again where the condition comes back."""

    __tablename__ = "alarm"
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    """E.g. `sign_in_refused:mailbox:3`, `certificate:smtp`."""
    code: str
    """domain.alarms.AlarmCode."""
    mailbox_id: int | None = Field(default=None, foreign_key="mailbox.id")
    since: datetime = Field(sa_column=_when())
    last_seen: datetime = Field(sa_column=_when())
    times: int = 1
    """How often it was seen since it began."""
    last_told: datetime | None = Field(default=None, sa_column=_when(nullable=True))
    ended: datetime | None = Field(default=None, sa_column=_when(nullable=True))
    """None: it stands, or has not lasted long enough to (domain.alarms.PATIENCE)."""


class SubmissionRow(Row, table=True):
    """One reading of a message; rereading adds a revision, the highest is the present one. Never changed after."""

    __tablename__ = "submission"
    __table_args__ = (UniqueConstraint("message_id", "revision"),)
    id: int | None = Field(default=None, primary_key=True)
    message_id: int = Field(foreign_key="message.id")
    revision: int
    kind: str = Field(index=True)
    state: str | None = Field(default=None, index=True)
    parser: str
    made_at: datetime = Field(sa_column=_when())
    reading: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    """domain.reading.Reading as JSON: what the machine read, with envelope and attachments."""
    checked: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """Findings of the checks that need more than the message (domain.checks)."""
    note_key: str | None = Field(default=None, index=True)
    contacts_key: str | None = Field(default=None, index=True)
    """Digests by which the same note in another mail is found (domain.repetition)."""


class Officer(Row, table=True):
    """Somebody of the Secretariat who signs in at the desk."""

    __tablename__ = "officer"
    id: int | None = Field(default=None, primary_key=True)
    login: str = Field(unique=True)
    password_hash: str
    made_at: datetime = Field(sa_column=_when())
    active: bool = True


class SignIn(Row, table=True):
    """A session at the desk; `token_sha256` is the digest of the cookie's token, `csrf` the token that its forms carry."""

    __tablename__ = "sign_in"
    token_sha256: str = Field(primary_key=True)
    officer_id: int = Field(foreign_key="officer.id")
    csrf: str
    made_at: datetime = Field(sa_column=_when())
    seen_at: datetime = Field(sa_column=_when())


class FailedSignIn(Row, table=True):
    """A refused attempt, for throttling; `key` is a digest of the login or the address that tried."""

    __tablename__ = "failed_sign_in"
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(index=True)
    at: datetime = Field(sa_column=_when())


class DecisionRow(Row, table=True):
    """An officer's decision on one revision; what the machine read and what the officer holds never overwrite each other."""

    __tablename__ = "decision"
    id: int | None = Field(default=None, primary_key=True)
    message_id: int = Field(foreign_key="message.id", index=True)
    revision: int
    officer_id: int = Field(foreign_key="officer.id")
    verdict: str
    contacts: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """The contacts as the officer accepts them (domain.submission.Contact as JSON)."""
    state: str | None = None
    remark: str = ""
    at: datetime = Field(sa_column=_when())


class DirectoryEntry(Row, table=True):
    """An accepted contact. In force from `in_force_from` until `in_force_until` (None: still).

    Its particulars are never overwritten: a change ends it and enters the next, which `follows` it."""

    __tablename__ = "directory_entry"
    id: int | None = Field(default=None, primary_key=True)
    state: str = Field(index=True)
    role: str
    contact: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    language: str = "en"
    """Language in which its Mission is written to."""
    correspondent: str
    """Address that nominated it and is reminded."""
    message_id: int = Field(foreign_key="message.id")
    decision_id: int = Field(foreign_key="decision.id")
    in_force_from: datetime = Field(sa_column=_when())
    in_force_until: datetime | None = Field(default=None, sa_column=_when(nullable=True))
    last_confirmed: datetime = Field(sa_column=_when())
    follows: int | None = Field(default=None, foreign_key="directory_entry.id")


class Notice(Row, table=True):
    """What is to be said, written in the transaction of the fact that it reports. `key` makes saying it twice impossible."""

    __tablename__ = "notice"
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    """E.g. `acknowledgement:17`, `update_reminder:4:2025-03-01`."""
    kind: str
    """Name of its template folder: acknowledgement, alarm, clarification, confirmation, update_reminder."""
    message_id: int | None = Field(default=None, foreign_key="message.id", index=True)
    entry_id: int | None = Field(default=None, foreign_key="directory_entry.id")
    language: str
    facts: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    """What the template needs."""
    made_at: datetime = Field(sa_column=_when(index=True))


class OutboxMail(Row, table=True):
    """The mail of a notice, with its Message-ID fixed from the first. Rendered text is stored before it is said."""

    __tablename__ = "outbox_mail"
    __table_args__ = (Index("ix_outbox_stage", "stage", "due_at"),)
    id: int | None = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="notice.id", unique=True)
    mail_id: str = Field(unique=True)
    """The Message-ID header, angle brackets included."""
    recipient: str
    in_reply_to: str | None = None
    references: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    stage: str
    """held, queued, sending, sent, failed, uncertain or dropped."""
    held_because: str | None = None
    held_code: str | None = None
    """Why the machine held it, as a code: what mails are released or dropped together by."""
    due_at: datetime = Field(sa_column=_when())
    rendered: str | None = None
    """The whole mail as sent (RFC 5322)."""
    attempts: int = 0
    claimed_by: str | None = None
    claimed_at: datetime | None = Field(default=None, sa_column=_when(nullable=True))
    sent_at: datetime | None = Field(default=None, sa_column=_when(nullable=True))
    last_answer: str | None = None
    """The server's last answer, without addresses."""


class BouncedAddress(Row, table=True):
    """An address from which a mail of ours came back, until somebody writes from there."""

    __tablename__ = "bounced_address"
    address: str = Field(primary_key=True)
    since: datetime = Field(sa_column=_when())
    last: datetime = Field(sa_column=_when())
    times: int
    status: str | None = None
    mail_id: int = Field(foreign_key="outbox_mail.id")
    """The mail that came back last, and the message that said so."""
    message_id: int = Field(foreign_key="message.id")


class MissionRow(Row, table=True):
    """The Mission of one State: what holds of it as a whole."""

    __tablename__ = "mission"
    state: str = Field(primary_key=True)
    language: str | None = None
    """In which it is written to; None where nobody said."""


class MissionAddress(Row, table=True):
    """An address of a State's Mission or, where it has no @, a domain all of whose addresses are the Mission's."""

    __tablename__ = "mission_address"
    __table_args__ = (UniqueConstraint("state", "value"),)
    id: int | None = Field(default=None, primary_key=True)
    state: str = Field(foreign_key="mission.state")
    value: str = Field(index=True)
    """As domain.hosts writes it."""
    origin: str
    """domain.missions.Origin."""
    name: str = ""
    """The display name under which it wrote."""
    since: datetime = Field(sa_column=_when())
    message_id: int | None = Field(default=None, foreign_key="message.id")
    """The message whose acceptance made it known."""


class SecretKey(Row, table=True):
    """A key of this installation that signs something; never shown, never in an event."""

    __tablename__ = "secret_key"
    name: str = Field(primary_key=True)
    key: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class Event(Row, table=True):
    """Append-only log (the database refuses updates and deletes): ids, paths, codes and digests, never a personal value."""

    __tablename__ = "event"
    __table_args__ = ({"sqlite_autoincrement": True},)
    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_column=_when())
    actor: str
    """`machine`, `operator` (somebody at the command line) or `officer:ID`."""
    what: str
    """kept, claimed, read, placed, shunted, retried, reread, decided, entered, ended, notice, sending, sent, ..."""
    message_id: int | None = Field(default=None, index=True)
    entry_id: int | None = None
    mail_id: int | None = None
    details: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
