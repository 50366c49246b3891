"""The register of Missions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "mission",
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("state", name="pk_mission"),
    )
    op.create_table(
        "mission_address",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name="fk_mission_address_message_id"),
        sa.ForeignKeyConstraint(["state"], ["mission.state"], name="fk_mission_address_state"),
        sa.PrimaryKeyConstraint("id", name="pk_mission_address"),
        sa.UniqueConstraint("state", "value", name="uq_mission_address_state_value"),
    )
    op.create_index("ix_mission_address_value", "mission_address", ["value"])


def downgrade() -> None:
    """Refuse: the addresses would be lost."""
    raise NotImplementedError(
        "The register of Missions is not taken away again; restore the backup made before the update."
    )
