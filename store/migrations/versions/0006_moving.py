"""Messages that we move out of their mailbox ourselves."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; of what was kept before nothing was moved by us."""
    op.add_column("message", sa.Column("moving_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("message", sa.Column("moved_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Refuse: what we moved would count as taken away by others."""
    raise NotImplementedError("What was moved is not forgotten again; restore the backup made before the update.")
