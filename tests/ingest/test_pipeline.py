"""From received to a place: what each message becomes, and what is said about it."""

from __future__ import annotations

import logging
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from domain.delivery import Delivery
from domain.missions import Known
from domain.notices import Outbox
from domain.reading import Reading
from domain.stages import Stage
from domain.submission import Kind
from ingest.message_id import message_id_of
from ingest.pipeline import ReadingFailed, Step, Worked, work_through
from parsers.worker import ParserFailed, Reason
from store import events, keeping, messages, missions, outbox, submissions
from store.database import Database, StoreFailed
from store.owner import this_process
from store.tables import Notice, OutboxMail, table
from tests.builders.databases import KINDS, migrated_url
from tests.builders.letters import letter, programme, read_letter
from tests.builders.notices import renderer

NOON = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)
PROGRAMME = programme()


@dataclass
class Office:
    """A store with a pipeline over it; the clock stands at noon until somebody moves it."""

    database: Database
    now: datetime = NOON
    owner: str = field(default_factory=this_process)

    def keep(self, *raws: bytes) -> list[int]:
        with self.database.transaction() as session:
            count = len(messages_of(self.database))
            batch = [Delivery("folder:/x", "1", str(count + i), self.now, raw) for i, raw in enumerate(raws)]
            return [kept.id for kept in keeping.keep(session, batch, [message_id_of(raw) for raw in raws], self.now)]

    def work(self, read: Callable[[bytes, str], Reading] = read_letter, **arguments: Any) -> Worked:
        return work_through(
            self.database, read, PROGRAMME, lambda: self.now, self.owner, mail_domain="un.example", **arguments
        )

    def stage(self, number: int) -> Stage:
        return self.facts(number).stage

    def facts(self, number: int) -> messages.MessageFactsRow:
        with self.database.reading() as session:
            facts = messages.get(session, number)
        assert facts is not None
        return facts

    def findings(self, number: int) -> list[str]:
        with self.database.reading() as session:
            stored = submissions.latest(session, number)
        assert stored is not None
        return [finding.code for finding in stored.checked]

    def silences(self, number: int) -> list[str]:
        with self.database.reading() as session:
            return [e.details["because"] for e in events.of_message(session, number) if e.what == "silence"]

    def mails(self, number: int) -> list[Any]:
        with self.database.reading() as session:
            return outbox.of_message(session, number)


def messages_of(database: Database) -> list[Any]:
    with database.reading() as session:
        return list(session.connection().execute(select(table(messages.Message).c.id)))


@pytest.fixture(params=KINDS)
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    database = Database(migrated_url(request.param, tmp_path))
    yield Office(database)
    database.close()


PLACES: Sequence[tuple[str, bytes, Stage]] = [
    ("a nomination", letter(Kind.NOMINATION), Stage.IN_REVIEW),
    ("an update", letter(Kind.UPDATE), Stage.IN_REVIEW),
    ("a withdrawal", letter(Kind.WITHDRAWAL), Stage.IN_REVIEW),
    ("an answer to a ping test", letter(Kind.PING_REPLY), Stage.IN_REVIEW),
    ("an inquiry", letter(Kind.INQUIRY), Stage.IN_REVIEW),
    ("a newsletter", letter(Kind.UNRELATED), Stage.SET_ASIDE),
    ("a newsletter with a remark", letter(Kind.UNRELATED, Findings="info"), Stage.SET_ASIDE),
    ("a misdirected nomination", letter(Kind.UNRELATED, Findings="info warning"), Stage.IN_REVIEW),
    ("something damaged", letter(Kind.UNRELATED, Findings="error"), Stage.IN_REVIEW),
    ("a bounce", letter(Kind.BOUNCE, Report="yes"), Stage.CLOSED),
    (
        "a bounce with its report and our mail",
        letter(Kind.BOUNCE, Report="yes", Attachments="message/delivery-status message/rfc822"),
        Stage.CLOSED,
    ),
    ("a bounce that is none by form", letter(Kind.BOUNCE), Stage.SET_ASIDE),
    ("a bounce with a form in it", letter(Kind.BOUNCE, Report="yes", Attachments="application/pdf"), Stage.SET_ASIDE),
    ("a bounce that is amiss", letter(Kind.BOUNCE, Report="yes", Findings="warning"), Stage.IN_REVIEW),
    (
        "a bounce with a mail in it but no report",
        letter(Kind.BOUNCE, Report="yes", Attachments="message/rfc822"),
        Stage.SET_ASIDE,
    ),
    (
        "an absence with a forwarded mail",
        letter(Kind.AUTO_REPLY, Automatic="yes", Attachments="message/rfc822"),
        Stage.SET_ASIDE,
    ),
    (
        "a receipt that ours was read",
        letter(Kind.AUTO_REPLY, Automatic="yes", Attachments="message/disposition-notification text/rfc822-headers"),
        Stage.CLOSED,
    ),
    ("an absence", letter(Kind.AUTO_REPLY, Automatic="auto-replied"), Stage.CLOSED),
    ("an absence that only sounds like one", letter(Kind.AUTO_REPLY), Stage.SET_ASIDE),
    ("an absence with a picture", letter(Kind.AUTO_REPLY, Automatic="yes", Attachments="image/png"), Stage.SET_ASIDE),
]


