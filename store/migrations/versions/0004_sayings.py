"""What the machine may say: notes found again, mails held for a reason, and since when a mailbox is read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_AT_ONCE = 200


def upgrade() -> None:
    """Add the columns; readings kept before get their keys, mailboxes the time of their earliest message's keeping."""
    op.add_column("mailbox", sa.Column("first_polled", sa.DateTime(timezone=True), nullable=True))
    op.add_column("submission", sa.Column("note_key", sa.String(), nullable=True))
    op.add_column("submission", sa.Column("contacts_key", sa.String(), nullable=True))
    op.add_column("outbox_mail", sa.Column("held_code", sa.String(), nullable=True))
    op.create_index("ix_submission_note_key", "submission", ["note_key"])
    op.create_index("ix_submission_contacts_key", "submission", ["contacts_key"])
    op.create_index("ix_notice_made_at", "notice", ["made_at"])
    op.execute(
        "UPDATE mailbox SET first_polled = (SELECT min(kept_at) FROM message WHERE message.mailbox_id = mailbox.id)"
    )
    _fill()


def downgrade() -> None:
    """Refuse: why mails are held would be forgotten."""
    raise NotImplementedError(
        "What holds mails back is not taken out again; restore the backup made before the update."
    )


def _fill() -> None:
    from domain.reading import Reading
    from domain.repetition import contacts_key, note_key

    bind = op.get_bind()
    rows = sa.table(
        "submission", sa.column("id"), sa.column("kind"), sa.column("reading", sa.JSON),
        sa.column("note_key"), sa.column("contacts_key"),
    )  # fmt: skip
    last = 0
    while True:
        some = bind.execute(
            sa.select(rows.c.id, rows.c.reading)
            .where(rows.c.id > last, rows.c.kind.in_(["nomination", "update", "withdrawal"]))
            .order_by(rows.c.id)
            .limit(_AT_ONCE)
        ).all()
        for line in some:
            try:
                submission = Reading.model_validate(line.reading).submission
            except ValueError:
                continue  # an update is not to fail on one reading: its note is then not found again
            keys = {"note_key": note_key(submission), "contacts_key": contacts_key(submission)}
            bind.execute(rows.update().where(rows.c.id == line.id).values(**keys))
        if not some:
            return
        last = some[-1].id
