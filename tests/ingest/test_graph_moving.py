"""What is processed goes to another folder by Microsoft Graph: once, only from where we know it, and counted as moved by us."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain.alarms import AlarmCode
from domain.stages import Stage
from ingest.graph_moving import GraphMover, check
from ingest.intake import keep_new
from ingest.mailbox import MailboxFailed
from ingest.relief import FIRST_WAIT
from store import alarms, ledger, messages
from store.database import Database
from tests.builders.databases import migrated_url
from tests.builders.graph import Fault
from tests.builders.mailboxes import GraphBox, mail

NOON = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)


class Desk:
    """A mailbox whose messages are kept, and placed when we say so."""

    def __init__(self, box: GraphBox, database: Database) -> None:
        self.box = box
        self.server = box.server
        self.database = database
        self.now = NOON
        self.source = box.source()
        self.processed = box.server.make_folder("Processed", box.server.inbox)

    def put(self, count: int) -> list[str]:
        uids = [self.server.put(mail(f"number {number}")) for number in range(count)]
        self.poll()
        return uids

    def poll(self) -> None:
        keep_new(self.source, self.database, lambda: self.now)

    def place(self, *numbers: int) -> None:
        with self.database.transaction() as session:
            for number in numbers:
                assert messages.move(session, number, Stage.RECEIVED, Stage.READ, self.now, None, actor="machine")
                assert messages.move(session, number, Stage.READ, Stage.IN_REVIEW, self.now, None, actor="machine")

    def mover(self, folder: str = "Inbox/Processed") -> GraphMover:
        line = self.box.line()
        return GraphMover(line, self.source.name, folder, self.database, lambda: self.now, lambda: self.box.now)

    def account(self) -> ledger.Account:
        with self.database.reading() as session:
            (account,) = ledger.accounts(session)
        return account

    def alarms(self) -> list[AlarmCode]:
        with self.database.reading() as session:
            return [alarm.code for alarm in alarms.standing(session)]

    def there(self) -> list[str]:
        return [one.id for one in self.server.here(self.processed)]


@pytest.fixture
def desk(graph_box: GraphBox, tmp_path: Path) -> Iterator[Desk]:
    database = Database(migrated_url("sqlite", tmp_path))
    yield Desk(graph_box, database)
    database.close()


def test_what_is_placed_is_moved_and_counted_as_moved(desk: Desk) -> None:
    uids = desk.put(4)
    assert desk.mover().move() == 0
    desk.place(1, 3)
    assert desk.mover().move() == 2
    assert desk.there() == [uids[0], uids[2]]
    assert desk.mover().move() == 0
    desk.now += timedelta(minutes=1)
    desk.poll()
    account = desk.account()
    assert (account.kept, account.moved, account.gone, account.unaccounted) == (2, 2, 0, 0)


@pytest.mark.parametrize("form", ["AQMk", "AAMk"])
def test_what_somebody_has_filed_stays_where_he_put_it(desk: Desk, form: str) -> None:
    desk.server.other_form = form
    uids = desk.put(2)
    desk.place(1, 2)
    elsewhere = desk.server.make_folder("Kenya")
    desk.server.move(uids[0], elsewhere)
    assert desk.mover().move() == 1
    assert [one.id for one in desk.server.here(elsewhere)] == [uids[0]]
    desk.poll()
    assert (desk.account().moved, desk.account().gone) == (1, 1)


def test_a_line_that_breaks_before_the_answer_is_settled_by_the_next_comparison(desk: Desk) -> None:
    desk.put(3)
    desk.place(1, 2, 3)
    mover = desk.mover()
    desk.server.faults.append(Fault("/move", cut="after", times=2))
    assert mover.move() == 0
    assert len(desk.there()) == 1, "the server did it, and we were not told"
    desk.poll()
    assert (desk.account().kept, desk.account().moved, desk.account().gone) == (2, 1, 0)
    desk.box.now += FIRST_WAIT
    assert mover.move() == 2
    assert desk.account().moved == 3


def test_a_message_that_cannot_be_moved_holds_up_no_other(desk: Desk) -> None:
    uids = desk.put(3)
    desk.place(1, 2, 3)
    desk.server.faults.append(Fault(f"{uids[0]}/move", 500, "ErrorItemCorrupt", times=100))
    desk.mover().move()
    assert desk.there() == uids[1:]
    desk.server.take_away(uids[0])
    desk.poll()
    assert (desk.account().moved, desk.account().gone) == (2, 1), "who took it was not us"


def test_a_permission_that_is_missing_is_an_alarm_and_moves_nothing(desk: Desk) -> None:
    desk.put(2)
    desk.place(1, 2)
    desk.server.permissions = {"Mail.Read"}
    mover = desk.mover()
    assert mover.move() == 0
    assert desk.alarms() == [AlarmCode.MOVE_FAILED]
    desk.server.permissions = {"Mail.ReadWrite"}
    assert mover.move() == 0, "it is tried again in a while"
    desk.box.now += FIRST_WAIT
    assert mover.move() == 2
    assert desk.alarms() == []


def test_a_folder_that_is_missing_is_told_of(desk: Desk) -> None:
    desk.put(1)
    desk.place(1)
    check(desk.box.line(), "Inbox/Processed")
    with pytest.raises(MailboxFailed, match="does not exist; correct its name, or create it"):
        check(desk.box.line(), "Inbox/Elsewhere")
    mover = desk.mover("Inbox/Elsewhere")
    assert mover.move() == 0
    assert desk.alarms() == [AlarmCode.MOVE_FAILED]
    desk.server.make_folder("Elsewhere", desk.server.inbox)
    desk.box.now += FIRST_WAIT
    assert mover.move() == 1


@pytest.mark.parametrize("of", ["/messages/", "/mailFolders/"])
@pytest.mark.parametrize("fault", [Fault("", 500, "InternalServerError"), Fault("", 404, "ErrorInvalidUser")])
def test_a_server_that_does_not_say_where_a_message_lies_is_told_of_and_asked_again(
    desk: Desk, of: str, fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    desk.put(2)
    desk.place(1, 2)
    mover = desk.mover()
    desk.server.other_form = "AAMk"
    _ = mover._folder.id  # so that the fault meets the question where the messages lie
    desk.server.faults.append(Fault(of, fault.status, fault.code))
    assert mover.move() == 0
    assert fault.code in caplog.text
    desk.box.now += FIRST_WAIT
    assert mover.move() == 2


@pytest.mark.parametrize(
    "fault", [Fault("/mailFolders/", 404, "ErrorItemNotFound"), Fault("/mailFolders/", said=b"{}")]
)
def test_a_folder_of_which_nothing_is_told_once_is_asked_after_again(desk: Desk, fault: Fault) -> None:
    desk.put(1)
    desk.place(1)
    mover = desk.mover()
    desk.server.other_form = "AAMk"
    _ = mover._folder.id
    fault.times = 1
    desk.server.faults.append(fault)
    assert mover.move() == 0
    desk.box.now += FIRST_WAIT
    assert mover.move() == 1


def test_a_folder_that_cannot_be_looked_up_at_present_is_looked_up_later(desk: Desk) -> None:
    desk.put(1)
    desk.place(1)
    mover = desk.mover()
    desk.server.faults.append(Fault("mailFolders", 410, "resyncRequired"))
    assert mover.move() == 0
    desk.box.now += FIRST_WAIT
    assert mover.move() == 1
