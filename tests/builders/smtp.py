"""A mail server of our own: aiosmtpd on a free port, with STARTTLS, sign-in, and faults where a test asks for them."""

from __future__ import annotations

import asyncio
import base64
import re
import ssl
import threading
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

DROP = "drop"
"""The server hangs up without a word."""
STALL = "stall"
"""The server says nothing until it is stopped."""
TAKE_AND_DROP = "take and drop"
"""Only at `end`: the server keeps the mail and hangs up without a word."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """One mail as the server took it."""

    sender: str
    recipients: tuple[str, ...]
    data: bytes
    encrypted: bool
    login: str | None


class MailServer:
    """Runs in a thread of its own from `with` to its end; `deliveries` is what it took, in order.

    `faults` maps a step (greet, auth, mail, rcpt, data, end) to an answer ("550 5.1.1 ...") or to DROP, STALL, TAKE_AND_DROP.
    `user_of` tells whom a token is for; where it is given, tokens are taken by `mechanism`. `conversations` counts connections,
    `stalls` those that met STALL.
    `before_answer` runs once the mail is taken and before its 250."""

    def __init__(
        self,
        certificate: tuple[Path, Path] | None = None,
        accounts: dict[str, str] | None = None,
        implicit_tls: bool = False,
        faults: dict[str, str] | None = None,
        user_of: Callable[[str], str | None] | None = None,
        mechanism: Literal["XOAUTH2", "OAUTHBEARER"] = "XOAUTH2",
    ) -> None:
        self.deliveries: list[Delivered] = []
        self.faults = faults or {}
        self.conversations = 0
        self.stalls = 0
        self.before_answer: Callable[[Delivered], None] | None = None
        self.port = 0
        self._accounts = accounts if user_of is None else accounts or {}
        self._user_of = user_of
        self._mechanism = mechanism
        self._implicit = implicit_tls
        self._context: ssl.SSLContext | None = None
        if certificate:
            self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._context.load_cert_chain(*certificate)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._ready = threading.Event()
        self._stop: asyncio.Event | None = None

    def __enter__(self) -> MailServer:
        self._thread.start()
        if not self._ready.wait(60):
            raise RuntimeError("the mail server did not start")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._stop is not None
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(120)
        assert not self._thread.is_alive()

    def _run(self) -> None:
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        self._stop = asyncio.Event()
        context = self._context if self._implicit else None
        server = await self._loop.create_server(self._conversation, "127.0.0.1", 0, ssl=context)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()
        await server.wait_closed()
        rest = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)

    def _conversation(self) -> SMTP:
        self.conversations += 1
        starttls = self._context if self._context and not self._implicit else None
        # Under implicit TLS aiosmtpd does not see that the conversation is encrypted.
        warnings.filterwarnings("ignore", "Requiring AUTH while not requiring TLS", UserWarning)
        return (_Talking if self._user_of is None else _LongTalking)(
            _Desk(self) if self._user_of is None else DESKS[self._mechanism](self, self._user_of),
            hostname="mail.test",
            tls_context=starttls,
            require_starttls=starttls is not None,
            authenticator=self._authenticated if self._accounts is not None else None,
            auth_required=self._accounts is not None,
            auth_require_tls=self._accounts is not None and not self._implicit,
            loop=self._loop,
        )

    def _authenticated(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        if mechanism not in ("LOGIN", "PLAIN") or not isinstance(data, LoginPassword) or not self._accounts:
            return AuthResult(success=False, handled=False)
        login, password = data.login.decode(), data.password.decode()
        return AuthResult(success=self._accounts.get(login) == password, handled=False, auth_data=login)

    async def fault(self, step: str, talking: SMTP) -> str | None:
        """The answer to give instead of the ordinary one; None where all is well."""
        asked = self.faults.get(step)
        if asked == STALL:
            assert self._stop is not None
            self.stalls += 1
            await self._stop.wait()
            return None
        if asked in (DROP, TAKE_AND_DROP):
            assert talking.transport is not None
            talking.transport.abort()
            raise ConnectionResetError
        return asked


class _Talking(SMTP):
    """aiosmtpd's conversation, with a door for faults before 354."""

    async def smtp_DATA(self, arg: str) -> None:
        answer = await self.event_handler.server.fault("data", self)
        if answer is not None:
            await self.push(answer)
            return
        await super().smtp_DATA(arg)


class _LongTalking(_Talking):
    """One that hears lines as long as tokens are."""

    line_length_limit = 12288

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.command_size_limits["AUTH"] = 12288


class _Desk:
    """aiosmtpd's hooks."""

    def __init__(self, server: MailServer) -> None:
        self.server = server

    async def handle_EHLO(
        self, talking: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        answer = await self.server.fault("greet", talking)
        return [answer] if answer else responses

    async def handle_MAIL(
        self, talking: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = await self.server.fault("mail", talking)
        if answer:
            return answer
        envelope.mail_from = address
        return "250 2.1.0 Ok"

    async def handle_RCPT(
        self, talking: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = await self.server.fault("rcpt", talking)
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, talking: SMTP, session: Session, envelope: Envelope) -> str:
        server = self.server
        asked = server.faults.get("end")
        if asked in (None, TAKE_AND_DROP):
            assert isinstance(envelope.content, bytes)
            login = session.auth_data if isinstance(session.auth_data, str) else None
            encrypted = session.ssl is not None or server._implicit
            taken = Delivered(envelope.mail_from or "", tuple(envelope.rcpt_tos), envelope.content, encrypted, login)
            server.deliveries.append(taken)
            if server.before_answer is not None:
                await asyncio.to_thread(server.before_answer, taken)
        return await server.fault("end", talking) or "250 2.0.0 Ok: queued as 4F2A"


class _TokenDesk(_Desk):
    """One that takes tokens as Google does: a refused one is first told of in JSON, which the client answers with nothing."""

    said = re.compile(r"user=([^\x01]*)\x01auth=Bearer ([^\x01]*)\x01\x01")

    def __init__(self, server: MailServer, user_of: Callable[[str], str | None]) -> None:
        super().__init__(server)
        self._user_of = user_of

    async def signed_in(self, talking: SMTP, args: list[str]) -> AuthResult:
        """What comes of these words of AUTH."""
        answer = await self.server.fault("auth", talking)
        if answer is not None:
            return AuthResult(success=False, handled=False, message=answer)
        found = self.said.fullmatch(base64.b64decode(args[1]).decode() if len(args) > 1 else "")
        if found and found[1] == self._user_of(found[2]):
            return AuthResult(success=True, auth_data=found[1])
        await talking.challenge_auth('{"status":"400","schemes":"Bearer","scope":"https://mail.google.com/"}')
        return AuthResult(success=False, handled=False)


class _GoogleDesk(_TokenDesk):
    """By XOAUTH2."""

    async def auth_XOAUTH2(self, talking: SMTP, args: list[str]) -> AuthResult:
        return await self.signed_in(talking, args)


class _BearerDesk(_TokenDesk):
    """By OAUTHBEARER (RFC 7628)."""

    said = re.compile(r"n,a=([^\x01,]*),\x01auth=Bearer ([^\x01]*)\x01\x01")

    async def auth_OAUTHBEARER(self, talking: SMTP, args: list[str]) -> AuthResult:
        return await self.signed_in(talking, args)


DESKS = {"XOAUTH2": _GoogleDesk, "OAUTHBEARER": _BearerDesk}
