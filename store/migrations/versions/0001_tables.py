"""The first tables, and the triggers that keep the log and what was read from being changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

UNCHANGEABLE = (
    ("content", "UPDATE", ("id", "sha256", "size")),
    ("chunk", "UPDATE", ("content_id", "number", "data")),
    ("submission", "UPDATE", ("id", "message_id", "revision", "kind", "state", "parser", "made_at", "reading")),
    ("submission", "DELETE", ()),
    ("decision", "UPDATE", ()),
    ("event", "UPDATE", ()),
    ("event", "DELETE", ()),
)
"""Table, what is refused, and for which columns (none: for the whole row)."""


def upgrade() -> None:
    """Make all tables and triggers, the same on SQLite and PostgreSQL."""
    _incoming()
    _officers()
    _outgoing()
    _log()
    _triggers()


def downgrade() -> None:
    """Refuse: everything kept would be lost."""
    raise NotImplementedError("There is nothing before the first migration.")


def _incoming() -> None:
    op.create_table(
        "mailbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("last_agreed", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_mailbox"),
        sa.UniqueConstraint("name", name="uq_mailbox_name"),
    )
    op.create_table(
        "content",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_content"),
        sa.UniqueConstraint("sha256", name="uq_content_sha256"),
    )
    op.create_table(
        "chunk",
        sa.Column("content_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("content_id", "number", name="pk_chunk"),
        sa.ForeignKeyConstraint(["content_id"], ["content.id"], name="fk_chunk_content_id"),
    )
    if op.get_bind().dialect.name == "postgresql":
        # Mail is mostly base64 of compressed files: compressing it again costs time and saves little.
        op.execute("ALTER TABLE chunk ALTER COLUMN data SET STORAGE EXTERNAL")
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mailbox_id", sa.Integer(), nullable=False),
        sa.Column("uidvalidity", sa.String(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content_id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=True),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("stage_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claimed_by", sa.String(), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("same_bytes_as", sa.Integer(), nullable=True),
        sa.Column("same_id_as", sa.Integer(), nullable=True),
        sa.Column("shunted_because", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_message"),
        sa.UniqueConstraint("mailbox_id", "uidvalidity", "uid", name="uq_message_mailbox_id_uidvalidity_uid"),
        sa.ForeignKeyConstraint(["mailbox_id"], ["mailbox.id"], name="fk_message_mailbox_id"),
        sa.ForeignKeyConstraint(["content_id"], ["content.id"], name="fk_message_content_id"),
        sa.ForeignKeyConstraint(["same_bytes_as"], ["message.id"], name="fk_message_same_bytes_as"),
        sa.ForeignKeyConstraint(["same_id_as"], ["message.id"], name="fk_message_same_id_as"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_message_stage", "message", ["stage", "id"])
    op.create_index("ix_message_content_id", "message", ["content_id"])
    op.create_index("ix_message_message_id", "message", ["message_id"])
    claimed = sa.text("claimed_by IS NOT NULL")
    op.create_index("ix_message_claimed_by", "message", ["claimed_by"], sqlite_where=claimed, postgresql_where=claimed)
    op.create_table(
        "submission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=True),
        sa.Column("parser", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reading", sa.JSON(), nullable=False),
        sa.Column("checked", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_submission"),
        sa.UniqueConstraint("message_id", "revision", name="uq_submission_message_id_revision"),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name="fk_submission_message_id"),
    )
    op.create_index("ix_submission_kind", "submission", ["kind"])
    op.create_index("ix_submission_state", "submission", ["state"])


def _officers() -> None:
    op.create_table(
        "officer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_officer"),
        sa.UniqueConstraint("login", name="uq_officer_login"),
    )
    op.create_table(
        "sign_in",
        sa.Column("token_sha256", sa.String(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("csrf", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("token_sha256", name="pk_sign_in"),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name="fk_sign_in_officer_id"),
    )
    op.create_table(
        "failed_sign_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_failed_sign_in"),
    )
    op.create_index("ix_failed_sign_in_key", "failed_sign_in", ["key"])
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("contacts", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=True),
        sa.Column("remark", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name="fk_decision_message_id"),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name="fk_decision_officer_id"),
    )
    op.create_index("ix_decision_message_id", "decision", ["message_id"])
    op.create_table(
        "directory_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("contact", sa.JSON(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("correspondent", sa.String(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("in_force_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("in_force_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_confirmed", sa.DateTime(timezone=True), nullable=False),
        sa.Column("follows", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_directory_entry"),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name="fk_directory_entry_message_id"),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name="fk_directory_entry_decision_id"),
        sa.ForeignKeyConstraint(["follows"], ["directory_entry.id"], name="fk_directory_entry_follows"),
    )
    op.create_index("ix_directory_entry_state", "directory_entry", ["state"])


def _outgoing() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_notice"),
        sa.UniqueConstraint("key", name="uq_notice_key"),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name="fk_notice_message_id"),
        sa.ForeignKeyConstraint(["entry_id"], ["directory_entry.id"], name="fk_notice_entry_id"),
    )
    op.create_index("ix_notice_message_id", "notice", ["message_id"])
    op.create_table(
        "outbox_mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("mail_id", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("in_reply_to", sa.String(), nullable=True),
        sa.Column("references", sa.JSON(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("held_because", sa.String(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rendered", sa.String(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claimed_by", sa.String(), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_answer", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_outbox_mail"),
        sa.UniqueConstraint("notice_id", name="uq_outbox_mail_notice_id"),
        sa.UniqueConstraint("mail_id", name="uq_outbox_mail_mail_id"),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name="fk_outbox_mail_notice_id"),
    )
    op.create_index("ix_outbox_stage", "outbox_mail", ["stage", "due_at"])


def _log() -> None:
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("mail_id", sa.Integer(), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_event_message_id", "event", ["message_id"])


def _triggers() -> None:
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    if on_postgresql:
        op.execute(
            "CREATE FUNCTION verbale_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ "
            "BEGIN RAISE EXCEPTION '% of % is refused: it is kept as it was written', TG_OP, TG_TABLE_NAME; END $$"
        )
    for table, operation, columns in UNCHANGEABLE:
        name = f"keep_{table}_from_{operation.lower()}"
        event = f"{operation} OF {', '.join(columns)}" if columns else operation
        if on_postgresql:
            op.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION verbale_refuse()"
            )
        else:
            op.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} BEGIN "
                f"SELECT RAISE(ABORT, '{operation} of {table} is refused: it is kept as it was written'); END"
            )
    if on_postgresql:
        for table in ("submission", "event"):
            op.execute(
                f"CREATE TRIGGER keep_{table}_from_truncate BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION verbale_refuse()"
            )
