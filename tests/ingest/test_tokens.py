"""Signing in to a real IMAP server by tokens of a real endpoint: shared, renewed in time, replaced when refused, alarmed about."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.alarms import AlarmCode
from ingest.hint import Hint
from ingest.imap import ImapSource
from ingest.imap_connection import ImapAccount
from ingest.login import TokenLogin
from ingest.mailbox import MailboxFailed
from ingest.moving import check
from ingest.polling import poll
from store import alarms, ledger
from store.database import Database
from tests.builders.databases import migrated_url
from tests.builders.dovecot import USER, Dovecot, Trusted, running_dovecot
from tests.builders.mailboxes import ImapBox, mail
from tests.builders.tokens import CLIENT, ISSUER, SECRET, Answer, Issuer, TokenEndpoint, running_endpoint
from verbale.tokens.keeper import Keeper
from verbale.tokens.refresh import Refreshing, TokenFile
from verbale.tokens.web import Web

NOON = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)
TRUSTED = Issuer()


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    with running_dovecot(trusted=Trusted(TRUSTED.public, ISSUER)) as server:
        with server.client(None) as client:
            client.create_folder("Processed")
        yield server


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(migrated_url("sqlite", tmp_path))
    yield database
    database.close()


class Account:
    """The mailbox as somebody has it who signs in by tokens; `now` is the keeper's clock."""

    def __init__(self, server: Dovecot, endpoint: TokenEndpoint, folder: Path) -> None:
        self.now = 0.0
        self.endpoint = endpoint
        file = TokenFile(folder / "refresh-token")
        file.write("refresh-1")
        endpoint.refresh_tokens.add("refresh-1")
        asking = Refreshing(f"{endpoint.url}/token", CLIENT, file, SECRET)
        web = Web(lambda: NOON, timeout=60.0)
        self.keeper = Keeper(lambda: asking.ask(web), lambda: self.now)
        self._box = ImapBox(server)

    @property
    def asked(self) -> int:
        """How often the endpoint was asked for a token."""
        return len(self.endpoint.asked)

    def imap(self, **changed: Any) -> ImapAccount:
        return self._box.account(login=TokenLogin(USER, self.keeper), **changed)

    def source(self) -> ImapSource:
        return ImapSource(self.imap())


@pytest.fixture
def account(dovecot: Dovecot, tmp_path: Path) -> Iterator[Account]:
    with running_endpoint(USER, issuer=TRUSTED) as endpoint:
        yield Account(dovecot, endpoint, tmp_path)


def failure(source: ImapSource) -> MailboxFailed:
    with pytest.raises(MailboxFailed) as caught:
        source.list_all()
    source.close()
    assert "refresh-1" not in str(caught.value)
    return caught.value


def standing(database: Database) -> list[AlarmCode]:
    with database.reading() as session:
        return [alarm.code for alarm in alarms.standing(session)]


@pytest.mark.parametrize("mechanism", ["xoauth2", "oauthbearer"])
def test_it_signs_in_by_what_the_server_offers(account: Account, tmp_path: Path, mechanism: str) -> None:
    with running_dovecot(trusted=Trusted(TRUSTED.public, ISSUER, mechanism)) as server:
        for security, port in (("tls", server.tls_port), ("starttls", server.starttls_port)):
            box = ImapBox(server)
            source = ImapSource(box.account(login=TokenLogin(USER, account.keeper), port=port, security=security))
            assert source.list_all().uids == ()
            assert source.signed_in is not None
            assert (source.signed_in.how, source.signed_in.left()) == (mechanism.upper(), 3600.0)
            source.close()


def test_a_server_that_takes_no_tokens_is_told_so(account: Account, shared_dovecot: Dovecot) -> None:
    box = ImapBox(shared_dovecot)
    failed = failure(ImapSource(box.account(login=TokenLogin(USER, account.keeper))))
    assert "offers neither XOAUTH2 nor OAUTHBEARER" in str(failed)
    assert failed.alarm is AlarmCode.SIGN_IN_REFUSED
    assert account.asked == 0


