"""The one door to token endpoints: HTTPS with time limits; what goes wrong is NoToken, and no answer is repeated whole."""

from __future__ import annotations

import json
import re
import socket
import ssl
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx

from domain.access import NoToken
from domain.alarms import AlarmCode
from domain.hosts import LOOPBACK
from notify.opening import Opened, ending_after
from verbale.retry_after import waiting
from verbale.tokens.keeper import Granted

SECONDS = 3600.0
"""How long a token is good whose endpoint does not say so (RFC 6749, 5.1, leaves it out where it is known otherwise)."""
LONGEST = 10
"""So many times its time-out may an answer take in all; whoever waits for it has given up long before."""
_WORD = re.compile(r"[A-Za-z0-9_.-]{1,60}")
_MICROSOFT = re.compile(r"AADSTS\d{4,9}")
_TRUST = "the certificate of {place} is not trusted ({why}); check the host name, or give the CA file that signed it"

ADVICE = {
    "invalid_grant": "the sign-in that the refresh token stands for has ended; sign in again with `verbale sign-in`",
    "invalid_client": "correct client_id and client_secret, or make a new secret",
    "unauthorized_client": "the application is not allowed this; correct its registration",
    "invalid_scope": "correct the scope, or grant it to the application",
    "AADSTS7000215": "the client secret is wrong (its value is wanted, not its ID); correct it",
    "AADSTS7000222": "the client secret has expired; make a new one in the application's registration",
    "AADSTS700016": "the tenant knows no application with this client_id; correct client_id or tenant",
    "AADSTS700027": "the application's registration does not hold this certificate; upload it there",
    "AADSTS90002": "there is no such tenant; correct it",
    "AADSTS53003": "a policy of Conditional Access blocks the application; let it through",
}
"""What to do about an error, by its code."""


class Web:
    """A client for token endpoints, `clock` for dates in Retry-After; used by one thread at a time. msal may be given it, too.

    A question is given up after `longest` seconds, whatever comes, lest its refresh token be held for ever."""

    def __init__(
        self,
        clock: Callable[[], datetime],
        ca_file: Path | None = None,
        timeout: float = 30.0,
        longest: float | None = None,
    ) -> None:
        self._clock = clock
        self._ca_file = ca_file
        self._timeout = timeout
        self._longest = LONGEST * timeout if longest is None else longest

    def get(self, url: str, **asked: Any) -> httpx.Response:
        """As `post`."""
        return self._answer("GET", url, **asked)

    def post(self, url: str, **asked: Any) -> httpx.Response:
        """The endpoint's answer, a JSON object; NoToken where none comes, or one that means: not now."""
        return self._answer("POST", url, **asked)

    def _answer(
        self,
        method: str,
        url: str,
        params: Mapping[str, str] | None = None,
        data: Mapping[str, str | bytes] | None = None,
        headers: Mapping[str, str] | None = None,
        **_: object,
    ) -> httpx.Response:
        place = place_of(url)
        said = dict(headers or {})
        if data is not None:
            said["Content-Type"] = "application/x-www-form-urlencoded"
        # Not by httpx, which would send the bytes of msal's assertion as Python writes them.
        form = urlencode(data) if data is not None else None
        try:
            outside = urlsplit(url).hostname not in LOOPBACK  # a proxy knows the way to others, not to ourselves
            with (
                ending_after(self._longest) as opened,
                httpx.Client(verify=self._context(), timeout=self._timeout, trust_env=outside) as client,
            ):
                told = {"trace": partial(_tell, opened)}
                answer = client.request(method, url, params=params, content=form, headers=said, extensions=told)
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise _unreachable(place, error) from None
        if answer.status_code == 429 or answer.status_code >= 500:
            wait = waiting(answer.headers.get("Retry-After", ""), self._clock())
            raise NoToken(f"{place} gives no token at present (HTTP {answer.status_code})", wait=wait)
        if not isinstance(_object(answer), dict):
            status = answer.status_code
            raise NoToken(f"{place} does not answer as a token endpoint does (HTTP {status}); check its address")
        return answer

    def _context(self) -> ssl.SSLContext:
        try:
            return ssl.create_default_context(cafile=self._ca_file)
        except OSError:
            raise NoToken(
                f"the CA file {self._ca_file} cannot be read as PEM; give the right file", AlarmCode.CERTIFICATE
            ) from None


def _tell(opened: Opened, event: str, info: Mapping[str, Any]) -> None:
    """Hears of every connection that httpx opens."""
    if event == "connection.connect_tcp.complete":
        line = info["return_value"].get_extra_info("socket")
        if isinstance(line, socket.socket):
            opened(line)


def place_of(url: str) -> str:
    """The server of a URL, as sentences name it; NoToken where secrets would go over the network in the clear."""
    parts = urlsplit(url)
    if not parts.hostname or not (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)):
        raise NoToken(
            "the address of the token endpoint does not begin with https://; correct it", AlarmCode.SIGN_IN_REFUSED
        )
    return f"the token endpoint {parts.hostname}"


def granted(answer: httpx.Response, place: str) -> tuple[Granted, str | None]:
    """The token that was given, and the refresh token that came with it; NoToken where it was refused."""
    said = _object(answer) or {}
    text = said.get("access_token")
    if answer.status_code != 200 or not isinstance(text, str) or not text:
        raise refusal(said, place)
    refresh = said.get("refresh_token")
    return Granted(text, seconds_of(said.get("expires_in"))), refresh if isinstance(refresh, str) and refresh else None


def refusal(said: Mapping[str, Any], place: str) -> NoToken:
    """What the endpoint's error says, by its codes alone, and what to do about it."""
    code = str(said.get("error", ""))
    if not _WORD.fullmatch(code):
        return NoToken(f"{place} gave neither a token nor a reason; check its address", AlarmCode.SIGN_IN_REFUSED)
    if code in ("temporarily_unavailable", "server_error"):
        return NoToken(f"{place} gives no token at present ({code})")
    detail = _MICROSOFT.search(str(said.get("error_description", "")))
    more = f", {detail[0]}" if detail else ""
    advice = ADVICE.get(detail[0] if detail else "") or ADVICE.get(code) or "ask those who run it"
    return NoToken(f"{place} refuses a token ({code}{more}): {advice}", AlarmCode.SIGN_IN_REFUSED)


def seconds_of(said: object) -> float:
    """`expires_in` as a number, which some write as text; the usual hour where it is none."""
    try:
        seconds = float(str(said))
    except ValueError:
        return SECONDS
    return seconds if 0 < seconds < 10 * 365 * 86400 else SECONDS


def _object(answer: httpx.Response) -> dict[str, Any] | None:
    try:
        said = json.loads(answer.content)
    except ValueError:
        return None
    return said if isinstance(said, dict) else None


def _unreachable(place: str, error: Exception) -> NoToken:
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLCertVerificationError):
        cause = cause.__cause__ or cause.__context__
    if cause is not None:
        return NoToken(_TRUST.format(place=place, why=cause.verify_message), AlarmCode.CERTIFICATE)
    how = "does not answer in time" if isinstance(error, httpx.TimeoutException) else "cannot be reached"
    return NoToken(f"{place} {how} ({type(error).__name__}); check its address, the network and any proxy")
