"""The mailboxes that the settings name, folder by folder, ready to be polled."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from config.settings import MailboxSettings, Settings, SettingsError
from ingest.watchdog import Watchdog, interruptible

if TYPE_CHECKING:
    from config.settings import Account
    from ingest.hint import Hint
    from ingest.imap import ImapAccount
    from ingest.mailbox import MailSource
    from ingest.relief import Relief
    from ingest.sent_folder import Searched, SentFolder
    from store.database import Database
    from verbale.graph import GraphLine
    from verbale.tokens.keepers import Keepers

GRAPH_PATIENCE = 10.0
"""So many seconds a poll waits when Microsoft Graph asks it to; for longer it is left to the next one."""


@dataclass(frozen=True, slots=True)
class Polled:
    """One folder of one mailbox, with a connection of its own; polled by one thread at a time."""

    label: str
    """What the settings call it: `mailbox`, `mailboxes.geneva`; with its folder where it has several."""
    source: MailSource
    every: float
    """Seconds between two polls."""
    watchdog: Watchdog | None
    """None where it has nothing that could be interrupted."""
    listened: ImapAccount | None
    """Where a hint is wanted that something came; None where not."""
    relieved: tuple[ImapAccount | GraphLine, str] | None
    """The account, or a line to it, and the folder to which what is processed is moved; None where it stays."""

    @property
    def unread(self) -> dict[Path, str]:
        """Files of a folder that the last poll could not read, each with the reason."""
        from ingest.folder import FolderSource

        return self.source.unread if isinstance(self.source, FolderSource) else {}


def polled(settings: Settings, keepers: Keepers) -> tuple[Polled, ...]:
    """Every folder that is polled; SettingsError where a setting is missing, or one folder would be polled twice."""
    found: list[Polled] = []
    for section, mailbox in settings.polled.items():
        folders = mailbox.every_folder
        for folder in folders:
            source = _source(section, mailbox, folder, keepers)
            if any(other.source.name == source.name for other in found):
                raise SettingsError(
                    f"Section {section} of the settings names a folder that is polled already: {folder}."
                )
            label = f"{section}/{folder}" if len(folders) > 1 else section
            watched = interruptible(source)
            watchdog = Watchdog(watched, 60 * mailbox.stall_minutes, time.monotonic) if watched is not None else None
            idle = mailbox.kind == "imap" and mailbox.idle
            listened = imap_account(section, mailbox, folder, keepers) if idle else None
            relieved = (_account(section, mailbox, folder, keepers), mailbox.move_to) if mailbox.move_to else None
            found.append(Polled(label, source, mailbox.poll_seconds, watchdog, listened, relieved))
    return tuple(found)


def mail_hint(one: Polled, asked: Callable[[], None], chance: Callable[[], float]) -> Hint | None:
    """What calls `asked` when the folder may have changed; None where there is no such thing, or it is not wanted."""
    if one.listened is None:
        return None
    from ingest.hint import PATIENCE, Hint

    patience = one.watchdog.patience if one.watchdog is not None else PATIENCE
    return Hint(one.listened, asked, chance, patience=patience)


def mover(one: Polled, database: Database, clock: Callable[[], datetime]) -> Relief | None:
    """What moves the folder's processed messages to another one; None where they stay."""
    if one.relieved is None:
        return None
    from ingest.imap_connection import ImapAccount
    from ingest.relief import PATIENCE

    account, folder = one.relieved
    patience = one.watchdog.patience if one.watchdog is not None else PATIENCE
    if not isinstance(account, ImapAccount):
        from ingest.graph_moving import GraphMover

        return GraphMover(account, one.source.name, folder, database, clock, patience=patience)
    from ingest.moving import Mover

    return Mover(account, one.source.name, folder, database, clock, patience=patience)


def check_relief(account: ImapAccount | GraphLine, folder: str) -> None:
    """MailboxFailed where nothing can be moved to this folder."""
    from ingest.imap_connection import ImapAccount

    if isinstance(account, ImapAccount):
        from ingest.moving import check

        check(account, folder)
    else:
        from ingest.graph_moving import check as check_line

        check_line(account, folder)


