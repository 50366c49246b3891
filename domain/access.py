"""Signing in: what was signed in with, how long it is good for, and how one who asks for a token is told that there is none."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from domain.alarms import AlarmCode


@dataclass(frozen=True, slots=True)
class AccessToken:
    """A token, its times in seconds of its keeper's own clock; its text is in nothing that this object makes of itself."""

    text: str = field(repr=False)
    since: float
    renewed_at: float
    """From then on another one is asked for, while this one is still good."""
    until: float


class NoToken(Exception):
    """There is no token to sign in with: one sentence without its full stop. `alarm` is None where trying again may help by
    itself, and then `wait` is the least time in seconds that we were asked to leave the endpoint alone."""

    def __init__(self, sentence: str, alarm: AlarmCode | None = None, wait: float = 0.0) -> None:
        super().__init__(sentence)
        self.alarm = alarm
        self.wait = wait


class Tokens(Protocol):
    """Where tokens come from; used by any number of threads."""

    def current(self) -> AccessToken:
        """A token that is good for a while yet; NoToken where there is none."""
        ...

    def instead_of(self, refused: AccessToken) -> AccessToken | None:
        """A newer token than this one, which a server has refused; None where it was new itself, so that the refusal stands."""
        ...

    def left(self, token: AccessToken) -> float:
        """Seconds until it runs out."""
        ...


@dataclass(frozen=True, slots=True)
class SignedIn:
    """How somebody signed in, and for how long that is good."""

    how: str
    """In words: a password, XOAUTH2, OAUTHBEARER."""
    left: Callable[[], float] = lambda: math.inf
    """Seconds until what was signed in with runs out."""
    margin: float = 0.0
    """So many seconds earlier it is better to sign in anew: a server may end the connection when the token runs out."""

    @property
    def good_for(self) -> float:
        """Seconds until it is better to sign in anew."""
        return self.left() - self.margin


def signed_in_by(how: str, token: AccessToken, tokens: Tokens) -> SignedIn:
    """Signed in with this token."""
    return SignedIn(how, lambda: tokens.left(token), token.until - token.renewed_at)
