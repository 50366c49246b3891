"""What comes back: replies, reports and returned mail are tied to the mail of ours that they answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from domain import reply_token
from domain.envelope import Address
from domain.notices import Outbox
from domain.reading import Reading
from domain.reply_token import KEY_BYTES
from domain.submission import Kind
from notify.courier import send_round
from notify.smtp import SmtpServer, SmtpTransport
from parsers.read import read_message
from store import bounces, keys, releasing, sending
from store.database import Database
from store.outbox import MailFacts
from tests.builders.databases import KINDS, migrated_url
from tests.builders.letters import letter
from tests.builders.notices import as_read, renderer
from tests.builders.smtp import TAKE_AND_DROP, MailServer
from tests.ingest.test_pipeline import PROGRAMME, Office


def read(raw: bytes, file: str) -> Reading:
    """The reading by the real parsers."""
    return read_message(raw, file, PROGRAMME)


@dataclass
class Post:
    """An office whose courier speaks to a real server."""

    office: Office
    server: MailServer

    token_key: bytes | None = None

    def said(self, fault: str | None = TAKE_AND_DROP, raw: bytes | None = None) -> int:
        """A message, acknowledged over this fault; its id."""
        (number,) = self.office.keep(raw or letter())
        self.office.work()
        self.server.faults = {"end": fault} if fault else {}
        self.round()
        return number

    def round(self) -> None:
        transport = SmtpTransport(SmtpServer("localhost", self.server.port, "none"))
        us = Address(address="poc@un.example")
        clock, owner = lambda: self.office.now, "here:1:a.b.1"
        send_round(
            self.office.database,
            transport,
            renderer(),
            PROGRAMME,
            clock,
            owner,
            sender=us,
            token_key=self.token_key,
        )

    def sign(self) -> None:
        """From now on answers go to an address with a token."""
        with self.office.database.transaction() as session:
            self.token_key = keys.get_or_make(session, keys.FOR_REPLIES, lambda: b"k" * KEY_BYTES)

    def mail(self, number: int) -> MailFacts:
        (mail,) = self.office.mails(number)
        return mail  # type: ignore[no-any-return]

    def receive(self, raw: bytes) -> int:
        self.office.now += timedelta(hours=1)
        (number,) = self.office.keep(raw)
        self.office.work(read)
        return number

    def bounced(self) -> dict[str, bounces.Bounced]:
        with self.office.database.reading() as session:
            return bounces.of(session, ["Mission@example.int"])


@pytest.fixture(params=KINDS)
def post(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Post]:
    database = Database(migrated_url(request.param, tmp_path))
    with MailServer() as server:
        yield Post(Office(database), server)
    database.close()


def report(mail_id: str, action: str, status: str = "5.1.1", told: bool = False) -> bytes:
    """A report (RFC 3464) on the mail: its id told by the report itself, or only in the header given back."""
    original = f"Original-Message-ID: {mail_id}\r\n" if told else ""
    given_back = "" if told else f"Message-ID: {mail_id}\r\n"
    return (
        "Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example.int\r\nSubject: Delivery Status Notification\r\n"
        'Message-ID: <dsn@mx.example.int>\r\nContent-Type: multipart/report; report-type=delivery-status; boundary="B"\r\n\r\n'
        "--B\r\nContent-Type: text/plain\r\n\r\nThis is the mail system.\r\n"
        f"--B\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.int\r\n{original}\r\n"
        f"Final-Recipient: rfc822; mission@example.int\r\nAction: {action}\r\nStatus: {status}\r\n"
        f"--B\r\nContent-Type: text/rfc822-headers\r\n\r\nFrom: poc@un.example\r\n{given_back}\r\n--B--\r\n"
    ).encode()


def reply(subject: str = "Re: yours", sender: str = "mission@example.int", **headers: str) -> bytes:
    lines = {"From": sender, "Subject": subject, "Message-ID": "<answer@example.int>"}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    return "".join(f"{name}: {value}\r\n" for name, value in lines.items()).encode() + b"\r\nThank you.\r\n"


ARRIVED: dict[str, Callable[[str], bytes]] = {
    "a report that it was delivered": lambda mail: report(mail, "delivered", "2.0.0"),
    "a report that it was relayed": lambda mail: report(mail, "relayed", "2.0.0", told=True),
    "a report that it waits": lambda mail: report(mail, "delayed", "4.4.1"),
    "a reply": lambda mail: reply(In_Reply_To=mail),
    "a reply further down the thread": lambda mail: reply(
        In_Reply_To="<x@y.example>", References=f"<a@b> {mail} <c@d>"
    ),
    "an absence": lambda mail: reply("Automatic reply", Auto_Submitted="auto-replied", In_Reply_To=mail),
}


@pytest.mark.parametrize("shows", ARRIVED, ids=str)
def test_sent_twice_after_a_late_smtp_time_out_is_not_for_what_arrived_shows_itself(post: Post, shows: str) -> None:
    number = post.said()
    mail = post.mail(number)
    assert (mail.stage, len(post.server.deliveries)) == (Outbox.UNCERTAIN, 1)
    answer = post.receive(ARRIVED[shows](mail.mail_id))
    facts = post.office.facts(answer)
    assert (facts.answers_mail, facts.answers_by) == (
        mail.id,
        "report" if "report" in shows else "references" if "further" in shows else "in_reply_to",
    )
    found = post.mail(number)
    assert (found.stage, found.sent_at) == (Outbox.SENT, mail.claimed_at)
    post.server.faults = {}
    post.round()
    assert len(post.server.deliveries) == 1


def test_sent_twice_after_a_late_smtp_time_out_is_kept_from_an_officers_hasty_word(post: Post) -> None:
    number = post.said()
    mail = post.mail(number)
    with post.office.database.transaction() as session:
        assert releasing.release(session, mail.id, 1, post.office.now, Outbox.UNCERTAIN)
    post.receive(reply(In_Reply_To=mail.mail_id))
    post.server.faults = {}
    post.round()
    assert (post.mail(number).stage, len(post.server.deliveries)) == (Outbox.SENT, 1)


@pytest.mark.parametrize("fault", [TAKE_AND_DROP, None])
@pytest.mark.parametrize("told", [True, False])
def test_what_came_back_has_failed_and_its_address_is_marked(post: Post, fault: str | None, told: bool) -> None:
    number = post.said(fault)
    mail = post.mail(number)
    answer = post.receive(report(mail.mail_id, "failed", told=told))
    found = post.mail(number)
    assert (found.stage, found.last_answer) == (Outbox.FAILED, "It came back (5.1.1).")
    marked = post.bounced()["mission@example.int"]
    assert (marked.times, marked.status, post.office.facts(answer).answers_by) == (1, "5.1.1", "report")
    assert post.office.mails(answer) == []
    post.receive(reply())
    assert post.bounced() == {}, "somebody writes from there"


def test_returned_mail_without_a_reports_form_is_known_by_our_message_id(post: Post) -> None:
    number = post.said(None)
    mail = post.mail(number)
    text = f"Hi. This is the qmail-send program.\r\n<mission@example.int>: 550 no such user\r\n\r\nMessage-ID: {mail.mail_id}\r\n"
    raw = b"Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example.int\r\nSubject: failure notice\r\n\r\n" + text.encode()
    post.receive(raw)
    assert (post.mail(number).stage, set(post.bounced())) == (Outbox.FAILED, {"mission@example.int"})


def test_a_person_who_quotes_a_refusal_returns_nothing(post: Post) -> None:
    number = post.said(None)
    mail = post.mail(number)
    post.receive(reply(In_Reply_To=mail.mail_id) + f"550 5.1.1 no such user\r\nMessage-ID: {mail.mail_id}\r\n".encode())
    assert (post.mail(number).stage, post.bounced()) == (Outbox.SENT, {})


@pytest.mark.parametrize("place", ["subject", "body"])
def test_without_a_thread_the_reference_number_ties_and_shows_nothing(post: Post, place: str) -> None:
    number = post.said()
    mail = post.mail(number)
    ours = f"[POC-ICT-2025-{number:05d}]"
    raw = reply(f"Your mail {ours}") if place == "subject" else reply() + ours.encode()
    facts = post.office.facts(post.receive(raw))
    assert (facts.answers_mail, facts.answers_by) == (mail.id, "reference_number")
    assert post.mail(number).stage is Outbox.UNCERTAIN
    other = post.office.facts(post.receive(reply(f"[POC-ICT-2019-{number:05d}] [POC-ICT-2025-99999]")))
    assert other.answers_mail is None


def test_duplicates_and_loops_our_own_mail_that_comes_back_is_not_answered(post: Post) -> None:
    number = post.said(None)
    (ours,) = post.server.deliveries
    again = post.receive(b"Return-Path: <poc@un.example>\r\n" + ours.data)
    assert post.office.mails(again) == []
    assert as_read(ours.data)["Auto-Submitted"] == "auto-replied"
    assert post.mail(number).stage is Outbox.SENT


def test_an_answer_that_lost_its_thread_is_known_by_the_token_of_the_address(post: Post) -> None:
    post.sign()
    number = post.said()
    mail = post.mail(number)
    (ours,) = post.server.deliveries
    to = as_read(ours.data)["Reply-To"]
    assert (to.addresses[0].username.partition("+")[0], to.addresses[0].domain) == tuple(PROGRAMME.mailbox.split("@"))
    other = f"[POC-ICT-2025-{post.receive(letter()):05d}]"
    answer = post.receive(reply(other, Cc=str(to).upper(), In_Reply_To="<lost@example.int>"))
    facts = post.office.facts(answer)
    assert (facts.answers_mail, facts.answers_by) == (mail.id, "reply_token")
    assert post.mail(number).stage is Outbox.SENT
    assert post.office.findings(answer) == []


def test_a_thread_goes_before_a_token_and_a_token_before_a_number(post: Post) -> None:
    post.sign()
    first, second = post.said(None), post.said(None, letter(Kind.UPDATE, 2))
    to = str(as_read(post.server.deliveries[0].data)["Reply-To"])
    about = f"[POC-ICT-2025-{second:05d}]"
    by = {
        "in_reply_to": reply(about, To=to, In_Reply_To=post.mail(second).mail_id, References=post.mail(first).mail_id),
        "references": reply(about, To=to, In_Reply_To="<x@y>", References=f"{post.mail(second).mail_id} <z@y>"),
        "reply_token": reply(about, To=to, In_Reply_To="<x@y>", References="<z@y>"),
        "reference_number": reply(about, To=PROGRAMME.mailbox, In_Reply_To="<x@y>", References="<z@y>"),
    }
    found = {name: post.office.facts(post.receive(raw)) for name, raw in by.items()}
    assert {name: facts.answers_by for name, facts in found.items()} == {name: name for name in by}
    tied = {name: first if name == "reply_token" else second for name in by}
    assert {name: facts.answers_mail for name, facts in found.items()} == {
        name: post.mail(number).id for name, number in tied.items()
    }


def test_a_forged_token_ties_to_nothing_and_is_told(post: Post) -> None:
    post.sign()
    number = post.said()
    mail = post.mail(number)
    forged = reply_token.address(PROGRAMME.mailbox, mail.id, mail.mail_id, b"another key")
    answer = post.receive(reply(To=forged))
    assert (post.office.facts(answer).answers_mail, post.office.findings(answer)) == (None, ["token_not_ours"])
    assert post.mail(number).stage is Outbox.UNCERTAIN
    ours = reply_token.address(PROGRAMME.mailbox, mail.id, mail.mail_id, post.token_key or b"")
    both = post.receive(reply(To=f"{forged}, {ours}", Message_ID="<both@example.int>"))
    assert (post.office.facts(both).answers_by, post.office.findings(both)) == ("reply_token", [])


def test_where_no_token_was_ever_made_a_detail_that_looks_like_one_is_nothing(post: Post) -> None:
    number = post.said(None)
    (ours,) = post.server.deliveries
    assert str(as_read(ours.data)["Reply-To"]) == PROGRAMME.mailbox
    mail = post.mail(number)
    looks = reply_token.address(PROGRAMME.mailbox, mail.id, mail.mail_id, b"no key")
    answer = post.receive(reply(To=looks))
    assert (post.office.facts(answer).answers_mail, post.office.findings(answer)) == (None, [])


SHOWN: dict[str, tuple[Callable[[str], bytes], Outbox]] = {
    "a reply": (lambda mail: reply(In_Reply_To=mail), Outbox.SENT),
    "a report that it came back": (lambda mail: report(mail, "failed"), Outbox.FAILED),
}


@pytest.mark.parametrize("shows", SHOWN, ids=str)
def test_what_was_answered_before_its_courier_was_found_dead_is_as_the_answer_shows(post: Post, shows: str) -> None:
    answer, stage = SHOWN[shows]
    (number,) = post.office.keep(letter())
    post.office.work()
    mail = post.mail(number)
    with post.office.database.transaction() as session:
        assert sending.claim(session, mail.id, "gone:1:a.b.1", post.office.now, "text")
    post.receive(answer(mail.mail_id))
    assert post.mail(number).stage is Outbox.SENDING
    with post.office.database.transaction() as session:
        assert sending.recover(session, lambda _: True, post.office.now) == 1
    assert post.mail(number).stage is stage


@pytest.mark.parametrize("fault", [TAKE_AND_DROP, None])
@pytest.mark.parametrize("shows", SHOWN, ids=str)
def test_what_is_answered_while_its_courier_waits_is_as_the_answer_shows(
    post: Post, shows: str, fault: str | None
) -> None:
    """The relay was faster than its own 250, which comes late or never."""
    answer, stage = SHOWN[shows]
    number = post.said("421 not now")
    mail = post.mail(number)
    assert mail.stage is Outbox.QUEUED
    post.office.now = mail.due_at

    def comes(_: object) -> None:
        assert post.mail(number).stage is Outbox.SENDING
        post.office.keep(answer(mail.mail_id))
        post.office.work(read)

    post.server.faults = {"end": fault} if fault else {}
    post.server.before_answer = comes
    post.round()
    assert (post.mail(number).stage, len(post.server.deliveries)) == (stage, 1)


def test_what_came_back_and_was_sent_again_has_not_come_back_for_that(post: Post) -> None:
    number = post.said(None)
    mail = post.mail(number)
    post.receive(report(mail.mail_id, "failed"))
    assert post.mail(number).stage is Outbox.FAILED
    with post.office.database.transaction() as session:
        assert releasing.release(session, mail.id, 1, post.office.now, Outbox.FAILED)
    post.server.faults = {}
    post.round()
    assert (post.mail(number).stage, len(post.server.deliveries)) == (Outbox.SENT, 2)
    with post.office.database.transaction() as session:
        assert sending.shown(session, mail.id, Outbox.FAILED, post.office.now, "report")
        assert releasing.release(session, mail.id, 1, post.office.now, Outbox.FAILED)
        assert sending.claim(session, mail.id, "gone:1:a.b.1", post.office.now, "text")
        assert sending.recover(session, lambda _: True, post.office.now) == 1
    assert post.mail(number).stage is Outbox.UNCERTAIN


def test_the_same_note_in_another_mail_is_answered_with_the_reference_of_the_first(post: Post) -> None:
    first = post.said(None, letter(number=1, Note="SGP/UN/17"))
    post.said(None, letter(number=2, Note="sgp-un 17"))
    one, again = (as_read(mail.data) for mail in post.server.deliveries)
    ours = f"POC-ICT-2025-{first:05d}"
    assert one["Subject"].startswith(f"[{ours}] Acknowledgement of receipt: ")
    assert again["Subject"].startswith(f"[POC-ICT-2025-{first + 1:05d}] Already received under reference {ours}: ")
    assert f"received already under reference {ours}" in " ".join(str(again.get_content()).split())
