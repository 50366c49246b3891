"""A person signs in once in a browser, and the refresh token that comes of it is kept (RFC 8252: loopback redirect, PKCE)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from domain.access import NoToken
from domain.alarms import AlarmCode
from verbale.tokens.refresh import TokenFile
from verbale.tokens.web import Web, granted, place_of

PATIENCE = 10 * 60.0
"""So many seconds we wait for the browser to come back."""
PAGE = b"<!doctype html><title>Verbale</title><p>%s You may close this window."


@dataclass(frozen=True, slots=True)
class Consent:
    """One asking for consent; `redirect` is where the browser goes afterwards."""

    authorization_endpoint: str
    token_endpoint: str
    client_id: str
    scope: str
    redirect: str
    secret: str = field(default="", repr=False)
    extra: tuple[tuple[str, str], ...] = ()
    """What this server wants to be told besides."""
    state: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(64), repr=False)

    @property
    def url(self) -> str:
        """What the person opens in a browser."""
        digest = hashlib.sha256(self.verifier.encode("ascii")).digest()
        asked = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": self.redirect,
            "scope": self.scope,
            "state": self.state,
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii"),
            "code_challenge_method": "S256",
            **dict(self.extra),
        }
        sign = "&" if urlsplit(self.authorization_endpoint).query else "?"
        return f"{self.authorization_endpoint}{sign}{urlencode(asked)}"

    def is_answered_by(self, address: str) -> bool:
        """True for an address at which the browser ends because of this asking, and of no other."""
        return hmac.compare_digest(_said(address).get("state", "").encode(), self.state.encode())

    def keep(self, address: str, web: Web, file: TokenFile) -> None:
        """The refresh token that the address leads to is in the file afterwards; NoToken where there is none."""
        said = _said(address)
        if not self.is_answered_by(address):
            raise NoToken(
                "this is not the address at which the browser ended; sign in again", AlarmCode.SIGN_IN_REFUSED
            )
        if "code" not in said:
            raise NoToken("the consent was not given; sign in again and give it", AlarmCode.SIGN_IN_REFUSED)
        form = {"grant_type": "authorization_code", "code": said["code"], "redirect_uri": self.redirect}
        form |= {"client_id": self.client_id, "code_verifier": self.verifier}
        form |= {"client_secret": self.secret} if self.secret else {}
        answer = web.post(self.token_endpoint, data=form, headers={"Accept": "application/json"})
        place = place_of(self.token_endpoint)
        _, refresh = granted(answer, place)
        if refresh is None:
            raise NoToken(
                f"{place} gave no refresh token; its scope may have to ask for one, as offline_access does",
                AlarmCode.SIGN_IN_REFUSED,
            )
        file.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with file.held():
            file.write(refresh)


@contextmanager
def browser_comes_back(port: int) -> Iterator[tuple[str, Callable[[Consent], str]]]:
    """Listens on this machine alone: the address to redirect to, and what waits for the browser to come there, which returns the
    address with which it came. OSError where the port is taken."""
    came: list[str] = []
    asking: list[Consent] = []

    class Door(BaseHTTPRequestHandler):
        timeout = 5

        def do_GET(self) -> None:
            ours = bool(asking) and asking[0].is_answered_by(self.path)
            if ours:
                came.append(self.path)
            self.send_response(200 if ours else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(PAGE % (b"The sign-in goes on in the terminal." if ours else b"Nothing is here."))

        def log_message(self, format: str, *arguments: object) -> None:
            """Says nothing: the line would hold the code."""

    with HTTPServer(("127.0.0.1", port), Door) as server:

        def wait(consent: Consent) -> str:
            asking.append(consent)
            until = time.monotonic() + PATIENCE
            while not came and (left := until - time.monotonic()) > 0:
                server.timeout = left
                server.handle_request()
            if not came:
                raise NoToken("the browser did not come back; sign in again", AlarmCode.SIGN_IN_REFUSED)
            return came[0]

        yield f"http://127.0.0.1:{server.server_address[1]}/", wait


def _said(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address.strip()).query).items()}
