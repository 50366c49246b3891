"""The operator hears of what stands, once a day and by the ordinary outbox; what the way out has wrong stands itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from config.settings import PROGRAMME, load_programme
from domain.alarms import AlarmCode
from domain.envelope import Address
from domain.notices import Outbox
from notify.courier import Round, send_round
from notify.operator import note_round, note_uncertain, tell
from notify.smtp import SmtpServer, SmtpTransport
from store import alarms, notices, sending
from store.database import Database
from tests.builders.databases import migrated_url
from tests.builders.notices import NOON, as_read, renderer, saying
from tests.builders.smtp import TAKE_AND_DROP, MailServer
from tests.builders.tls import certificate

OPERATOR = "operator@ours.test"
US = Address(address="poc@ours.test", name="Office for Disarmament Affairs")
MAILBOX = "imaps://poc@mail.ours.test/INBOX"
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
PROGRAMME_ = load_programme(PROGRAMME)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(migrated_url("sqlite", tmp_path))
    yield database
    database.close()


def sent(database: Database, server: SmtpServer, at: datetime) -> Round:
    """One round of the courier, with its alarms noted."""
    transport = SmtpTransport(server)
    done = send_round(
        database, transport, renderer(), PROGRAMME_, lambda: at, "here:1:a.b.1", sender=US, gone=lambda _: False
    )
    note_round(database, done, at)
    return done


def standing(database: Database) -> list[str]:
    with database.reading() as session:
        return [alarm.key for alarm in alarms.standing(session)]


@pytest.mark.parametrize("operator", [OPERATOR, f"operator@{PROGRAMME_.mailbox.rpartition('@')[2]}"])
def test_an_alarm_is_mailed_once_a_day_as_long_as_it_stands(operator: str, database: Database) -> None:
    with database.transaction() as session:
        alarms.seen(session, AlarmCode.MAILBOX_UNREACHABLE, NOON, MAILBOX)
    with MailServer() as server:
        for hours, told in ((0, 1), (1, 0), (23, 0), (24, 1), (25, 0)):
            at = NOON + hours * HOUR
            assert tell(database, lambda at=at: at, operator, "ours.test") == told  # type: ignore[misc]
            assert sent(database, SmtpServer("localhost", server.port, "none"), at) == Round(sent=told)
        mail = as_read(server.deliveries[0].data)
    assert len({as_read(one.data)["Message-ID"] for one in server.deliveries}) == 2
    assert (mail["To"], mail["Auto-Submitted"], mail["Content-Language"]) == (operator, "auto-generated", "en")
    assert mail["Subject"] == f"Alarm: mailbox_unreachable ({MAILBOX})"
    text = str(mail.get_content())
    assert "has not been read for more than 15 minutes" in text
    assert "Since: 2024-03-13 12:00 UTC" in text
    assert "Run `verbale check`" in text


def test_what_would_go_to_the_mailbox_itself_is_not_sent(database: Database) -> None:
    with database.transaction() as session:
        alarms.seen(session, AlarmCode.MAILBOX_UNREACHABLE, NOON, MAILBOX)
    with MailServer() as server:
        tell(database, lambda: NOON, PROGRAMME_.mailbox, "ours.test")
        assert sent(database, SmtpServer("localhost", server.port, "none"), NOON) == Round(dropped=1)


def test_a_sign_in_that_the_mail_server_refuses_is_an_alarm_until_a_mail_goes_out(
    database: Database, tmp_path: Path
) -> None:
    pair = certificate(tmp_path)
    with database.transaction() as session:
        alarms.seen(session, AlarmCode.LEDGER_DISAGREES, NOON, MAILBOX)
    tell(database, lambda: NOON, OPERATOR, "ours.test")
    other = standing(database)
    with MailServer(pair, {"courier": "secret"}) as server:
        for password, ca, key in (
            ("wrong", pair[0], ["sign_in_refused:smtp"]),
            ("secret", None, ["sign_in_refused:smtp", "certificate:smtp"]),
            ("secret", pair[0], []),
        ):
            sent(database, SmtpServer("localhost", server.port, "starttls", "courier", password, ca_file=ca), NOON)
            assert standing(database) == other + key
        assert len(server.deliveries) == 1


def test_a_mail_that_stays_uncertain_for_an_hour_is_an_alarm_until_it_is_settled(database: Database) -> None:
    one = saying(due_at=NOON)
    with database.transaction() as session:
        notices.say(session, one, "<1@ours.test>", NOON)
    with MailServer(faults={"end": TAKE_AND_DROP}) as server:
        done = sent(database, SmtpServer("localhost", server.port, "none"), NOON)
        assert (done.uncertain, len(server.deliveries)) == (1, 1)
    for hours, stands in ((0, []), (1, []), (2, ["mail_uncertain:smtp"])):
        note_uncertain(database, NOON + hours * HOUR)
        assert standing(database) == stands
    with database.transaction() as session:
        assert sending.shown(session, 1, Outbox.SENT, NOON + 2 * HOUR, "in_reply_to")
    note_uncertain(database, NOON + 2 * HOUR)
    assert standing(database) == []


def test_a_mail_that_is_uncertain_since_the_future_is_an_alarm(database: Database) -> None:
    """By a clock that was set back since."""
    with database.transaction() as session:
        notices.say(session, saying(due_at=NOON), "<1@ours.test>", NOON)
        assert sending.claim(session, 1, "here:1:a.b.1", NOON + DAY, "text")
        assert sending.settle(session, 1, "here:1:a.b.1", Outbox.UNCERTAIN, NOON + DAY)
    note_uncertain(database, NOON)
    assert standing(database) == ["mail_uncertain:smtp"]
