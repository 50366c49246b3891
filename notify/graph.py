"""Mail by Microsoft Graph: each mail is one request (sendMail), and what broke says whether the server may have it."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from contextlib import contextmanager

from domain.access import SignedIn
from domain.alarms import AlarmCode
from domain.graph import THROTTLED, Answer, Broke, Line, NotAsked
from notify.opening import unless_done_in
from notify.smtp import Refused, Unreachable, Unsure

FOR_NOW = frozenset({408, 409, 423, 425, 429, 503, 507, 509})
"""Answers that mean: not this time."""
NOT_TAKEN = FOR_NOW | {501}
"""Of 5xx, those of a server that surely does not have the mail; by any other it does not know itself what became of it."""
LONGEST = 15 * 60.0
"""Seconds that a conversation may last: a greeting and one mail."""
NO_MAIL = b"!"
"""What is no mail (nor base64), so that it can only be refused: to whoever may send, for what it is."""


class RefusedByGraph(Refused):
    """Graph said no to this mail, and does not have it."""

    def __init__(self, answer: Answer) -> None:
        super().__init__("data", answer.status, _told(answer))

    @property
    def permanent(self) -> bool:
        """True where the same mail would be refused again."""
        return self.code not in FOR_NOW


class GraphTransport:
    """Opens conversations by which mail goes out of the mailbox that the line leads to; a copy of each lies in its Sent Items. One
    is ended after `longest` seconds, however busy the line looks."""

    def __init__(self, line: Line, longest: float = LONGEST) -> None:
        self._line = line
        self._longest = longest

    @property
    def signed_in(self) -> SignedIn | None:
        """How we last signed in; None before."""
        return self._line.signed_in

    @contextmanager
    def open(self) -> Iterator[GraphConversation]:
        """A connection that has just answered, closed at the end. Raises Unreachable with one sentence."""
        try:
            with unless_done_in(self._longest, self._line.interrupt):
                self._greet()
                yield GraphConversation(self._line)
        finally:
            self._line.close()

    def send(self, mail: bytes, sender: str, recipient: str) -> str:
        """One mail in a conversation of its own; as `GraphConversation.say`."""
        with self.open() as conversation:
            return conversation.say(mail, sender, recipient)

    def check(self) -> str | None:
        """Asks to send what is no mail; None where it is refused for that alone, else one sentence on what does not work."""
        try:
            with self.open() as conversation:
                conversation.said(NO_MAIL)
        except RefusedByGraph as refused:
            return None if refused.code == 400 else f"{self._line.host} takes no mail at present ({refused})."
        except (Refused, Unreachable, Unsure) as error:
            return str(error)
        return f"{self._line.host} took for a mail what is none: check host, and whether a proxy answers for it."

    def _greet(self) -> None:
        """Connects, and asks after a folder that every mailbox has: whoever may send need not be allowed to see it."""
        host = self._line.host
        target = f"{self._line.mailbox}/mailFolders/sentitems?$select=id"
        try:
            with self._line.ask("GET", target) as answer:
                if answer.status in (401, 404):
                    raise _not_ours(host, answer)
                if answer.status >= 500 or answer.status in THROTTLED:
                    raise Unreachable(f"{host} takes no mail at present ({answer.told}): it will be tried again.")
                if 300 <= answer.status <= 399:
                    raise Unreachable(f"{host} sends us elsewhere ({answer.told}): check host.")
                if answer.well and not isinstance(answer.object().get("id"), str):
                    raise Unreachable(f"{host} does not answer as Microsoft Graph does: check host and any proxy.")
                for _ in answer.chunks:
                    pass
        except NotAsked as none:
            raise Unreachable(f"{none}.", none.alarm) from None
        except Broke as broke:
            raise Unreachable(f"The connection to {host} broke ({broke}): it will be tried again.") from None


class GraphConversation:
    """An open conversation, in which one mail can be said."""

    def __init__(self, line: Line) -> None:
        self._line = line

    def say(self, mail: bytes, sender: str, recipient: str) -> str:
        """The server has the mail and answers for it; returns its answer, without addresses. Who writes to whom is told by the
        mail's own header.

        Raises Refused, Unreachable (nothing was handed over) or Unsure (broken after the end of the mail)."""
        text = re.sub(rb"\r\n|\r|\n", b"\r\n", mail.rstrip(b"\r\n")) + b"\r\n"
        return self.said(base64.b64encode(text))

    def said(self, body: bytes) -> str:
        """As `say`, of a mail in base64."""
        host = self._line.host
        headers = {"Content-Type": "text/plain"}
        try:
            with self._line.ask("POST", f"{self._line.mailbox}/sendMail", headers, body) as answer:
                return _outcome(host, answer)
        except NotAsked as none:
            raise Unreachable(f"{none}.", none.alarm) from None
        except Broke as broke:
            if broke.whole:
                raise Unsure(f"No answer came after the end of the mail: {broke}.") from None
            raise Unreachable(
                f"The conversation with {host} broke before the mail was over ({broke}): it will be tried again."
            ) from None


def _outcome(host: str, answer: Answer) -> str:
    """What the server says once it has the mail; otherwise raises what it means."""
    if answer.status == 202:
        return _told(answer)
    if answer.well:
        raise Unsure(f"{host} does not answer as Microsoft Graph does ({_told(answer)}): check host and any proxy.")
    if answer.status in (401, 403, 404):
        raise _not_ours(host, answer)
    if 500 <= answer.status <= 599 and answer.status not in NOT_TAKEN:
        raise Unsure(f"The server does not know what became of the mail: {_told(answer)}.")
    if 400 <= answer.status <= 599:
        raise RefusedByGraph(answer)
    raise Unreachable(f"{host} does not answer as Microsoft Graph does ({answer.told}): check host and any proxy.")


def _not_ours(host: str, answer: Answer) -> Unreachable:
    """The sentence where it is we who may not, whatever the mail."""
    said = f"({answer.told})"
    if answer.status == 401:
        why = f"{host} refused the token {said}: check that scope in the section oauth is that of Microsoft Graph."
    elif answer.status == 404:
        why = f"{host} knows no mailbox of this address {said}: correct smtp.login."
    elif answer.code == "ErrorSendAsDenied":
        why = f"{host} does not let the mailbox send in the name of smtp.sender {said}: make it the mailbox's own address."
    else:
        why = (
            f"{host} does not let the application send from the mailbox {said}: give it Mail.Send with an administrator's "
            "consent, or put the mailbox into the scope of its role in Exchange."
        )
    return Unreachable(why, AlarmCode.SIGN_IN_REFUSED)


def _told(answer: Answer) -> str:
    """Status and code, and the server's own number of the request, by which those who run it find what became of it."""
    return f"{answer.told or answer.status}, request {answer.request}" if answer.request else answer.told
