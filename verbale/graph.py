"""The one door to Microsoft Graph: HTTPS with time limits, a token, and as long a wait as the server asks for."""

from __future__ import annotations

import logging
import math
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit

import httpx

from domain.access import AccessToken, NoToken, SignedIn, Tokens, signed_in_by
from domain.graph import THROTTLED, WORD, Answer, Broke, NotAsked, code_in
from domain.hosts import LOOPBACK
from verbale.graph_account import GraphAccount, unreachable
from verbale.retry_after import LONGEST_ASKED, waiting

_T = TypeVar("_T", bound="AccessToken | None")
for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)  # their other lines repeat addresses

__all__ = ["GraphAccount", "GraphLine"]

PIECE = 1 << 20
"""A long answer comes in pieces of so many bytes, each of which counts as progress."""
ASKED_FOR_NOTHING = 5.0
"""Seconds that a server is left alone which says "not now", and not for how long."""
LONGEST_ERROR = 64 * 1024
"""So many bytes of an answer that says what is wrong are read."""


class GraphLine:
    """A connection that is opened when it is needed. Where the server asks to be left alone, the next question waits for that
    long if it is at most `patience` seconds; otherwise it is NotAsked, without a word to the server. `clock` is for dates in
    Retry-After."""

    def __init__(
        self,
        account: GraphAccount,
        tokens: Tokens,
        clock: Callable[[], datetime],
        ticks: Callable[[], float] = time.monotonic,
        patience: float = 0.0,
        pause: Callable[[float], object] | None = None,
    ) -> None:
        self._account = account
        self._tokens = tokens
        self._clock = clock
        self._ticks = ticks
        self._patience = patience
        self._woken = threading.Event()
        self._pause = pause or self._woken.wait
        self._client: httpx.Client | None = None
        self._context: ssl.SSLContext | None = None
        self._streams: list[Any] = []
        """The network streams of the open connection, the innermost last."""
        self._cut = False
        self._not_before = -math.inf
        self.signed_in: SignedIn | None = None
        """How we last signed in; None before."""
        self.answers = 0
        """How many answers, or whole pieces of long ones, have come."""

    @property
    def host(self) -> str:
        """The server's name, with the port where that is not the usual one."""
        return self._account.place

    @property
    def mailbox(self) -> str:
        """`/v1.0/users/` and the mailbox's address."""
        return f"/v1.0/users/{quote(self._account.mailbox, safe='@')}"

    @contextmanager
    def ask(
        self, method: str, target: str, headers: Mapping[str, str] | None = None, body: bytes = b""
    ) -> Iterator[Answer]:
        """The answer; a token that is refused before its time is replaced once. NotAsked or Broke where there is none."""
        url = self._url(target)
        self._leave_alone()
        with ExitStack() as stack:
            token = self._token(self._tokens.current)
            response = stack.enter_context(self._said(method, url, dict(headers or {}), body, token))
            if response.status_code == 401:
                refused, newer = token, self._token(lambda: self._tokens.instead_of(token))
                if newer is not None and newer is not refused:
                    response.close()
                    token = newer
                    response = stack.enter_context(self._said(method, url, dict(headers or {}), body, token))
            if response.status_code not in (401, 403):
                self.signed_in = signed_in_by("a token", token, self._tokens)
            yield self._answer(response)

    def interrupt(self) -> None:
        """What another thread waits for on this line ends at once, or what it asks for next."""
        self._cut = True
        self._woken.set()
        self._shut_down()

    def _shut_down(self) -> None:
        for stream in tuple(self._streams):
            line = stream.get_extra_info("socket")
            if isinstance(line, socket.socket):
                with suppress(OSError):
                    # Not SSLSocket's own, which would take the encryption away from under the other thread.
                    socket.socket.shutdown(line, socket.SHUT_RDWR)

    def close(self) -> None:
        """Closes the connection; the next question opens another."""
        client, self._client = self._client, None
        self._streams.clear()
        if client is not None:
            with suppress(Exception):
                client.close()

    def _url(self, target: str) -> str:
        """The whole address; NotAsked for that of another server, which must not see our token."""
        if target.startswith("/"):
            return self._account.url + target
        theirs, ours = urlsplit(target), urlsplit(self._account.url)
        if (theirs.scheme, theirs.hostname, theirs.port or 443) != (ours.scheme, ours.hostname, ours.port or 443):
            raise NotAsked(f"{self.host} names an address on another server; it is not followed")
        return target

    def _leave_alone(self) -> None:
        wait = self._not_before - self._ticks()
        if wait > self._patience:
            raise NotAsked(f"{self.host} asked to be left alone for {math.ceil(wait)} more seconds")
        if wait > 0:
            self._pause(wait)
        if self._cut:
            self._cut = False
            self._woken.clear()
            self.close()
            raise Broke("interrupted", whole=False, cut=True)

    def _token(self, get: Callable[[], _T]) -> _T:
        try:
            return get()
        except NoToken as none:
            sentence = f"There is no token to sign in to {self.host}: {none}"
            raise NotAsked(sentence, lasting=none.alarm is not None, alarm=none.alarm) from None

    @contextmanager
    def _said(
        self, method: str, url: str, headers: dict[str, str], body: bytes, token: AccessToken
    ) -> Iterator[httpx.Response]:
        client = self._open()
        whole = [not body]

        def parts() -> Iterator[bytes]:
            """The body, its last byte by itself: what breaks before that was asked for left the server without the whole."""
            yield body[:-1]
            whole[0] = True
            yield body[-1:]

        headers["Authorization"] = f"Bearer {token.text}"
        if body:
            headers["Content-Length"] = str(len(body))
        try:
            request = client.build_request(
                method, url, headers=headers, content=parts() if body else None, extensions={"trace": self._trace}
            )
            response = client.send(request, stream=True)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError) as error:
            self.close()
            self._was_cut(whole=False)
            raise unreachable(self._account, error) from None
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            self.close()
            self._was_cut(whole=whole[0])
            raise Broke(type(error).__name__, whole=whole[0]) from None
        try:
            yield response
        finally:
            with suppress(Exception):
                response.close()

    def _was_cut(self, *, whole: bool) -> None:
        if self._cut:
            self._cut = False
            self._woken.clear()
            raise Broke("interrupted", whole=whole, cut=True) from None

    def _answer(self, response: httpx.Response) -> Answer:
        headers = response.headers
        status = response.status_code
        if status in THROTTLED:
            wait = waiting(headers.get("Retry-After", ""), self._clock()) or ASKED_FOR_NOTHING
            self._not_before = self._ticks() + min(wait, LONGEST_ASKED)
        number = headers.get("request-id", "")
        number = number if WORD.fullmatch(number) else ""
        if not response.is_success:
            raw = bytearray()
            with suppress(Broke):  # what it said is known; only why is not
                for chunk in self._chunks(response):
                    raw += chunk
                    if len(raw) > LONGEST_ERROR:
                        break
            return Answer(status, code_in(bytes(raw)), request=number)
        told = headers.get("Content-Length", "")
        plain = "Content-Encoding" not in headers
        ends = told != "" or "chunked" in headers.get("Transfer-Encoding", "").lower()
        length = int(told) if told.isdecimal() and plain else None
        return Answer(status, length=length, ends=ends, request=number, chunks=self._chunks(response))

    def _chunks(self, response: httpx.Response) -> Iterator[bytes]:
        try:
            for chunk in response.iter_bytes(PIECE):
                self.answers += 1
                yield chunk
        except (httpx.HTTPError, OSError) as error:
            self.close()
            self._was_cut(whole=True)
            raise Broke(type(error).__name__) from None
        self.answers += 1

    def _open(self) -> httpx.Client:
        if self._client is None:
            account = self._account
            try:
                context = self._context = self._context or ssl.create_default_context(cafile=account.ca_file)
            except OSError:
                raise NotAsked(
                    f"The CA file {account.ca_file} cannot be read as PEM; give the right file", lasting=True
                ) from None
            context.minimum_version = ssl.TLSVersion.TLSv1_2
            outside = account.host not in LOOPBACK  # a proxy knows the way to others, not to ourselves
            limits = httpx.Limits(max_connections=1)
            self._client = httpx.Client(verify=context, timeout=account.timeout, trust_env=outside, limits=limits)
        return self._client

    def _trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Hears of every connection that httpx opens, so that another thread can end it."""
        if event == "connection.connect_tcp.started":
            self._streams.clear()
        elif event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self._streams.append(info["return_value"])
            if self._cut:  # it was interrupted before there was anything to shut down
                self._shut_down()
