"""The words in which a token is said to a mail server: XOAUTH2, as Google and Microsoft have it, and OAUTHBEARER (RFC 7628)."""

from __future__ import annotations

import json
import re
from collections.abc import Container
from typing import Literal, get_args

Mechanism = Literal["XOAUTH2", "OAUTHBEARER"]

_STATUS = re.compile(r"[A-Za-z0-9_]{1,30}")
_SCOPE = re.compile(r"[A-Za-z0-9:/._ -]{1,120}")
MEANINGS = {
    "400": "the token has run out, or is not for mail",
    "401": "the token is not accepted, or has run out",
    "403": "the token does not allow this",
    "invalid_request": "the token is not for this server",
    "invalid_token": "the token is not accepted, or has run out",
    "insufficient_scope": "the token does not allow mail",
}
"""What a status says, in plain words."""


def mechanism_of(offered: Container[str]) -> Mechanism | None:
    """The one to take of what a server offers; None where it takes no tokens."""
    return next((one for one in get_args(Mechanism) if one in offered), None)


class Bearer:
    """One sign-in: answers the server's challenges, and remembers what it says of a token that it does not take."""

    def __init__(self, mechanism: Mechanism, user: str, token: str, host: str = "", port: int = 0) -> None:
        self.mechanism = mechanism
        self._begun = False
        self._error = b""
        if mechanism == "XOAUTH2":
            self._first = f"user={user}\1auth=Bearer {token}\1\1"
        else:
            name = user.replace("=", "=3D").replace(",", "=2C")
            place = f"host={host}\1port={port}\1" if host else ""
            self._first = f"n,a={name},\1{place}auth=Bearer {token}\1\1"

    def answer(self, challenge: bytes | None = None) -> str:
        """Our next word: the token, and after the server's objection the nothing that makes it end the exchange."""
        if not self._begun:
            self._begun = True
            return self._first
        self._error = challenge or b""
        return "" if self.mechanism == "XOAUTH2" else "\1"

    @property
    def objection(self) -> str:
        """What the server said of the token, in plain words; empty where it said nothing that can be understood."""
        try:
            said = json.loads(self._error)
        except ValueError:
            return ""
        status = str(said.get("status", "")) if isinstance(said, dict) else ""
        if not _STATUS.fullmatch(status) or status in self._first:
            return ""
        scope = str(said.get("scope", ""))
        wanted = bool(_SCOPE.fullmatch(scope)) and scope not in self._first
        because = f": {MEANINGS[status]}" if status in MEANINGS else ""
        return f"status {status}{because}" + (f"; it wants the scope {scope}" if wanted else "")
