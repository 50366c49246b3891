"""The keepers that the settings name, one for each `[oauth.NAME]`, whoever signs in with it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from config.oauth import OAuthSettings
from config.settings import Settings, SettingsError
from domain.access import NoToken
from verbale.tokens.keeper import Granted, Keeper

if TYPE_CHECKING:
    from verbale.tokens.web import Web


class Keepers:
    """Built when they are first asked for; nothing is asked over the network until a token is wanted."""

    def __init__(
        self, settings: Settings, clock: Callable[[], datetime], ticks: Callable[[], float] = time.monotonic
    ) -> None:
        self._settings = settings
        self.clock = clock
        self._ticks = ticks
        self._keepers: dict[str, Keeper] = {}

    def named(self, name: str) -> Keeper:
        """The keeper of this section's tokens, the same one each time; SettingsError where the section or its secret is missing."""
        if name not in self._keepers:
            if name not in self._settings.oauth:
                raise SettingsError(f"There is no section oauth.{name} in the settings; add it, or correct the name.")
            self._keepers[name] = Keeper(self._asking(name, self._settings.oauth[name]), self._ticks)
        return self._keepers[name]

    def _asking(self, name: str, given: OAuthSettings) -> Callable[[], Granted]:
        secret, certificate = given.secret(f"oauth.{name}"), given.certificate(f"oauth.{name}")
        path = refresh_token_file(self._settings, name)
        ask: Callable[[Web], Granted] | None = None

        def asked() -> Granted:
            from verbale.tokens.web import Web

            nonlocal ask
            if ask is None:
                ask = _way(given, secret, certificate, path)
            web, way = Web(self.clock, given.ca_file, given.timeout), ask
            return within(2 * given.timeout, lambda: way(web))

        return asked


def within(seconds: float, ask: Callable[[], Granted]) -> Granted:
    """What `ask` returns or raises; NoToken where that takes longer: whoever signs in waits for it, and neither a name service nor
    an endpoint that drips can be interrupted. It is then left to itself, and keeps a refresh token that it gets yet."""
    granted: list[Granted] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            granted.append(ask())
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=run, name="token", daemon=True)
    thread.start()
    thread.join(seconds)
    if granted:
        return granted[0]
    raise failed[0] if failed else NoToken(f"no token came within {seconds:g} seconds; check the network and any proxy")


def refresh_token_file(settings: Settings, name: str) -> Path:
    """Where this section's refresh token is kept."""
    return settings.oauth[name].refresh_token_file or settings.data.absolute() / f"{name}.refresh-token"


def _way(given: OAuthSettings, secret: str, certificate: str, path: Path) -> Callable[[Web], Granted]:
    """How this kind asks."""
    if given.kind == "microsoft":
        from verbale.tokens.microsoft import Application

        scope = given.told("scope")
        return Application(given.tenant, given.client_id, secret, certificate, given.authority, scope).ask
    from verbale.tokens.refresh import Refreshing, TokenFile

    # The scope is that of the sign-in; asked for again, some servers narrow it.
    return Refreshing(given.told("token_endpoint"), given.client_id, TokenFile(path), secret, given.scope).ask
