"""Every mail of the outbox is carried once, and what may have gone is never carried again by itself."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest
from sqlalchemy import select

from config.settings import PROGRAMME, load_programme
from domain.envelope import Address
from domain.notices import Outbox, Saying, mail_id
from notify.courier import MOST_ATTEMPTS, Round, Speaking, send_round, wait_after
from notify.render import Renderer
from notify.smtp import SmtpServer, SmtpTransport
from store import notices, outbox, sending
from store.database import Database
from store.outbox import MailFacts
from store.tables import Event, table
from tests.builders.databases import KINDS, migrated_url
from tests.builders.notices import CASES, NOON, TEMPLATES, as_read, renderer, saying
from tests.builders.patience import TRIES
from tests.builders.smtp import DROP, STALL, TAKE_AND_DROP, MailServer

ROOT = Path(__file__).parents[2]
PROGRAMME_ = load_programme(PROGRAMME)
US = Address(address="poc@ours.test", name="Office for Disarmament Affairs")
OWNER = "here:1:a.b.1"


@dataclass
class Post:
    """An outbox, a mail server and a clock that only we turn."""

    url: str
    database: Database
    server: MailServer
    now: datetime = NOON
    owner: str = OWNER
    gone: Callable[[str], bool] = field(default=lambda _owner: False)

    def put(self, *sayings: Saying) -> None:
        with self.database.transaction() as session:
            for each in sayings:
                assert notices.say(session, each, mail_id(each, "ours.test"), NOON)

    def round(self, transport: Any = None, timeout: float = 60.0, **other: Any) -> Round:
        carrying = transport or SmtpTransport(SmtpServer("localhost", self.server.port, "none", timeout=timeout))
        values = {"sender": US, "gone": self.gone, **other}
        return send_round(self.database, carrying, renderer(), PROGRAMME_, lambda: self.now, self.owner, **values)

    def mails(self) -> list[MailFacts]:
        with self.database.reading() as session:
            return outbox.at(session, list(Outbox))

    def stages(self) -> list[Outbox]:
        return [mail.stage for mail in self.mails()]

    def events(self) -> list[tuple[str, dict[str, Any]]]:
        with self.database.reading() as session:
            log = table(Event)
            rows = session.connection().execute(select(log.c.what, log.c.details).order_by(log.c.id))
            return [(row.what, row.details) for row in rows]


@pytest.fixture(params=KINDS)
def another(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Post]]:
    """Makes an outbox and a mail server of its own at each call."""
    with ExitStack() as closing:

        def made() -> Post:
            url = migrated_url(request.param, tmp_path_factory.mktemp("post"))
            database = Database(url)
            closing.callback(database.close)
            return Post(url, database, closing.enter_context(MailServer()))

        yield made


@pytest.fixture
def post(another: Callable[[], Post]) -> Post:
    return another()


def broken_off(another: Callable[[], Post], step: str, fault: str) -> tuple[Post, Round]:
    """A round whose one mail met this fault."""
    for seconds in TRIES:
        post = another()
        post.put(saying(1))
        post.server.faults[step] = fault
        done = post.round(timeout=seconds if fault == STALL else 60.0)
        if post.server.stalls or fault != STALL:
            break
    return post, done


def test_due_mails_are_sent_once_and_arrive_as_written(post: Post) -> None:
    post.put(saying(1), saying(2, language="ru"), saying(3, due_at=NOON + timedelta(minutes=1)))
    assert post.round() == Round(sent=2)
    assert post.round() == Round()
    assert [d.recipients for d in post.server.deliveries] == [("mission@theirs.test",)] * 2
    assert {d.sender for d in post.server.deliveries} == {"poc@ours.test"}
    first, second, third = post.mails()
    assert (first.stage, first.last_answer, first.sent_at) == (Outbox.SENT, "250 2.0.0 Ok: queued as 4F2A", NOON)
    assert (third.stage, third.rendered) == (Outbox.QUEUED, None)
    for mail, delivery, language in zip((first, second), post.server.deliveries, ("en", "ru"), strict=True):
        assert mail.rendered is not None
        assert delivery.data == mail.rendered.encode("ascii")
        read = as_read(delivery.data)
        assert read["Message-ID"] == mail.mail_id
        text = renderer().text(mail.kind, language, CASES[mail.kind, "full"].model_dump(mode="json"))
        assert (read["Subject"], read.get_content().replace("\r\n", "\n")) == (text.subject, text.body)
    post.now += timedelta(minutes=1)
    assert post.round() == Round(sent=1)


def test_a_held_mail_waits_for_an_officer(post: Post) -> None:
    post.put(saying(1, held_because="dmarc_failed"))
    assert post.round() == Round()
    assert (post.stages(), post.server.conversations) == ([Outbox.HELD], 0)


def test_the_row_says_sending_before_the_network_hears_of_the_mail(post: Post) -> None:
    post.put(saying(1))
    seen: list[MailFacts] = []
    post.server.before_answer = lambda _delivery: seen.extend(post.mails())
    post.round()
    (mail,) = seen
    assert (mail.stage, mail.claimed_by, mail.attempts) == (Outbox.SENDING, OWNER, 1)
    assert mail.rendered is not None


@pytest.mark.parametrize("step", ["rcpt", "data", "end"])
def test_a_refusal_for_good_fails_and_the_next_mail_goes_on(post: Post, step: str) -> None:
    post.put(saying(1))
    post.server.faults[step] = "550 5.1.1 <mission@theirs.test> unknown"
    assert post.round() == Round(failed=1)
    post.server.faults.clear()
    post.put(saying(2))
    post.now += timedelta(days=30)
    assert post.round() == Round(sent=1)
    assert post.stages() == [Outbox.FAILED, Outbox.SENT]
    assert post.mails()[0].last_answer == "550 5.1.1 (address) unknown"
    assert len(post.server.deliveries) == 1


def test_a_refusal_for_now_is_tried_again_later_and_later(post: Post) -> None:
    post.put(saying(1))
    post.server.faults["rcpt"] = "451 4.7.1 Greylisted"
    for minutes in (5, 10, 20, 40, 80, 160, 240, 240):
        assert post.round() == Round(later=1)
        assert post.mails()[0].due_at == post.now + timedelta(minutes=minutes)
        assert post.round() == Round()
        post.now += timedelta(minutes=minutes)
    post.server.faults.clear()
    assert post.round() == Round(sent=1)
    assert len(post.server.deliveries) == 1


@pytest.mark.parametrize(
    ("step", "fault"), [("rcpt", "451 4.7.1 Greylisted"), ("data", DROP), ("mail", "550 5.7.60 No")]
)
def test_what_comes_to_nothing_for_days_has_failed(post: Post, step: str, fault: str) -> None:
    post.put(saying(1))
    post.server.faults[step] = fault
    for _ in range(MOST_ATTEMPTS - 1):
        assert post.round() == Round(later=1)
        post.now += timedelta(hours=4)
    assert post.round() == Round(failed=1)
    assert sum((wait_after(n) for n in range(1, MOST_ATTEMPTS)), timedelta()) > timedelta(days=4)


def test_a_refusal_of_our_own_address_is_never_for_good_at_once(post: Post) -> None:
    post.put(saying(1))
    post.server.faults["mail"] = "550 5.7.60 Not allowed to send as this sender"
    assert post.round() == Round(later=1)


@pytest.mark.parametrize("fault", [DROP, STALL])
@pytest.mark.parametrize("step", ["mail", "rcpt", "data"])
def test_a_conversation_that_breaks_before_the_end_is_tried_again(
    another: Callable[[], Post], step: str, fault: str
) -> None:
    post, done = broken_off(another, step, fault)
    assert done == Round(later=1)
    post.server.faults.clear()
    post.now += timedelta(minutes=5)
    assert post.round() == Round(sent=1)
    assert len(post.server.deliveries) == 1


@pytest.mark.parametrize("fault", [DROP, STALL, TAKE_AND_DROP])
def test_a_conversation_that_breaks_after_the_end_is_uncertain_and_stays_so(
    another: Callable[[], Post], fault: str
) -> None:
    post, done = broken_off(another, "end", fault)
    assert done == Round(uncertain=1)
    taken = len(post.server.deliveries)
    post.server.faults.clear()
    post.now += timedelta(days=30)
    assert post.round() == Round()
    assert (post.stages(), len(post.server.deliveries)) == ([Outbox.UNCERTAIN], taken)


def test_a_server_that_cannot_be_reached_leaves_every_mail_as_it_was(post: Post) -> None:
    post.put(saying(1), saying(2))
    before = post.mails()
    nowhere = SmtpTransport(SmtpServer("localhost", 1, "none"))
    assert post.round(nowhere) == Round(trouble="Nothing listens at localhost port 1: check host and port.")
    assert post.mails() == before
    assert post.round() == Round(sent=2)


def test_we_never_write_to_ourselves(post: Post) -> None:
    own = [PROGRAMME_.mailbox.upper(), "officer@un.org", "officer@oda.un.org"]
    post.put(
        *(saying(number, recipient=address) for number, address in enumerate(own)), saying(9, recipient="a@notun.org")
    )
    assert post.round() == Round(dropped=3, sent=1)
    assert post.stages() == [Outbox.DROPPED] * 3 + [Outbox.SENT]
    assert [d.recipients for d in post.server.deliveries] == [("a@notun.org",)]
    assert [details for what, details in post.events() if what == "dropped"] == [{"because": "own_address"}] * 3


def test_a_mail_that_cannot_be_rendered_fails_with_its_reason_and_the_next_goes_on(post: Post) -> None:
    post.put(saying(1, facts={"reference": "POC-1"}), saying(2, recipient="nobody"), saying(3))
    assert post.round() == Round(failed=2, sent=1)
    first, second, _ = post.mails()
    assert first.last_answer == "The facts of this acknowledgement are not complete: form: Field required."
    assert second.last_answer == "The To address is not one that this program can write to; write by hand."
    assert len(post.server.deliveries) == 1


def test_an_address_on_which_the_library_breaks_keeps_nobody_else_waiting(post: Post) -> None:
    post.put(saying(1, recipient="a@[b.c"), saying(2))
    assert post.round() == Round(failed=1, sent=1)
    assert post.stages() == [Outbox.FAILED, Outbox.SENT]


def test_a_wording_that_breaks_the_program_keeps_nobody_else_waiting(post: Post, tmp_path: Path) -> None:
    wording = tmp_path / "wording"
    shutil.copytree(TEMPLATES, wording)
    (wording / "acknowledgement" / "fr.body.txt").write_text("{{ 1 // 0 }}")
    post.put(saying(1, language="fr"), saying(2))
    carrying = SmtpTransport(SmtpServer("localhost", post.server.port, "none"))
    broken = Renderer(PROGRAMME_, wording)
    done = send_round(post.database, carrying, broken, PROGRAMME_, lambda: post.now, OWNER, sender=US)
    assert done == Round(failed=1, sent=1)
    assert post.mails()[0].last_answer == "The program failed while it wrote the mail (ZeroDivisionError)."


def test_a_bug_in_the_conversation_is_uncertain_and_the_next_mail_goes_on(post: Post) -> None:
    class Buggy:
        said = 0

        @contextmanager
        def open(self) -> Iterator[Speaking]:
            yield self

        def say(self, mail: bytes, sender: str, recipient: str) -> str:
            self.said += 1
            if self.said == 1:
                raise ZeroDivisionError(recipient)
            return "250 fine"

    post.put(saying(1), saying(2))
    assert post.round(Buggy()) == Round(uncertain=1, sent=1)
    assert post.mails()[0].last_answer == "The program failed while the mail was under way (ZeroDivisionError)."


def test_two_couriers_at_the_same_outbox_send_each_mail_once(post: Post) -> None:
    post.put(saying(1), saying(2), saying(3))
    other = Post(post.url, post.database, post.server, owner="there:2:a.b.2")
    met: list[Round] = []

    class Meeting:
        """Lets another courier do its round while this one already holds its list and an open conversation."""

        @contextmanager
        def open(self) -> Iterator[Speaking]:
            if not met:
                met.append(other.round())
            with SmtpTransport(SmtpServer("localhost", post.server.port, "none")).open() as conversation:
                yield conversation

    assert post.round(Meeting()) == Round()
    assert met == [Round(sent=3)]
    assert len(post.server.deliveries) == 3


def test_what_a_dead_or_broken_round_left_under_way_becomes_uncertain(post: Post) -> None:
    post.put(saying(1), saying(2), saying(3))
    with post.database.transaction() as session:
        for mail, owner in zip(sending.due(session, NOON, 9), (OWNER, "dead:1:a.b.1", "alive:1:a.b.1"), strict=True):
            assert sending.claim(session, mail.id, owner, NOON, "text")
    post.gone = lambda owner: owner.startswith("dead")
    assert post.round() == Round(recovered=2)
    assert post.stages() == [Outbox.UNCERTAIN, Outbox.UNCERTAIN, Outbox.SENDING]


def test_at_most_so_many_mails_go_in_one_round(post: Post) -> None:
    post.put(*(saying(number) for number in range(5)))
    assert post.round(limit=3) == Round(sent=3)
    assert post.round(limit=3) == Round(sent=2)


def courier_process(post: Post, *point: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.builders.courier_process", post.url, str(post.server.port), *point],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def after_restart(post: Post) -> list[Round]:
    """Two rounds of a courier that knows processes for what they are, a day later."""
    from store.owner import gone, this_process

    post.gone, post.owner = gone, this_process()
    post.now += timedelta(days=1)
    return [post.round(), post.round()]


@pytest.mark.parametrize(
    ("point", "taken"), [("commit: after a mail's claim, 1", 0), ("smtp: the answer to the final dot, 1", 1)]
)
def test_a_courier_killed_between_claim_and_settling_leaves_it_uncertain_and_sends_no_second_mail(
    post: Post, point: str, taken: int
) -> None:
    post.put(saying(1))
    with courier_process(post, point) as process:
        assert process.wait(120) == -signal.SIGKILL
    assert post.stages() == [Outbox.SENDING]
    assert after_restart(post) == [Round(recovered=1), Round()]
    assert (post.stages(), len(post.server.deliveries)) == ([Outbox.UNCERTAIN], taken)


def test_a_courier_killed_while_the_server_prepares_its_answer_leaves_it_uncertain(post: Post) -> None:
    post.put(saying(1))
    couriers: SimpleQueue[subprocess.Popen[str]] = SimpleQueue()

    def kill(_delivery: object) -> None:
        process = couriers.get()
        process.kill()
        process.wait(120)

    post.server.before_answer = kill
    with courier_process(post) as process:
        couriers.put(process)
        assert process.wait(120) == -signal.SIGKILL
    post.server.before_answer = None
    assert after_restart(post) == [Round(recovered=1), Round()]
    assert (post.stages(), len(post.server.deliveries)) == ([Outbox.UNCERTAIN], 1)


def test_while_the_other_process_lives_its_mail_is_left_alone(post: Post) -> None:
    post.put(saying(1))
    rounds: list[Round] = []
    post.server.before_answer = lambda _delivery: rounds.extend(after_restart(post))
    with courier_process(post) as process:
        out, _ = process.communicate(timeout=300)
    assert process.returncode == 0
    assert "sent=1" in out
    assert rounds == [Round(), Round()]
    assert (post.stages(), len(post.server.deliveries)) == ([Outbox.SENT], 1)
