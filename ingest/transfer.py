"""The words by which messages go to another folder: UID MOVE (RFC 6851), or what it stands for, said one by one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from domain.numbering import Traits, another
from ingest.imap_connection import REFUSALS, Connection, ImapAccount
from ingest.imap_traits import traits_of
from ingest.imap_trouble import told
from ingest.mailbox import lasting, passing


@dataclass(frozen=True, slots=True)
class Said:
    """What became of it. `refused` is the server's code where it refused; `perhaps_copied` where copies may lie in the other
    folder of what is still in this one."""

    refused: str | None = None
    perhaps_copied: bool = False


def transfer(
    connection: Connection,
    account: ImapAccount,
    folder: str,
    uids: Sequence[str],
    before: Mapping[str, Traits],
) -> Said:
    """Has these messages moved. Those of `before`, whose move was begun and not seen to end, are not copied twice where the server
    has no MOVE; trouble on the line is MailboxFailed."""
    numbers = [int(uid) for uid in uids]
    moves = knows_move(connection, account)
    copied = _lying_in(folder, account, before) if before and not moves else frozenset()
    perhaps = bool(copied)
    try:
        if moves:
            connection.ask("move", numbers, folder)
        else:
            if missing := [int(uid) for uid in uids if uid not in copied]:
                connection.ask("copy", missing, folder)
            perhaps = True
            # By their own UIDs: a bare EXPUNGE would take out what somebody else has marked.
            connection.ask("add_flags", numbers, [b"\\Deleted"])
            connection.ask("uid_expunge", numbers)
    except REFUSALS as error:
        return Said(told(error), perhaps)
    return Said()


def listed_still(connection: Connection, account: ImapAccount, uids: Collection[str]) -> frozenset[str]:
    """Those of the UIDs that the open folder still lists; MailboxFailed where the server does not say."""
    if not uids:
        return frozenset()
    try:
        found = connection.ask("search", ["UID", ",".join(uids)])
    except REFUSALS as error:
        raise passing(f"{account.place} did not list what was to be moved ({told(error)})") from None
    return frozenset(str(uid) for uid in found).intersection(uids)


def knows_move(connection: Connection, account: ImapAccount) -> bool:
    """True for MOVE, False for UIDPLUS alone, by which it can be done too; MailboxFailed where the server has neither."""
    try:
        if connection.ask("has_capability", "MOVE"):
            return True
        if connection.ask("has_capability", "UIDPLUS"):
            return False
    except REFUSALS as error:
        raise passing(f"{account.place.server} did not say what it can do ({told(error)})") from None
    raise lasting(
        f"{account.place.server} can move no message (it has neither MOVE nor UIDPLUS); leave the setting move_to empty"
    )


def _lying_in(folder: str, account: ImapAccount, wanted: Mapping[str, Traits]) -> frozenset[str]:
    """The UIDs of those that have a copy in the folder already; one that bears no Message-ID cannot be looked for."""
    there = Connection(replace(account, folder=folder))
    try:
        there.examine()
        return frozenset(uid for uid, traits in wanted.items() if traits.message_id and _has(there, traits))
    finally:
        there.close()


def _has(folder: Connection, wanted: Traits) -> bool:
    try:
        found = folder.ask("search", ["HEADER", "Message-ID", wanted.message_id])
        copies = traits_of(folder, [str(uid) for uid in found]).values()
    except (*REFUSALS, UnicodeError):
        return False  # then it is there twice, which is better than nowhere
    return any(copy.message_id == wanted.message_id and not another(wanted, copy) for copy in copies)