def test_poll_hint_and_mover_sign_in_with_one_token(account: Account, dovecot: Dovecot, database: Database) -> None:
    dovecot.append(mail("one"))
    source = account.source()
    assert poll(source, database, lambda: NOON).kept == 1
    asked = threading.Event()
    hint = Hint(account.imap(), asked.set, lambda: 0.5)
    hint.start()
    assert asked.wait(120)
    hint.stop()
    check(account.imap(), "Processed")
    source.close()
    assert account.asked == 1


def test_a_connection_is_opened_anew_before_its_token_runs_out(account: Account, dovecot: Dovecot) -> None:
    source = account.source()
    source.list_all()
    account.now = 3299.0
    source.standing()
    assert account.asked == 1
    account.now = 3300.0
    assert source.standing() is not None
    assert account.asked == 2
    assert source.signed_in is not None
    assert source.signed_in.left() == 3600.0
    source.close()


def test_idle_is_ended_before_the_token_runs_out(account: Account) -> None:
    account.endpoint.says = 1
    asked = threading.Semaphore(0)

    def heard() -> None:
        account.now += 1.0
        asked.release()

    hint = Hint(account.imap(), heard, lambda: 0.5, renew=500.0)
    hint.start()
    try:
        assert all(asked.acquire(timeout=120) for _ in range(2))
    finally:
        hint.stop()
    assert account.asked >= 2


def test_a_token_that_runs_out_early_is_replaced_at_the_next_sign_in(account: Account, dovecot: Dovecot) -> None:
    account.endpoint.instead.append(Answer(200, {"access_token": TRUSTED.token(USER, lasts=-60), "expires_in": 3600}))
    account.keeper.current()
    account.now = 301.0
    source = account.source()
    source.list_all()
    source.close()
    assert account.asked == 2
    source = account.source()
    source.list_all()
    source.close()
    assert account.asked == 2


def test_a_new_token_that_is_refused_is_an_alarm_at_the_first_time(
    account: Account, dovecot: Dovecot, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    somebody = {"access_token": TRUSTED.token("somebody.else@example.int"), "expires_in": 3600}
    account.endpoint.instead.append(Answer(200, somebody))
    with caplog.at_level(logging.DEBUG), pytest.raises(MailboxFailed) as caught:
        poll(account.source(), database, lambda: NOON)
    assert standing(database) == [AlarmCode.SIGN_IN_REFUSED]
    assert "refused the token for" in str(caught.value)
    assert "the token is not accepted, or has run out" in str(caught.value)
    assert "let the application into this mailbox" in str(caught.value)
    assert str(somebody["access_token"]) not in caplog.text + str(caught.value)
    assert account.asked == 1, "a new token is not replaced"
    account.now = 301.0
    source = account.source()
    assert poll(source, database, lambda: NOON + timedelta(minutes=6)) is not None
    source.close()
    assert standing(database) == []
    assert account.asked == 2


def test_an_endpoint_that_is_not_well_is_no_refused_sign_in(account: Account, database: Database) -> None:
    account.endpoint.instead.append(Answer(503, {}, {"Retry-After": "60"}))
    for minute, expected in ((0, []), (16, [AlarmCode.MAILBOX_UNREACHABLE])):
        with pytest.raises(MailboxFailed) as caught:
            poll(account.source(), database, lambda at=NOON + timedelta(minutes=minute): at)  # type: ignore[misc]
        assert caught.value.retry
        assert "There is no token to sign in to localhost" in str(caught.value)
        assert "gives no token at present (HTTP 503); the next poll tries again" in str(caught.value)
        assert standing(database) == expected
    assert account.asked == 1, "within its minute it is left alone"
    account.now = 60.0
    source = account.source()
    poll(source, database, lambda: NOON + timedelta(minutes=17))
    source.close()
    assert standing(database) == []


def test_a_refresh_token_that_has_ended_is_an_alarm_at_the_first_time(account: Account, database: Database) -> None:
    account.endpoint.refresh_tokens.clear()
    with pytest.raises(MailboxFailed, match="sign in again with `verbale sign-in`") as caught:
        poll(account.source(), database, lambda: NOON)
    assert not caught.value.retry
    assert standing(database) == [AlarmCode.SIGN_IN_REFUSED]
    with database.reading() as session:
        assert [one.kept for one in ledger.accounts(session)] == [0]
