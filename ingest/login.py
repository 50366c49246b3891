"""Signing in to an IMAP server: one small callable a way of doing it, so that a token may stand where a password stood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from imapclient import IMAPClient

Login = Callable[[IMAPClient], None]
"""Signs in on a connection that is open and not yet signed in; raises what imapclient raises where it is refused."""


@dataclass(frozen=True, slots=True)
class PasswordLogin:
    """Signs in by name and password; the password is in no text that this object makes of itself."""

    user: str
    password: str = field(repr=False)

    def __call__(self, client: IMAPClient) -> None:
        """Afterwards the connection is signed in; LOGIN, or AUTHENTICATE PLAIN for what LOGIN cannot carry (RFC 3501, 6.2.3)."""
        if self.user.isascii() and self.password.isascii():
            client.login(self.user, self.password)
        else:
            client.sasl_login("PLAIN", lambda _: f"\0{self.user}\0{self.password}".encode())
