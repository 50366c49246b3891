"""Reminders fall due by calendar months, for entries in force, once in each period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.settings import PROGRAMME, load_programme
from domain.directory import Entry
from domain.notices import NoticeKind, Outbox, Saying, mail_id
from notify.calendar import due_reminders, months_after, sweep
from store import directory, outbox
from store.database import Database
from tests.builders.databases import KINDS, migrated_url
from tests.builders.notices import renderer
from tests.builders.rows import NOON, contact, entered, kept

NAMES = {("SGP", "en"): "Singapore", ("SGP", "fr"): "Singapour", ("VAT", "en"): "Holy See"}


def name(state: str, language: str) -> str:
    return NAMES[state, language]


def entry(number: int = 4, **other: object) -> Entry:
    values: dict[str, object] = {
        "id": number,
        "state": "SGP",
        "role": "technical",
        "contact": contact(),
        "language": "fr",
        "correspondent": "mission@theirs.test",
        "message_id": 1,
        "in_force_from": datetime(2023, 1, 1, tzinfo=UTC),
        "in_force_until": None,
        "last_confirmed": datetime(2024, 3, 1, 15, 0, tzinfo=UTC),
    }
    return Entry(**{**values, **other})  # type: ignore[arg-type]


def due(moment: datetime, *entries: Entry, months: int = 12) -> list[int | None]:
    return [saying.entry_id for saying in due_reminders(entries, moment, months, name)]


def test_a_reminder_says_what_its_mail_needs_and_nothing_of_the_person() -> None:
    now = datetime(2025, 3, 1, 8, 0, tzinfo=UTC)
    assert due_reminders([entry()], now, 12, name) == [
        Saying(
            key="update_reminder:4:2024-03-01",
            kind=NoticeKind.UPDATE_REMINDER,
            language="fr",
            recipient="mission@theirs.test",
            facts={
                "state": "Singapour",
                "role": "technical",
                "months": 12,
                "in_force_since": "2023-01-01",
                "last_confirmed": "2024-03-01",
                "observer": False,
            },
            due_at=now,
            entry_id=4,
        )
    ]


def test_an_observer_is_called_one() -> None:
    now = datetime(2025, 3, 1, tzinfo=UTC)
    (saying,) = due_reminders([entry(state="VAT", language="en")], now, 12, name, observers={"VAT"})
    assert (saying.facts["state"], saying.facts["observer"]) == ("Holy See", True)


@pytest.mark.parametrize(
    ("confirmed", "months", "first_due"),
    [
        ((2024, 3, 1), 12, (2025, 3, 1)),
        ((2024, 2, 29), 12, (2025, 2, 28)),
        ((2024, 2, 29), 48, (2028, 2, 29)),
        ((2023, 2, 28), 12, (2024, 2, 28)),
        ((2024, 8, 31), 6, (2025, 2, 28)),
        ((2023, 8, 31), 6, (2024, 2, 29)),
        ((2024, 10, 31), 1, (2024, 11, 30)),
        ((2024, 12, 31), 2, (2025, 2, 28)),
        ((2024, 12, 15), 1, (2025, 1, 15)),
    ],
)
def test_it_falls_due_on_the_same_day_so_many_months_later(
    confirmed: tuple[int, int, int], months: int, first_due: tuple[int, int, int]
) -> None:
    standing = entry(last_confirmed=datetime(*confirmed, 23, 59, tzinfo=UTC))
    midnight = datetime(*first_due, tzinfo=UTC)
    assert due(midnight, standing, months=months) == [4]
    assert due(midnight - timedelta(microseconds=1), standing, months=months) == []


def test_days_are_those_of_utc() -> None:
    local = datetime.fromisoformat("2024-02-29T22:30:00-05:00")  # the first of March in UTC
    assert due(datetime(2025, 2, 28, tzinfo=UTC), entry(last_confirmed=local)) == []
    assert due(datetime(2025, 3, 1, tzinfo=UTC), entry(last_confirmed=local)) == [4]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (None, datetime(2025, 2, 1, tzinfo=UTC), []),
        (None, datetime(2025, 3, 1, 12, tzinfo=UTC), []),
        (None, datetime(2025, 3, 1, 13, tzinfo=UTC), [4]),
        (datetime(2025, 4, 1, tzinfo=UTC), None, []),
    ],
)
def test_only_entries_in_force_are_reminded_of(
    start: datetime | None, end: datetime | None, expected: list[int]
) -> None:
    standing = entry(in_force_from=start or datetime(2023, 1, 1, tzinfo=UTC), in_force_until=end)
    assert due(datetime(2025, 3, 1, 12, tzinfo=UTC), standing) == expected


def test_each_entry_of_a_correspondent_is_reminded_of_by_itself() -> None:
    now = datetime(2025, 3, 1, tzinfo=UTC)
    sayings = due_reminders([entry(4), entry(5, role="diplomatic"), entry(6, last_confirmed=now)], now, 12, name)
    assert [saying.key for saying in sayings] == ["update_reminder:4:2024-03-01", "update_reminder:5:2024-03-01"]
    assert len({mail_id(saying, "ours.test") for saying in sayings}) == 2


@given(st.dates(max_value=date(9000, 1, 1)), st.integers(1, 120), st.integers(1, 120))
def test_months_add_up_to_the_day(day: date, months: int, more: int) -> None:
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)
    assert months_after(day, months + more) > later


@pytest.fixture(params=KINDS)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    found = Database(migrated_url(request.param, tmp_path))
    yield found
    found.close()


def test_the_sweep_reminds_once_a_period_however_often_it_runs(database: Database) -> None:
    programme = load_programme(PROGRAMME)
    with database.transaction() as session:
        number = entered(session, kept(session))

    def swept(moment: datetime) -> int:
        return sweep(database, programme, lambda: moment, "ours.test", name)

    year_later = datetime(2026, 3, 1, 0, 0, tzinfo=UTC)
    assert datetime(2025, 3, 1, 12, 0, tzinfo=UTC) == NOON
    assert swept(year_later - timedelta(seconds=1)) == 0
    assert [swept(year_later + timedelta(days=days)) for days in (0, 0, 1, 200, 400)] == [1, 0, 0, 0, 0]

    with database.transaction() as session:
        assert directory.confirm(session, number, year_later + timedelta(days=400))
    confirmed = year_later + timedelta(days=400)
    assert [swept(confirmed + timedelta(days=days)) for days in (0, 364, 366, 367)] == [0, 0, 1, 0]

    with database.transaction() as session:
        assert directory.end(session, number, confirmed + timedelta(days=400))
    assert swept(confirmed + timedelta(days=2000)) == 0

    with database.reading() as session:
        mails = outbox.at(session, [Outbox.QUEUED])
    assert [mail.key for mail in mails] == [
        f"update_reminder:{number}:2025-03-01",
        f"update_reminder:{number}:2027-04-05",
    ]
    assert {mail.entry_id for mail in mails} == {number}
    for mail in mails:
        assert "Singapore" in renderer().text(mail.kind, mail.language, mail.facts).body
        assert "Jane" not in str(mail.facts)


def test_a_sweep_that_breaks_off_says_nothing(database: Database) -> None:
    with database.transaction() as session:
        entered(session, kept(session, 1))
        entered(session, kept(session, 2), state="VAT")
    moment = datetime(2026, 3, 1, tzinfo=UTC)

    def partly(state: str, language: str) -> str:
        return {"SGP": "Singapore"}[state]

    with pytest.raises(KeyError):
        sweep(database, load_programme(PROGRAMME), lambda: moment, "ours.test", partly)
    with database.reading() as session:
        assert outbox.at(session, list(Outbox)) == []
