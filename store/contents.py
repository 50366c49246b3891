"""Messages' bytes: written in chunks, once for every digest, and given back as they came."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select
from sqlmodel import Session

from domain.delivery import Raw
from store.tables import Chunk, Content, Message, table
from store.trouble import StoreFailed

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
    # Not in the order of the rows, for which SQLAlchemy would ask SQLite row by row.
    found: dict[str, int] = dict(
        connection.execute(insert(contents).returning(contents.c.sha256, contents.c.id), rows).all()
    )
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


def raw(session: Session, message_id: int) -> bytes:
    """The message's bytes as delivered. Raises LookupError for no such message, StoreFailed where they are damaged."""
    buffer = io.BytesIO()
    for chunk in raw_chunks(session, message_id):
        buffer.write(chunk)
    return buffer.getvalue()


def raw_chunks(session: Session, message_id: int) -> Iterator[bytes]:
    """The message's bytes in chunks of at most 1 MiB, one at a time; errors as `raw`, the last after the last chunk."""
    messages, contents, chunks = table(Message), table(Content), table(Chunk)
    connection = session.connection()
    content = connection.execute(
        select(contents).join(messages, messages.c.content_id == contents.c.id).where(messages.c.id == message_id)
    ).one_or_none()
    if content is None:
        raise LookupError(f"There is no message {message_id}.")
    digest = hashlib.sha256()
    number = 0
    while True:
        data = connection.execute(
            select(chunks.c.data).where(chunks.c.content_id == content.id, chunks.c.number == number)
        ).scalar()
        if data is None:
            break
        digest.update(data)
        yield bytes(data)
        number += 1
    if digest.hexdigest() != content.sha256:
        raise StoreFailed(
            f"The bytes of message {message_id} are damaged in the database; restore it from the last backup.",
            retry=False,
        )
