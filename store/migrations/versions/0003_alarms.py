"""Conditions that an operator has to know of, and since when a mailbox fails or disagrees."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table of alarms, and to each mailbox since when it fails and since when it disagrees with us."""
    when = sa.DateTime(timezone=True)
    op.add_column("mailbox", sa.Column("failing_since", when, nullable=True))
    op.add_column("mailbox", sa.Column("disagrees_since", when, nullable=True))
    op.create_table(
        "alarm",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("mailbox_id", sa.Integer(), nullable=True),
        sa.Column("since", when, nullable=False),
        sa.Column("last_seen", when, nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("last_told", when, nullable=True),
        sa.Column("ended", when, nullable=True),
        sa.ForeignKeyConstraint(["mailbox_id"], ["mailbox.id"], name="fk_alarm_mailbox_id"),
        sa.PrimaryKeyConstraint("id", name="pk_alarm"),
        sa.UniqueConstraint("key", name="uq_alarm_key"),
    )


def downgrade() -> None:
    """Refuse: what stands would be forgotten."""
    raise NotImplementedError("The alarms are not taken out again; restore the backup made before the update.")
