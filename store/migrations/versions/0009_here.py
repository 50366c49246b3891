"""An index of the messages that their mailboxes still list."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index: what can be moved is looked for after every poll, and is soon a few among a great many."""
    listed = sa.text("gone_since IS NULL")
    op.create_index("ix_message_here", "message", ["mailbox_id", "id"], sqlite_where=listed, postgresql_where=listed)


def downgrade() -> None:
    """Drop the index."""
    op.drop_index("ix_message_here", "message")
