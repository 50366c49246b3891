"""The full loop by way of a real relay: Exim queues, delivers, bounces and reports; Dovecot holds the mailbox that we poll."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from email.message import EmailMessage

import pytest
from sqlalchemy import func, select

from config.settings import MailboxSettings, Settings, SmtpSettings
from domain.notices import Outbox
from domain.stages import Stage
from store import bounces, messages, outbox
from store.messages import MessageFactsRow
from store.outbox import MailFacts
from store.tables import Message, table
from tests.builders.dovecot import PASSWORD, USER, running_dovecot
from tests.builders.exim import Exim, program, running_exim
from tests.builders.notices import as_read
from tests.builders.program import ROOT
from tests.builders.proxy import bad_line
from verbale.wiring import House, opened

pytestmark = pytest.mark.skipif(
    program() is None and shutil.which("sendmail", path="/usr/sbin:/usr/lib") is not None,
    reason="this machine has another mail system, beside which Exim cannot be installed",
)
UPDATE = (ROOT / "verbale" / "samples" / "10-update.eml").read_bytes()


class Loop:
    """A house whose mailbox the relay fills, and which sends by the relay."""

    def __init__(self, house: House, relay: Exim) -> None:
        self.house = house
        self.relay = relay

    def writes(self, address: str, raw: bytes | None = None, to: str = USER) -> MessageFactsRow:
        """A Mission writes to us, and what it wrote is read and placed."""
        name = address.partition("@")[0].encode()
        raw = raw or UPDATE.replace(b"info@kenyaun.example", address.encode()).replace(b"<20", b"<" + name + b".20")
        self.relay.post(address, to, raw)
        return self.comes()

    def comes(self) -> MessageFactsRow:
        """The next message that comes into the mailbox, read and placed."""
        self.relay.wait(lambda: sum(getattr(came, "kept", 0) for _, came in self.house.fetch()) > 0)
        self.house.work()
        with self.house.database.reading() as session:
            newest = session.connection().execute(select(func.max(table(Message).c.id))).scalar_one()
            message = messages.get(session, newest)
        assert message is not None
        return message

    def mail(self, message: MessageFactsRow) -> MailFacts:
        """Our mail about this message."""
        with self.house.database.reading() as session:
            (mail,) = outbox.of_message(session, message.id)
        return mail

    def arrives(self, address: str) -> EmailMessage:
        """What comes to the Mission."""
        self.relay.wait(lambda: bool(self.relay.delivered(address)))
        (raw,) = self.relay.delivered(address)
        return as_read(raw)


@pytest.fixture(scope="module")
def loop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loop]:
    folder = tmp_path_factory.mktemp("relay")
    programme = folder / "programme.toml"
    text = (ROOT / "config" / "programme.toml").read_text(encoding="utf-8")
    programme.write_text(text.replace("oda-stu-poc-ict-dir@un.org", USER), encoding="utf-8")
    with running_dovecot() as server, running_exim(server.folder / "home") as relay:
        mailbox = MailboxSettings(
            host="localhost",
            port=server.tls_port,
            login=USER,
            password=PASSWORD,
            ca_file=server.certificate,
            acknowledge_since=date(2000, 1, 1),
        )
        smtp = SmtpSettings(
            host="127.0.0.1", port=relay.port, security="none", reply_tokens=True, delivery_reports=True
        )
        settings = Settings(data=folder / "data", programme=programme, mailbox=mailbox, smtp=smtp)
        with opened(settings) as house:
            house.fetch()
            yield Loop(house, relay)


def test_a_nomination_is_acknowledged_by_way_of_the_relay_and_the_answer_comes_back_by_its_token(loop: Loop) -> None:
    address = "mission@freedonia.example"
    loop.relay.settle(address)
    message = loop.writes(address)
    loop.house.send()
    mail = loop.arrives(address)
    assert (mail["Return-Path"], mail["In-Reply-To"]) == (f"<{USER}>", message.message_id)
    report = loop.comes()
    assert (report.answers_by, report.stage, loop.mail(message).stage) == ("report", Stage.CLOSED, Outbox.SENT)
    to = mail["Reply-To"].addresses[0].addr_spec
    assert to != USER
    answer = loop.writes(address, f"From: {address}\r\nTo: {to}\r\nSubject: Thanks\r\n\r\nThank you.\r\n".encode(), to)
    assert (answer.answers_mail, answer.answers_by) == (loop.mail(message).id, "reply_token")


def test_an_acknowledgement_to_an_address_that_is_not_there_comes_back_and_marks_it(loop: Loop) -> None:
    address = "nobody@freedonia.example"
    message = loop.writes(address)
    loop.house.send()
    assert loop.mail(message).stage is Outbox.SENT
    bounce = loop.comes()
    assert (bounce.answers_mail, bounce.answers_by, bounce.stage) == (loop.mail(message).id, "report", Stage.CLOSED)
    assert loop.mail(message).stage is Outbox.FAILED
    with loop.house.database.reading() as session:
        assert bounces.of(session, [address])[address].times == 1
        assert outbox.of_message(session, bounce.id) == []


def test_what_the_relay_holds_back_is_sent_and_arrives_once(loop: Loop) -> None:
    address = "slow@freedonia.example"
    loop.relay.settle(address)
    message = loop.writes(address)
    loop.relay.keep_back(True)
    try:
        loop.house.send()
        loop.house.send()
        assert (loop.mail(message).stage, loop.relay.delivered(address)) == (Outbox.SENT, [])
    finally:
        loop.relay.keep_back(False)
    assert loop.arrives(address)["Message-ID"] == loop.mail(message).mail_id
    assert loop.comes().answers_by == "report"


def test_sent_twice_after_a_late_smtp_time_out_is_not_for_what_the_relay_reports_delivered(loop: Loop) -> None:
    address = "torn@freedonia.example"
    loop.relay.settle(address)
    message = loop.writes(address)
    with bad_line(loop.relay.port, lambda _number, _before, data: b"250 OK id=" in data) as line:
        smtp = loop.house.settings.smtp.model_copy(update={"port": line.port})
        settings = loop.house.settings.model_copy(update={"smtp": smtp})
        with opened(settings) as torn:
            assert torn.send().uncertain == 1
    assert loop.mail(message).stage is Outbox.UNCERTAIN
    assert loop.arrives(address)["Message-ID"] == loop.mail(message).mail_id
    assert loop.comes().answers_by == "report"
    loop.house.send()
    assert (loop.mail(message).stage, len(loop.relay.delivered(address))) == (Outbox.SENT, 1)
