"""What a poll finds wrong with a mailbox stands as an alarm, and ends when a poll finds it right again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain.alarms import AlarmCode
from domain.stages import Stage
from ingest.imap import ImapSource
from ingest.login import PasswordLogin
from ingest.mailbox import Bounds, Listing, MailboxFailed, MailSource
from ingest.poison import note_reading
from ingest.polling import note_failure, poll
from store import alarms, ledger, messages
from store.database import Database
from tests.builders.databases import migrated_url
from tests.builders.dovecot import USER
from tests.builders.mailboxes import FolderBox, ImapBox, MaildirBox, mail
from tests.builders.proxy import bad_line
from tests.builders.rows import kept

NOON = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
APOLOGY = mail("Retrieval using the IMAP4 protocol failed for the following message: 7")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(migrated_url("sqlite", tmp_path))
    yield database
    database.close()


def standing(database: Database) -> list[tuple[AlarmCode, int]]:
    with database.reading() as session:
        return [(alarm.code, alarm.times) for alarm in alarms.standing(session)]


def polled(source: MailSource, database: Database, at: datetime) -> str | None:
    """What was wrong, None where nothing was."""
    try:
        poll(source, database, lambda: at)
    except MailboxFailed as failed:
        return str(failed)
    finally:
        source.close()
    return None


def test_the_first_refused_sign_in_is_an_alarm_and_the_first_good_one_its_end(
    imap_box: ImapBox, database: Database
) -> None:
    wrong = ImapSource(imap_box.account(login=PasswordLogin(USER, "wrong")))
    assert "refused the login" in (polled(wrong, database, NOON) or "")
    assert standing(database) == [(AlarmCode.SIGN_IN_REFUSED, 1)]
    polled(wrong, database, NOON + 40 * MINUTE)
    assert standing(database) == [(AlarmCode.SIGN_IN_REFUSED, 2)]
    assert polled(imap_box.source(), database, NOON + 41 * MINUTE) is None
    assert standing(database) == []


def test_a_certificate_that_is_not_trusted_is_an_alarm(imap_box: ImapBox, database: Database) -> None:
    assert "is not trusted" in (polled(ImapSource(imap_box.account(ca_file=None)), database, NOON) or "")
    assert standing(database) == [(AlarmCode.CERTIFICATE, 1)]


def test_a_mailbox_is_an_alarm_once_it_has_failed_for_a_quarter_of_an_hour(tmp_path: Path, database: Database) -> None:
    box = MaildirBox(tmp_path / "Maildir")
    source = box.source()
    (tmp_path / "Maildir" / "cur").rename(tmp_path / "aside")
    for minute, expected in ((0, []), (15, []), (16, [(AlarmCode.MAILBOX_UNREACHABLE, 1)])):
        assert polled(source, database, NOON + minute * MINUTE)
        assert standing(database) == expected
    (tmp_path / "aside").rename(tmp_path / "Maildir" / "cur")
    assert polled(source, database, NOON + 17 * MINUTE) is None
    assert standing(database) == []
    (tmp_path / "Maildir" / "cur").rename(tmp_path / "aside")
    assert polled(source, database, NOON + 18 * MINUTE)
    assert standing(database) == [], "the quarter of an hour begins anew"


class Broken(ImapSource):
    """A source with a bug."""

    def list_all(self) -> Listing:
        raise KeyError("nobody foresaw this")


def test_a_bug_that_meets_every_poll_is_an_alarm_too(imap_box: ImapBox, database: Database) -> None:
    for minute, expected in ((0, []), (16, [(AlarmCode.MAILBOX_UNREACHABLE, 1)])):
        with pytest.raises(KeyError):
            polled(Broken(imap_box.account()), database, NOON + minute * MINUTE)
        assert standing(database) == expected
    assert polled(imap_box.source(), database, NOON + 17 * MINUTE) is None
    assert standing(database) == []


def test_a_message_in_flight_for_an_hour_is_an_alarm_until_it_comes(imap_box: ImapBox, database: Database) -> None:
    imap_box.put(APOLOGY)
    for minute, expected in ((0, []), (60, []), (61, [(AlarmCode.IN_FLIGHT_TOO_LONG, 1)])):
        assert polled(imap_box.source(), database, NOON + minute * MINUTE) is None
        assert standing(database) == expected
    imap_box.take_away(APOLOGY)
    assert polled(imap_box.source(), database, NOON + 200 * MINUTE) is None
    assert standing(database) == []


def test_a_clock_that_is_set_back_puts_off_no_alarm(imap_box: ImapBox, database: Database) -> None:
    imap_box.put(APOLOGY)
    assert polled(imap_box.source(), database, NOON + timedelta(days=300)) is None
    for minute, expected in ((0, []), (61, [(AlarmCode.IN_FLIGHT_TOO_LONG, 1)])):
        assert polled(imap_box.source(), database, NOON + minute * MINUTE) is None
        assert standing(database) == expected


def test_a_file_that_cannot_be_read_is_in_flight_and_an_alarm_until_it_can(tmp_path: Path, database: Database) -> None:
    box = FolderBox(tmp_path / "mails")
    box.put(mail("one"))
    (box.path / "two.eml").symlink_to("/proc/self/mem")  # opens, and refuses to be read, to root as well
    for minute, expected in ((0, []), (61, [(AlarmCode.IN_FLIGHT_TOO_LONG, 1)])):
        assert polled(box.source(), database, NOON + minute * MINUTE) is None
        assert standing(database) == expected
        with database.reading() as session:
            (line,) = ledger.accounts(session)
        assert (line.listed, line.kept, line.in_flight, line.unaccounted) == (2, 1, {"nothing": 1}, 0)
    (box.path / "two.eml").unlink()
    (box.path / "two.eml").write_bytes(mail("two"))
    assert polled(box.source(), database, NOON + 62 * MINUTE) is None
    assert standing(database) == []
    with database.reading() as session:
        (line,) = ledger.accounts(session)
    assert (line.listed, line.kept, line.in_flight) == (2, 2, {})


def test_what_is_shunted_is_an_alarm_until_a_person_has_settled_it(database: Database) -> None:
    with database.transaction() as session:
        number = kept(session)
        messages.move(session, number, Stage.RECEIVED, Stage.SHUNTED, NOON, None, because="crash")
    for minute in range(3):
        note_reading(database, NOON + minute * MINUTE, shunted=0 if minute else 1)
        assert standing(database) == [(AlarmCode.SHUNTED, 1)]
    note_reading(database, NOON + 3 * MINUTE, shunted=1)
    assert standing(database) == [(AlarmCode.SHUNTED, 2)]
    with database.transaction() as session:
        assert [(alarm.where, alarm.key) for alarm in alarms.standing(session)] == [("reading", "shunted:reading")]
        messages.move(session, number, Stage.SHUNTED, Stage.RECEIVED, NOON, None, actor="operator")
    note_reading(database, NOON + 4 * MINUTE)
    assert standing(database) == []


def test_that_nothing_can_be_read_is_an_alarm_until_something_can(database: Database) -> None:
    note_reading(database, NOON, nothing_read=True)
    note_reading(database, NOON + MINUTE, nothing_read=True)
    assert standing(database) == [(AlarmCode.NOTHING_READ, 2)]
    note_reading(database, NOON + 2 * MINUTE)
    assert standing(database) == []


def test_messages_that_break_the_connection_are_in_flight_with_their_reason_and_hold_nobody_up(
    imap_box: ImapBox, database: Database
) -> None:
    """One in each of the first five batches, which once stopped the mailbox for good."""
    for number in range(12):
        imap_box.put(mail(f"{'POISON' if number % 2 and number < 10 else 'good'} {number}"))
    port = imap_box.server.starttls_port
    with bad_line(port, lambda number, sent, data: b"Subject: POISON" in data) as line:
        source = ImapSource(imap_box.account(port=line.port, security="plain"), Bounds(batch_count=2))
        assert polled(source, database, NOON) is None
    with database.reading() as session:
        (found,) = ledger.accounts(session)
    assert (found.listed, found.kept, found.in_flight, found.unaccounted) == (12, 7, {"dropped": 5}, 0)


class Forgetful(ImapSource):
    """A source that breaks its promise: it leaves out what it was asked for."""

    def fetch(self, uids: object) -> Iterator[object]:  # type: ignore[override]
        return iter(())


def test_what_is_unaccounted_for_at_two_polls_is_an_alarm(imap_box: ImapBox, database: Database) -> None:
    imap_box.put(mail())
    forgetful = Forgetful(imap_box.account())
    assert polled(forgetful, database, NOON) is None
    assert standing(database) == []
    assert polled(forgetful, database, NOON + MINUTE) is None
    assert standing(database) == [(AlarmCode.LEDGER_DISAGREES, 1)]
    assert polled(imap_box.source(), database, NOON + 2 * MINUTE) is None
    assert standing(database) == []
    with database.reading() as session:
        assert [account.unaccounted for account in ledger.accounts(session)] == [0]


def test_trouble_of_the_store_does_not_hide_the_mailboxes(imap_box: ImapBox, tmp_path: Path) -> None:
    nowhere = Database(f"sqlite:///{tmp_path / 'nowhere.db'}")
    source = ImapSource(imap_box.account(login=PasswordLogin(USER, "wrong")))
    note_failure(source.name, MailboxFailed("No.", retry=True), nowhere, NOON)
    nowhere.close()
