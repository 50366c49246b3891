"""The way out: that nothing could be handed over for long is an alarm, from the first try that came to nothing to its end."""

from __future__ import annotations

import smtplib
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Never

import pytest
from sqlalchemy import select, update

from config.settings import PROGRAMME, load_programme
from domain.access import NoToken
from domain.envelope import Address
from domain.notices import Outbox
from notify.courier import MOST_ATTEMPTS, Round, send_round
from notify.operator import carried, note_failed, tell
from notify.smtp import SmtpServer, SmtpTransport
from store import alarms, notices, outbox, releasing
from store.database import Database
from store.tables import Event, OutboxMail, table
from tests.builders.databases import KINDS, migrated_url
from tests.builders.notices import NOON, as_read, renderer, saying
from tests.builders.smtp import DROP, MailServer

OPERATOR = "operator@ours.test"
US = Address(address="poc@ours.test", name="Office for Disarmament Affairs")
PROGRAMME_ = load_programme(PROGRAMME)
on_both = pytest.mark.parametrize("office", KINDS, indirect=True)
STANDS = ["nothing_sent:smtp"]


@dataclass
class Office:
    """An outbox, a mail server, a way to it, and a clock that only we turn."""

    url: str
    database: Database
    server: MailServer
    now: datetime = NOON
    way: Any = field(init=False)

    def __post_init__(self) -> None:
        self.way = self.there

    @property
    def there(self) -> SmtpTransport:
        return SmtpTransport(SmtpServer("localhost", self.server.port, "none"))

    def put(self, *numbers: int) -> None:
        with self.database.transaction() as session:
            for number in numbers:
                each = saying(number, f"mission{number}@theirs.test", due_at=self.now)
                assert notices.say(session, each, f"<{number}@ours.test>", self.now)

    def round(self, minutes: int = 0, owner: str = "here:1:a.b.1") -> Round:
        """What the program does so many minutes after noon: a round of the courier, and its alarms."""
        self.now = NOON + timedelta(minutes=minutes)
        tell(self.database, lambda: self.now, OPERATOR, "ours.test")
        carry = partial(send_round, self.database, self.way, renderer(), PROGRAMME_, lambda: self.now, owner)
        done = carried(partial(carry, sender=US, gone=lambda _: False), self.database, lambda: self.now)
        note_failed(self.database, self.now)
        return done

    def standing(self) -> list[str]:
        with self.database.reading() as session:
            return [alarm.key for alarm in alarms.standing(session)]

    def said(self) -> list[str]:
        """The events of alarms, oldest first."""
        with self.database.reading() as session:
            log = table(Event)
            wanted = select(log.c.what).where(log.c.what.in_(["alarm", "alarm_ended"])).order_by(log.c.id)
            return list(session.connection().execute(wanted).scalars())

    def told(self) -> list[str]:
        """The subjects of what the operator was sent."""
        mails = [as_read(one.data) for one in self.server.deliveries]
        return [mail["Subject"] for mail in mails if mail["To"] == OPERATOR]

    def stages(self) -> list[Outbox]:
        with self.database.reading() as session:
            return [mail.stage for mail in outbox.at(session, list(Outbox))]


@pytest.fixture
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    url = migrated_url(getattr(request, "param", "sqlite"), tmp_path)
    database = Database(url)
    with MailServer() as server:
        office = Office(url, database, server)
        yield office
    office.database.close()


