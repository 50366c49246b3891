"""Runs the migrations on the connection that store.database hands over, within its transaction.

A new migration is written out in versions/NNNN_words.py, after script.py.mako; `HEAD` in store/database.py then names it."""

from __future__ import annotations

from alembic import context

from store.tables import METADATA

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=METADATA,
    transactional_ddl=True,
    render_as_batch=connection.dialect.name == "sqlite",
)
with context.begin_transaction():
    context.run_migrations()
