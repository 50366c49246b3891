"""A server that was restored from a backup gives UIDs a second time under the same UIDVALIDITY; nothing is lost by it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from domain.alarms import AlarmCode
from domain.numbering import SAMPLE, Traits, another
from domain.reconciliation import Standing
from domain.stages import Stage
from ingest.imap import ImapSource
from ingest.mailbox import Bounds
from ingest.polling import Intake, poll
from store import alarms, contents, ledger, messages, queue
from store.database import Database
from tests.builders.databases import KINDS, migrated_url
from tests.builders.dovecot import Dovecot, running_dovecot
from tests.builders.mailboxes import ImapBox, mail

NOON = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def letter(number: int, body: bytes = b"Excellency,\r\n") -> bytes:
    return mail(f"number {number:02d}", body, message_id=f"<{number}@example.int>")


class Place:
    """A server, what it was at its last backup, and the store that follows it."""

    def __init__(self, server: Dovecot, url: str, backup: Path) -> None:
        self.server = server
        self.box = ImapBox(server)
        self.database = Database(url)
        self.backup = backup

    def put(self, *raws: bytes) -> None:
        for raw in raws:
            self.box.put(raw)

    def back_up(self) -> None:
        self.server.restart(partial(self.server.back_up, self.backup))

    def restore(self) -> None:
        self.server.restart(partial(self.server.restore, self.backup))

    def poll(self, at: datetime = NOON, bounds: Bounds | None = None) -> Intake:
        source = self.box.source(bounds)
        try:
            return poll(source, self.database, lambda: at)
        finally:
            source.close()

    def kept(self) -> list[tuple[bytes, Stage]]:
        """Every message in the order of keeping."""
        with self.database.reading() as session:
            numbers = range(1, sum(queue.counts(session).values()) + 1)
            facts = [messages.get(session, number) for number in numbers]
            return [(contents.raw(session, one.id), one.stage) for one in facts if one is not None]

    def alarms(self) -> list[AlarmCode]:
        with self.database.reading() as session:
            return [alarm.code for alarm in alarms.standing(session)]

    def agrees(self) -> tuple[int | None, int, int]:
        """Listed, kept and listed, unaccounted."""
        with self.database.reading() as session:
            (line,) = ledger.accounts(session)
        return line.listed, line.kept, line.unaccounted


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with running_dovecot() as started:
        yield started


@pytest.fixture
def place(server: Dovecot, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Place]:
    with server.client() as client:
        client.delete_messages(client.search("ALL"))
        client.expunge()
    made = Place(server, migrated_url(getattr(request, "param", "sqlite"), tmp_path), tmp_path / "backup")
    yield made
    made.database.close()


LOST = 3


def lose_three(place: Place, *, then: list[bytes]) -> None:
    """Two messages are in the backup, three more are kept by us and lost by the restoring, and these come after it."""
    place.put(letter(1), letter(2))
    place.back_up()
    place.put(*(letter(number) for number in range(3, 3 + LOST)))
    assert place.poll().kept == 5
    place.restore()
    place.put(*then)


@pytest.mark.parametrize(
    ("place", "new"), [*((kind, 3) for kind in KINDS), ("sqlite", 1), ("sqlite", 6)], indirect=["place"]
)
def test_what_comes_under_a_known_uid_is_kept(place: Place, new: int) -> None:
    """One fewer than were lost, as many (the mailbox then says of itself what it said before), and more."""
    fresh = [letter(number) for number in range(10, 10 + new)]
    lose_three(place, then=fresh)
    assert place.poll(NOON + HOUR).kept == new
    assert [raw for raw, _ in place.kept()][5:] == fresh
    assert {stage for _, stage in place.kept()} == {Stage.RECEIVED}
    assert place.agrees() == (2 + new, 2 + new, 0)
    assert place.alarms() == [AlarmCode.NUMBERED_BACK]
    assert place.poll(NOON + 2 * HOUR) == Intake()
    place.put(letter(30))
    assert place.poll(NOON + 3 * HOUR).kept == 1
    assert place.alarms() == [AlarmCode.NUMBERED_BACK]
    place.poll(NOON + 26 * HOUR)
    assert place.alarms() == []


def test_a_uidnext_that_went_back_is_seen_before_anything_comes(place: Place) -> None:
    lose_three(place, then=[])
    assert place.poll(NOON + HOUR) == Intake(given_again=LOST)
    assert place.alarms() == [AlarmCode.NUMBERED_BACK]
    place.put(letter(10))
    assert place.poll(NOON + HOUR) == Intake(kept=1, bytes=len(letter(10)))


def test_the_same_bytes_under_another_uid_are_linked_and_closed(place: Place) -> None:
    lose_three(place, then=[letter(5), letter(10), letter(3)])
    assert place.poll(NOON + HOUR).kept == 3
    assert place.kept()[5:] == [
        (letter(5), Stage.CLOSED),
        (letter(10), Stage.RECEIVED),
        (letter(3), Stage.CLOSED),
    ]


def test_a_second_restoring_is_met_like_the_first(place: Place) -> None:
    lose_three(place, then=[letter(number) for number in (10, 11, 12)])
    assert place.poll(NOON + HOUR).kept == 3
    place.restore()
    place.put(*(letter(number) for number in (20, 21, 22)))
    assert place.poll(NOON + 2 * HOUR).kept == 3
    assert [raw for raw, _ in place.kept()] == [letter(n) for n in (1, 2, 3, 4, 5, 10, 11, 12, 20, 21, 22)]


def test_what_was_deleted_before_the_restoring_does_not_hide_what_comes_after(place: Place) -> None:
    place.put(letter(1))
    place.back_up()
    place.put(letter(2), letter(3))
    place.poll()
    place.box.take_away(letter(2))
    place.box.take_away(letter(3))
    place.poll()
    place.restore()
    place.put(letter(10), letter(11))
    assert place.poll(NOON + HOUR).kept == 2


def test_a_mail_without_message_id_is_told_by_its_time(place: Place) -> None:
    place.put(letter(1))
    place.back_up()
    with place.server.client() as client:
        client.append("INBOX", mail("scan 1"), msg_time=NOON)
    place.poll()
    place.restore()
    with place.server.client() as client:
        client.append("INBOX", mail("scan 2"), msg_time=NOON + HOUR)
    assert place.poll(NOON + HOUR).kept == 1


def test_files_restored_with_another_time_are_the_same_messages(place: Place) -> None:
    place.put(letter(1), letter(2, b"x" * 5000))
    place.poll(bounds=Bounds(largest=2000))

    def touch() -> None:
        for mailbox in place.server.folder.glob("home/*/Maildir"):
            for file in mailbox.glob("cur/*"):
                changed = file.stat().st_mtime + 86400
                os.utime(file, (changed, changed))
            for index in mailbox.glob("dovecot.index*"):
                index.unlink()

    place.server.restart(touch)
    assert place.poll(NOON + HOUR) == Intake()
    assert place.alarms() == []


class Liar(ImapSource):
    """A server whose UIDNEXT is none."""

    asked = 0

    def standing(self) -> Standing | None:
        said = super().standing()
        return replace(said, uidnext=1) if said is not None else None

    def traits(self, uids: Sequence[str]) -> dict[str, Traits]:
        self.asked += len(uids)
        return super().traits(uids)


def test_a_uidnext_that_what_is_listed_belies_is_not_believed(place: Place) -> None:
    place.put(*(letter(number) for number in range(10)))
    source = Liar(place.box.account())
    for number in range(3):
        assert poll(source, place.database, lambda: NOON).given_again == 0
        place.put(letter(20 + number))
    source.close()
    assert place.alarms() == []
    assert source.asked == 2 * SAMPLE


@pytest.mark.parametrize(
    ("known", "listed", "expected"),
    [
        (("<1@y>", NOON, 10), ("<1@y>", NOON, 11), False),
        (("<1@y>", NOON, 10), ("<1@y>", NOON + HOUR, 10), False),
        (("<1@y>", NOON, 10), ("<1@y>", NOON + HOUR, 11), True),
        (("<1@y>", NOON, 10), ("<2@y>", NOON, 10), True),
        ((None, NOON, 10), (None, NOON, 11), False),
        ((None, NOON, 10), (None, NOON + HOUR, 10), True),
        (("<1@y>", NOON, 10), (None, NOON, 10), False),
    ],
)
def test_by_what_a_message_is_told_from_another(
    known: tuple[str | None, datetime, int], listed: tuple[str | None, datetime, int], expected: bool
) -> None:
    assert another(Traits(*known), Traits(*listed)) is expected
