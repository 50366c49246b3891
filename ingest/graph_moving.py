"""The move by Microsoft Graph: what is processed goes to another folder of the mailbox, each message by itself.

Intended in the store first, as by IMAP: a message keeps its id wherever it lies, so that one whose move was begun twice is in the
other folder once."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from urllib.parse import quote

from domain.graph import THROTTLED, Answer, Line
from ingest.graph_asking import NO_MAILBOX, PREFER, Dropped
from ingest.graph_folder import UIDVALIDITY, GraphFolder
from ingest.mailbox import MailboxFailed, passing
from ingest.relief import PATIENCE, Relief
from store import moving
from store.database import Database
from store.moving import Movable

log = logging.getLogger(__name__)

OF_US = frozenset({401, 403}) | THROTTLED
"""Answers that would be the same for every other message."""
AT_ONCE = 20
"""So many moves are intended at once."""


class GraphMover(Relief):
    """Moves what is processed in one folder (`mailbox` is its name in the store) to `folder`; used by one thread at a time."""

    def __init__(
        self,
        line: Line,
        mailbox: str,
        folder: str,
        database: Database,
        clock: Callable[[], datetime],
        ticks: Callable[[], float] = time.monotonic,
        patience: float = PATIENCE,
    ) -> None:
        super().__init__(mailbox, database, clock, ticks, patience)
        self._line = line
        self._folder = GraphFolder(line, folder, ticks)
        self._ids: dict[str, str] = {}
        """The ids by which folders are listed, by those by which messages tell where they lie: Exchange writes one in two ways."""

    @property
    def answers(self) -> int:
        """How many of the server's answers have come whole."""
        return self._line.answers

    def interrupt(self) -> None:
        """What another thread waits for on this line ends at once."""
        self._line.interrupt()

    def _close(self) -> None:
        self._line.close()

    def _moved(self, waiting: Sequence[Movable], stopping: Callable[[], bool]) -> int:
        try:
            return self._all(waiting, stopping)
        except MailboxFailed as failed:
            if not failed.retry:
                self._folder.forget()  # somebody may make the folder anew, and then it has another id
            raise

    def _all(self, waiting: Sequence[Movable], stopping: Callable[[], bool]) -> int:
        done = left = 0
        _ = self._folder.id  # before anything is intended
        for start in range(0, len(waiting), AT_ONCE):
            if stopping():
                break
            some = [one for one in waiting[start : start + AT_ONCE] if self._lies_there(one)]
            for uidvalidity in dict.fromkeys(one.uidvalidity for one in some):
                uids = [one.uid for one in some if one.uidvalidity == uidvalidity]
                moved = self._some(uidvalidity, uids)
                done, left = done + moved, left + len(uids) - moved
        if left:
            raise passing(f"{self._line.host} did not let {left} messages be moved to the folder {self._folder.path}")
        return done

    def _lies_there(self, one: Movable) -> bool:
        """Whether the message is in the folder where we know it: whoever took it elsewhere wants it there."""
        ours = one.uidvalidity.removeprefix(UIDVALIDITY)
        theirs = self._told(self._address(one.uid), "parentFolderId")
        if theirs is None or theirs == ours:
            return theirs == ours
        if theirs not in self._ids:
            listed = self._told(f"{self._line.mailbox}/mailFolders/{quote(theirs, safe='')}", "id")
            if listed is None:
                return False
            self._ids[theirs] = listed
        return self._ids[theirs] == ours

    def _told(self, target: str, name: str) -> str | None:
        """The id that the server tells under this name; None where what is asked about is there no longer."""
        asking = self._folder.asking

        def took(answer: Answer) -> str | None:
            if answer.status == 404 and answer.code not in NO_MAILBOX:
                return None
            if not answer.well:
                raise asking.failed(answer)
            found = answer.object().get(name)
            if not isinstance(found, str) or not found:
                raise passing(f"{self._line.host} does not answer as Microsoft Graph does; check host and any proxy")
            return found

        return asking.ask("GET", f"{target}?$select={name}", took)

    def _some(self, uidvalidity: str, uids: Sequence[str]) -> int:
        """How many of these were moved and settled. One that the server refuses stays, and so do those that a failure keeps us
        from; of one in the midst of which the line broke the next comparison tells."""
        with self._database.transaction() as session:
            moving.intend(session, self._mailbox, uidvalidity, uids, self._clock())
        waiting, done = list(uids), []
        try:
            for uid in uids:
                if self._one(uid):
                    done.append(uid)
                    waiting.remove(uid)
        except Dropped:
            waiting.remove(uid)
            raise
        finally:
            with self._database.transaction() as session:
                moving.moved(session, self._mailbox, uidvalidity, done, self._clock())
                moving.stay(session, self._mailbox, uidvalidity, waiting)
        return len(done)

    def _one(self, uid: str) -> bool:
        """Whether the message was moved; MailboxFailed where it would be the same with every other."""
        asking = self._folder.asking
        body = json.dumps({"destinationId": self._folder.id}).encode()

        def took(answer: Answer) -> bool:
            if answer.status in OF_US:
                raise asking.failed(answer)
            if not answer.well:
                log.warning("a message could not be moved (%s)", answer.told)
            return answer.well

        headers = {**PREFER, "Content-Type": "application/json"}
        return asking.ask("POST", f"{self._address(uid)}/move", took, headers, body)

    def _address(self, uid: str) -> str:
        return f"{self._line.mailbox}/messages/{quote(uid, safe='')}"


def check(line: Line, folder: str) -> None:
    """MailboxFailed where there is no such folder."""
    try:
        _ = GraphFolder(line, folder).id
    finally:
        line.close()
