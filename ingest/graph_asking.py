"""Questions to Microsoft Graph about a mailbox; whatever goes wrong is one sentence that says what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from domain.alarms import AlarmCode
from domain.graph import THROTTLED, Answer, Broke, Line, NotAsked
from ingest.mailbox import MailboxFailed, lasting, passing

Took = TypeVar("Took")
PREFER = {"Prefer": 'IdType="ImmutableId"'}
"""Else a message's id would change whenever it is moved; told with every question, for it holds for that one alone."""
MOST_TRIES = 5
"""So often a question is asked that the server puts off, each time after as long as it asked us to wait."""
OF_NO_LINK = frozenset({401, 403, 408, 425, 429})
"""Answers 4xx that say nothing of what is asked for."""
NO_MAILBOX = frozenset(
    {
        "ErrorInvalidUser",
        "ErrorNonExistentMailbox",
        "MailboxNotEnabledForRESTAPI",
        "MailboxNotSupportedForRESTAPI",
        "Request_ResourceNotFound",
    }
)


class Resync(Exception):
    """The server has forgotten where we were, and everything has to be listed anew."""


class Dropped(MailboxFailed):
    """The connection ended under an answer; a new one may fare better. `cut` where we ended it ourselves."""

    def __init__(self, host: str, broke: Broke) -> None:
        how = "fell silent" if "Timeout" in str(broke) else "was dropped"
        super().__init__(
            f"The connection to {host} {how}; what was fetched is kept and the next poll tries again.", retry=True
        )
        self.cut = broke.cut


class Asking:
    """Asks on one line; `place` is what is asked about, as sentences name it."""

    def __init__(self, line: Line, place: str) -> None:
        self.line = line
        self.place = place

    def told(self, target: str, prefer: str = "", *, given: bool = False) -> dict[str, Any]:
        """The object that the server answers with; MailboxFailed where it does not, Resync where it has forgotten where we were,
        or takes a target no longer that it has `given` us."""
        headers = {"Prefer": f"{PREFER['Prefer']}, {prefer}"} if prefer else PREFER

        def took(answer: Answer) -> dict[str, Any]:
            if not answer.well:
                forgotten = any(word in answer.code.casefold() for word in ("syncstate", "resync"))
                refused = given and 400 <= answer.status <= 499 and answer.status not in OF_NO_LINK
                if answer.status == 410 or forgotten or refused:
                    raise Resync
                raise self.failed(answer)
            found = answer.object()
            if not found:
                raise passing(f"{self.line.host} does not answer as Microsoft Graph does; check host and any proxy")
            return found

        return self.ask("GET", target, took, {**headers, "Accept": "application/json"})

    def ask(
        self,
        method: str,
        target: str,
        took: Callable[[Answer], Took],
        headers: Mapping[str, str] = PREFER,
        body: bytes = b"",
    ) -> Took:
        """What `took` makes of the answer; the question is asked again while the server puts it off, and once where the connection
        dropped."""
        drops = 0
        for tries in range(1, MOST_TRIES + 1):
            try:
                with self.line.ask(method, target, headers, body) as answer:
                    if answer.status in THROTTLED and tries < MOST_TRIES:
                        continue
                    return took(answer)
            except NotAsked as none:
                raise (lasting(str(none), none.alarm) if none.lasting else passing(str(none))) from None
            except Broke as broke:
                drops += 1
                if drops > 1 or broke.cut:
                    raise Dropped(self.line.host, broke) from None
        raise AssertionError("the last try returns or raises")

    def failed(self, answer: Answer) -> MailboxFailed:
        """The sentence for an answer that is none."""
        host, told = self.line.host, answer.told
        if answer.status == 401:
            return lasting(
                f"{host} refused the token ({told}); check that scope in the section oauth is that of Microsoft Graph",
                AlarmCode.SIGN_IN_REFUSED,
            )
        if answer.status == 403:
            return lasting(
                f"{host} does not let the application into the mailbox ({told}); give it Mail.Read (to move: Mail.ReadWrite) "
                "with an administrator's consent, or put the mailbox into the scope of its role in Exchange",
                AlarmCode.SIGN_IN_REFUSED,
            )
        if answer.status == 404 and answer.code in NO_MAILBOX:
            return lasting(f"{host} knows no mailbox of this address ({told}); correct the setting login")
        if answer.status == 404:
            return lasting(f"{self.place} is not there ({told}); correct its name")
        if answer.status in THROTTLED or answer.status >= 500:
            return passing(f"{host} does not answer at present ({told})")
        if 300 <= answer.status <= 399:
            return lasting(f"{host} sends us elsewhere ({told}); correct host")
        return passing(f"{host} refuses to tell about {self.place[:1].lower()}{self.place[1:]} ({told})")
