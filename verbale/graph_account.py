"""Where Microsoft Graph is and whose mailbox is meant, and what may keep us from it."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx

from domain.alarms import AlarmCode
from domain.graph import HOST, NotAsked
from domain.hosts import LOOPBACK


@dataclass(frozen=True, slots=True)
class GraphAccount:
    """Where Graph is, and whose mailbox is meant; `timeout` in seconds. `plain` (without encryption) is for this machine only."""

    mailbox: str
    host: str = HOST
    port: int | None = None
    plain: bool = False
    ca_file: Path | None = None
    """PEM file of the authority that signed the server's certificate; None: those that the system trusts."""
    timeout: float = 60.0

    def __post_init__(self) -> None:
        if self.plain and self.host not in LOOPBACK:
            raise ValueError("a token is never sent over the network without encryption: set security to tls")

    @property
    def place(self) -> str:
        """Host, and port where that is not the usual one."""
        return f"{self.host}:{self.port}" if self.port else self.host

    @property
    def url(self) -> str:
        """Scheme, host and port."""
        return f"{'http' if self.plain else 'https'}://{self.place}"


def unreachable(account: GraphAccount, error: BaseException) -> NotAsked:
    """What keeps us from the server, in one sentence that says what to do."""
    place = account.place
    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return NotAsked(
                f"The certificate of {place} is not trusted ({cause.verify_message}); check the host name, "
                "or give the CA file that signed it",
                lasting=True,
                alarm=AlarmCode.CERTIFICATE,
            )
        if isinstance(cause, socket.gaierror):
            return NotAsked(
                f"The host name {account.host} cannot be resolved; check its spelling and this machine's DNS"
            )
    if isinstance(error, httpx.TimeoutException):
        return NotAsked(f"{place} does not answer in time; check host, firewall and any proxy")
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        return NotAsked(f"{place} refuses connections; check host and port")
    return NotAsked(f"{place} cannot be reached ({type(error).__name__}); check host, network and any proxy")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
