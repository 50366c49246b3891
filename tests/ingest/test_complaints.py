"""What users of such programs complain of; docs/complaints.md lists every complaint with the test that holds it."""

from __future__ import annotations

import re
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ingest.intake import Intake, keep_new
from ingest.mailbox import MIB, Bounds
from store import contents, queue
from store.database import Database
from tests.builders.databases import migrated_url
from tests.builders.mailboxes import ImapBox, mail

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "complaints.md"
NOON = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(migrated_url("sqlite", tmp_path))
    yield database
    database.close()


def poll(box: ImapBox, database: Database, at: datetime = NOON) -> Intake:
    source = box.source()
    try:
        return keep_new(source, database, lambda: at)
    finally:
        source.close()


def kept(database: Database) -> list[bytes]:
    with database.reading() as session:
        return [contents.raw(session, number) for number in range(1, sum(queue.counts(session).values()) + 1)]


def test_a_mail_that_somebody_read_in_outlook_before_us_is_not_lost(imap_box: ImapBox, database: Database) -> None:
    read, unread = mail("read"), mail("unread")
    imap_box.put(read)
    imap_box.put(unread)
    with imap_box.server.client() as outlook:
        (first, _) = outlook.search("ALL")
        outlook.fetch([first], ["BODY[]"])
        assert outlook.search("SEEN") == [first]
    assert poll(imap_box, database).kept == 2
    assert kept(database) == [read, unread]


def test_a_mail_that_the_server_hands_out_late_is_not_skipped_for_those_with_higher_uids(
    imap_box: ImapBox, database: Database
) -> None:
    raws = [mail("one"), mail("two"), mail("three")]
    for raw in raws:
        imap_box.put(raw)
    maildirs = imap_box.server.folder.glob("home/*/Maildir/*/*")
    (file,) = [f for f in maildirs if f.parent.name in ("cur", "new") and b"Subject: two" in f.read_bytes()]
    content = file.read_bytes()
    file.unlink()
    poll(imap_box, database)
    assert kept(database) == [raws[0], raws[2]]
    file.write_bytes(content)
    poll(imap_box, database, NOON + timedelta(hours=2))
    assert sorted(kept(database)) == sorted(raws)


ODD = {
    "a charset that nobody knows": mail("x", "Côte d’Ivoire".encode()).replace(
        b"\r\n\r\n", b"\r\nContent-Type: text/plain; charset=x-unknown\r\n\r\n", 1
    ),
    "a header in Latin-1": b"From: mission@example.int\r\nSubject: D\xe9signation\r\n\r\nvoir ci-joint\r\n",
    "what is no UTF-8 though it says so": mail("x", b"\xff\xfe\xc3\x28").replace(
        b"\r\n\r\n", b"\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n", 1
    ),
    "GB18030 that calls itself GB2312": b"Content-Type: text/plain; charset=gb2312\r\n\r\n"
    + "常驻代表团㐀".encode("gb18030"),
}


@pytest.mark.parametrize("odd", ODD)
def test_no_encoding_is_lost_before_the_mail_is_archived(odd: str, imap_box: ImapBox, database: Database) -> None:
    imap_box.put(ODD[odd])
    poll(imap_box, database)
    assert kept(database) == [ODD[odd]]


def test_memory_follows_the_batch_and_never_the_mailbox(imap_box: ImapBox, database: Database) -> None:
    bounds = Bounds(batch_bytes=MIB, alone_above=MIB, piece=MIB // 4)
    imap_box.put(mail("what is loaded once counts for nobody"))
    poll(imap_box, database)
    line = b"x" * 98 + b"\r\n"
    sizes = [*[250_000] * 40, 2 * MIB]
    with imap_box.server.client() as client:
        for number, size in enumerate(sizes):
            client.append("INBOX", mail(f"number {number}", line * (size // len(line))))
    source = imap_box.source(bounds)
    tracemalloc.start()
    found = keep_new(source, database, lambda: NOON)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    source.close()
    assert found.kept == len(sizes)
    assert peak < 3.5 * max(sizes) < sum(sizes)


def test_every_test_that_the_page_of_complaints_names_is_there() -> None:
    named = re.findall(r"`(tests/[a-z_/]+\.py)::(\w+)`", PAGE.read_text(encoding="utf-8"))
    assert len(named) >= 15
    missing = [
        f"{file}::{name}" for file, name in named if f"def {name}(" not in (ROOT / file).read_text(encoding="utf-8")
    ]
    assert missing == []
