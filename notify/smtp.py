"""One mail, one conversation with the server; what broke says whether the server may have the mail."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from domain.access import NoToken, SignedIn
from domain.alarms import AlarmCode
from notify.opening import Encrypted, Opened, Plain, ending_after
from notify.smtp_trouble import alarm_of, answer_of, place_of, why, without_addresses

SignIn = Callable[[smtplib.SMTP], SignedIn]
"""Signs in on an open and (where configured) encrypted conversation; raises NoToken, or what smtplib raises where it is refused."""
REPORTS = (["RET=HDRS"], ["NOTIFY=SUCCESS,FAILURE,DELAY"])
"""What is said with MAIL and RCPT for every report: the header of the mail is enough, for it holds the Message-ID."""
LONGEST = 15
"""So many times its time-out may a conversation last in all; one in which every answer comes just in time is shorter."""
FAREWELL = 5.0
"""Seconds that we wait for an answer to QUIT: the mail is already settled."""
_ENHANCED = re.compile(r"[245]\.\d{1,3}\.\d{1,3}\b")


class Refused(Exception):
    """The server said no to this mail, and does not have it; `step` is mail, rcpt or data."""

    def __init__(self, step: Literal["mail", "rcpt", "data"], code: int, answer: str) -> None:
        super().__init__(answer)
        self.step = step
        self.code = code
        found = _ENHANCED.search(answer)
        self.enhanced = found[0] if found else None
        """The enhanced status code (RFC 3463), None where the server gave none."""

    @property
    def permanent(self) -> bool:
        """True for answers 5xx: the same mail would be refused again."""
        return self.code >= 500

    @property
    def theirs(self) -> bool:
        """True where the reason is the recipient's address or mailbox (RFC 3463, 3.2 and 3.3): others may well be served."""
        return self.step == "rcpt" and (self.enhanced or "")[1:4] in (".1.", ".2.")


class Unreachable(Exception):
    """The server surely does not have the mail, and the trouble is not the mail's: try again later. One plain sentence.

    `alarm` is what the operator is told of at once."""

    def __init__(self, message: str, alarm: AlarmCode | None = None) -> None:
        super().__init__(message)
        self.alarm = alarm


class Unsure(Exception):
    """The conversation broke after the end of the mail was sent: the server may have it. Never to be sent again by itself."""


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """The server that carries our mail; `timeout` is seconds without an answer, `ca_file` its authority where not a public one."""

    host: str
    port: int
    security: Literal["tls", "starttls", "none"] = "starttls"
    login: str = ""
    password: str = field(default="", repr=False)
    timeout: float = 60.0
    helo: str = ""
    """The name by which we introduce ourselves; empty: this host's."""
    ca_file: Path | None = None
    reports: bool = False
    """Whether it is asked to report what arrived, too, where it knows how (RFC 3461)."""

    def __post_init__(self) -> None:
        if self.security == "none" and self.login:
            raise ValueError(
                "a password is never sent without encryption: set security to tls or starttls, or clear the login"
            )


class Conversation:
    """An open conversation, signed in, in which one mail can be said."""

    def __init__(self, smtp: smtplib.SMTP, reports: bool = False) -> None:
        self._smtp = smtp
        self._reports = reports

    def say(self, mail: bytes, sender: str, recipient: str) -> str:
        """The server has the mail and answers for it; returns its answer, without addresses.

        Raises Refused, Unreachable (nothing was handed over) or Unsure (broken after the end of the mail)."""
        smtp = self._smtp
        text = re.sub(rb"(?m)^\.", b"..", re.sub(rb"\r\n|\r|\n", b"\r\n", mail.rstrip(b"\r\n"))) + b"\r\n"
        try:
            size = [f"SIZE={len(text)}"] if smtp.has_extn("size") else []
            head, told = ([], []) if not (self._reports and smtp.has_extn("dsn")) else REPORTS
            self._agreed("mail", smtp.mail(sender, [*size, *head]), recipient)
            self._agreed("rcpt", smtp.rcpt(recipient, told), recipient)
            self._agreed("data", smtp.docmd("DATA"), recipient, wanted=3)
            smtp.send(text)
        except (smtplib.SMTPException, OSError) as error:
            smtp.close()
            reason = without_addresses(str(error), recipient)
            raise Unreachable(
                f"The conversation with the mail server broke before the mail was over: {reason}."
            ) from error
        return self._handed_over(recipient)

    def _handed_over(self, recipient: str) -> str:
        """Sends the final dot: from here on the server may have the mail, whatever we hear."""
        try:
            self._smtp.send(b".\r\n")
            code, said = self._smtp.getreply()
        except (smtplib.SMTPException, OSError) as error:
            self._smtp.close()
            reason = without_addresses(str(error), recipient)
            raise Unsure(f"No answer came after the end of the mail: {reason}.") from error
        answer = answer_of(code, said, recipient)
        if 400 <= code <= 599:
            raise Refused("data", code, answer)
        if not 200 <= code <= 299:
            self._smtp.close()
            raise Unsure(f"The answer after the end of the mail cannot be understood: {answer}.")
        return answer

    def _agreed(
        self, step: Literal["mail", "rcpt", "data"], reply: tuple[int, bytes], recipient: str, wanted: int = 2
    ) -> None:
        code, said = reply
        if code // 100 == wanted:
            return
        answer = answer_of(code, said, recipient)
        if code == 421 or not 400 <= code <= 599:
            raise smtplib.SMTPServerDisconnected(f"answered {answer}")
        raise Refused(step, code, answer)