@pytest.mark.parametrize(
    ("raw", "place"), [(raw, place) for _, raw, place in PLACES], ids=[name for name, *_ in PLACES]
)
def test_a_message_goes_where_it_belongs(office: Office, raw: bytes, place: Stage) -> None:
    (number,) = office.keep(raw)
    worked = office.work()
    assert (office.stage(number), worked.steps) == (place, Counter({Step.READ: 1, Step(place.value): 1}))
    assert office.work() == Worked()


def test_a_nomination_is_acknowledged_without_a_name_in_it(office: Office) -> None:
    (number,) = office.keep(letter(Kind.NOMINATION, 7, language="fr", References="<a@b> nonsense <c@d>"))
    office.work()
    with office.database.reading() as session:
        (notice,) = session.connection().execute(select(table(Notice)))
        (mail,) = session.connection().execute(select(table(OutboxMail)))
    assert (notice.key, notice.kind, notice.language, notice.message_id) == (
        f"acknowledgement:{number}", "acknowledgement", "fr", number,
    )  # fmt: skip
    assert notice.facts == {
        "reference": f"POC-ICT-2025-{number:05d}",
        "form": "note",
        "note_reference": "017/2024",
        "note_date": "2024-03-12",
        "received": "2025-03-01",
        "observer": False,
        "kind": "nomination",
        "counts": [{"role": "technical", "action": "add", "number": 1}],
        "earlier": None,
        "megabytes": None,
    }
    assert (mail.stage, mail.recipient, mail.in_reply_to, mail.references) == (
        Outbox.QUEUED, "mission@example.int", "<7@example.int>", ["<a@b>", "<c@d>", "<7@example.int>"],
    )  # fmt: skip
    assert mail.mail_id.startswith("<acknowledgement.")
    assert mail.mail_id.endswith("@un.example>")


def test_a_language_that_we_do_not_write_is_answered_in_the_first(office: Office) -> None:
    office.keep(letter(language="pt"), letter(number=2, language=""))
    office.work()
    with office.database.reading() as session:
        assert list(session.connection().execute(select(table(Notice).c.language)).scalars()) == ["en", "en"]


def test_what_bears_no_language_of_ours_is_answered_in_that_of_the_register(office: Office) -> None:
    with office.database.transaction() as session:
        missions.add(session, [Known("SGP", "mission@example.int")], NOON)
        missions.speak(session, "SGP", "fr")
    office.keep(letter(language="pt"), letter(number=2, language="", state=""), letter(number=3, language="es"))
    office.work()
    with office.database.reading() as session:
        assert list(session.connection().execute(select(table(Notice).c.language)).scalars()) == ["fr", "fr", "es"]


def test_what_is_not_acknowledged_says_why(office: Office) -> None:
    numbers = office.keep(
        letter(Kind.INQUIRY, 1),
        letter(Kind.NOMINATION, 2, sender="no-reply@example.int"),
        letter(Kind.NOMINATION, 3, sender="officer@un.org"),
        letter(Kind.NOMINATION, 4, Automatic="bulk"),
    )
    office.work()
    assert [office.silences(number) for number in numbers] == [["kind"], ["robot"], ["secretariat"], ["automatic"]]
    assert [office.mails(number) for number in numbers] == [[], [], [], []]


