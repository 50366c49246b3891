"""Answers: which mail of ours a message answers, and the addresses from which mail came back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and the table; what was kept before is tied to nothing."""
    when = sa.DateTime(timezone=True)
    op.add_column("message", sa.Column("answers_mail", sa.Integer(), nullable=True))
    op.add_column("message", sa.Column("answers_by", sa.String(), nullable=True))
    op.create_index("ix_message_answers_mail", "message", ["answers_mail"])
    op.create_table(
        "bounced_address",
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("since", when, nullable=False),
        sa.Column("last", when, nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("address", name="pk_bounced_address"),
        sa.ForeignKeyConstraint(["mail_id"], ["outbox_mail.id"], name="fk_bounced_address_mail_id"),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name="fk_bounced_address_message_id"),
    )


def downgrade() -> None:
    """Refuse: which addresses mail came back from would be forgotten."""
    raise NotImplementedError("What answers what is not taken out again; restore the backup made before the update.")
