"""What the machine may say: notes found again, mails held for a reason, and since when a mailbox is read."""

from __future__ import annotations

import hashlib
import unicodedata
from typing import Any

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
                submission = line.reading["submission"]
                keys = {"note_key": _note_key(submission), "contacts_key": _contacts_key(submission)}
            except (AttributeError, KeyError, TypeError):
                continue  # an update is not to fail on one reading: its note is then not found again
            bind.execute(rows.update().where(rows.c.id == line.id).values(**keys))
        if not some:
            return
        last = some[-1].id


# As the keys were made when this migration was written, of readings as they were stored then: what they are made of may change
# later, and this must not.


def _note_key(submission: dict[str, Any]) -> str | None:
    note = submission["note_verbale"]
    if note is None:
        return None
    state, reference, date = submission["state"], _plain(note["reference"] or ""), note["date"]
    return _digest("note", state, reference, date) if state and reference and date else None


def _contacts_key(submission: dict[str, Any]) -> str | None:
    people = sorted(filter(None, map(_person, submission["contacts"])))
    return _digest("contacts", submission["state"], *people) if submission["state"] and people else None


def _person(contact: dict[str, Any]) -> str | None:
    name = _plain(contact["name"] or "")
    if not (name or contact["emails"] or contact["phones"]):
        return None
    return _digest(contact["action"], name, *sorted(contact["emails"]), *sorted(contact["phones"]))


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
