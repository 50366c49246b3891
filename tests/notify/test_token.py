"""Signing in to a mail server by tokens: said as the server offers it, replaced when refused, and told in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from domain.access import NoToken
from domain.alarms import AlarmCode
from notify.smtp import SmtpServer, SmtpTransport, Unreachable
from notify.token import TokenSignIn
from tests.builders.smtp import DROP, MailServer
from tests.builders.tls import certificate
from tests.builders.tokens import Issuer
from verbale.tokens.keeper import Granted, Keeper

US, THEM = "intake@ours.example", "mission@theirs.example"
MAIL = f"From: {US}\r\nTo: {THEM}\r\nSubject: x\r\n\r\nText\r\n".encode()
TRUSTED = Issuer()


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return certificate(tmp_path_factory.mktemp("tls"))


class Sender:
    """One who sends with tokens that come from a list; `now` is the keeper's clock."""

    def __init__(self, pair: tuple[Path, Path], port: int, *given: str | NoToken) -> None:
        self.now = 0.0
        self.asked = 0
        self._given = iter(given)
        self.keeper = Keeper(self._ask, lambda: self.now)
        server = SmtpServer("localhost", port, "starttls", US, ca_file=pair[0])
        self.transport = SmtpTransport(server, TokenSignIn(US, self.keeper))

    def _ask(self) -> Granted:
        self.asked += 1
        one = next(self._given)
        if isinstance(one, NoToken):
            raise one
        return Granted(one, 3600.0)

    def trouble(self) -> Unreachable:
        with pytest.raises(Unreachable) as caught:
            self.transport.send(MAIL, US, THEM)
        return caught.value


@pytest.fixture
def server(pair: tuple[Path, Path]) -> Iterator[MailServer]:
    with MailServer(pair, user_of=TRUSTED.user) as server:
        yield server


@contextmanager
def without_tokens(pair: tuple[Path, Path]) -> Iterator[MailServer]:
    with MailServer(pair, {"courier": "secret"}) as server:
        yield server


def test_every_conversation_signs_in_with_the_same_token(server: MailServer, pair: tuple[Path, Path]) -> None:
    sender = Sender(pair, server.port, TRUSTED.token(US))
    for _ in range(2):
        sender.transport.send(MAIL, US, THEM)
    assert [(taken.login, taken.encrypted) for taken in server.deliveries] == [(US, True)] * 2
    assert sender.asked == 1
    assert sender.transport.signed_in is not None
    assert (sender.transport.signed_in.how, sender.transport.signed_in.left()) == ("XOAUTH2", 3600.0)


def test_it_signs_in_by_what_the_server_offers(pair: tuple[Path, Path]) -> None:
    with MailServer(pair, user_of=TRUSTED.user, mechanism="OAUTHBEARER") as server:
        sender = Sender(pair, server.port, TRUSTED.token(US))
        sender.transport.send(MAIL, US, THEM)
        assert [taken.login for taken in server.deliveries] == [US]
        assert sender.transport.signed_in is not None
        assert sender.transport.signed_in.how == "OAUTHBEARER"
        sender = Sender(pair, server.port, TRUSTED.token(US, lasts=-60))
        assert "status 400: the token has run out, or is not for mail" in str(sender.trouble())


def test_a_token_refused_before_its_time_is_replaced_in_the_same_conversation(
    server: MailServer, pair: tuple[Path, Path]
) -> None:
    sender = Sender(pair, server.port, TRUSTED.token(US, lasts=-60), TRUSTED.token(US))
    sender.keeper.current()
    sender.now = 301.0
    sender.transport.send(MAIL, US, THEM)
    assert (sender.asked, len(server.deliveries), server.conversations) == (2, 1, 1)


def test_a_new_token_that_is_refused_is_an_alarm_told_in_plain_words(
    server: MailServer, pair: tuple[Path, Path]
) -> None:
    token = TRUSTED.token("somebody.else@ours.example")
    sender = Sender(pair, server.port, token)
    trouble = sender.trouble()
    assert str(trouble) == (
        f"localhost port {server.port} refused the token (535 5.7.8 Authentication credentials invalid; status 400: the token has "
        "run out, or is not for mail; it wants the scope https://mail.google.com/): "
        "let the application send from this mailbox, and open SMTP to it."
    )
    assert trouble.alarm is AlarmCode.SIGN_IN_REFUSED
    assert sender.asked == 1


def test_a_server_that_cannot_look_at_tokens_just_now_is_no_alarm(server: MailServer, pair: tuple[Path, Path]) -> None:
    server.faults["auth"] = "454 4.7.0 Temporary authentication failure"
    sender = Sender(pair, server.port, TRUSTED.token(US))
    sender.keeper.current()
    sender.now = 301.0
    assert sender.trouble().alarm is None
    assert sender.asked == 1
    server.faults["auth"] = DROP
    assert sender.trouble().alarm is None


def test_a_server_that_takes_no_tokens_is_told_so(pair: tuple[Path, Path]) -> None:
    with without_tokens(pair) as server:
        sender = Sender(pair, server.port)
        assert "does not offer a way to sign in, and nothing was sent" in str(sender.trouble())
    assert sender.asked == 0


def test_without_a_token_nothing_is_sent_and_it_is_told_why(server: MailServer, pair: tuple[Path, Path]) -> None:
    sender = Sender(pair, server.port, NoToken("the endpoint is down"), NoToken("refused", AlarmCode.SIGN_IN_REFUSED))
    trouble = sender.trouble()
    assert str(trouble) == f"There is no token to sign in at localhost port {server.port}: the endpoint is down."
    assert trouble.alarm is None
    sender.now = 15.0
    assert sender.trouble().alarm is AlarmCode.SIGN_IN_REFUSED
    assert server.deliveries == []
