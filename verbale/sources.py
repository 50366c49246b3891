"""The mailbox that the settings name, ready to be polled."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from config.settings import Settings, SettingsError

if TYPE_CHECKING:
    from ingest.hint import Hint
    from ingest.imap import ImapAccount
    from ingest.mailbox import MailSource


def mail_source(settings: Settings) -> MailSource:
    """The mailbox of the settings; SettingsError where one is missing."""
    mailbox = settings.mailbox
    if mailbox.kind == "maildir" and mailbox.path is not None:
        from ingest.maildir import MaildirSource

        return MaildirSource(mailbox.path)
    if mailbox.kind == "folder" and mailbox.path is not None:
        from ingest.folder import FolderSource

        return FolderSource(mailbox.path)
    from ingest.imap import ImapSource

    return ImapSource(imap_account(settings))


def mail_hint(settings: Settings, asked: Callable[[], None], chance: Callable[[], float]) -> Hint | None:
    """What calls `asked` when the mailbox may have changed; None where there is no such thing, or it is not wanted."""
    if settings.mailbox.kind != "imap" or not settings.mailbox.idle:
        return None
    from ingest.hint import Hint

    return Hint(imap_account(settings), asked, chance)


def imap_account(settings: Settings) -> ImapAccount:
    """The IMAP account of the settings; SettingsError where something is missing."""
    from ingest.imap import ImapAccount
    from ingest.login import PasswordLogin

    mailbox = settings.mailbox
    for name in ("host", "login"):
        if not getattr(mailbox, name):
            raise SettingsError(
                f"Setting mailbox.{name} is missing; set VERBALE_MAILBOX_{name.upper()} or name it in verbale.toml."
            )
    return ImapAccount(
        host=mailbox.host,
        user=mailbox.login,
        login=PasswordLogin(mailbox.login, mailbox.secret("mailbox")),
        folder=mailbox.folder,
        port=mailbox.port or None,
        security="plain" if mailbox.security == "none" else mailbox.security,
        ca_file=str(mailbox.ca_file) if mailbox.ca_file else None,
        read_timeout=mailbox.timeout,
        connect_timeout=min(mailbox.timeout, 30.0),
    )
