"""What is new in the mailbox is kept once, byte for byte, and the mailbox is believed about what it holds."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.stages import Stage
from ingest.intake import Intake, keep_new
from ingest.mailbox import Bounds
from ingest.message_id import message_id_of
from store import contents, ledger, messages, queue
from store.database import Database
from store.ledger import Account
from store.messages import MessageFactsRow
from store.tables import InFlight, table
from tests.builders.databases import migrated_url
from tests.builders.mailboxes import Box, GraphBox, ImapBox, MaildirBox, mail
from tests.builders.runaway import no_runaway

NOON = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(migrated_url("sqlite", tmp_path))
    yield database
    database.close()


def kept(database: Database) -> list[tuple[MessageFactsRow, bytes]]:
    """Everything in the store, in the order of keeping."""
    with database.reading() as session:
        numbers = range(1, sum(queue.counts(session).values()) + 1)
        return [(facts, contents.raw(session, n)) for n in numbers if (facts := messages.get(session, n))]


def account(database: Database) -> Account:
    """The one line of the ledger."""
    with database.reading() as session:
        (found,) = ledger.accounts(session)
        return found


def poll(box: Box, database: Database, bounds: Bounds | None = None, at: datetime = NOON) -> Intake:
    source = box.source(bounds)
    try:
        return keep_new(source, database, lambda: at)
    finally:
        source.close()


def quiet(box: Box) -> Intake:
    """A poll that finds nothing new: a server's word is enough, files have to be compared."""
    return Intake(compared=not isinstance(box, ImapBox | GraphBox))


def test_each_poll_keeps_what_is_new_and_only_that(box: Box, database: Database) -> None:
    assert poll(box, database) == Intake()
    first, second = mail("one", message_id="<1@example.int>"), mail("two")
    box.put(first)
    box.put(second)
    assert poll(box, database) == Intake(kept=2, bytes=len(first) + len(second))
    assert poll(box, database) == quiet(box)
    box.put(mail("three"))
    assert poll(box, database) == Intake(kept=1, bytes=len(mail("three")))
    found = kept(database)
    assert sorted(raw for _, raw in found) == sorted([first, second, mail("three")])
    assert {facts.message_id for facts, _ in found} == {"<1@example.int>", None}
    assert {facts.mailbox for facts, _ in found} == {box.source().name}
    found = account(database)
    assert (found.listed, found.kept, found.unaccounted, found.last_agreed) == (3, 3, 0, NOON)


def test_a_poll_leaves_no_trace_in_the_mailbox(box: Box, database: Database) -> None:
    for number in range(3):
        box.put(mail(f"number {number}"))
    before = box.traces()
    poll(box, database)
    poll(box, database)
    assert box.traces() == before


def test_a_deleted_mail_stays_kept_and_counts_as_gone(box: Box, database: Database) -> None:
    box.put(mail("one"))
    box.put(mail("two"))
    poll(box, database)
    box.take_away(mail("one"))
    assert poll(box, database, at=NOON + MINUTE) == Intake(gone=1)
    assert [(raw, facts.gone_since) for facts, raw in kept(database)] == [
        (mail("one"), NOON + MINUTE),
        (mail("two"), None),
    ]
    found = account(database)
    assert (found.listed, found.kept, found.gone, found.unaccounted) == (1, 1, 1, 0)


def test_a_mail_that_is_moved_back_is_listed_again(tmp_path: Path, database: Database) -> None:
    box = MaildirBox(tmp_path / "Maildir")
    box.put(mail("one"))
    poll(box, database)
    (file,) = (box.path / "new").iterdir()
    file.rename(tmp_path / "elsewhere")
    poll(box, database)
    assert account(database).gone == 1
    (tmp_path / "elsewhere").rename(file)
    assert poll(box, database) == Intake()
    found = account(database)
    assert (found.listed, found.kept, found.gone, found.unaccounted) == (1, 1, 0, 0)


