"""Settings of an account with a server, as mailbox and carrier both have one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr

from config.section import Fault, Section, secret_in
from domain.hosts import LOOPBACK

ADDRESS = re.compile(r"[!#-'*+/-9=?A-Z^-~.-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
"""An address in ASCII, without quotes."""


class Account(Section):
    """Where and how to sign in to a server; the password may stand in a file of its own."""

    kind: str
    host: str = ""
    port: int = Field(default=0, ge=0, le=65535)
    security: Literal["tls", "starttls", "none"] = "tls"
    login: str = ""
    password: SecretStr = SecretStr("")
    password_file: Path | None = None
    oauth: str = ""
    """The name of what gives us tokens to sign in with, instead of a password: `[oauth.NAME]`."""
    ca_file: Path | None = None
    timeout: float = Field(default=60.0, gt=0, description="seconds without an answer before we give up")

    def secret(self, section: str) -> str:
        """The password, from its file where one is named; SettingsError when that file cannot be read."""
        return secret_in(self.password_file, self.password, f"{section}.password_file")

    def faults(self) -> Iterator[Fault]:
        """What does not go together."""
        if self.kind == "graph" and not (self.login and self.oauth):
            missing = "oauth" if self.login else "login"
            yield Fault(missing, "Microsoft Graph wants the mailbox's address as login, and oauth for tokens")
        by_password = self.password_file is not None or bool(self.password.get_secret_value())
        if self.oauth and by_password:
            yield Fault("oauth", "sign in by tokens or by a password; leave one of them out")
        elif self.password_file is not None and self.password.get_secret_value():
            yield Fault("password_file", "password is given too; leave one of them out")
        to_graph = self.kind == "graph" and self.host not in LOOPBACK
        elsewhere = self.host not in ("", *LOOPBACK) and (self.oauth or by_password)
        if self.security == "none" and (to_graph or elsewhere):
            yield Fault(
                "security", "no password or token is sent over the network without encryption; take tls or starttls"
            )
