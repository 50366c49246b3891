"""Every source of deliveries under the same cases: a real IMAP server, Microsoft Graph, a Maildir, a folder of .eml files."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain.delivery import Delivery, Withheld
from ingest.mailbox import Batch, Bounds, MailboxFailed, MailSource, batches
from tests.builders.mailboxes import Box, FolderBox, MaildirBox, mail

EXACT = {
    "plain": mail(),
    "no line end at the end": mail(body=b"the end"),
    "8-bit body": mail(body="Экселенси\r\n".encode() + bytes(range(128, 256)) + b"\r\n"),
    "8-bit header": b"From: mission@example.int\r\nSubject: Pr\xe9sident \xff\xfe\r\n\r\n.\r\n..\r\n",
    "a line of a hundred thousand": mail(body=b"x" * 100_000 + b"\r\n"),
    "headers only": b"From: mission@example.int\r\nSubject: nothing below\r\n\r\n",
    "no headers at all": b"\r\njust text\r\n",
    "what looks like protocol": mail(body=b")\r\n* BYE\r\nA1 OK FETCH\r\n{3}\r\nabc UID 7)\r\n"),
    "From at the start of a line": mail(body=b"From the Permanent Mission\r\n>From here\r\n"),
}
EXACT_IN_FILES = {
    "bare LF": b"From: mission@example.int\nSubject: x\n\nbody\n",
    "mixed line ends": b"From: mission@example.int\r\nSubject: x\n\nbody\r\n\rlast\r",
    "NUL and control characters": b"Subject: x\r\n\r\n\x00\x01\x1a\x00",
}


def everything(source: MailSource) -> list[Delivery]:
    return [delivery for batch in source.fetch(source.list_all().uids) for delivery in batch.deliveries]


def test_an_empty_mailbox_lists_nothing_and_says_under_which_validity(box: Box) -> None:
    listing = box.source().list_all()
    assert (listing.uids, bool(listing.uidvalidity)) == ((), True)


@pytest.mark.parametrize("raw", EXACT.values(), ids=EXACT.keys())
def test_bytes_come_out_as_they_went_in(box: Box, raw: bytes) -> None:
    box.put(raw)
    assert [delivery.raw[:] for delivery in everything(box.source())] == [raw]


@pytest.mark.parametrize("raw", EXACT_IN_FILES.values(), ids=EXACT_IN_FILES.keys())
@pytest.mark.parametrize("kind", [MaildirBox, FolderBox])
def test_files_come_out_as_they_lie(kind: type[MaildirBox | FolderBox], raw: bytes, tmp_path: Path) -> None:
    box = kind(tmp_path / "mails")
    box.put(raw)
    assert [delivery.raw[:] for delivery in everything(box.source())] == [raw]


def test_a_delivery_says_where_it_lies_and_when_it_came(box: Box) -> None:
    box.put(mail())
    source = box.source()
    listing = source.list_all()
    (delivery,) = [delivery for batch in source.fetch(listing.uids) for delivery in batch.deliveries]
    assert (delivery.mailbox, delivery.uidvalidity, (delivery.uid,)) == (source.name, listing.uidvalidity, listing.uids)
    assert delivery.received_at.utcoffset() == timedelta(0)
    assert abs(datetime.now(UTC) - delivery.received_at) < timedelta(minutes=5)
    assert delivery.whole_size is None


def test_uids_are_the_same_for_another_source_on_another_day(box: Box) -> None:
    box.put(mail("one"))
    box.put(mail("two"))
    first, second = box.source(), box.source()
    assert first.list_all() == second.list_all()
    assert first.name == second.name


def test_reading_leaves_no_trace(box: Box) -> None:
    for number in range(3):
        box.put(mail(f"number {number}", b"x" * 3000 * number))
    before = box.traces()
    source = box.source(Bounds(alone_above=4000, piece=1000))
    assert len(everything(source)) == 3
    source.close()
    assert box.traces() == before


def test_batches_hold_no_more_than_they_should(box: Box) -> None:
    raws = [mail(f"number {number}", b"y" * 1000) for number in range(7)]
    for raw in raws:
        box.put(raw)
    source = box.source(Bounds(batch_count=3))
    fetched = list(source.fetch(source.list_all().uids))
    assert [len(batch.deliveries) for batch in fetched] == [3, 3, 1]
    assert sorted(delivery.raw[:] for batch in fetched for delivery in batch.deliveries) == raws
    source = box.source(Bounds(batch_bytes=2500))
    assert [len(batch.deliveries) for batch in source.fetch(source.list_all().uids)] == [2, 2, 2, 1]


@pytest.mark.parametrize("size", [9_999, 10_000, 10_001, 30_000])
def test_a_large_message_travels_alone_and_whole(box: Box, size: int) -> None:
    head = mail("large", b"")
    large = (
        head
        + bytes(index % 251 + 1 if index % 251 not in (9, 12) else 65 for index in range(size - len(head) - 2))
        + b"\r\n"
    )
    for raw in (mail("before"), large, mail("after")):
        box.put(raw)
    source = box.source(Bounds(alone_above=5000, piece=5000))
    fetched = list(source.fetch(source.list_all().uids))
    assert [[delivery.raw[:] for delivery in batch.deliveries] for batch in fetched] == [
        [mail("before")],
        [large],
        [mail("after")],
    ]


def test_of_a_message_above_all_bounds_the_header_comes(box: Box) -> None:
    huge = mail("huge", b"z" * 20_000)
    box.put(huge)
    box.put(mail("small"))
    found = everything(box.source(Bounds(largest=10_000)))
    assert [(delivery.raw[:], delivery.whole_size) for delivery in found] == [
        (mail("huge", b""), len(huge)),
        (mail("small"), None),
    ]


@pytest.mark.parametrize("alone_above", [100, 1000, 8000])
def test_a_message_of_just_the_largest_size_comes_whole_and_fills_a_batch(box: Box, alone_above: int) -> None:
    exact = mail("exact", b"x" * (4000 - len(mail("exact", b"")) - 2) + b"\r\n")
    box.put(exact)
    box.put(mail("small"))
    bounds = Bounds(batch_bytes=len(exact) + len(mail("small")), alone_above=alone_above, piece=1000, largest=4000)
    source = box.source(bounds)
    fetched = list(source.fetch(source.list_all().uids))
    found = [[(delivery.raw[:], delivery.whole_size) for delivery in batch.deliveries] for batch in fetched]
    both = [(exact, None), (mail("small"), None)]
    assert sorted(found) == ([sorted(both)] if alone_above > 4000 else sorted([both[:1], both[1:]]))


def test_a_message_that_vanishes_costs_nobody_else(box: Box) -> None:
    raws = [mail(f"number {number}") for number in range(5)]
    for raw in raws:
        box.put(raw)
    source = box.source()
    listing = source.list_all()
    box.take_away(raws[2])
    assert sorted(d.raw[:] for batch in source.fetch(listing.uids) for d in batch.deliveries) == [*raws[:2], *raws[3:]]


def test_a_closed_source_opens_again(box: Box) -> None:
    box.put(mail())
    source = box.source()
    source.close()
    assert len(everything(source)) == 1
    source.close()
    source.close()
    assert len(everything(source)) == 1
    source.close()


def test_a_mailbox_that_is_not_there_is_one_sentence(box: Box) -> None:
    with pytest.raises(MailboxFailed) as failed:
        box.missing_source().list_all()
    assert not failed.value.retry
    assert str(failed.value).endswith("until then trying again does not help.")
    assert "\n" not in str(failed.value)


def test_a_maildir_message_keeps_its_identity_when_its_owner_reads_it(tmp_path: Path) -> None:
    box = MaildirBox(tmp_path / "Maildir")
    box.put(mail())
    source = box.source()
    listing = source.list_all()
    (file,) = (box.path / "new").iterdir()
    file.rename(box.path / "cur" / f"{file.name}:2,RS")
    assert [d.uid for batch in source.fetch(listing.uids) for d in batch.deliveries] == list(listing.uids)
    assert source.list_all() == listing


def test_a_file_with_other_bytes_under_the_same_name_is_another_message(tmp_path: Path) -> None:
    box = FolderBox(tmp_path / "mails")
    box.put(mail("first"))
    source = box.source()
    first = source.list_all()
    (box.path / "0001.eml").write_bytes(mail("other"))
    assert list(source.fetch(first.uids)) == [Batch(withheld=dict.fromkeys(first.uids, Withheld.NOTHING))]
    assert [d.raw[:] for d in everything(source)] == [mail("other")]
    assert len(source.list_all().uids) == 1
    assert source.list_all() != first


def test_odd_names_and_odd_files_harm_nobody(tmp_path: Path) -> None:
    box = FolderBox(tmp_path / "mails")
    (box.path / "b\udcff\udcfe.EML").write_bytes(mail("odd name"))
    (box.path / "empty.eml").touch()
    (box.path / "readme.txt").write_bytes(mail("no mail"))
    (box.path / ".hidden.eml").write_bytes(mail("hidden"))
    (box.path / "folder.eml").mkdir()
    (box.path / "dangling.eml").symlink_to(box.path / "nothing")
    deliveries = everything(box.source())
    assert [delivery.raw[:] for delivery in deliveries] == [mail("odd name")]
    assert deliveries[0].uid.isascii()


def test_messages_of_unknown_size_stand_alone() -> None:
    sizes = {"1": 10, "3": 10, "4": 10}
    assert list(batches(["1", "2", "3", "4"], sizes, Bounds())) == [["1"], ["2"], ["3", "4"]]