def test_of_what_is_too_large_the_header_is_kept(box: Box, database: Database) -> None:
    box.put(mail("huge", b"x" * 5000))
    box.put(mail("small"))
    intake = poll(box, database, Bounds(largest=2000))
    assert (intake.kept, intake.by_header) == (2, 1)
    assert {(raw, facts.whole_size) for facts, raw in kept(database)} == {
        (mail("huge", b""), len(mail("huge", b"x" * 5000))),
        (mail("small"), None),
    }
    found = account(database)
    assert (found.listed, found.kept, found.by_header, found.unaccounted) == (2, 1, 1, 0)
    assert poll(box, database) == quiet(box)


def test_a_renumbered_mailbox_is_kept_anew_and_linked(imap_box: ImapBox, database: Database) -> None:
    imap_box.put(mail("one"))
    imap_box.put(mail("two"))
    poll(imap_box, database)
    imap_box.server.number_anew(3)
    assert poll(imap_box, database).kept == 2
    assert [(facts.same_bytes_as, facts.stage) for facts, _ in kept(database)] == [
        (None, Stage.RECEIVED),
        (None, Stage.RECEIVED),
        (1, Stage.CLOSED),
        (2, Stage.CLOSED),
    ]
    found = account(database)
    assert (found.listed, found.kept, found.gone, found.unaccounted) == (2, 2, 2, 0)
    assert poll(imap_box, database) == Intake(compared=False)


def test_what_is_sent_once_more_after_a_renumbering_is_not_closed_with_it(
    imap_box: ImapBox, database: Database
) -> None:
    imap_box.put(mail("one"))
    poll(imap_box, database)
    imap_box.server.number_anew(4)
    imap_box.put(mail("one"))
    poll(imap_box, database)
    stages = [(facts.same_bytes_as, facts.stage) for facts, _ in kept(database)]
    assert stages == [(None, Stage.RECEIVED), (1, Stage.CLOSED), (1, Stage.RECEIVED)]


def test_a_standing_that_is_as_it_was_spares_the_comparison_for_an_hour(imap_box: ImapBox, database: Database) -> None:
    imap_box.put(mail("one"))
    assert poll(imap_box, database).compared
    assert not poll(imap_box, database, at=NOON + 59 * MINUTE).compared
    assert account(database).last_agreed == NOON + 59 * MINUTE
    assert poll(imap_box, database, at=NOON + 60 * MINUTE).compared
    assert not poll(imap_box, database, at=NOON + 61 * MINUTE).compared


def test_a_clock_that_was_set_back_makes_the_next_poll_compare(imap_box: ImapBox, database: Database) -> None:
    poll(imap_box, database)
    assert poll(imap_box, database, at=NOON - MINUTE).compared


def test_one_that_comes_as_another_goes_is_seen_although_their_number_is_the_same(
    imap_box: ImapBox, database: Database
) -> None:
    imap_box.put(mail("one"))
    poll(imap_box, database)
    imap_box.take_away(mail("one"))
    imap_box.put(mail("two"))
    assert poll(imap_box, database) == Intake(kept=1, bytes=len(mail("two")), gone=1)


def test_what_is_not_handed_out_is_in_flight_until_it_comes(imap_box: ImapBox, database: Database) -> None:
    apology = "Retrieval using the IMAP4 protocol failed for the following message: 5418"
    imap_box.put(mail(apology))
    imap_box.put(mail("one"))
    assert poll(imap_box, database) == Intake(kept=1, bytes=len(mail("one")), withheld=1)
    found = account(database)
    assert (found.listed, found.kept, found.in_flight, found.unaccounted) == (2, 1, {"apology": 1}, 0)
    assert poll(imap_box, database, at=NOON + MINUTE) == Intake(withheld=1)
    with database.reading() as session:
        flying = table(InFlight)
        (line,) = session.connection().execute(flying.select())
    assert (line.why, line.first_seen, line.last_tried, line.tries) == ("apology", NOON, NOON + MINUTE, 2)
    imap_box.take_away(mail(apology))
    assert poll(imap_box, database) == Intake()
    assert account(database).in_flight == {}


