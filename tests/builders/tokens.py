"""Token endpoints of our own: real HTTP servers that speak the documented protocol, and sign tokens that mail servers believe."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.builders.loopback import listening

CLIENT, SECRET, TENANT = "verbale-client", "client secret with signs +&=%", "tenant.example"
ISSUER = "https://login.example/v2.0"


class Issuer:
    """A key that signs access tokens; `public` is its other half as PEM."""

    def __init__(self) -> None:
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        form = serialization.PublicFormat.SubjectPublicKeyInfo
        self.public = self._key.public_key().public_bytes(serialization.Encoding.PEM, form).decode()

    def token(self, user: str, lasts: float = 3600.0, **claims: object) -> str:
        """A token for this account that runs out so many seconds from now."""
        now = int(time.time())
        facts: dict[str, object] = {
            "iss": ISSUER,
            "iat": now - 7200,
            "exp": now + int(lasts),
            "email": user,
            "sub": user,
        }
        return jwt.encode({**facts, "jti": secrets.token_hex(4), **claims}, self._key, algorithm="RS256")

    def user(self, token: str) -> str | None:
        """Whom a good token is for; None for any other."""
        try:
            return str(jwt.decode(token, self.public, algorithms=["RS256"], issuer=ISSUER)["email"])
        except jwt.PyJWTError:
            return None


@dataclass
class Answer:
    """What the endpoint says instead of what it would have said."""

    status: int
    said: object = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class TokenEndpoint:
    """Gives tokens for one account to one client; `asked` is every form that it was sent, `instead` what it says out of turn."""

    issuer: Issuer
    user: str
    refresh_tokens: set[str] = field(default_factory=set)
    """Those that it takes."""
    rotating: bool = False
    """Whether each refresh token is good for one use, and another comes with the answer."""
    overlapping: bool = False
    """Whether the former one is good as well, until the access token that came with the new one is `taken`."""
    lasts: float = 3600.0
    """How long its tokens are good, in seconds."""
    says: object = None
    """What `expires_in` says; None: the truth."""
    certificate: str = ""
    """PEM that clients may prove themselves with."""
    url: str = ""
    asked: list[dict[str, str]] = field(default_factory=list)
    instead: deque[Answer] = field(default_factory=deque)
    hold: threading.Event | None = None
    """Where there is one, no token is given before it is set."""
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)
    _former: dict[str, str] = field(default_factory=dict)
    """The refresh tokens that go with access tokens once those are taken."""

    def taken(self, access: str) -> str | None:
        """Whom a good access token is for, as a server asks that is signed in to with it."""
        self.refresh_tokens.discard(self._former.pop(access, ""))
        return self.issuer.user(access)

    def get(self, path: str, query: dict[str, str]) -> Answer:
        """The two pages that are read: the tenant's description, and the consent, which is given at once."""
        if path == f"/{TENANT}/v2.0/.well-known/openid-configuration":
            base = f"{self.url}/{TENANT}/oauth2/v2.0"
            ends = {"authorization_endpoint": f"{base}/authorize", "token_endpoint": f"{base}/token"}
            return Answer(200, {"issuer": f"{self.url}/{TENANT}/v2.0", **ends})
        if path == "/authorize" and query.get("client_id") == CLIENT and query.get("response_type") == "code":
            code = secrets.token_urlsafe(12)
            self._codes[code] = query
            back = urlencode({"code": code, "state": query["state"]})
            return Answer(302, headers={"Location": f"{query['redirect_uri']}?{back}"})
        return Answer(400, {"error": "invalid_tenant", "error_description": "AADSTS90002: Tenant not found."})

    def post(self, form: dict[str, str]) -> Answer:
        """The token endpoint itself."""
        self.asked.append(form)
        if self.hold is not None:
            self.hold.wait(120)
        if self.instead:
            return self.instead.popleft()
        if not self._is_client(form):
            return Answer(
                401, {"error": "invalid_client", "error_description": "AADSTS7000215: Invalid client secret."}
            )
        match form.get("grant_type"):
            case "client_credentials":
                return Answer(200, self._granted())
            case "refresh_token" if form.get("refresh_token") in self.refresh_tokens:
                granted = self._granted()
                return Answer(200, granted | self._next(form["refresh_token"], str(granted["access_token"])))
            case "authorization_code" if self._is_whose_code(form):
                refresh = secrets.token_urlsafe(24)
                self.refresh_tokens.add(refresh)
                return Answer(200, self._granted() | {"refresh_token": refresh})
        return Answer(400, {"error": "invalid_grant", "error_description": "Token has been expired or revoked."})

    def _granted(self) -> dict[str, object]:
        said = int(self.lasts) if self.says is None else self.says
        token = self.issuer.token(self.user, self.lasts)
        return {"token_type": "Bearer", "access_token": token} | ({"expires_in": said} if said != "" else {})

    def _next(self, used: str, access: str) -> dict[str, object]:
        if not self.rotating:
            return {}
        if self.overlapping:
            self._former[access] = used
        else:
            self.refresh_tokens.remove(used)
        new = secrets.token_urlsafe(24)
        self.refresh_tokens.add(new)
        return {"refresh_token": new}

    def _is_client(self, form: dict[str, str]) -> bool:
        if form.get("client_id") != CLIENT:
            return False
        if "client_assertion" not in form:
            return form.get("client_secret") == SECRET
        from cryptography.x509 import load_pem_x509_certificate

        key: Any = load_pem_x509_certificate(self.certificate.encode()).public_key()
        audience = f"{self.url}/{TENANT}/oauth2/v2.0/token"
        return bool(jwt.decode(form["client_assertion"], key, algorithms=["PS256"], audience=audience, issuer=CLIENT))

    def _is_whose_code(self, form: dict[str, str]) -> bool:
        begun = self._codes.pop(form.get("code", ""), None)
        if begun is None or begun["redirect_uri"] != form.get("redirect_uri"):
            return False
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == begun["code_challenge"]


@contextmanager
def running_endpoint(
    user: str, pair: tuple[Path, Path] | None = None, issuer: Issuer | None = None, **facts: Any
) -> Iterator[TokenEndpoint]:
    """A server on loopback, with TLS where it has a pair of certificate and key."""
    endpoint = TokenEndpoint(issuer or Issuer(), user, **facts)

    class Talking(BaseHTTPRequestHandler):
        disable_nagle_algorithm = True  # else each answer waits for the client's word that it has the header

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            self._say(endpoint.get(parts.path, {name: values[0] for name, values in parse_qs(parts.query).items()}))

        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self._say(endpoint.post({name: values[0] for name, values in form.items()}))

        def _say(self, answer: Answer) -> None:
            body = answer.said if isinstance(answer.said, bytes) else json.dumps(answer.said).encode()
            self.send_response(answer.status)
            for name, value in {"Content-Type": "application/json", **answer.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    with listening(Talking, pair) as endpoint.url:
        yield endpoint
