"""The hint: a real server tells of what comes and goes; whatever happens to the line, nobody is held up and nothing runs wild."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from ingest.hint import Hint
from ingest.imap import ImapAccount
from tests.builders.dovecot import running_dovecot
from tests.builders.mailboxes import ImapBox, mail
from tests.builders.proxy import How, bad_line
from tests.builders.trickle import trickling_line

PATIENCE = 120.0


class Listener:
    """Counts how often a poll was asked for since the line was last given up for a while, and how often that was."""

    def __init__(self, account: ImapAccount, **limits: Any) -> None:
        self.asked = threading.Semaphore(0)
        self.given_up = threading.Semaphore(0)
        self.hint = Hint(account, self.asked.release, self._chance, **limits)

    def _chance(self) -> float:
        while self.asked.acquire(blocking=False):
            pass
        self.given_up.release()
        return 0.0

    @contextmanager
    def running(self) -> Iterator[Listener]:
        """From the moment at which the server is listened to."""
        self.hint.start()
        try:
            yield self
        finally:
            self.hint.stop()

    def hears(self) -> bool:
        """True once a poll was asked for once more."""
        return self.asked.acquire(timeout=PATIENCE)


def test_what_comes_and_goes_is_told_of_and_nothing_is_touched(imap_box: ImapBox) -> None:
    with Listener(imap_box.account()).running() as listener:
        assert listener.hears()
        imap_box.put(mail("one"))
        assert listener.hears()
        assert [flags for flags, _ in imap_box.traces()[1].values()] == [(b"\\Recent",)]
        imap_box.take_away(mail("one"))
        assert listener.hears()


def test_idle_is_begun_anew_and_asks_for_a_poll_each_time(imap_box: ImapBox) -> None:
    with Listener(imap_box.account(), renew=0.3).running() as listener:
        assert all(listener.hears() for _ in range(4))
        imap_box.put(mail())
        assert listener.hears()
    assert not listener.given_up.acquire(blocking=False)


@pytest.mark.parametrize("how", ["reset", "close", "stall"])
def test_a_line_that_breaks_with_the_news_is_opened_again(imap_box: ImapBox, how: How) -> None:
    breaking, stalls = threading.Event(), how == "stall"
    with bad_line(
        imap_box.server.tls_port, lambda number, sent, data: breaking.is_set() and not line.broken, how
    ) as line:
        account = imap_box.account(port=line.port, read_timeout=1.0 if stalls else 600.0)
        with Listener(account, renew=2.0 if stalls else 500.0, first_wait=0.1).running() as listener:
            assert listener.hears()
            breaking.set()
            imap_box.put(mail("swallowed"))
            assert line.breaks.wait(PATIENCE)
            assert listener.given_up.acquire(timeout=PATIENCE)
            assert listener.hears()
            imap_box.put(mail("told"))
            assert listener.hears()
        assert line.broken == 1
        assert line.connections == 2 or stalls  # a busy machine may be silent for longer than we wait, too


def test_a_line_that_drips_for_ever_is_shut_down_and_opened_again(imap_box: ImapBox) -> None:
    """Within IDLE, where a byte now and then keeps every time-out from running out."""
    with trickling_line(imap_box.server.starttls_port, b"idling", 0.2) as line:
        account = imap_box.account(port=line.port, security="plain", read_timeout=600.0)
        listener = Listener(account, renew=0.5, patience=0.5, first_wait=0.1)
        listener.hint.start()
        assert line.trickling.wait(PATIENCE)
        while not listener.given_up.acquire(timeout=0.05):
            listener.hint.look()
        assert listener.hears()
        listener.hint.stop()


def test_a_silent_line_says_little_and_a_dead_one_no_more(imap_box: ImapBox) -> None:
    """Answers on the wire: as many IDLEs as were due, however long nothing happens."""
    idles = 0

    def count(number: int, sent: int, data: bytes) -> bool:
        nonlocal idles
        idles += data.count(b"+ idling")
        return False

    with bad_line(imap_box.server.starttls_port, count) as line:
        account = imap_box.account(port=line.port, security="plain")
        began = time.monotonic()
        with Listener(account, renew=0.5).running() as listener:
            assert all(listener.hears() for _ in range(4))
        assert 4 <= idles <= (time.monotonic() - began) / 0.5 + 2
        assert line.connections == 1


def test_a_server_that_restarts_is_listened_to_again_and_asked_less_and_less_meanwhile() -> None:
    with running_dovecot() as server:
        box = ImapBox(server)
        with Listener(box.account(), first_wait=0.2, longest_wait=60.0).running() as listener:
            assert listener.hears()
            began = time.monotonic()
            server.stop()
            assert all(listener.given_up.acquire(timeout=PATIENCE) for _ in range(4))
            assert time.monotonic() - began >= (0.2 + 0.4 + 0.8) / 2
            server.start()
            assert listener.hears()
            box.put(mail())
            assert listener.hears()


def test_trouble_is_told_once_and_never_the_password(imap_box: ImapBox, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "ingest.hint")
    with Listener(imap_box.account(folder="Nowhere"), first_wait=0.01).running() as listener:
        assert all(listener.given_up.acquire(timeout=PATIENCE) for _ in range(4))
    (record,) = caplog.records
    assert record.getMessage().startswith(
        "no hints come from the mailbox, and the polls go on without: The folder Nowhere on"
    )


def test_a_server_without_idle_is_left_to_the_polls(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "ingest.hint")
    with running_dovecot() as server:
        configuration = server.folder / "dovecot.conf"
        server.restart(
            lambda: configuration.write_text(
                configuration.read_text() + "\nprotocol imap {\n  imap_capability = IMAP4rev1 UIDPLUS LITERAL+\n}\n"
            )
        )
        listener = Listener(ImapBox(server).account())
        listener.hint.start()
        listener.hint._thread.join(PATIENCE)
        assert not listener.hint._thread.is_alive()
        listener.hint.stop()
    assert [record.getMessage() for record in caplog.records] == [
        f"localhost:{server.tls_port} knows no IDLE; new messages are found by the polls"
    ]


def test_stopping_does_not_wait_for_the_server(imap_box: ImapBox) -> None:
    with bad_line(imap_box.server.tls_port, lambda number, sent, data: stalled.is_set(), "stall") as line:
        stalled = threading.Event()
        listener = Listener(imap_box.account(port=line.port, read_timeout=600.0))
        listener.hint.start()
        assert listener.hears()
        stalled.set()
        listener.hint.stop()
        listener.hint._thread.join(PATIENCE)
        assert not listener.hint._thread.is_alive()
    listener.hint.start()
    listener.hint.stop()


def test_one_who_was_never_started_can_be_stopped(imap_box: ImapBox) -> None:
    Listener(imap_box.account()).hint.stop()
