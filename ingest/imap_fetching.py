"""FETCH, its answer taken apart by one pattern: imapclient looks at every character in Python, which costs more than all else that
a small message needs on its way here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from imapclient import IMAPClient
from imapclient.imapclient import join_message_ids, seq_to_parenstr_upper
from imapclient.response_parser import parse_fetch_response

_MESSAGE = re.compile(
    rb"\d+ \((?:(?:"
    rb"UID (?P<uid>\d{1,20})"
    rb'|INTERNALDATE "(?P<day>[ \d]\d)-(?P<month>[A-Za-z]{3})-(?P<year>\d{4}) (?P<time>\d\d:\d\d:\d\d) (?P<zone>[+-]\d{4})"'
    rb"|RFC822\.SIZE (?P<size>\d{1,20})"
    rb'|(?P<part>BODY\[[^]"{]*\](?:<\d+>)?) \{\d+\}'
    rb'|FLAGS \([^()"{]*\)'
    rb"|MODSEQ \(\d+\)"
    rb")(?: (?!\))|(?=\))))+\)"
)
"""What is told of one message: what we ask for and what servers add unasked, in any order."""
_MONTHS = (b"JAN", b"FEB", b"MAR", b"APR", b"MAY", b"JUN", b"JUL", b"AUG", b"SEP", b"OCT", b"NOV", b"DEC")

Line = bytes | tuple[bytes, bytes] | None
Items = dict[bytes, Any]


class FetchingClient(IMAPClient):  # type: ignore[misc]
    """An IMAPClient whose `fetch` gives the same sooner, with aware times."""

    def fetch(self, messages: Sequence[int], data: Sequence[str], modifiers: None = None) -> dict[int, Items]:
        """What the server tells of these UIDs, each by item; one of which it tells nothing is missing."""
        if not messages:
            return {}
        said, lines = self._imap.uid("FETCH", join_message_ids(messages), seq_to_parenstr_upper(data))
        self._checkok("fetch", said, lines)
        found = items_told(lines)
        return {uid: found[uid] for uid in messages if uid in found}


def items_told(lines: Sequence[Line]) -> dict[int, Items]:
    """imaplib's lines of an answer to FETCH, by UID and item; imapclient reads them all where one is unlike what we know.

    Raises imapclient's ProtocolError where they are no such answer."""
    found: dict[int, Items] = {}
    rest = iter(lines)
    for line in rest:
        # A literal comes with what is before it, and what is behind it as the next line.
        before, literal, behind = (*line, next(rest, None)) if isinstance(line, tuple) else (line, None, b"")
        told = _told(before + behind, literal) if isinstance(before, bytes) and isinstance(behind, bytes) else None
        if told is None:
            return dict(parse_fetch_response(lines, normalise_times=False))
        uid, items = told
        found.setdefault(uid, {}).update(items)
    return found


def moment(items: Items) -> datetime | None:
    """When the server received the message, in UTC; None where it tells no time, or one that no calendar holds."""
    when = items.get(b"INTERNALDATE")
    try:
        return when.astimezone(UTC) if isinstance(when, datetime) and when.tzinfo is not None else None
    except OverflowError:  # the last evening of the year 9999, west of Greenwich
        return None


def _told(line: bytes, literal: bytes | None) -> tuple[int, Items] | None:
    """The UID and the items of one message; None where this is not all that the line says."""
    found = _MESSAGE.fullmatch(line)
    if found is None or found["uid"] is None or (found["part"] is None) is not (literal is None):
        return None
    uid, day, month, year, time, zone, size, part = found.groups()
    items: Items = {}
    if month is not None:
        try:
            date = f"{int(year):04}-{_MONTHS.index(month.upper()) + 1:02}-{int(day):02}"
            items[b"INTERNALDATE"] = datetime.fromisoformat(f"{date} {time.decode()}{zone.decode()}")
        except ValueError:
            return None
    if size is not None:
        items[b"RFC822.SIZE"] = int(size)
    if part is not None:
        items[part] = literal
    return int(uid), items