def test_what_is_in_flight_is_tried_again_ever_less_often_and_never_forgotten(
    imap_box: ImapBox, database: Database
) -> None:
    imap_box.put(mail("Retrieval using the IMAP4 protocol failed for the following message: 5418"))
    tried = [minute for minute in range(200) if poll(imap_box, database, at=NOON + minute * MINUTE).withheld]
    assert tried == [0, 1, 3, 7, 15, 31, 63, 123, 183]
    imap_box.put(mail("one"))
    assert poll(imap_box, database, at=NOON + 200 * MINUTE) == Intake(kept=1, bytes=len(mail("one")))
    found = account(database)
    assert (found.kept, found.in_flight, found.unaccounted) == (1, {"apology": 1}, 0)


def test_two_mailboxes_do_not_know_each_others_numbers(tmp_path: Path, database: Database) -> None:
    one, other = MaildirBox(tmp_path / "one"), MaildirBox(tmp_path / "other")
    one.put(mail("one"))
    other.put(mail("other"))
    assert (poll(one, database).kept, poll(other, database).kept) == (1, 1)


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b"From: a\r\nMessage-ID: <x@y>\r\n\r\nbody", "<x@y>"),
        (b"message-id:<x@y>\n\nbody", "<x@y>"),
        (b"MESSAGE-ID :\r\n\t <x@y> (comment)\r\n\r\n", "<x@y>"),
        (b"Message-ID: <first@y>\r\nMessage-ID: <second@y>\r\n\r\n", "<first@y>"),
        (b"X-Message-ID: <no@y>\r\nIn-Reply-To: <no@y>\r\n\r\n", None),
        (b"Subject: x\r\n\r\nMessage-ID: <body@y>\r\n", None),
        (b"Subject: x\n\nMessage-ID: <body@y>\n", None),
        (b"Message-ID: no brackets\r\n\r\n", None),
        (b"Message-ID: <\xff\x00@y>\r\n\r\n", None),
        (b"Message-ID: <p\xc3\xa9@y>\r\n\r\n", "<pé@y>"),
        (b"Message-ID: <" + b"x" * 5000 + b"@y>\r\n\r\n", None),
        (b"X: " + b"a" * 300_000 + b"\r\nMessage-ID: <late@y>\r\n\r\n", None),
        (b"", None),
    ],
)
def test_the_message_id_is_peeked_at(raw: bytes, found: str | None) -> None:
    assert message_id_of(raw) == found


@given(st.binary(max_size=300), st.binary(max_size=60))
def test_peeking_never_raises(before: bytes, after: bytes) -> None:
    found = message_id_of(before + b"\nMessage-ID:" + after)
    assert found is None or (found.startswith("<") and found.endswith(">"))


@pytest.mark.parametrize("pattern", [b"\r", b"\n ", b"message-id: ", b"message-id:\n ", b"<", b"Message-ID: <"])
def test_peeking_is_quick_on_whatever_is_sent(pattern: bytes) -> None:
    with no_runaway():
        message_id_of(pattern * (300_000 // len(pattern)))


def test_what_a_poll_that_is_not_over_has_kept_is_not_unaccounted_for(box: Box, database: Database) -> None:
    box.put(mail("note 0"))
    poll(box, database)
    for number in range(1, 5):
        box.put(mail(f"note {number}"))
    source = box.source(Bounds(batch_count=2))
    keep_new(source, database, lambda: NOON + timedelta(minutes=1), stopping=lambda: len(kept(database)) > 1)
    source.close()
    found = account(database)
    assert (found.listed, found.kept, found.difference, found.unaccounted) == (1, 3, -2, 0)
    poll(box, database, at=NOON + timedelta(minutes=2))
    found = account(database)
    assert (found.listed, found.kept, found.difference, found.unaccounted) == (5, 5, 0, 0)


def test_a_poll_that_breaks_off_leaves_nobody_on_the_connection(tmp_path: Path, database: Database) -> None:
    box = MaildirBox(tmp_path / "mail")
    for number in range(9):
        box.put(mail(f"note {number}"))
    moments = iter([NOON, NOON])

    def clock() -> datetime:
        return next(moments)  # and then StopIteration, in the midst of keeping

    with pytest.raises(StopIteration):
        keep_new(box.source(Bounds(batch_count=2)), database, clock)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("ahead")]
    poll(box, database)
    assert len(kept(database)) == 9