def sent_folders(
    settings: Settings, keepers: Keepers, database: Database, clock: Callable[[], datetime]
) -> dict[str, SentFolder]:
    """Where uncertain mails are looked for, by the section that names the folder."""
    from ingest.sent_folder import SentFolder

    return {
        section: SentFolder(folder, database, clock) for section, (_, folder) in searched(settings, keepers).items()
    }


def searched(settings: Settings, keepers: Keepers) -> dict[str, tuple[str, Searched]]:
    """The Sent folders that the settings name, each with its name, by the section that names it."""
    from ingest.graph_sent import GraphSent
    from ingest.sent_folder import ImapSent

    found: dict[str, tuple[str, Searched]] = {}
    for section, mailbox in settings.polled.items():
        if mailbox.sent_folder and mailbox.kind == "graph":
            line = graph_line(section, mailbox, keepers, GRAPH_PATIENCE)
            found[section] = (mailbox.sent_folder, GraphSent(line, mailbox.sent_folder))
        elif mailbox.sent_folder:
            account = imap_account(section, mailbox, mailbox.sent_folder, keepers)
            found[section] = (mailbox.sent_folder, ImapSent(account))
    return found


def _source(section: str, mailbox: MailboxSettings, folder: str, keepers: Keepers) -> MailSource:
    if mailbox.kind == "maildir" and mailbox.path is not None:
        from ingest.maildir import MaildirSource

        return MaildirSource(mailbox.path)
    if mailbox.kind == "folder" and mailbox.path is not None:
        from ingest.folder import FolderSource

        return FolderSource(mailbox.path)
    if mailbox.kind == "graph":
        from ingest.graph import GraphSource

        return GraphSource(graph_line(section, mailbox, keepers, GRAPH_PATIENCE), mailbox.login, folder)
    from ingest.imap import ImapSource

    return ImapSource(imap_account(section, mailbox, folder, keepers))


def _account(section: str, mailbox: MailboxSettings, folder: str, keepers: Keepers) -> ImapAccount | GraphLine:
    if mailbox.kind == "graph":
        return graph_line(section, mailbox, keepers, GRAPH_PATIENCE)
    return imap_account(section, mailbox, folder, keepers)


def graph_line(section: str, account: Account, keepers: Keepers, patience: float) -> GraphLine:
    """The way to Microsoft Graph that waits at most `patience` seconds when it is asked to; SettingsError where it is not safe."""
    from domain.graph import HOST
    from verbale.graph import GraphAccount, GraphLine

    try:
        where = GraphAccount(
            mailbox=account.login,
            host=account.host or HOST,
            port=account.port or None,
            plain=account.security == "none",
            ca_file=account.ca_file,
            timeout=account.timeout,
        )
    except ValueError as error:
        raise SettingsError(f"Section {section} of the settings is wrong: {error}.") from error
    return GraphLine(where, keepers.named(account.oauth), keepers.clock, patience=patience)


def imap_account(section: str, mailbox: MailboxSettings, folder: str, keepers: Keepers) -> ImapAccount:
    """The account and folder; SettingsError where something is missing."""
    from ingest.imap import ImapAccount
    from ingest.login import Login, PasswordLogin, TokenLogin

    if missing := [f"{section}.{name}" for name in ("host", "login") if not getattr(mailbox, name)]:
        variables = " and ".join(f"VERBALE_{name}".replace(".", "_").upper() for name in missing)
        told = f"Setting {missing[0]} is" if len(missing) == 1 else f"Settings {' and '.join(missing)} are"
        it = "it" if len(missing) == 1 else "them"
        raise SettingsError(f"{told} missing; set {variables}, or name {it} in verbale.toml.")
    login: Login
    if mailbox.oauth:
        login = TokenLogin(mailbox.login, keepers.named(mailbox.oauth))
    else:
        login = PasswordLogin(mailbox.login, mailbox.secret(section))
    return ImapAccount(
        host=mailbox.host,
        user=mailbox.login,
        login=login,
        folder=folder,
        port=mailbox.port or None,
        security="plain" if mailbox.security == "none" else mailbox.security,
        ca_file=str(mailbox.ca_file) if mailbox.ca_file else None,
        read_timeout=mailbox.timeout,
        connect_timeout=min(mailbox.timeout, 30.0),
    )