def test_the_same_bytes_are_read_and_linked_and_not_acknowledged_again(office: Office) -> None:
    first, second = office.keep(letter(), letter())
    third, newsletter, again = office.keep(letter(), letter(Kind.UNRELATED, 2), letter(Kind.UNRELATED, 2))
    office.work()
    assert [len(office.mails(number)) for number in (first, second, third)] == [1, 0, 0]
    assert [office.facts(number).same_bytes_as for number in (first, second, third)] == [None, first, first]
    assert [office.findings(number) for number in (first, second, third)] == [[], ["same_bytes"], ["same_bytes"]]
    assert office.silences(second) == ["same_bytes"]
    assert [office.stage(number) for number in (newsletter, again)] == [Stage.SET_ASIDE, Stage.SET_ASIDE]
    assert office.findings(again) == ["same_bytes"]


def test_what_was_too_large_to_fetch_is_put_before_an_officer(office: Office) -> None:
    header = letter(Kind.NOMINATION, 6).partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    delivery = Delivery("maildir:/m", "maildir", "large", NOON, header, whole_size=300 * 1024 * 1024)
    with office.database.transaction() as session:
        (kept,) = keeping.keep(session, [delivery], [None], NOON)
    office.work()
    assert office.stage(kept.id) is Stage.IN_REVIEW
    assert "header_only" in office.findings(kept.id)


@pytest.mark.parametrize("kind", [Kind.NOMINATION, Kind.INQUIRY, Kind.UNRELATED])
def test_the_sender_of_what_was_too_large_hears_so_whatever_its_header_looks_like(office: Office, kind: Kind) -> None:
    header = letter(kind, 6).partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    delivery = Delivery("maildir:/m", "maildir", "large", NOON, header, whole_size=300_000_001)
    with office.database.transaction() as session:
        (kept,) = keeping.keep(session, [delivery], [None], NOON)
    office.work()
    (mail,) = office.mails(kept.id)
    assert (mail.stage, mail.recipient, mail.facts["kind"], mail.facts["counts"]) == (
        Outbox.QUEUED, "mission@example.int", None, []
    )  # fmt: skip
    text = renderer().text(mail.kind, "en", mail.facts)
    assert "Too large to be received in full" in text.subject
    assert "is too large to be received in full (301 MB)" in text.body
    assert "acknowledge receipt" not in text.body


def test_what_was_too_large_and_came_from_a_machine_is_not_answered(office: Office) -> None:
    header = letter(Kind.UNRELATED, 6, Automatic="bulk").partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    delivery = Delivery("maildir:/m", "maildir", "large", NOON, header, whole_size=300_000_001)
    with office.database.transaction() as session:
        (kept,) = keeping.keep(session, [delivery], [None], NOON)
    office.work()
    assert (office.mails(kept.id), office.silences(kept.id)) == ([], ["automatic"])


def test_the_same_identity_with_other_bytes_waits_for_an_officer(office: Office) -> None:
    first, second = office.keep(letter(number=5), letter(number=5, X_Route="another"))
    office.work()
    assert [mail.stage for number in (first, second) for mail in office.mails(number)] == [Outbox.QUEUED, Outbox.HELD]
    assert office.findings(second) == ["same_message_id"]


def test_a_reading_that_fails_is_tried_once_more(office: Office) -> None:
    numbers = office.keep(letter(number=1), letter(number=2))
    failures = iter([ParserFailed("crash", "signal 11"), None, ParserFailed("timeout", "300 s"), None])

    def read(raw: bytes, file: str) -> Reading:
        failed = next(failures)
        if failed:
            raise failed
        return read_letter(raw, file)

    worked = office.work(read)
    assert worked.steps == Counter({Step.READ: 2, Step.IN_REVIEW: 2})
    assert [office.stage(number) for number in numbers] == [Stage.IN_REVIEW, Stage.IN_REVIEW]


@pytest.mark.parametrize(("reason", "tries"), [("crash", 2), ("timeout", 2), ("memory", 2), ("bug", 1)])
def test_a_reading_that_keeps_failing_is_shunted_with_its_reason_and_the_next_is_taken(
    office: Office, reason: Reason, tries: int
) -> None:
    bad, good = office.keep(letter(number=1), letter(number=2))
    tried: list[str] = []

    def read(raw: bytes, file: str) -> Reading:
        if b"Letter 1" in raw:
            tried.append(file)
            raise ParserFailed(reason, "Jane Example")
        return read_letter(raw, file)

    worked = office.work(read)
    assert worked.steps == Counter({Step.SHUNTED: 1, Step.READ: 1, Step.IN_REVIEW: 1})
    assert worked.told() == "1 message read: 1 to review, 0 set aside, 0 closed; 1 shunted."
    assert (office.stage(bad), office.facts(bad).shunted_because, office.stage(good)) == (
        Stage.SHUNTED, reason, Stage.IN_REVIEW,
    )  # fmt: skip
    assert tried == [f"POC-ICT-2025-{bad:05d}.eml"] * tries


