"""Databases for tests: a migrated one, new for every test, on SQLite and on PostgreSQL."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store.database import Database
from tests.builders.postgres import running_cluster

KINDS = ("sqlite", "postgresql")


@functools.cache
def _template() -> str:
    cluster = running_cluster()
    name = "migrated"
    cluster.do(f'CREATE DATABASE "{name}" TEMPLATE template0')
    database = Database(cluster.url(name))
    database.migrate()
    database.close()
    return name


def empty_url(kind: str, folder: Path) -> str:
    """The URL of a database that was never migrated; the SQLite one lies in `folder`."""
    return f"sqlite:///{folder / 'verbale.db'}" if kind == "sqlite" else running_cluster().new_database()


def migrated_url(kind: str, folder: Path) -> str:
    """The URL of a new, migrated database."""
    if kind == "postgresql":
        return running_cluster().new_database(_template())
    url = empty_url(kind, folder)
    with migrating(url):
        return url


@contextmanager
def migrating(url: str) -> Iterator[Database]:
    """The database behind this URL, migrated, and closed at the end."""
    database = Database(url)
    try:
        database.migrate()
        yield database
    finally:
        database.close()
