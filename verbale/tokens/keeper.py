"""The keeper of one token: every connection signs in with the same one, and one thread at a time asks for the next."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from domain.access import AccessToken, NoToken
from verbale.retry_after import LONGEST_ASKED

log = logging.getLogger(__name__)

MARGIN = 5 * 60.0
"""So many seconds before it runs out a token is renewed, or a fifth of its life where that is less."""
NEW = 5 * 60.0
"""A token that we have had for less is not renewed because a server refuses it."""
FIRST_WAIT = 15.0
LONGEST_WAIT = 5 * 60.0
"""Seconds until an endpoint that gave no token is asked again, doubled each time; longer only where it says so itself."""


@dataclass(frozen=True, slots=True)
class Granted:
    """What a token endpoint gave: the token, and the seconds for which it is good."""

    text: str = field(repr=False)
    seconds: float


class Keeper:
    """Tokens from `ask`, which returns a new one or raises NoToken; `ticks` is a clock that only goes forward, in seconds."""

    def __init__(self, ask: Callable[[], Granted], ticks: Callable[[], float]) -> None:
        self._ask = ask
        self._ticks = ticks
        self._lock = threading.Lock()
        self._token: AccessToken | None = None
        self._trouble: NoToken | None = None
        """Why the last try came to nothing; None after a good one."""
        self._wait = FIRST_WAIT
        self._not_before = 0.0

    def current(self) -> AccessToken:
        """A token that is good for a while yet: the one that we have, renewed in time. While the endpoint fails the old one is used
        to its end; then NoToken, without another question to the endpoint until some time has passed."""
        with self._lock:
            token = self._token
            if token is not None and self._ticks() < token.renewed_at:
                return token
            try:
                return self._renewed()
            except NoToken:
                if token is not None and self._ticks() < token.until:
                    return token
                raise

    def instead_of(self, refused: AccessToken) -> AccessToken | None:
        """Another token than this one, which a server has refused: the one that somebody has renewed meanwhile, or a new one; None
        where the refused one was new itself."""
        with self._lock:
            if self._token is not None and self._token is not refused:
                return self._token
            if self._ticks() - refused.since < NEW:
                return None
            self._token = None
            log.info("a token was refused before its time; another one is asked for")
            return self._renewed()

    def left(self, token: AccessToken) -> float:
        """Seconds until it runs out."""
        return token.until - self._ticks()

    def _renewed(self) -> AccessToken:
        now = self._ticks()
        if self._trouble is not None and now < self._not_before:
            raise NoToken(str(self._trouble), self._trouble.alarm)
        try:
            granted = self._ask()
        except NoToken as trouble:
            log.warning("no token: %s", trouble)
            self._trouble = trouble
            self._not_before = self._ticks() + max(self._wait, min(trouble.wait, LONGEST_ASKED))
            self._wait = min(2 * self._wait, LONGEST_WAIT)
            raise
        self._trouble, self._wait = None, FIRST_WAIT
        margin = min(MARGIN, granted.seconds / 5)
        # Its life is counted from before we asked: rather too short than too long.
        self._token = AccessToken(granted.text, now, now + granted.seconds - margin, now + granted.seconds)
        return self._token