@pytest.fixture
def closed() -> Iterator[SmtpTransport]:
    """A way to a port of which nobody else can take hold, and at which nobody listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield SmtpTransport(SmtpServer("127.0.0.1", held.getsockname()[1], "none"))


@on_both
def test_a_server_that_cannot_be_reached_for_a_quarter_of_an_hour_is_an_alarm_until_a_mail_is_handed_over(
    office: Office, closed: SmtpTransport
) -> None:
    office.put(1, 2)
    office.way = closed
    for minutes, stands in ((0, []), (5, []), (15, []), (16, STANDS), (17, STANDS)):
        assert office.round(minutes).trouble is not None
        assert office.standing() == stands
    with office.database.reading() as session:
        (alarm,) = alarms.standing(session)
    assert (alarm.since, alarm.where) == (NOON, "smtp")
    assert "No mail of ours could be handed over for more than 15 minutes" in alarm.line
    for days in (1, 2, 3):
        office.round(days * 24 * 60)
    assert office.stages() == [Outbox.QUEUED] * 3, "what waits to be told is not said again each day"
    office.way = office.there
    assert office.round(4 * 24 * 60) == Round(sent=3)
    assert (office.standing(), office.said()) == ([], ["alarm", "alarm_ended"])
    assert office.told() == ["Alarm: nothing_sent (smtp)"]
    assert office.round(5 * 24 * 60) == Round()
    assert (office.told(), office.said()) == (["Alarm: nothing_sent (smtp)"], ["alarm", "alarm_ended"])


def no_token(_: smtplib.SMTP) -> Never:
    raise NoToken("The token endpoint does not answer")


def dead(office: Office) -> None:
    office.server.faults["greet"] = DROP


def without_token(office: Office) -> None:
    office.way = SmtpTransport(SmtpServer("localhost", office.server.port, "none"), no_token)


def putting_off(office: Office, step: str, answer: str) -> None:
    office.server.faults[step] = answer


@pytest.mark.parametrize(
    "shut",
    [
        dead,
        without_token,
        partial(putting_off, step="mail", answer="451 4.3.0 Try again later"),
        partial(putting_off, step="mail", answer="550 5.7.60 Not as this sender"),
        partial(putting_off, step="rcpt", answer="450 4.7.1 Client host rejected"),
        partial(putting_off, step="end", answer="452 4.3.1 Insufficient system storage"),
        partial(putting_off, step="data", answer=DROP),
    ],
    ids=["hangs up", "no token", "451 mail", "550 mail", "450 rcpt", "452 end", "broken"],
)
def test_whatever_keeps_all_mail_from_being_taken_is_an_alarm(office: Office, shut: Callable[[Office], None]) -> None:
    shut(office)
    office.put(1)
    for minutes, stands in ((0, []), (5, []), (15, []), (35, STANDS), (40, STANDS)):
        office.round(minutes)
        assert office.standing() == stands
    office.server.faults.clear()
    office.way = office.there
    office.round(24 * 60)
    assert (office.standing(), office.said()) == ([], ["alarm", "alarm_ended"])


@pytest.mark.parametrize("answer", ["450 4.1.2 Domain not found", "452 4.2.2 Mailbox full"])
def test_what_is_the_matter_with_one_recipient_alone_is_no_alarm(office: Office, answer: str) -> None:
    office.server.faults["rcpt"] = answer
    office.put(1)
    for minutes in (0, 5, 15, 35, 75):
        assert office.round(minutes) == Round(later=1, theirs=1)
    assert (office.standing(), office.said()) == ([], [])


def test_a_short_trouble_is_none_and_another_one_begins_anew(office: Office, closed: SmtpTransport) -> None:
    office.put(1)
    for way, minutes in ((closed, 0), (closed, 14), (office.there, 15), (closed, 20), (closed, 35)):
        office.way = way
        if way is not closed:
            assert office.round(minutes) == Round(sent=1)
            office.put(2)
        else:
            assert office.round(minutes).trouble is not None
    assert (office.standing(), office.said()) == ([], [])
    office.round(36)
    assert (office.standing(), office.said()) == (STANDS, ["alarm"])


def test_it_ends_when_nothing_waits_any_more(office: Office, closed: SmtpTransport) -> None:
    office.put(1)
    office.way = closed
    office.round(0)
    office.round(16)
    assert office.standing() == STANDS
    with office.database.transaction() as session:
        assert releasing.drop(session, 1, 1, office.now, Outbox.QUEUED)
    office.round(17)
    assert office.standing() == STANDS, "the operator's own mail waits"
    with office.database.transaction() as session:
        assert releasing.drop(session, 2, 1, office.now, Outbox.QUEUED)
    assert office.round(18) == Round()
    assert (office.standing(), office.said()) == ([], ["alarm", "alarm_ended"])


@on_both
def test_since_when_is_known_after_a_restart_and_to_whoever_leads_next(office: Office, closed: SmtpTransport) -> None:
    office.put(1)
    office.way = closed
    office.round(0)
    office.database.close()
    office.database = Database(office.url)
    office.round(10)
    office.round(16, owner="there:2:a.b.2")
    assert (office.standing(), office.said()) == (STANDS, ["alarm"])


@on_both
def test_a_clock_that_is_set_back_makes_no_alarm_and_ends_none(office: Office, closed: SmtpTransport) -> None:
    office.put(1)
    office.way = closed
    for minutes, stands in ((0, []), (10, []), (-600, []), (-595, []), (-594, STANDS), (-900, STANDS)):
        office.now = NOON + timedelta(minutes=minutes)
        with office.database.transaction() as session:
            alarms.seen(session, alarms.AlarmCode.NOTHING_SENT, office.now)
        assert office.standing() == stands
    assert office.said() == ["alarm"]


def test_a_bug_in_every_round_is_an_alarm(office: Office) -> None:
    class Broken:
        def open(self) -> Never:
            raise ZeroDivisionError

    office.put(1)
    office.way = Broken()
    for minutes in (0, 16):
        with pytest.raises(ZeroDivisionError):
            office.round(minutes)
    assert office.standing() == STANDS
    office.way = office.there
    assert office.round(17) == Round(sent=2)
    assert office.standing() == []


@on_both
def test_mails_that_fail_for_one_recipient_after_the_other_are_an_alarm_until_one_goes_out(office: Office) -> None:
    office.server.faults["end"] = "550 5.4.5 Daily sending quota exceeded"
    office.put(1, 2)
    assert office.round(0) == Round(failed=2)
    assert office.standing() == []
    office.put(3)
    assert office.round(1) == Round(failed=1)
    assert office.standing() == ["mails_failed:smtp"]
    office.server.faults.clear()
    assert office.round(2) == Round(sent=1)
    assert (office.told(), office.standing()) == (["Alarm: mails_failed (smtp)"], ["mails_failed:smtp"])
    office.put(6)
    assert office.round(3) == Round(sent=1)
    assert office.standing() == []
    office.server.faults["rcpt"] = "550 5.1.1 Unknown"
    office.put(4, 5)
    assert office.round(4) == Round(failed=2)
    assert (office.standing(), office.said()) == ([], ["alarm", "alarm_ended"])


def test_one_recipient_whose_mails_all_fail_is_no_alarm(office: Office) -> None:
    office.server.faults["rcpt"] = "550 5.1.1 Unknown"
    with office.database.transaction() as session:
        for number in range(5):
            each = saying(number, "Mission@theirs.test" if number else "mission@theirs.test", due_at=NOON)
            notices.say(session, each, f"<{number}@ours.test>", NOON)
    assert office.round(0) == Round(failed=5)
    assert office.standing() == []


def test_what_failed_for_many_is_over_when_officers_have_settled_it(office: Office) -> None:
    office.server.faults["rcpt"] = "550 5.1.1 Unknown"
    office.put(1, 2, 3)
    office.round(0)
    assert office.standing() == ["mails_failed:smtp"]
    with office.database.transaction() as session:
        assert releasing.drop(session, 2, 1, office.now, Outbox.FAILED)
    note_failed(office.database, office.now)
    assert (office.standing(), office.said()) == ([], ["alarm", "alarm_ended"])


def test_what_is_put_off_to_the_end_fails_and_is_tried_as_often_again_at_an_officers_word(office: Office) -> None:
    office.server.faults["mail"] = "451 4.3.0 Try again later"
    office.put(1, 2, 3)
    with office.database.transaction() as session:
        session.connection().execute(update(table(OutboxMail)).values(attempts=MOST_ATTEMPTS - 2))
    assert office.round(0) == Round(later=3)
    assert office.round(240) == Round(failed=3)
    assert office.standing() == ["mails_failed:smtp"]
    with office.database.transaction() as session:
        for number in (1, 2, 3):
            assert releasing.release(session, number, 1, office.now, Outbox.FAILED)
    assert office.round(241) == Round(later=4)
    assert office.stages() == [Outbox.QUEUED] * 4
    office.server.faults.clear()
    assert office.round(480) == Round(sent=4)
    assert office.standing() == []
