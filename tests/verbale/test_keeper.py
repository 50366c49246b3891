"""The keeper of a token: renewed in time, by one thread for all, and an endpoint that fails is left alone for a while."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from domain.access import NoToken, signed_in_by
from domain.alarms import AlarmCode
from verbale.tokens.keeper import Granted, Keeper


class Server:
    """Gives numbered tokens for an hour, or the trouble that is put in front; `now` is the time."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.asked = 0
        self.trouble: NoToken | None = None
        self.keeper = Keeper(self._ask, lambda: self.now)

    def _ask(self) -> Granted:
        self.asked += 1
        if self.trouble is not None:
            raise self.trouble
        return Granted(f"token {self.asked}", 3600.0)

    def text(self) -> str:
        return self.keeper.current().text


def test_a_token_is_renewed_before_it_runs_out_and_not_earlier() -> None:
    server = Server()
    assert [server.text(), server.text()] == ["token 1", "token 1"]
    server.now += 3299
    assert server.text() == "token 1"
    server.now += 1
    assert [server.text(), server.text()] == ["token 2", "token 2"]


def test_a_short_lived_token_is_renewed_after_four_fifths_of_its_life() -> None:
    now = 0.0
    keeper = Keeper(lambda: Granted("x", 100.0), lambda: now)
    token = keeper.current()
    assert (token.renewed_at, token.until) == (80.0, 100.0)
    now = 30.0
    signed_in = signed_in_by("XOAUTH2", token, keeper)
    assert (signed_in.left(), signed_in.good_for) == (70.0, 50.0)


def test_while_the_endpoint_fails_the_old_token_is_used_to_its_end() -> None:
    server = Server()
    server.text()
    server.trouble = NoToken("down")
    server.now += 3400
    assert server.text() == "token 1"
    server.now += 200
    with pytest.raises(NoToken, match="down"):
        server.text()
    server.trouble, server.now = None, server.now + 30
    assert server.text() == "token 4"


def test_a_failing_endpoint_is_asked_ever_less_often() -> None:
    server = Server()
    server.trouble = NoToken("refused", AlarmCode.SIGN_IN_REFUSED)
    asked_at = []
    for second in range(2000):
        before = server.asked
        with pytest.raises(NoToken) as caught:
            server.text()
        assert caught.value.alarm is AlarmCode.SIGN_IN_REFUSED
        if server.asked > before:
            asked_at.append(second)
        server.now += 1
    assert asked_at == [0, 15, 45, 105, 225, 465, 765, 1065, 1365, 1665, 1965]
    server.trouble, server.now = None, server.now + 300
    server.text()
    server.now, server.trouble = server.now + 3600, NoToken("down")
    with pytest.raises(NoToken):
        server.text()
    server.trouble, server.now = None, server.now + 15
    assert server.text(), "after a good answer the waits begin anew"


def test_an_endpoint_that_asks_for_more_time_gets_it() -> None:
    server = Server()
    server.trouble = NoToken("busy", wait=120.0)
    with pytest.raises(NoToken):
        server.text()
    server.trouble, server.now = None, server.now + 119
    with pytest.raises(NoToken, match="busy"):
        server.text()
    server.now += 1
    assert server.text() == "token 2"


def test_a_refused_token_is_replaced_once_for_all_and_a_new_one_is_not() -> None:
    server = Server()
    old = server.keeper.current()
    assert server.keeper.instead_of(old) is None, "it is new, so that the refusal stands"
    server.now += 300
    new = server.keeper.instead_of(old)
    assert new is not None
    assert new.text == "token 2"
    assert server.keeper.instead_of(old) is new, "another connection that was refused the old one"
    assert server.keeper.instead_of(new) is None
    assert server.asked == 2


def test_many_threads_ask_once() -> None:
    gate, asked = threading.Event(), []

    def ask() -> Granted:
        asked.append(1)
        gate.wait(120)
        return Granted("the one", 3600.0)

    keeper = Keeper(ask, lambda: 0.0)
    with ThreadPoolExecutor(8) as pool:
        waiting = [pool.submit(keeper.current) for _ in range(8)]
        gate.set()
        assert {one.result().text for one in waiting} == {"the one"}
    assert len(asked) == 1


def test_no_token_is_in_what_objects_say_of_themselves() -> None:
    keeper = Keeper(lambda: Granted("hunter2", 3600.0), lambda: 0.0)
    assert "hunter2" not in repr(keeper.current()) + repr(Granted("hunter2", 1.0)) + repr(keeper)
