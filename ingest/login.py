"""Signing in to an IMAP server: one small callable a way of doing it, by a password or by a token."""

from __future__ import annotations

import imaplib
from collections.abc import Callable
from dataclasses import dataclass, field

from imapclient import IMAPClient

from domain.access import AccessToken, SignedIn, Tokens, signed_in_by
from domain.bearer import Bearer, Mechanism, mechanism_of

Login = Callable[[IMAPClient], SignedIn]
"""Signs in on a connection that is open and not yet signed in; raises what imapclient raises where it is refused, and NoToken."""


class TokenRefused(imaplib.IMAP4.error):
    """The server takes no token, or not this one; `objection` is what it says of it, in plain words, or nothing."""

    def __init__(self, answer: str, objection: str) -> None:
        super().__init__(answer)
        self.objection = objection


@dataclass(frozen=True, slots=True)
class PasswordLogin:
    """Signs in by name and password; the password is in no text that this object makes of itself."""

    user: str
    password: str = field(repr=False)

    def __call__(self, client: IMAPClient) -> SignedIn:
        """Afterwards the connection is signed in; LOGIN, or AUTHENTICATE PLAIN for what LOGIN cannot carry (RFC 3501, 6.2.3)."""
        if self.user.isascii() and self.password.isascii():
            client.login(self.user, self.password)
            return SignedIn("a password")
        client.sasl_login("PLAIN", lambda _: f"\0{self.user}\0{self.password}".encode())
        return SignedIn("a password")


@dataclass(frozen=True, slots=True)
class TokenLogin:
    """Signs in by name and token, in the way that the server offers; a token refused before its time is replaced once."""

    user: str
    tokens: Tokens = field(repr=False)

    def __call__(self, client: IMAPClient) -> SignedIn:
        """Afterwards the connection is signed in; TokenRefused for a token that was new."""
        offered = {one.decode("ascii", "replace").upper() for one in client.capabilities()}
        mechanism = mechanism_of({one.removeprefix("AUTH=") for one in offered if one.startswith("AUTH=")})
        if mechanism is None:
            raise TokenRefused("no way to sign in by token", "it offers neither XOAUTH2 nor OAUTHBEARER")
        token = self.tokens.current()
        try:
            self._say(client, mechanism, token)
        except TokenRefused:
            newer = self.tokens.instead_of(token)
            if newer is None:
                raise
            token = newer
            self._say(client, mechanism, token)
        return signed_in_by(mechanism, token, self.tokens)

    def _say(self, client: IMAPClient, mechanism: Mechanism, token: AccessToken) -> None:
        bearer = Bearer(mechanism, self.user, token.text)
        try:
            client.sasl_login(mechanism, bearer.answer)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error as error:
            raise TokenRefused(str(error), bearer.objection) from None
