"""The Sent folder: what lies there did go out, and what does not is looked for again and never sent by itself."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from domain.notices import Outbox
from ingest.graph_sent import GraphSent
from ingest.mailbox import MailboxFailed
from ingest.sent_folder import FIRST_WAIT, LOOKED_FOR, ImapSent, SentFolder
from store import events
from store.database import Database
from tests.builders.databases import migrated_url
from tests.builders.dovecot import Dovecot
from tests.builders.graph import Fault, GraphServer
from tests.builders.mailboxes import GraphBox, ImapBox
from tests.builders.patience import TRIES
from tests.builders.smtp import MailServer
from tests.builders.trickle import trickling_line
from tests.ingest.test_pipeline import Office
from tests.ingest.test_tying import Post

NAMES = (f"Sent {number}" for number in itertools.count())


class Sent:
    """The Sent folder of the account, new for every test, and what looks into it."""

    def __init__(self, server: Dovecot, post: Post, name: str) -> None:
        self.server = server
        self.name = name
        self.ticks = 0.0
        self.account = ImapBox(server).account(folder=name)
        self.folder = SentFolder(
            ImapSent(self.account), post.office.database, lambda: post.office.now, lambda: self.ticks
        )

    def file(self, raw: bytes) -> None:
        """A message is put there, as the server does with what it has sent."""
        self.server.append(raw, folder=self.name)

    def flags(self) -> list[tuple[bytes, ...]]:
        with self.server.client(self.name, readonly=True) as client:
            return [item[b"FLAGS"] for item in client.fetch(client.search("ALL"), ["FLAGS"]).values()]


@pytest.fixture
def post(tmp_path: Path) -> Iterator[Post]:
    database = Database(migrated_url("sqlite", tmp_path))
    with MailServer() as server:
        yield Post(Office(database), server)
    database.close()


@pytest.fixture
def sent(shared_dovecot: Dovecot, post: Post) -> Sent:
    name = next(NAMES)
    with shared_dovecot.client(None) as client:
        client.create_folder(name)
    return Sent(shared_dovecot, post, name)


def test_sent_twice_after_a_late_smtp_time_out_is_not_for_what_lies_in_the_sent_folder(post: Post, sent: Sent) -> None:
    number = post.said()
    mail = post.mail(number)
    assert mail.stage is Outbox.UNCERTAIN
    sent.file(b"Message-ID: <another@un.example>\r\n\r\n")
    sent.file(post.server.deliveries[0].data)
    assert sent.folder.look() == 1
    found = post.mail(number)
    assert (found.stage, found.sent_at) == (Outbox.SENT, mail.claimed_at)
    with post.office.database.reading() as session:
        assert [e.details for e in events.of_message(session, number) if e.what == "shown_sent"] == [
            {"because": "sent_folder"}
        ]
    assert b"\\Seen" not in b"".join(itertools.chain(*sent.flags()))
    post.server.faults = {}
    post.round()
    assert len(post.server.deliveries) == 1


def test_a_folder_that_drips_is_left_after_a_while(post: Post, sent: Sent) -> None:
    number = post.said()
    with trickling_line(sent.server.starttls_port, b"EXISTS", 0.5, each=True) as line:
        where = ImapSent(ImapBox(sent.server).account(folder=sent.name, port=line.port, security="plain"))
        for patience in TRIES:
            folder = SentFolder(
                where, post.office.database, lambda: post.office.now, lambda: sent.ticks, patience=patience
            )
            assert folder.look() == 0
            if line.trickling.is_set():
                break
        assert line.trickling.is_set()
    assert post.mail(number).stage is Outbox.UNCERTAIN


def test_what_is_not_there_is_looked_for_again_after_a_while(post: Post, sent: Sent) -> None:
    number = post.said()
    assert sent.folder.look() == 0
    sent.file(post.server.deliveries[0].data)
    for waited, found in ((0.0, 0), (FIRST_WAIT - 1, 0), (FIRST_WAIT, 1)):
        sent.ticks = waited
        assert sent.folder.look() == found
    assert post.mail(number).stage is Outbox.SENT


def test_after_a_week_a_person_decides(post: Post, sent: Sent) -> None:
    number = post.said()
    sent.file(post.server.deliveries[0].data)
    post.office.now += LOOKED_FOR
    assert sent.folder.look() == 0
    assert post.mail(number).stage is Outbox.UNCERTAIN


def test_a_mail_that_only_speaks_of_ours_is_not_ours(post: Post, sent: Sent) -> None:
    number = post.said()
    ours = post.mail(number).mail_id
    sent.file(f"Message-ID: <answer@un.example> {ours}\r\nIn-Reply-To: {ours}\r\n\r\n{ours}\r\n".encode())
    assert sent.folder.look() == 0
    assert post.mail(number).stage is Outbox.UNCERTAIN


def test_a_folder_that_cannot_be_opened_costs_nothing_but_a_line_in_the_log(
    post: Post, sent: Sent, caplog: pytest.LogCaptureFixture
) -> None:
    number = post.said()
    with sent.server.client(None) as client:
        client.rename_folder(sent.name, f"{sent.name} elsewhere")
    assert sent.folder.look() == 0
    assert "the Sent folder cannot be searched for 1 uncertain mails" in caplog.text
    with pytest.raises(MailboxFailed, match=sent.name):
        ImapSent(sent.account).check()
    with sent.server.client(None) as client:
        client.rename_folder(f"{sent.name} elsewhere", sent.name)
    sent.file(post.server.deliveries[0].data)
    sent.ticks = FIRST_WAIT
    assert (sent.folder.look(), post.mail(number).stage) == (1, Outbox.SENT)


def test_where_nothing_is_uncertain_the_server_is_not_asked(post: Post) -> None:
    post.said(None)
    nobody = ImapBox.account(ImapBox(Dovecot(Path("/nowhere"), 1, 1)))
    folder = SentFolder(ImapSent(nobody), post.office.database, lambda: post.office.now + timedelta(days=1))
    assert folder.look() == 0


def test_by_microsoft_graph_it_is_found_in_sent_items_alone(
    post: Post, graph_box: GraphBox, graph: GraphServer
) -> None:
    number = post.said()
    raw = post.server.deliveries[0].data
    graph.put(raw)
    graph.put(b"Message-ID: <another@un.example>\r\n\r\n", graph.sent_items)
    ticks = [0.0]
    where = GraphSent(graph_box.line(), "Sent Items")
    folder = SentFolder(where, post.office.database, lambda: post.office.now, lambda: ticks[0])
    assert (folder.look(), post.mail(number).stage) == (0, Outbox.UNCERTAIN)
    graph.put(raw, graph.sent_items)
    ticks[0] = FIRST_WAIT
    assert (folder.look(), post.mail(number).stage) == (1, Outbox.SENT)
    assert graph.count("POST ") == 0
    where.check()
    with pytest.raises(MailboxFailed, match="Nowhere"):
        GraphSent(graph_box.line(), "Nowhere").check()


def test_by_microsoft_graph_a_server_that_is_not_well_is_asked_again_later(
    post: Post, graph_box: GraphBox, graph: GraphServer, caplog: pytest.LogCaptureFixture
) -> None:
    number = post.said()
    graph.put(post.server.deliveries[0].data, graph.sent_items)
    graph.faults = [Fault("/messages", 500)]
    ticks = [0.0]
    folder = SentFolder(
        GraphSent(graph_box.line(), "Sent Items"), post.office.database, lambda: post.office.now, lambda: ticks[0]
    )
    assert (folder.look(), post.mail(number).stage) == (0, Outbox.UNCERTAIN)
    assert "the Sent folder cannot be searched for 1 uncertain mails" in caplog.text
    ticks[0] = FIRST_WAIT
    assert (folder.look(), post.mail(number).stage) == (1, Outbox.SENT)


def test_by_microsoft_graph_a_folder_that_cannot_be_looked_up_is_looked_up_later(
    post: Post, graph_box: GraphBox, graph: GraphServer
) -> None:
    number = post.said()
    graph.put(post.server.deliveries[0].data, graph.sent_items)
    graph.faults = [Fault("mailFolders", 410, "resyncRequired")]
    ticks = [0.0]
    where = GraphSent(graph_box.line(), "Sent Items")
    folder = SentFolder(where, post.office.database, lambda: post.office.now, lambda: ticks[0])
    assert (folder.look(), post.mail(number).stage) == (0, Outbox.UNCERTAIN)
    ticks[0] = FIRST_WAIT
    assert (folder.look(), post.mail(number).stage) == (1, Outbox.SENT)
