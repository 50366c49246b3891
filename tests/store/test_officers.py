"""Officers: sign-ins that end when they should, and failures counted."""

from __future__ import annotations

import pytest

from store import officers
from store.database import Database
from tests.builders.rows import NOON, after


def test_an_officer_is_found_by_login_whatever_the_capitals(database: Database) -> None:
    with database.transaction() as session:
        number = officers.add(session, " Reviewer ", "hash", NOON)
        found = officers.by_login(session, "REVIEWER")
        assert found == officers.OfficerFacts(number, "reviewer", "hash", True, NOON)
        assert officers.get(session, number) == found
        assert officers.all_of(session) == [found]
        assert officers.by_login(session, "nobody") is None
        assert officers.get(session, 77) is None
        with pytest.raises(ValueError, match="choose another"):
            officers.add(session, "reviewer", "hash", NOON)
        officers.add(session, "approver", "hash", NOON)


def test_a_session_lasts_while_it_is_used(database: Database) -> None:
    with database.transaction() as session:
        number = officers.add(session, "reviewer", "hash", NOON)
        officers.open_session(session, number, "digest", "csrf", NOON)
        found = officers.session_of(session, "digest")
        reviewer = officers.OfficerFacts(number, "reviewer", "hash", True, NOON)
        assert found == officers.SignedIn("digest", reviewer, "csrf", NOON, NOON)
        assert officers.session_of(session, "other") is None
        assert officers.session_of(session, "digest", seen_after=after(-30)) is not None
        assert officers.session_of(session, "digest", seen_after=NOON) is None
        officers.touch(session, "digest", after(20))
        assert officers.session_of(session, "digest", seen_after=after(10)) is not None
        assert officers.session_of(session, "digest", seen_after=after(10), made_after=after(5)) is None
        officers.close_session(session, "digest", after(21))
        officers.close_session(session, "digest", after(21))
        assert officers.session_of(session, "digest") is None


def test_old_sessions_are_ended(database: Database) -> None:
    with database.transaction() as session:
        number = officers.add(session, "reviewer", "hash", NOON)
        for minutes in (0, 60, 120):
            officers.open_session(session, number, f"digest{minutes}", "csrf", after(minutes))
        assert officers.close_old_sessions(session, seen_before=after(30), made_before=after(30)) == 1
        officers.touch(session, "digest60", after(200))
        assert officers.close_old_sessions(session, seen_before=after(100), made_before=after(100)) == 1
        assert officers.session_of(session, "digest120") is not None


def test_another_password_or_a_closed_account_ends_all_sessions(database: Database) -> None:
    with database.transaction() as session:
        number, other = (officers.add(session, login, "hash", NOON) for login in ("reviewer", "approver"))
        for owner in (number, other):
            officers.open_session(session, owner, f"digest{owner}", "csrf", NOON)
        assert officers.set_password(session, number, "same password hashed anew", NOON, keep_sessions=True)
        assert officers.session_of(session, f"digest{number}") is not None
        assert officers.set_password(session, number, "other", NOON)
        assert officers.session_of(session, f"digest{number}") is None
        assert officers.session_of(session, f"digest{other}") is not None
        assert officers.set_active(session, other, False, NOON)
        assert officers.session_of(session, f"digest{other}") is None
        closed = officers.by_login(session, "approver")
        assert closed is not None
        assert closed.active is False
        assert officers.set_active(session, other, True, NOON)
        assert officers.session_of(session, f"digest{other}") is None
        assert not officers.set_password(session, 77, "hash", NOON)
        assert not officers.set_active(session, 77, True, NOON)


def test_an_inactive_officer_has_no_session(database: Database) -> None:
    with database.transaction() as session:
        number = officers.add(session, "reviewer", "hash", NOON)
        officers.set_active(session, number, False, NOON)
        officers.open_session(session, number, "digest", "csrf", NOON)
        assert officers.session_of(session, "digest") is None


def test_failures_are_counted_by_key_and_time(database: Database) -> None:
    with database.transaction() as session:
        for key, minutes in (("a", 0), ("a", 5), ("a", 10), ("b", 10)):
            officers.failed(session, key, after(minutes))
        assert officers.failures_since(session, "a", after(-1)) == 3
        assert officers.failures_since(session, "a", after(5)) == 1
        assert officers.failures_since(session, "c", after(-1)) == 0
        officers.forget_failures(session, before=after(1))
        assert officers.failures_since(session, "a", after(-1)) == 2
        officers.forget_failures(session, "a")
        assert [officers.failures_since(session, key, after(-1)) for key in "ab"] == [0, 1]
