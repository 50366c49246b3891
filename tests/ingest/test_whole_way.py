"""The whole way with nothing stood in for: a real server, real worker processes, real databases, the clock that says when."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from domain.stages import Stage
from domain.submission import Kind
from ingest.intake import Intake, keep_new
from ingest.pipeline import Step, work_through
from ingest.schedule import Job, Schedule
from parsers.worker import Workers
from store import contents, outbox, queue, submissions
from store.database import Database
from store.owner import this_process
from tests.builders.databases import KINDS, migrated_url
from tests.builders.letters import programme
from tests.builders.mailboxes import ImapBox

PROGRAMME = programme()

NOTE = """\
From: Permanent Mission <mission@example.int>
To: directory@example.org
Subject: Note Verbale
Message-ID: <note@example.int>
Date: Tue, 12 Mar 2024 14:05:00 -0400
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

No. 017/2024

The Permanent Mission of the Republic of Singapore to the United Nations presents its compliments to the Office for \
Disarmament Affairs and has the honour to nominate its technical point of contact for the Global, Intergovernmental Points \
of Contact Directory on ICT security:

Name: Ms Jane Exámple
Position: Head of Incident Response
Institution: National Cyber Agency
E-mail: jane@agency.example
Telephone: +65 6123 4567

The Permanent Mission avails itself of this opportunity to renew the assurances of its highest consideration.

New York, 12 March 2024
"""
BOUNCE = """\
Return-Path: <>
From: MAILER-DAEMON@mx.example.int
To: directory@example.org
Subject: Undelivered Mail Returned to Sender
Message-ID: <bounce@mx.example.int>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain

Your mail could not be delivered.

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.int

Final-Recipient: rfc822; nobody@example.int
Action: failed
Status: 5.1.1

--B
Content-Type: message/rfc822

From: directory@example.org
To: nobody@example.int
Subject: Acknowledgement

We received it.

--B--
"""
ABSENCE = """\
From: Jane <jane@example.int>
To: directory@example.org
Subject: Automatic reply: Acknowledgement
Auto-Submitted: auto-replied
Message-ID: <absence@example.int>

I am out of the office until Monday.
"""


def sent(text: str) -> bytes:
    """The message as it goes over the wire."""
    return text.replace("\n", "\r\n").encode()


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(PROGRAMME) as workers:
        yield workers


@pytest.fixture(params=KINDS)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    database = Database(migrated_url(request.param, tmp_path))
    yield database
    database.close()


def test_from_the_mailbox_to_the_desk(imap_box: ImapBox, database: Database, workers: Workers) -> None:
    for text in (NOTE, BOUNCE, ABSENCE, NOTE):
        imap_box.put(sent(text))
    before = imap_box.traces()
    source = imap_box.source()
    assert keep_new(source, database, now).kept == 4
    source.close()
    worked = work_through(database, workers.read, PROGRAMME, now, this_process(), mail_domain="un.example")
    assert worked.steps == {Step.READ: 4, Step.IN_REVIEW: 2, Step.CLOSED: 2}
    assert imap_box.traces() == before
    with database.reading() as session:
        note = submissions.latest(session, 1)
        assert note is not None
        submission = note.reading.submission
        assert (submission.kind, submission.state, submission.contacts[0].name) == (
            Kind.NOMINATION,
            "SGP",
            "Jane Exámple",
        )
        assert contents.raw(session, 1) == sent(NOTE)
        assert [len(outbox.of_message(session, number)) for number in (1, 2, 3, 4)] == [1, 0, 0, 0]
        (acknowledgement,) = outbox.of_message(session, 1)
        assert (acknowledgement.recipient, acknowledgement.stage) == ("mission@example.int", "queued")


def test_with_the_clock_a_mail_is_worked_on_as_soon_as_it_is_polled(
    imap_box: ImapBox, tmp_path: Path, workers: Workers
) -> None:
    database = Database(migrated_url("sqlite", tmp_path))
    source = imap_box.source()
    polled, schedule = Intake(), None

    def poll() -> None:
        nonlocal polled
        polled = keep_new(source, database, now)
        if polled.kept:
            schedule.now("work")

    def work() -> None:
        work_through(
            database,
            workers.read,
            PROGRAMME,
            now,
            this_process(),
            mail_domain="un.example",
            stopping=schedule.stopping.is_set,
        )
        with database.reading() as session:
            if queue.counts(session)[Stage.IN_REVIEW]:
                schedule.stop_soon()

    schedule = Schedule([Job("poll", poll, 0.2), Job("work", work, 3600)], now)
    imap_box.put(sent(NOTE))
    patience = threading.Timer(240, schedule.stop_soon)
    patience.start()
    schedule.run()
    patience.cancel()
    source.close()
    with database.reading() as session:
        assert queue.counts(session)[Stage.IN_REVIEW] == 1
    database.close()