class SmtpTransport:
    """Opens conversations with one server; `sign_in` takes the place of login and password (for OAuth). A conversation is ended
    after `longest` seconds, however busy its line looks."""

    def __init__(self, server: SmtpServer, sign_in: SignIn | None = None, longest: float | None = None) -> None:
        self._server = server
        self._longest = LONGEST * server.timeout if longest is None else longest
        self._sign_in: SignIn | None = sign_in or (self._with_password if server.login else None)
        self.signed_in: SignedIn | None = None
        """How we last signed in; None where we have not, or need not."""

    @contextmanager
    def open(self) -> Iterator[Conversation]:
        """A conversation, encrypted as configured and signed in; closed at the end. Raises Unreachable with one sentence."""
        with ending_after(self._longest) as opened:
            smtp = self._connected(opened)
            try:
                self._prepare(smtp)
                yield Conversation(smtp, self._server.reports)
            except BaseException:
                smtp.close()
                raise
            self._leave(smtp)

    def send(self, mail: bytes, sender: str, recipient: str) -> str:
        """One mail in a conversation of its own; as `Conversation.say`."""
        with self.open() as conversation:
            return conversation.say(mail, sender, recipient)

    def check(self) -> str | None:
        """Connects, signs in and leaves without a mail; None where that works, else one sentence on what does not."""
        try:
            with self.open():
                return None
        except Unreachable as error:
            return str(error)

    def _connected(self, opened: Opened) -> smtplib.SMTP:
        server = self._server
        helo = server.helo or None
        try:
            if server.security == "tls":
                return Encrypted(opened, server.host, server.port, helo, server.timeout, self._context())
            return Plain(opened, server.host, server.port, helo, server.timeout)
        except (smtplib.SMTPException, OSError, ValueError) as error:
            raise Unreachable(why(self._server, error, "connecting"), alarm_of(error)) from error

    def _prepare(self, smtp: smtplib.SMTP) -> None:
        step = "introducing ourselves"
        try:
            smtp.ehlo_or_helo_if_needed()
            if self._server.security == "starttls":
                step = "starting encryption"
                smtp.starttls(context=self._context())
                smtp.ehlo_or_helo_if_needed()
            if self._sign_in is not None:
                step = "signing in"
                self.signed_in = self._sign_in(smtp)
        except NoToken as none:
            raise Unreachable(
                f"There is no token to sign in at {place_of(self._server)}: {none}.", none.alarm
            ) from None
        except (smtplib.SMTPException, OSError, ValueError) as error:
            raise Unreachable(why(self._server, error, step), alarm_of(error)) from error

    def _leave(self, smtp: smtplib.SMTP) -> None:
        """Says goodbye without waiting long, for nothing depends on the answer any more."""
        with suppress(smtplib.SMTPException, OSError, ValueError):
            if smtp.sock is not None:
                smtp.sock.settimeout(min(FAREWELL, self._server.timeout))
                smtp.quit()
        smtp.close()

    def _with_password(self, smtp: smtplib.SMTP) -> SignedIn:
        smtp.login(self._server.login, self._server.password)
        return SignedIn("a password")

    def _context(self) -> ssl.SSLContext:
        try:
            context = ssl.create_default_context(cafile=self._server.ca_file)
        except OSError as error:
            reason = error.strerror or "it holds no certificate"
            raise Unreachable(
                f"The authority's file {self._server.ca_file} cannot be used ({reason}): check ca_file."
            ) from error
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        return context
