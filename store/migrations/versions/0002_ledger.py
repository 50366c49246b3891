"""What each mailbox lists, message by message: kept, kept by its header, in flight, gone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and the table of what is in flight; everything kept before counts as still listed."""
    when = sa.DateTime(timezone=True)
    op.add_column("mailbox", sa.Column("compared_at", when, nullable=True))
    op.add_column("mailbox", sa.Column("uidvalidity", sa.String(), nullable=True))
    op.add_column("mailbox", sa.Column("uidnext", sa.BigInteger(), nullable=True))
    op.add_column("mailbox", sa.Column("messages", sa.Integer(), nullable=True))
    op.add_column("mailbox", sa.Column("listed", sa.Integer(), nullable=True))
    op.add_column("message", sa.Column("whole_size", sa.Integer(), nullable=True))
    op.add_column("message", sa.Column("gone_since", when, nullable=True))
    op.create_table(
        "in_flight",
        sa.Column("mailbox_id", sa.Integer(), nullable=False),
        sa.Column("uidvalidity", sa.String(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("first_seen", when, nullable=False),
        sa.Column("last_tried", when, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["mailbox_id"], ["mailbox.id"], name="fk_in_flight_mailbox_id"),
        sa.PrimaryKeyConstraint("mailbox_id", "uidvalidity", "uid", name="pk_in_flight"),
    )


def downgrade() -> None:
    """Refuse: what is in flight would be forgotten."""
    raise NotImplementedError("The ledger is not taken out again; restore the backup made before the update.")
