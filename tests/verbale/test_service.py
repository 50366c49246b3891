"""The service: what it does about its end."""

from __future__ import annotations

import json
import signal
import socket
import threading
import time
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from config.settings import MailboxSettings, Settings, SmtpSettings
from domain.alarms import AlarmCode
from domain.reading import Reading
from domain.stages import Stage
from ingest.pipeline import ReadingFailed
from notify.courier import Round
from parsers.worker import ParserFailed
from store import alarms, messages, queue
from tests.builders.dovecot import PASSWORD, USER, Dovecot, running_dovecot
from tests.builders.mailboxes import mail
from tests.builders.patience import TRIES
from tests.builders.ports import free_port
from tests.builders.program import running, verbale
from tests.builders.proxy import bad_line
from tests.builders.rows import kept, reading
from tests.builders.trickle import trickling_line
from verbale.service import Service, told
from verbale.wiring import opened


class Endless:
    """Workers that read until they are closed."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self._closed = threading.Event()

    def read(self, raw: bytes, file: str) -> Reading:
        self.begun.set()
        self._closed.wait()
        raise ParserFailed("crash", "these workers are closed")

    def close(self) -> None:
        self._closed.set()


def test_a_reading_that_does_not_end_holds_no_stop_up_and_its_message_waits(tmp_path: Path) -> None:
    for part in ("new", "cur"):
        (tmp_path / "mail" / part).mkdir(parents=True)
    settings = Settings(
        data=tmp_path / "data",
        mailbox=MailboxSettings(kind="maildir", path=tmp_path / "mail", acknowledge_since=date(2000, 1, 1)),
        smtp=SmtpSettings(host="localhost", port=1, security="none"),
    )
    workers: Any = Endless()
    with opened(settings) as house:
        house.__dict__["workers"] = workers
        with house.database.transaction() as session:
            number = kept(session)
        service = Service(house, patience=0.2)

        def stop() -> None:
            workers.begun.wait(120)
            service.schedule.stop_soon()

        threading.Thread(target=stop, daemon=True).start()
        service.run()
        with house.database.reading() as session:
            message = messages.get(session, number)
        assert message is not None
        assert (message.stage, message.claimed_by, message.attempts) == (Stage.RECEIVED, None, 0)


class Broken:
    """Workers that break on some bytes, or on all."""

    def __init__(self, on: bytes) -> None:
        self._on = on

    def read(self, raw: bytes, file: str) -> Reading:
        if self._on in raw:
            raise ParserFailed("memory", "took more memory than it may")
        return reading(raw)


@pytest.mark.parametrize(("on", "code"), [(b"deadly", AlarmCode.SHUNTED), (b"", AlarmCode.NOTHING_READ)])
def test_what_cannot_be_read_is_an_alarm(tmp_path: Path, on: bytes, code: AlarmCode) -> None:
    with opened(Settings(data=tmp_path / "data")) as house:
        house.__dict__["workers"] = Broken(on)
        with house.database.transaction() as session:
            kept(session, raw=b"Subject: deadly\r\n\r\n")
        with suppress(ReadingFailed):
            house.work()
        with house.database.reading() as session:
            assert [alarm.code for alarm in alarms.standing(session)] == [code]


def test_what_a_folder_holds_and_cannot_be_read_is_a_warning_without_names_at_each_poll(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("mail/a.eml", "mail/b.eml"):
        (tmp_path / name).mkdir(parents=True)
    mailbox = MailboxSettings(kind="folder", path=tmp_path / "mail")
    with opened(Settings(data=tmp_path / "data", mailbox=mailbox)) as house:
        house.fetch()
        house.fetch()
    told = [record.getMessage() for record in caplog.records if record.levelname == "WARNING"]
    assert told == ["2 entries of the folder cannot be read: `verbale fetch` and `verbale check` say which"] * 2


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_desk_ends_well_when_it_is_told_to(number: signal.Signals, tmp_path: Path) -> None:
    port = free_port()
    log = tmp_path / "log"
    with running("serve", settings={"DATA": tmp_path / "data", "DESK_PORT": port}, cwd=tmp_path, log=log) as process:
        until = time.monotonic() + 120
        while time.monotonic() < until:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.1)
        process.send_signal(number)
        assert process.wait(120) == 0, log.read_text()
    assert "Traceback" not in log.read_text()


def test_a_round_that_stopped_does_not_say_that_nothing_was_due() -> None:
    assert told(Round()) == "Mails: none due."
    assert told(Round(sent=2)) == "Mails: 2 sent."
    trouble = "Nothing listens at localhost port 1: check host and port."
    assert told(Round(trouble=trouble)) == f"Mails: none sent; the others wait. {trouble}"
    assert told(Round(sent=2, trouble=trouble)) == f"Mails: 2 sent; the others wait. {trouble}"


def of_mailbox(server: Dovecot, folder: Path, **more: object) -> dict[str, object]:
    """Settings for a program that polls this server, and whose own mails nobody takes."""
    (folder / "password").write_text(PASSWORD)
    return {
        "DATA": folder / "data",
        "MAILBOX_HOST": "localhost",
        "MAILBOX_PORT": server.tls_port,
        "MAILBOX_LOGIN": USER,
        "MAILBOX_PASSWORD_FILE": folder / "password",
        "MAILBOX_CA_FILE": server.certificate,
        "SMTP_HOST": "localhost",
        "SMTP_PORT": 1,
        "SMTP_SECURITY": "none",
        "SMTP_ROUND_SECONDS": 3600,
        **more,
    }


def test_what_comes_is_fetched_at_the_servers_word_long_before_the_next_poll(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with running_dovecot() as server:
        settings = of_mailbox(server, tmp_path, MAILBOX_POLL_SECONDS=3600)
        server.append(mail("one"))
        with running("run", settings=settings, cwd=tmp_path, log=log) as process:
            for number, subject in enumerate(("two", "three", "four"), 1):
                wait_for("intake: kept 1 message", number, log)
                server.append(mail(subject))
            wait_for("intake: kept 1 message", 4, log)
            process.send_signal(signal.SIGTERM)
            assert process.wait(120) == 0, log.read_text()
    assert "no hints" not in log.read_text()


def test_idle_that_hangs_on_a_severed_link_keeps_no_mail_waiting(tmp_path: Path) -> None:
    """From the moment at which IDLE begins, its line is silent, and nobody hangs up."""
    idling = threading.Event()

    def hangs(_number: int, _before: int, data: bytes) -> bool:
        hit = b"idling" in data
        if hit:
            idling.set()
        return hit

    with running_dovecot() as server, bad_line(server.starttls_port, hangs, "stall") as line:
        mailbox = MailboxSettings(
            host="127.0.0.1",
            port=line.port,
            security="none",
            login=USER,
            password=SecretStr(PASSWORD),
            poll_seconds=0.2,
        )
        smtp = SmtpSettings(host="localhost", port=1, security="none")
        with opened(Settings(data=tmp_path / "data", mailbox=mailbox, smtp=smtp)) as house:
            house.__dict__["workers"] = Endless()
            came = threading.Event()

            def after(step: str) -> None:
                with house.database.reading() as session:
                    if step == "poll" and queue.counts(session):
                        came.set()

            service = Service(house, after, patience=0.2)

            def somebody_writes() -> None:
                if idling.wait(120):
                    server.append(mail("one"))
                    came.wait(120)
                service.schedule.stop_soon()

            threading.Thread(target=somebody_writes, daemon=True).start()
            service.run()
            assert (idling.is_set(), came.is_set()) == (True, True)


def test_what_is_processed_is_moved_where_the_settings_say_so(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with running_dovecot() as server:
        settings = of_mailbox(server, tmp_path, MAILBOX_POLL_SECONDS=1, MAILBOX_MOVE_TO="Processed")
        assert "The folder Processed" in verbale("check", settings=settings, cwd=tmp_path).stdout
        with server.client(None) as client:
            client.create_folder("Processed")
        server.append(mail("one"))
        with running("run", settings=settings, cwd=tmp_path, log=log) as process:
            wait_for("moved 1 processed message", 1, log)
            process.send_signal(signal.SIGTERM)
            assert process.wait(120) == 0, log.read_text()
        with server.client("Processed", readonly=True) as client:
            assert len(client.search("ALL")) == 1
        told = verbale("ledger", "--json", settings=settings, cwd=tmp_path)
    (line,) = [json.loads(one) for one in told.stdout.splitlines()]
    assert (line["moved"], line["gone"], line["kept"], line["unaccounted"]) == (1, 0, 0, 0)
    assert told.returncode == 0


def test_a_greeting_that_drips_holds_the_start_up_for_a_while_only(tmp_path: Path) -> None:
    with running_dovecot() as server, trickling_line(server.tls_port, b"", 0.5, each=True) as line:
        mailbox = MailboxSettings(
            host="localhost", port=line.port, login=USER, password=SecretStr(PASSWORD), ca_file=server.certificate
        )
        with opened(Settings(data=tmp_path / "data", mailbox=mailbox)) as house:
            for patience in TRIES:
                house.knock(patience)
                if line.trickling.is_set():
                    break
        assert line.trickling.is_set()


def wait_for(words: str, times: int, log: Path) -> None:
    """Returns when the process has said these words so often."""
    until = time.monotonic() + 180
    while log.read_text().count(words) < times:
        assert time.monotonic() < until, log.read_text()
        time.sleep(0.1)
