"""The register of Missions as both databases hold it."""

from __future__ import annotations

from domain.missions import Known, Mission, Origin
from store import missions
from store.database import Database
from store.tables import Event, table
from tests.builders.rows import NOON, after, kept

ADDRESS, DOMAIN = Known("KEN", "info@kenya.example"), Known("KEN", "kenya.example")


def test_what_is_added_twice_stands_once(database: Database) -> None:
    with database.transaction() as session:
        assert missions.add(session, [ADDRESS, DOMAIN, ADDRESS], NOON, actor="operator") == 2
        missions.speak(session, "FJI", "en")
    with database.transaction() as session:
        number = kept(session)
        again = Known("KEN", "info@kenya.example", Origin.ACCEPTED, "Permanent Mission of Kenya")
        assert missions.add(session, [again], after(5), message_id=number) == 0
        assert missions.add(session, [Known("FJI", "info@kenya.example", Origin.ACCEPTED)], after(5)) == 1
    with database.reading() as session:
        assert missions.all_of(session) == [
            Mission("FJI", "en", (Known("FJI", "info@kenya.example", Origin.ACCEPTED, "", after(5)),)),
            Mission(
                "KEN",
                None,
                (
                    Known("KEN", "info@kenya.example", Origin.IMPORTED, "Permanent Mission of Kenya", NOON),
                    Known("KEN", "kenya.example", Origin.IMPORTED, "", NOON),
                ),
            ),
        ]
        assert missions.register(session).at_address("info@kenya.example") == ("FJI", "KEN")


def test_a_language_is_replaced_only_on_purpose(database: Database) -> None:
    with database.transaction() as session:
        missions.speak(session, "KEN", "fr", replace=False)
        missions.speak(session, "KEN", "en", replace=False)
        assert missions.all_of(session)[0].language == "fr"
        missions.speak(session, "KEN", "en")
        assert missions.all_of(session)[0].language == "en"


def test_the_language_is_that_of_the_state_or_of_the_one_whose_address_it_is(database: Database) -> None:
    with database.transaction() as session:
        missions.add(session, [ADDRESS, Known("FJI", "shared@un.example"), Known("KEN", "shared@un.example")], NOON)
        missions.speak(session, "KEN", "fr")
        asked = [("KEN", ""), ("FJI", ADDRESS.value), (None, ADDRESS.value), (None, "shared@un.example"), (None, "")]
        assert [missions.language(session, *one) for one in asked] == ["fr", None, "fr", None, None]


def test_what_is_forgotten_is_no_longer_known(database: Database) -> None:
    with database.transaction() as session:
        missions.add(session, [ADDRESS, DOMAIN, Known("FJI", ADDRESS.value)], NOON)
        assert missions.forget(session, ADDRESS.value, NOON, "FJI") == ["FJI"]
        assert missions.forget(session, ADDRESS.value, NOON) == ["KEN"]
        assert missions.forget(session, ADDRESS.value, NOON) == []
        assert [one.value for one in missions.register(session).known] == ["kenya.example"]


def test_events_carry_no_address(database: Database) -> None:
    with database.transaction() as session:
        missions.add(session, [ADDRESS], NOON, actor="operator")
        missions.forget(session, ADDRESS.value, NOON, actor="operator")
        events = table(Event)
        found = session.connection().execute(events.select().order_by(events.c.id)).all()
    assert [(one.what, one.actor, one.details["state"]) for one in found] == [
        ("mission_known", "operator", "KEN"),
        ("mission_forgotten", "operator", "KEN"),
    ]
    assert "kenya" not in str([one.details for one in found])
