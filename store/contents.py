"""Messages' bytes as they are written: in chunks, and once for every digest."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, insert, select

from domain.delivery import Raw
from store.tables import Chunk, Content, table

CHUNK = 1024 * 1024
"""Bytes in one chunk row."""


def digest_of(raw: Raw) -> str:
    """SHA-256 in hexadecimal digits, read a chunk at a time."""
    digest = hashlib.sha256()
    for start in range(0, len(raw), CHUNK):
        digest.update(raw[start : start + CHUNK])
    return digest.hexdigest()


def insert_contents(connection: Connection, new: Sequence[tuple[str, Raw]]) -> list[int]:
    """New bytes with their digests, all different; their numbers in this order."""
    contents, chunks = table(Content), table(Chunk)
    rows = [{"sha256": sha256, "size": len(data)} for sha256, data in new]
    last = last_number(connection, contents.c.id)
    connection.execute(insert(contents), rows)  # and not with RETURNING, for which SQLAlchemy asks SQLite row by row
    fresh = connection.execute(select(contents.c.sha256, contents.c.id).where(contents.c.id > last))
    found: dict[str, int] = {line.sha256: line.id for line in fresh}
    numbers = [found[sha256] for sha256, _ in new]
    small: list[dict[str, Any]] = []
    for content, (_, data) in zip(numbers, new, strict=True):
        if len(data) <= CHUNK:
            small += [{"content_id": content, "number": 0, "data": data[:]}] if len(data) else []
            continue
        # One chunk a statement: drivers copy what they bind.
        for number, start in enumerate(range(0, len(data), CHUNK)):
            connection.execute(
                insert(chunks), {"content_id": content, "number": number, "data": data[start : start + CHUNK]}
            )
    if small:
        connection.execute(insert(chunks), small)
    return numbers


def last_number(connection: Connection, number: ColumnElement[int]) -> int:
    """The highest number given so far; only who keeps gives any, one process at a time."""
    return connection.execute(select(func.max(number))).scalar() or 0
