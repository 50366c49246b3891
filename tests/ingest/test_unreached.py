"""Returned mail that names none of our mails: tied by its one address to the one mail that went there, and believed no further."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from domain.notices import Outbox
from domain.stages import Stage
from ingest.reread import reread
from ingest.unreached import LOOKED_BACK
from store import releasing, sending
from store.database import Database
from tests.builders.databases import KINDS, migrated_url
from tests.builders.letters import letter
from tests.builders.smtp import TAKE_AND_DROP, MailServer
from tests.ingest.test_pipeline import PROGRAMME, Office
from tests.ingest.test_tying import Post, read, reply, report

HEAD = "Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example.int\r\nSubject: {}\r\nMessage-ID: <{}@mx.example.int>\r\n\r\n"
QMAIL = (
    "Hi. This is the qmail-send program at mx.example.int.\r\nThis is a permanent error; I've given up.\r\n\r\n"
    "<Mission@example.int>:\r\nSorry, no mailbox here by that name. (#5.1.1)\r\n"
)


def returned(subject: str = "failure notice", number: int = 1) -> bytes:
    """Returned mail in no form that is agreed on, and without ours."""
    return (HEAD.format(subject, number) + QMAIL).encode()


def bare_report(action: str = "failed") -> bytes:
    """A report (RFC 3464) that quotes nothing of the mail."""
    return report("", action).replace(b"Message-ID: \r\n", b"")


@pytest.fixture(params=KINDS)
def post(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Post]:
    database = Database(migrated_url(request.param, tmp_path))
    with MailServer() as server:
        yield Post(Office(database), server)
    database.close()


def stands(post: Post, answer: int) -> tuple[int | None, str | None, Stage, list[str]]:
    """What the returned mail is tied to and how, its stage, and the findings of the checks."""
    facts = post.office.facts(answer)
    return facts.answers_mail, facts.answers_by, facts.stage, post.office.findings(answer)


TOLD = ["returned_by_address"]


@pytest.mark.parametrize("fault", [TAKE_AND_DROP, None])
@pytest.mark.parametrize("raw", [returned(), bare_report()], ids=["its words", "a report's fields"])
def test_the_one_mail_to_the_one_address_is_tied_and_stands_as_it_stood(
    post: Post, raw: bytes, fault: str | None
) -> None:
    number = post.said(fault)
    before = post.mail(number)
    answer = post.receive(raw)
    assert stands(post, answer) == (before.id, "address", Stage.IN_REVIEW, TOLD)
    assert post.mail(number) == before
    marked = post.bounced()["mission@example.int"]
    assert (marked.times, marked.status, marked.surely) == (1, "5.1.1", False)
    assert post.office.mails(answer) == []
    post.receive(reply())
    assert post.bounced() == {}, "somebody writes from there"


def test_of_two_mails_to_the_address_none_is_tied_and_an_officer_looks(post: Post) -> None:
    first, second = post.said(None), post.said(None, letter(number=2))
    answer = post.receive(returned())
    assert stands(post, answer) == (None, None, Stage.IN_REVIEW, TOLD)
    assert (post.mail(first).stage, post.mail(second).stage, post.bounced()) == (Outbox.SENT, Outbox.SENT, {})
    ours = post.office.facts(post.receive(returned(f"failed: [POC-ICT-2025-{first:05d}]", 2)))
    assert (ours.answers_mail, ours.answers_by) == (post.mail(first).id, "reference_number")
    assert post.bounced() == {}


def test_a_reference_number_of_another_mail_speaks_against_the_address(post: Post) -> None:
    first = post.said(None)
    post.office.now += LOOKED_BACK
    post.said(None, letter(number=2))
    answer = post.receive(returned(f"failed: [POC-ICT-2025-{first:05d}]"))
    assert stands(post, answer) == (post.mail(first).id, "reference_number", Stage.IN_REVIEW, TOLD)
    assert post.bounced() == {}


def test_of_two_mails_the_one_within_the_days_before_is_meant(post: Post) -> None:
    post.said(None)
    post.office.now += LOOKED_BACK
    second = post.said(None, letter(number=2))
    assert post.office.facts(post.receive(returned())).answers_mail == post.mail(second).id


def test_where_no_mail_went_lately_all_is_as_if_nothing_was_told(post: Post) -> None:
    post.said(None)
    post.office.now += LOOKED_BACK
    assert stands(post, post.receive(returned())) == (None, None, Stage.SET_ASIDE, [])
    assert stands(post, post.receive(bare_report())) == (None, None, Stage.CLOSED, [])
    assert post.bounced() == {}


FORGED: dict[str, bytes] = {
    "from somebody": returned().replace(b"MAILER-DAEMON@", b"somebody@"),
    "with a sender": returned().replace(b"<>", b"<somebody@mx.example.int>"),
    "a report from somebody": bare_report()
    .replace(b"MAILER-DAEMON@", b"somebody@")
    .replace(b"<>", b"<s@mx.example.int>"),
    "a failure by DMARC": b"Authentication-Results: mx.un.example; dmarc=fail header.from=mx.example.int\r\n"
    + returned(),
    "about another mail": returned() + b"\r\nMessage-ID: <another@un.example>\r\n",
    "a warning": bare_report("delayed"),
}


def test_a_forged_one_one_of_another_mail_and_a_warning_tie_nothing(post: Post) -> None:
    number = post.said(None)
    for how, raw in FORGED.items():
        mail_id, by, _, findings = stands(post, post.receive(raw))
        assert (mail_id, by, "returned_by_address" in findings) == (None, None, False), how
    assert (post.mail(number).stage, post.bounced()) == (Outbox.SENT, {})


def test_a_mark_that_is_sure_is_not_made_less_sure(post: Post) -> None:
    number = post.said(None)
    post.receive(report(post.mail(number).mail_id, "failed", "5.2.1"))
    sure = post.bounced()
    assert stands(post, post.receive(returned()))[:2] == (post.mail(number).id, "address")
    assert post.bounced() == sure
    assert sure["mission@example.int"].surely


def test_what_was_returned_by_its_address_while_under_way_is_not_failed_for_that(post: Post) -> None:
    (number,) = post.office.keep(letter())
    post.office.work()
    mail = post.mail(number)
    with post.office.database.transaction() as session:
        assert sending.claim(session, mail.id, "gone:1:a.b.1", post.office.now, "text")
    assert stands(post, post.receive(returned()))[:2] == (mail.id, "address")
    with post.office.database.transaction() as session:
        assert sending.recover(session, lambda _: True, post.office.now) == 1
    assert post.mail(number).stage is Outbox.UNCERTAIN
    with post.office.database.transaction() as session:
        assert releasing.release(session, mail.id, 1, post.office.now, Outbox.UNCERTAIN)
    post.round()
    assert post.mail(number).stage is Outbox.SENT


def test_read_again_it_says_the_same(post: Post) -> None:
    post.said(None)
    answer = post.receive(returned())
    post.said(None, letter(number=2))
    post.office.now += timedelta(days=30)

    def otherwise(raw: bytes, file: str) -> object:
        reading = read(raw, file)
        return reading.model_copy(update={"parser": "verbale-parsers/0"})

    (again,) = reread(post.office.database, otherwise, PROGRAMME, lambda: post.office.now, [answer])  # type: ignore[arg-type]
    assert (again.revision, post.office.findings(answer)) == (2, TOLD)
