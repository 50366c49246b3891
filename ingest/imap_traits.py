"""The traits of messages on an IMAP server, by which one is told from another that was given its UID."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from domain.numbering import Traits
from ingest.imap_connection import Connection
from ingest.imap_fetching import moment
from ingest.message_id import message_id_of
from store.keeping import indexable

AT_ONCE = 500
"""So many are asked for at once: a server may refuse a line of command above 8,000 bytes."""
_ASKED = ["INTERNALDATE", "RFC822.SIZE", "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]"]


def traits_of(connection: Connection, uids: Sequence[str]) -> dict[str, Traits]:
    """Those of the open folder's messages that it tells of; a drop is MailboxFailed, a refusal goes on to the caller."""
    found: dict[str, Traits] = {}
    for start in range(0, len(uids), AT_ONCE):
        wanted = [int(uid) for uid in uids[start : start + AT_ONCE]]
        answer = connection.ask("fetch", wanted, _ASKED)
        for uid in wanted:
            traits = _traits(answer.get(uid, {}))
            if traits is not None:
                found[str(uid)] = traits
    return found


def _traits(item: dict[bytes, Any]) -> Traits | None:
    when, size = moment(item), item.get(b"RFC822.SIZE")
    head = next((value for key, value in item.items() if key.startswith(b"BODY[HEADER.FIELDS")), None)
    if when is None or not isinstance(head, bytes):
        return None
    return Traits(indexable(message_id_of(head)), when, size if isinstance(size, int) else None)
