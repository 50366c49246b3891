"""What goes wrong with an IMAP server, each in one sentence that says what to do. No answer of the server is repeated whole."""

from __future__ import annotations

import imaplib
import re
import socket
import ssl
from dataclasses import dataclass

from domain.access import NoToken
from domain.alarms import AlarmCode
from ingest.login import TokenRefused
from ingest.mailbox import MailboxFailed, lasting, passing

CODE = re.compile(r"\[([A-Z][A-Z-]{1,40})[\] ]")
"""A response code (RFC 5530) within an answer: the one part that is safe to repeat."""
PASSING = frozenset({"UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG", "OVERQUOTA", "CONTACTADMIN"})
"""Response codes of trouble that may end by itself."""


@dataclass(frozen=True, slots=True)
class Place:
    """A folder on a server, as sentences name it."""

    host: str
    port: int
    folder: str

    @property
    def server(self) -> str:
        """`host:port`."""
        return f"{self.host}:{self.port}"

    def __str__(self) -> str:
        return f"The folder {self.folder} on {self.server}"


class ConnectionDropped(MailboxFailed):
    """The connection ended or fell silent under a command; a new connection may fare better."""

    def __init__(self, place: Place, doing: str, error: BaseException) -> None:
        how = "fell silent" if isinstance(error, TimeoutError) else "was dropped"
        sentence = f"The connection to {place.server} {how} while {doing}; what was fetched is kept"
        super().__init__(f"{sentence} and the next poll tries again.", retry=True)


def told(error: BaseException) -> str:
    """The response code in the server's answer, else the kind of the error."""
    code = CODE.search(str(error))
    if code:
        return code[1]
    return "the server gave no code" if isinstance(error, imaplib.IMAP4.error) else type(error).__name__


def unreachable(place: Place, error: BaseException) -> MailboxFailed:
    """The sentence for a connection that could not be opened."""
    server = place.server
    if isinstance(error, ssl.SSLCertVerificationError):
        why = error.verify_message
        return lasting(
            f"The certificate of {server} is not trusted ({why}); check the host name, or give the CA file that signed it",
            AlarmCode.CERTIFICATE,
        )
    if isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError):
        return passing(f"{server} hung up before the encryption was agreed on; check host and port")
    if isinstance(error, ssl.SSLError):
        return lasting(
            f"{server} does not speak TLS as expected ({error.reason}); check the port and whether it wants STARTTLS"
        )
    if isinstance(error, socket.gaierror):
        return passing(f"The host name {place.host} cannot be resolved; check its spelling and this machine's DNS")
    if isinstance(error, TimeoutError):
        return passing(f"{server} does not answer in time; check host, port and firewall")
    if isinstance(error, ConnectionRefusedError):
        return passing(f"{server} refuses connections; check host and port and that the server runs")
    if isinstance(error, OSError):
        reason = error.strerror or type(error).__name__
        return passing(f"{server} cannot be reached ({reason}); check host, port and network")
    return passing(f"{server} does not greet as an IMAP server does ({told(error)}); check host and port")


def no_starttls(place: Place) -> MailboxFailed:
    """The sentence for a server that was asked for STARTTLS and has none; we do not go on without."""
    return lasting(f"{place.server} offers no STARTTLS; use TLS from the first byte, usually on port 993")


def refused_login(place: Place, user: str, error: BaseException) -> MailboxFailed:
    """The sentence for a login that was refused; never the password, nor the server's own words."""
    code = told(error)
    if code in PASSING:
        return passing(f"{place.server} cannot sign {user} in at present ({code})")
    if code == "PRIVACYREQUIRED":
        return lasting(
            f"{place.server} takes no password without encryption; use TLS or STARTTLS", AlarmCode.SIGN_IN_REFUSED
        )
    if isinstance(error, TokenRefused):
        return lasting(
            f"{place.server} refused the token for {user} ({error.objection or code}); "
            "let the application into this mailbox, and open IMAP to it",
            AlarmCode.SIGN_IN_REFUSED,
        )
    return lasting(
        f"{place.server} refused the login of {user} ({code}); correct name or password, or open IMAP to the account",
        AlarmCode.SIGN_IN_REFUSED,
    )


def no_token(place: Place, none: NoToken) -> MailboxFailed:
    """The sentence where there is no token to sign in with."""
    sentence = f"There is no token to sign in to {place.server}: {none}"
    return passing(sentence) if none.alarm is None else lasting(sentence, none.alarm)


def refused_folder(place: Place, error: BaseException) -> MailboxFailed:
    """The sentence for a folder that could not be opened."""
    code = told(error)
    if code in PASSING:
        return passing(f"{place} cannot be opened at present ({code})")
    return lasting(
        f"{place} cannot be opened ({code}): it does not exist or is not open to this account; correct its name"
    )
