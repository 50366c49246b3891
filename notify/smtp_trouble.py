"""What goes wrong with a mail server, each in one sentence that says what to do; no address in it."""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
from typing import Protocol

from domain.alarms import AlarmCode
from notify.token import TokenRefused

_ADDRESS = re.compile(r"<[^<>]*@[^<>]*>|\"[^\"]*\"@\S+|[^\s<>,;:\"()]+@[^\s<>,;:\"()]+")


class Server(Protocol):
    """A mail server, as sentences name it."""

    @property
    def host(self) -> str: ...
    @property
    def port(self) -> int: ...
    @property
    def login(self) -> str: ...
    @property
    def timeout(self) -> float: ...


def place_of(server: Server) -> str:
    """Host and port in words."""
    return f"{server.host} port {server.port}"


def why(server: Server, error: Exception, step: str) -> str:
    """One sentence: what, where, and what to do next."""
    place = place_of(server)
    if isinstance(error, smtplib.SMTPServerDisconnected) and isinstance(error.__context__, OSError):
        error = error.__context__  # smtplib hides a time-out in a sentence of its own
    match error:
        case ssl.SSLCertVerificationError():
            why = error.verify_message
            return f"The certificate of {place} is not trusted ({why}): check host, or name its authority in ca_file."
        case ssl.SSLError():
            why = error.reason or "closed"
            return f"No encrypted connection to {place} ({why}): check whether security is to be tls or starttls there."
        case socket.gaierror():
            return f"The mail server's name {server.host} is not known here: check host and the name service."
        case ConnectionRefusedError():
            return f"Nothing listens at {place}: check host and port."
        case TimeoutError():
            seconds = f"{server.timeout:g} seconds"
            return f"{place} did not answer within {seconds} while {step}: check host, port and firewall."
        case TokenRefused():
            said = answer_of(error.smtp_code, error.smtp_error, server.login)
            more = f"{said}; {error.objection}" if error.objection else said
            return (
                f"{place} refused the token ({more}): let the application send from this mailbox, and open SMTP to it."
            )
        case smtplib.SMTPAuthenticationError():
            said = answer_of(error.smtp_code, error.smtp_error, server.login)
            return f"{place} refused the sign-in ({said}): check login and password."
        case smtplib.SMTPNotSupportedError():
            missing = "STARTTLS" if step == "starting encryption" else "a way to sign in"
            return f"{place} does not offer {missing}, and nothing was sent: check security, port and login."
        case smtplib.SMTPResponseException():
            said = answer_of(error.smtp_code, error.smtp_error, server.login)
            return f"{place} refused the conversation while {step} ({said}): ask those who run the server."
    why = without_addresses(str(error), server.login) or type(error).__name__
    return f"The conversation with {place} broke while {step} ({why}): it will be tried again."


def alarm_of(error: Exception) -> AlarmCode | None:
    """What the operator is told of at once; a sign-in that the server cannot look at just now (4xx) is not refused."""
    if isinstance(error, smtplib.SMTPAuthenticationError) and error.smtp_code >= 500:
        return AlarmCode.SIGN_IN_REFUSED
    return AlarmCode.CERTIFICATE if isinstance(error, ssl.SSLCertVerificationError) else None


def without_addresses(text: str, *known: str) -> str:
    """One printable line of at most 300 characters in which every mail address, and the known ones' names, are cut out."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    line = _ADDRESS.sub("(address)", line)
    for address in known:
        name = address.rpartition("@")[0]
        if len(name) > 2:
            line = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "(address)", line, flags=re.IGNORECASE)
    return line[:300].rstrip(". ")


def answer_of(code: int, said: bytes | str, *known: str) -> str:
    """The server's answer in one line, without addresses."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return f"{code} {without_addresses(text, *known)}".strip()
