"""Several mailboxes and folders: each has its own poll, and one that fails does so alone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from config.settings import MailboxSettings, Settings, SettingsError, SmtpSettings
from domain.alarms import AlarmCode
from ingest.intake import Intake
from ingest.mailbox import MailboxFailed
from store import alarms, ledger
from tests.builders.dovecot import PASSWORD, USER, Dovecot, running_dovecot
from tests.builders.mailboxes import MaildirBox, mail
from tests.builders.program import verbale
from verbale.service import Service
from verbale.wiring import House, opened


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    with running_dovecot() as server:
        with server.client(None) as client:
            client.create_folder("Geneva")
        server.append(mail("one"))
        server.append(mail("two"), folder="Geneva")
        yield server


def imap(server: Dovecot, **other: Any) -> MailboxSettings:
    account: dict[str, Any] = {"host": "localhost", "port": server.tls_port, "login": USER, "password": PASSWORD}
    return MailboxSettings(**{**account, "ca_file": server.certificate, "poll_seconds": 0.2, **other})


def maildir(path: Path, *mails: bytes) -> MailboxSettings:
    box = MaildirBox(path)
    for raw in mails:
        box.put(raw)
    return MailboxSettings(kind="maildir", path=path, poll_seconds=0.2)


def settings(folder: Path, mailbox: MailboxSettings, **others: MailboxSettings) -> Settings:
    smtp = SmtpSettings(host="localhost", port=1, security="none")
    return Settings(data=folder / "data", mailbox=mailbox, mailboxes=others, smtp=smtp)


def kept(house: House) -> dict[str, int]:
    """How many messages are kept, by the end of the mailbox's name."""
    with house.database.reading() as session:
        return {account.mailbox.rpartition("/")[2]: account.kept for account in ledger.accounts(session)}


def test_each_folder_of_each_mailbox_is_polled_by_itself(dovecot: Dovecot, tmp_path: Path) -> None:
    both = imap(dovecot, folders=("INBOX", "Geneva"))
    with opened(settings(tmp_path, both, local=maildir(tmp_path / "Maildir", mail("three")))) as house:
        assert [one.label for one in house.polled] == ["mailbox/INBOX", "mailbox/Geneva", "mailboxes.local"]
        assert [came for _, came in house.fetch()] == [
            Intake(kept=1, bytes=len(mail("one"))),
            Intake(kept=1, bytes=len(mail("two"))),
            Intake(kept=1, bytes=len(mail("three"))),
        ]
        assert kept(house) == {"INBOX": 1, "Geneva": 1, "Maildir": 1}


def test_one_that_refuses_us_is_an_alarm_and_the_others_go_on(dovecot: Dovecot, tmp_path: Path) -> None:
    wrong = imap(dovecot, password="wrong")
    reached = threading.Event()
    with opened(settings(tmp_path, wrong, geneva=imap(dovecot, folder="Geneva"))) as house:

        def after(step: str) -> None:
            if step == "poll":
                reached.set()
                service.schedule.stop_soon()

        service = Service(house, after, patience=0.2, chance=lambda: 0.5)
        service.run()
        assert reached.is_set()
        assert kept(house) == {"INBOX": 0, "Geneva": 1}
        with house.database.reading() as session:
            assert [alarm.code for alarm in alarms.standing(session)] == [AlarmCode.SIGN_IN_REFUSED]


def test_where_every_mailbox_refuses_us_nothing_begins(dovecot: Dovecot, tmp_path: Path) -> None:
    wrong = imap(dovecot, password="wrong")
    with opened(settings(tmp_path, wrong, geneva=imap(dovecot, folder="Nowhere"))) as house:
        with pytest.raises(MailboxFailed, match="refused the login"):
            Service(house).run()
        with house.database.reading() as session:
            assert [alarm.code for alarm in alarms.standing(session)] == [AlarmCode.SIGN_IN_REFUSED]


def test_a_folder_that_would_be_polled_twice_is_a_wrong_setting(dovecot: Dovecot, tmp_path: Path) -> None:
    given = settings(tmp_path, imap(dovecot), geneva=imap(dovecot))
    with opened(given) as house, pytest.raises(SettingsError, match=r"mailboxes\.geneva .* polled already: INBOX"):
        house.fetch()


def test_fetch_and_check_say_of_each_how_it_is(tmp_path: Path) -> None:
    maildir(tmp_path / "Maildir", mail("one"))
    given = {
        "DATA": tmp_path / "data",
        "LOG_LEVEL": "error",
        "MAILBOX_KIND": "maildir",
        "MAILBOX_PATH": tmp_path / "Maildir",
        "MAILBOXES_GENEVA_KIND": "maildir",
        "MAILBOXES_GENEVA_PATH": tmp_path / "nowhere",
    }
    done = verbale("fetch", settings=given, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "mailbox: 1 new message kept, 0 already here.\n")
    assert done.stderr.startswith("verbale: mailboxes.geneva: ")
    said = verbale("check", settings=given, cwd=tmp_path).stdout
    assert "✓ mailbox    ok:" in said
    assert "✗ mailboxes.geneva" in said