@pytest.mark.parametrize("reason", ["crash", "timeout", "memory", "bug"])
def test_readers_that_read_nothing_at_all_shunt_nothing(office: Office, reason: Reason) -> None:
    numbers = office.keep(letter(number=1), letter(number=2))

    def broken(raw: bytes, file: str) -> Reading:
        raise ParserFailed(reason, "a library is missing")

    for _ in range(5):
        with pytest.raises(ReadingFailed, match="Not even a mail of one line can be read; `verbale check`"):
            office.work(broken)
    assert [(office.stage(number), office.facts(number).attempts) for number in numbers] == [(Stage.RECEIVED, 0)] * 2
    assert office.work().steps == Counter({Step.READ: 2, Step.IN_REVIEW: 2})


def test_a_bug_is_logged_without_a_name_and_shunts_one_message(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    bad, good = office.keep(letter(number=1), letter(number=2))
    somebody = "Jane Example"

    def read(raw: bytes, file: str) -> Reading:
        if b"Letter 1" in raw:
            raise KeyError(somebody)
        return read_letter(raw, file)

    caplog.set_level(logging.DEBUG, "ingest")
    office.work(read)
    assert (office.stage(bad), office.facts(bad).shunted_because, office.stage(good)) == (
        Stage.SHUNTED, "bug", Stage.IN_REVIEW,
    )  # fmt: skip
    assert f"message {bad} ({office.facts(bad).sha256[:12]}) met a bug" in caplog.text
    assert "raise KeyError(somebody)" in caplog.text
    assert somebody not in caplog.text
    assert "example.int" not in caplog.text


def test_a_message_over_which_processes_die_is_not_read_for_ever(office: Office) -> None:
    (number,) = office.keep(letter())
    reads: list[str] = []

    class Died(BaseException):
        """The process ended here."""

    def read(raw: bytes, file: str) -> Reading:
        reads.append(file)
        raise Died

    for _ in range(3):
        office.owner = f"{this_process().rpartition(':')[0]}:{len(reads)}"  # a process that is no more
        with pytest.raises(Died):
            office.work(read)
        office.now += timedelta(hours=1)
    office.owner = this_process()
    assert office.work(read).steps == Counter({Step.SHUNTED: 1})
    assert (office.stage(number), office.facts(number).shunted_because, len(reads)) == (
        Stage.SHUNTED,
        "died_while_reading",
        3,
    )


def test_a_message_that_was_sent_back_is_read_afresh_and_acknowledged_once(office: Office) -> None:
    (number,) = office.keep(letter())

    def broken(raw: bytes, file: str) -> Reading:
        if b"Letter" in raw:
            raise ParserFailed("memory", "")
        return read_letter(raw, file)

    office.work(broken)
    for stage in (Stage.SHUNTED, Stage.IN_REVIEW):
        with office.database.transaction() as session:
            assert messages.move(session, number, stage, Stage.RECEIVED, NOON, None, actor="officer:1")
        assert office.work().steps == Counter({Step.READ: 1, Step.IN_REVIEW: 1})
    assert len(office.mails(number)) == 1


def test_one_that_was_overtaken_writes_nothing(office: Office) -> None:
    (number,) = office.keep(letter())

    def slow(raw: bytes, file: str) -> Reading:
        office.now += timedelta(hours=2)  # the lease is over, and somebody else works on it meanwhile
        other = work_through(
            office.database, read_letter, PROGRAMME, lambda: office.now, "elsewhere:1:1", mail_domain="un.example"
        )
        assert other.steps == Counter({Step.READ: 1, Step.IN_REVIEW: 1})
        return read_letter(raw, file)

    assert office.work(slow).steps == Counter({Step.OVERTAKEN: 1})
    with office.database.reading() as session:
        assert submissions.revisions(session, number) == [1]
        assert len(outbox.of_message(session, number)) == 1
        told = Counter(event.what for event in events.of_message(session, number))
    assert (told["read"], told["placed"], told["notice"], told["shunted"]) == (1, 1, 1, 0)


def test_a_round_can_be_left_between_two_steps(office: Office) -> None:
    office.keep(letter(number=1), letter(number=2))
    steps: list[None] = []
    worked = office.work(stopping=lambda: len(steps) >= 1 or steps.append(None))
    assert worked.steps == Counter({Step.READ: 1})
    assert office.work().steps == Counter({Step.READ: 1, Step.IN_REVIEW: 2})


def test_a_store_that_fails_ends_the_round_and_costs_nothing(tmp_path: Path) -> None:
    database = Database(migrated_url("sqlite", tmp_path), patience=0.05)
    office = Office(database)
    (number,) = office.keep(letter())
    blocker = Database(f"sqlite:///{tmp_path / 'verbale.db'}")

    def read(raw: bytes, file: str) -> Reading:
        blocking.__enter__().connection()
        return read_letter(raw, file)

    blocking = blocker.transaction()
    with pytest.raises(StoreFailed) as failed:
        office.work(read)
    assert failed.value.retry
    blocking.__exit__(None, None, None)
    office.now += timedelta(minutes=21)  # giving it back failed too, so its lease runs out
    assert office.work().steps == Counter({Step.READ: 1, Step.IN_REVIEW: 1})
    assert office.facts(number).attempts == 0
    database.close()
    blocker.close()


def test_damaged_bytes_shunt_one_message(tmp_path: Path) -> None:
    database = Database(migrated_url("sqlite", tmp_path))
    office = Office(database)
    bad, good = office.keep(letter(number=1), letter(number=2))
    with sqlite3.connect(tmp_path / "verbale.db") as beneath:
        triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'chunk'"
        for (name,) in beneath.execute(triggers).fetchall():
            beneath.execute(f"DROP TRIGGER {name}")
        beneath.execute("UPDATE chunk SET data = x'6f74686572' WHERE content_id = 1")
    beneath.close()
    office.work()
    assert (office.stage(bad), office.facts(bad).shunted_because, office.stage(good)) == (
        Stage.SHUNTED, "store", Stage.IN_REVIEW,
    )  # fmt: skip
    database.close()


def test_an_observer_state_is_addressed_as_one(office: Office) -> None:
    office.keep(letter(state="VAT"), letter(number=2, state="SGP"), letter(number=3, state=""))
    office.work()
    with office.database.reading() as session:
        facts = session.connection().execute(select(table(Notice).c.facts).order_by(table(Notice).c.id)).scalars()
        assert [fact["observer"] for fact in facts] == [True, False, False]


def test_the_standing_of_the_sender_is_told_where_a_state_speaks(office: Office) -> None:
    with office.database.transaction() as session:
        missions.add(session, [Known("SGP", "mission@example.int")], NOON)
    numbers = office.keep(
        letter(number=1),
        letter(number=2, sender="desk@example.int"),
        letter(number=3, sender="desk@elsewhere.example"),
        letter(number=4, state="FJI"),
        letter(Kind.UNRELATED, 5, sender="desk@elsewhere.example"),
    )
    office.work()
    assert [office.findings(number) for number in numbers] == [
        [],
        ["unknown_sender"],
        ["unknown_sender"],
        ["another_states_mission"],
        [],
    ]
    assert [len(office.mails(number)) for number in numbers] == [1, 1, 1, 1, 0]


def test_a_look_alike_is_acknowledged_by_an_officers_word_only(office: Office) -> None:
    with office.database.transaction() as session:
        missions.add(session, [Known("SGP", "singapore.example")], NOON)
    nomination, newsletter = office.keep(
        letter(number=1, sender="mission@singpaore.example"),
        letter(Kind.UNRELATED, 2, sender="mission@singpaore.example"),
    )
    office.work()
    (mail,) = office.mails(nomination)
    assert (mail.stage, mail.recipient) == (Outbox.HELD, "mission@singpaore.example")
    assert "resembles" in (mail.held_because or "")
    assert office.findings(nomination) == ["look_alike_sender"]
    assert (office.findings(newsletter), office.stage(newsletter)) == (["look_alike_sender"], Stage.IN_REVIEW)
    assert office.mails(newsletter) == []
