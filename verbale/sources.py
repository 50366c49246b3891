"""The mailbox that the settings name, ready to be polled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from config.settings import Settings, SettingsError

if TYPE_CHECKING:
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
    from ingest.imap import ImapAccount, ImapSource
    from ingest.login import PasswordLogin

    for name in ("host", "login"):
        if not getattr(mailbox, name):
            raise SettingsError(
                f"Setting mailbox.{name} is missing; set VERBALE_MAILBOX_{name.upper()} or name it in verbale.toml."
            )
    return ImapSource(
        ImapAccount(
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
    )
