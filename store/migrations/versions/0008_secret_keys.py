"""Secret keys of the installation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; a key is made when it is first needed."""
    op.create_table(
        "secret_key",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_secret_key"),
    )


def downgrade() -> None:
    """Refuse: tokens signed with a key that was lost are believed no more."""
    raise NotImplementedError("Keys are not thrown away; restore the backup made before the update.")
