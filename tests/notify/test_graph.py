"""Mail that goes out by Microsoft Graph: once, as written, and uncertain where nobody can know."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from config.settings import PROGRAMME, load_programme
from domain.alarms import AlarmCode
from domain.envelope import Address
from domain.notices import Outbox, mail_id
from notify.courier import Round, send_round
from notify.graph import GraphTransport, RefusedByGraph
from notify.operator import note_round
from notify.smtp import Unreachable, Unsure
from store import alarms, notices, outbox
from store.database import Database
from store.outbox import MailFacts
from tests.builders.databases import migrated_url
from tests.builders.graph import MAILBOX, Fault, GraphServer, running_graph
from tests.builders.mailboxes import GraphBox
from tests.builders.notices import NOON, as_read, renderer, saying
from tests.builders.patience import TRIES
from tests.builders.proxy import bad_line
from tests.builders.tokens import Issuer
from tests.builders.trickle import trickling_line

PROGRAMME_ = load_programme(PROGRAMME)
US = Address(address=MAILBOX, name="Office for Disarmament Affairs")
SENT = "6a1d3b1e-0000-4000-8000-000000000001"
SEND = "POST /v1.0/users/poc-directory@ours.example/sendMail"
MAIL = b"From: <poc-directory@ours.example>\nTo: <mission@theirs.example>\nSubject: x\nMessage-ID: <one@ours.example>\n\n.\nbody\n"


@pytest.fixture(scope="module")
def issuer() -> Issuer:
    return Issuer()


@pytest.fixture
def graph(issuer: Issuer) -> Iterator[GraphServer]:
    with running_graph(issuer) as server:
        yield server


@pytest.fixture
def box(graph: GraphServer) -> GraphBox:
    return GraphBox(graph)


def transport(box: GraphBox) -> GraphTransport:
    return GraphTransport(box.line(patience=0.0))


def say(box: GraphBox) -> str:
    return transport(box).send(MAIL, MAILBOX, "mission@theirs.example")


def test_a_mail_arrives_as_it_was_written(box: GraphBox, graph: GraphServer) -> None:
    assert say(box) == f"202, request {SENT}"
    assert graph.sent == [MAIL.replace(b"\n", b"\r\n")]
    assert as_read(graph.sent[0])["Message-ID"] == "<one@ours.example>"
    assert [one.raw for one in graph.here(graph.sent_items)] == graph.sent, "a copy is kept, as of all that is sent"


@pytest.mark.parametrize(
    ("fault", "permanent"),
    [
        (Fault("sendMail", 400, "ErrorInvalidRecipients"), True),
        (Fault("sendMail", 413, "ErrorMessageSizeExceeded"), True),
        (Fault("sendMail", 429, "ApplicationThrottled", {"Retry-After": "60"}), False),
        (Fault("sendMail", 503, "ServiceUnavailable"), False),
        (Fault("sendMail", 507, "QuotaExceeded"), False),
        (Fault("sendMail", 501, "NotImplemented"), True),
    ],
)
def test_a_refusal_is_for_good_or_for_now(box: GraphBox, graph: GraphServer, fault: Fault, permanent: bool) -> None:
    graph.faults.append(fault)
    with pytest.raises(RefusedByGraph, match=f"{fault.status} {fault.code}") as refused:
        say(box)
    assert refused.value.permanent is permanent
    assert graph.sent == []


@pytest.mark.parametrize(
    ("fault", "alarm", "words"),
    [
        (Fault("sendMail", 403, "ErrorAccessDenied"), AlarmCode.SIGN_IN_REFUSED, "give it Mail.Send"),
        (Fault("sendMail", 403, "ErrorSendAsDenied"), AlarmCode.SIGN_IN_REFUSED, "in the name of smtp.sender"),
        (Fault("sendMail", 401, "InvalidAuthenticationToken"), AlarmCode.SIGN_IN_REFUSED, "check that scope"),
        (Fault("mailFolders", 401, "InvalidAuthenticationToken"), AlarmCode.SIGN_IN_REFUSED, "check that scope"),
        (Fault("mailFolders", 404, "ErrorInvalidUser"), AlarmCode.SIGN_IN_REFUSED, "correct smtp.login"),
        (Fault("mailFolders", 503, "ServiceUnavailable"), None, "takes no mail at present"),
        (Fault("mailFolders", 301), None, "check host"),
        (Fault("mailFolders", said=b"<html>a proxy of ours</html>"), None, "check host and any proxy"),
        (Fault("mailFolders", said=b'{"value": []}'), None, "check host and any proxy"),
        (Fault("mailFolders", cut="before"), None, "will be tried again"),
        (Fault("sendMail", 307), None, "check host and any proxy"),
    ],
)
def test_trouble_that_is_not_the_mails_leaves_it_unsent(
    box: GraphBox, graph: GraphServer, fault: Fault, alarm: AlarmCode | None, words: str
) -> None:
    graph.faults.append(fault)
    with pytest.raises(Unreachable) as unreachable:
        say(box)
    assert unreachable.value.alarm is alarm
    assert words in str(unreachable.value)
    assert "@" not in str(unreachable.value)
    assert graph.sent == []


@pytest.mark.parametrize(
    "fault",
    [
        Fault("sendMail", cut="before"),
        Fault("sendMail", cut="after"),
        Fault("sendMail", 500, "InternalServerError"),
        Fault("sendMail", 502, ""),
        Fault("sendMail", 504, "GatewayTimeout"),
        Fault("sendMail", 505, ""),
        Fault("sendMail", 508, ""),
        Fault("sendMail", 520, ""),
        Fault("sendMail", 598, ""),
        Fault("sendMail", 200, ""),
        Fault("sendMail", 204, ""),
        Fault("sendMail", said=b"<html>a proxy of ours</html>"),
    ],
)
def test_what_nobody_knows_is_uncertain(box: GraphBox, graph: GraphServer, fault: Fault) -> None:
    graph.faults.append(fault)
    with pytest.raises(Unsure):
        say(box)
    assert graph.count(SEND) == 1, "it is not said twice"


def test_a_line_that_breaks_within_the_mail_left_the_server_without_it(box: GraphBox, graph: GraphServer) -> None:
    port = int(graph.url.rpartition(":")[2])
    large = MAIL + b"x" * 8_000_000
    with bad_line(port, lambda *_: False, upwards=lambda _n, before, more: before + len(more) > 1_000_000) as line:
        courier = GraphTransport(box.line(patience=0.0, port=line.port))
        with pytest.raises(Unreachable, match="before the mail was over"):
            courier.send(large, MAILBOX, "mission@theirs.example")
    assert graph.sent == []


def test_a_server_that_drips_is_left_after_a_while(box: GraphBox, graph: GraphServer) -> None:
    with trickling_line(int(graph.url.rpartition(":")[2]), b"HTTP/1.1 200", 60.0, each=True) as line:
        for longest in TRIES:
            dripping = GraphTransport(box.line(patience=0.0, port=line.port, timeout=600.0), longest=longest)
            with pytest.raises(Unreachable):
                dripping.send(MAIL, MAILBOX, "mission@theirs.example")
            if line.trickling.is_set():
                break
        assert line.trickling.is_set()


def test_it_is_left_alone_as_long_as_it_asked(box: GraphBox, graph: GraphServer) -> None:
    courier = transport(box)
    graph.faults.append(Fault("sendMail", 429, "ApplicationThrottled", {"Retry-After": "600"}))
    with pytest.raises(RefusedByGraph):
        courier.send(MAIL, MAILBOX, "mission@theirs.example")
    box.now = 599.0
    asked = len(graph.asked)
    with pytest.raises(Unreachable, match="left alone for 1 more seconds"):
        courier.send(MAIL, MAILBOX, "mission@theirs.example")
    assert len(graph.asked) == asked
    box.now = 600.0
    courier.send(MAIL, MAILBOX, "mission@theirs.example")
    assert len(graph.sent) == 1


def test_whoever_may_only_send_need_not_see_the_mailbox(box: GraphBox, graph: GraphServer) -> None:
    graph.permissions = {"Mail.Send"}
    say(box)
    assert len(graph.sent) == 1


def test_it_is_tried_out_without_a_mail(box: GraphBox, graph: GraphServer) -> None:
    assert transport(box).check() is None
    graph.permissions = {"Mail.ReadWrite"}
    assert "give it Mail.Send" in str(transport(box).check())
    graph.faults.append(Fault("sendMail", 503, "ServiceUnavailable"))
    assert "takes no mail at present (503 ServiceUnavailable" in str(transport(box).check())
    graph.faults.append(Fault("sendMail", 202))
    assert "took for a mail what is none" in str(transport(box).check())
    assert graph.sent == []


class Post:
    """An outbox, and a clock that only we turn."""

    def __init__(self, database: Database, box: GraphBox) -> None:
        self.database = database
        self.transport = transport(box)
        self.now = NOON

    def put(self, *numbers: int) -> None:
        with self.database.transaction() as session:
            for each in map(saying, numbers):
                assert notices.say(session, each, mail_id(each, "ours.example"), NOON)

    def round(self) -> Round:
        done = send_round(
            self.database, self.transport, renderer(), PROGRAMME_, lambda: self.now, "here:1:a.b.1", sender=US
        )
        note_round(self.database, done, self.now)
        return done

    def mails(self) -> list[MailFacts]:
        with self.database.reading() as session:
            return outbox.at(session, list(Outbox))

    def alarms(self) -> list[AlarmCode]:
        with self.database.reading() as session:
            return [alarm.code for alarm in alarms.standing(session)]


@pytest.fixture
def post(tmp_path: Path, box: GraphBox) -> Iterator[Post]:
    database = Database(migrated_url("sqlite", tmp_path))
    yield Post(database, box)
    database.close()


def test_the_courier_carries_each_mail_once(post: Post, graph: GraphServer) -> None:
    post.put(1, 2)
    assert post.round() == Round(sent=2)
    assert post.round() == Round()
    assert [as_read(raw)["Message-ID"] for raw in graph.sent] == [mail.mail_id for mail in post.mails()]
    assert {mail.last_answer for mail in post.mails()} == {f"202, request {SENT}"}


def test_what_is_uncertain_is_never_sent_again(post: Post, graph: GraphServer) -> None:
    post.put(1, 2)
    graph.faults.append(Fault("sendMail", cut="after"))
    assert post.round() == Round(sent=1, uncertain=1)
    post.now += timedelta(days=1)
    assert post.round() == Round()
    assert len(graph.sent) == 2


def test_a_permission_that_is_missing_stops_the_round_and_is_an_alarm(post: Post, graph: GraphServer) -> None:
    post.put(1, 2, 3)
    graph.permissions = {"Mail.ReadWrite"}
    done = post.round()
    assert (done.later, done.alarm) == (1, AlarmCode.SIGN_IN_REFUSED)
    assert [mail.attempts for mail in post.mails()] == [1, 0, 0], "the others were not touched"
    assert post.alarms() == [AlarmCode.SIGN_IN_REFUSED]
    graph.permissions.add("Mail.Send")
    post.now += timedelta(minutes=10)
    assert post.round() == Round(sent=3)
    assert post.alarms() == []


def test_a_server_that_cannot_be_reached_leaves_every_mail_untouched(tmp_path: Path, issuer: Issuer) -> None:
    with running_graph(issuer) as graph:
        box = GraphBox(graph)
    database = Database(migrated_url("sqlite", tmp_path))
    post = Post(database, box)
    post.put(1)
    assert "refuses connections" in str(post.round().trouble)
    assert [(mail.stage, mail.attempts) for mail in post.mails()] == [(Outbox.QUEUED, 0)]
    database.close()


def test_a_server_that_never_knows_makes_three_mails_uncertain_and_no_more(post: Post, graph: GraphServer) -> None:
    post.put(1, 2, 3, 4, 5, 6)
    graph.faults.append(Fault("sendMail", 500, "InternalServerError", times=2))
    assert post.round() == Round(uncertain=2, sent=4), "two are no sign of that yet"
    post.put(7, 8, 9, 10, 11)
    graph.faults.append(Fault("sendMail", 500, "InternalServerError", times=5))
    done = post.round()
    assert (done.uncertain, done.sent) == (3, 0)
    assert "3 mails in a row are uncertain" in str(done.trouble)
    assert [mail.stage for mail in post.mails()[-2:]] == [Outbox.QUEUED] * 2
