"""An answer to FETCH says the same by our pattern as by imapclient's parser, whatever its shape."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from imapclient.exceptions import ProtocolError
from imapclient.response_parser import parse_fetch_response

from ingest import imap_fetching
from ingest.imap_fetching import Items, Line, items_told, moment

WHEN = b'INTERNALDATE " 1-Nov-2026 12:01:02 +0130"'
USUAL: dict[str, list[Line]] = {
    "sizes": [b"1 (UID 7 RFC822.SIZE 2700)", b"2 (RFC822.SIZE 3 UID 8)"],
    "a whole message": [(b"1 (UID 7 %s BODY[] {5}" % WHEN, b"a)\r\nb"), b")"],
    "the UID behind the literal": [(b"1 (%s BODY[] {2}" % WHEN, b"ab"), b" UID 7 FLAGS (\\Seen $Answered))"],
    "a piece": [(b"1 (UID 7 %s BODY[]<1024> {2}" % WHEN, b"ab"), b")"],
    "a header": [(b"3 (UID 7 FLAGS () BODY[HEADER.FIELDS (MESSAGE-ID)] {4}", b"\r\n\r\n"), b")"],
    "an empty literal": [(b"3 (UID 7 BODY[] {0}", b""), b")"],
    "a message told of twice": [b"1 (UID 7 RFC822.SIZE 3)", b"1 (UID 7 MODSEQ (12) %s)" % WHEN],
    "every month": [
        b'%d (UID %d INTERNALDATE "%02d-%s-2026 00:00:00 -0000")' % (n, n, n, name)
        for n, name in enumerate(b"Jan Feb Mar Apr May jun JUL Aug Sep Oct Nov Dec".split(), 1)
    ],
}
UNUSUAL: dict[str, list[Line]] = {
    "nothing": [None],
    "a text in quotes": [b'1 (UID 7 BODY[] "short")'],
    "no text": [b"1 (UID 7 BODY[] NIL)"],
    "two literals": [(b"1 (UID 7 BODY[] {1}", b"a"), (b" BODY[HEADER] {1}", b"b"), b")"],
    "an item nobody asked for": [b"1 (UID 7 ENVELOPE (NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL))"],
    "no such day": [b'1 (UID 7 INTERNALDATE "31-Feb-2026 12:01:02 +0000" RFC822.SIZE 3)'],
    "a date of another form": [b'1 (UID 7 INTERNALDATE "Sun, 8 May 2016 16.03.09 +0200")'],
    "a flag of another message, by its number": [b"4 (FLAGS (\\Seen))", b"1 (UID 7 RFC822.SIZE 3)"],
}
UNTOLD = {b"SEQ", b"FLAGS", b"MODSEQ"}


def plain(answer: dict[int, Items]) -> dict[int, Items]:
    return {uid: {name: value for name, value in items.items() if name not in UNTOLD} for uid, items in answer.items()}


@pytest.mark.parametrize("lines", (USUAL | UNUSUAL).values(), ids=USUAL | UNUSUAL)
def test_an_answer_says_what_imapclient_finds_in_it(lines: list[Line]) -> None:
    assert plain(items_told(lines)) == plain(parse_fetch_response(lines, normalise_times=False))


@pytest.mark.parametrize("lines", USUAL.values(), ids=USUAL)
def test_what_servers_usually_say_is_not_left_to_imapclient(lines: list[Line], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(imap_fetching, "parse_fetch_response")
    assert items_told(lines)


ENDLESS = b"7" * 5000
"""More figures than Python makes a number of."""


@pytest.mark.parametrize(
    "lines",
    [
        [b"1 (UID 7"],
        [b"gibberish"],
        [(b"1 (UID 7 BODY[] {1}", b"a")],
        [b"1 (UID %s)" % ENDLESS],
        [b"1 (UID 7 RFC822.SIZE %s)" % ENDLESS],
    ],
)
def test_what_is_no_answer_is_refused_as_imapclient_refuses_it(lines: list[Line]) -> None:
    with pytest.raises(ProtocolError):
        items_told(lines)


@pytest.mark.parametrize(
    "said", ["31-Dec-9999 23:59:59 -1200", "01-Jan-0001 00:00:00 +0100", "31-Feb-2024 00:00:00 +0000"]
)
def test_a_time_that_no_calendar_holds_is_none(said: str) -> None:
    told = items_told([b'1 (UID 7 INTERNALDATE "%s")' % said.encode()])
    assert [moment(items) for items in told.values()] == [None]


def test_a_time_is_told_in_utc() -> None:
    told = items_told([b'1 (UID 7 INTERNALDATE " 1-Mar-2025 13:00:00 +0100")'])
    assert moment(told[7]) == datetime(2025, 3, 1, 12, 0, tzinfo=UTC)
