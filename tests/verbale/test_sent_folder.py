"""The setting that names the Sent folder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config.settings import MailboxSettings, Settings, SmtpSettings
from domain.notices import Outbox, mail_id
from ingest.mailbox import MailboxFailed
from store import notices, outbox, sending
from tests.builders.dovecot import Dovecot, running_dovecot
from tests.builders.notices import saying
from tests.verbale.test_mailboxes import imap
from verbale.checkup import parts
from verbale.wiring import House, opened


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    with running_dovecot() as server:
        with server.client(None) as client:
            client.create_folder("Sent Items")
        yield server


def settings(folder: Path, mailbox: MailboxSettings) -> Settings:
    return Settings(data=folder / "data", mailbox=mailbox, smtp=SmtpSettings(host="localhost", port=1, security="none"))


def uncertain(house: House) -> int:
    """A mail that was under way when its process died; its row's id."""
    now = datetime.now(UTC)
    one = saying(due_at=now, message_id=None)
    with house.database.transaction() as session:
        notices.say(session, one, mail_id(one, "un.example"), now)
        (mail,) = sending.due(session, now, 1)
        assert sending.claim(session, mail.id, "gone:1:a.b.1", now, "text")
        assert sending.recover(session, lambda _: True, now) == 1
    return mail.id


def test_an_uncertain_mail_is_found_in_the_folder_that_the_settings_name(dovecot: Dovecot, tmp_path: Path) -> None:
    with opened(settings(tmp_path, imap(dovecot, sent_folder="Sent Items"))) as house:
        number = uncertain(house)
        assert house.find() == 0
        with house.database.reading() as session:
            mail = outbox.get(session, number)
        assert mail is not None
        dovecot.append(f"Message-ID: {mail.mail_id}\r\n\r\n".encode(), folder="Sent Items")
    with opened(house.settings) as house:  # another process, which remembers no waiting
        assert house.find() == 1
        with house.database.reading() as session:
            assert [mail.id for mail in outbox.at(session, [Outbox.SENT])] == [number]


def test_where_the_settings_name_none_nothing_is_looked_for(dovecot: Dovecot, tmp_path: Path) -> None:
    with opened(settings(tmp_path, imap(dovecot))) as house:
        uncertain(house)
        assert (house.sent_folders, house.find()) == ({}, 0)


def test_the_checkup_opens_the_folder(dovecot: Dovecot, tmp_path: Path) -> None:
    checks = dict(parts(settings(tmp_path, imap(dovecot, sent_folder="Sent Items"))))
    assert checks["mailbox/Sent Items"]().startswith("ok: a mail of which we do not know ")
    checks = dict(parts(settings(tmp_path, imap(dovecot, sent_folder="Nowhere"))))
    with pytest.raises(MailboxFailed, match="Nowhere"):
        checks["mailbox/Nowhere"]()


@pytest.mark.parametrize(
    ("other", "says"),
    [({"sent_folder": "INBOX"}, "not polled"), ({"sent_folder": "Sent", "kind": "maildir", "path": "/x"}, "maildir")],
)
def test_a_folder_that_cannot_be_it_is_a_wrong_setting(other: dict[str, str], says: str) -> None:
    with pytest.raises(ValueError, match=f"sent_folder: .*{says}"):
        Settings.model_validate({"mailbox": other})
