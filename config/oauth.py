"""Settings of what gives us tokens to sign in with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr

from config.section import Fault, Section, secret_in

GOOGLE = {
    "authorization_endpoint": "https://accounts.google.com/o/oauth2/v2/auth",
    "token_endpoint": "https://oauth2.googleapis.com/token",
    "scope": "https://mail.google.com/",
}
MICROSOFT = {"scope": "https://outlook.office365.com/.default"}


class OAuthSettings(Section):
    """An application as it is registered with the mail server's owner. `microsoft`: it has a permission of its own (client
    credentials); `google` and `other`: it acts for an account that has signed in once (refresh token)."""

    kind: Literal["microsoft", "google", "other"] = "microsoft"
    client_id: str = ""
    client_secret: SecretStr = SecretStr("")
    client_secret_file: Path | None = None
    certificate_file: Path | None = None
    """PEM with the application's certificate and its key, instead of a secret; of Microsoft alone."""
    tenant: str = ""
    """Of Microsoft: the directory's ID or domain."""
    authority: str = "https://login.microsoftonline.com"
    """Of Microsoft: another one is for national clouds."""
    token_endpoint: str = ""
    authorization_endpoint: str = ""
    """For `verbale sign-in`."""
    scope: str = ""
    refresh_token_file: Path | None = None
    """Where the refresh token is kept; None: in the data folder, under this section's name."""
    ca_file: Path | None = None
    timeout: float = Field(default=30.0, gt=0)

    def secret(self, section: str) -> str:
        """The client secret, from its file where one is named; SettingsError when that file cannot be read."""
        return secret_in(self.client_secret_file, self.client_secret, f"{section}.client_secret_file")

    def certificate(self, section: str) -> str:
        """The PEM text of the certificate and its key, empty where none is named; SettingsError when it cannot be read."""
        return secret_in(self.certificate_file, SecretStr(""), f"{section}.certificate_file")

    def told(self, name: Literal["token_endpoint", "authorization_endpoint", "scope"]) -> str:
        """This setting, or what is known of this kind."""
        known = {"google": GOOGLE, "microsoft": MICROSOFT}.get(self.kind, {})
        return str(getattr(self, name)) or known.get(name, "")

    def faults(self) -> Iterator[Fault]:
        """What is missing to ask for tokens."""
        if not self.client_id:
            yield Fault("client_id", "the application's ID is missing")
        if self.kind == "microsoft" and not self.tenant:
            yield Fault("tenant", "the directory's ID is missing")
        elif not self.told("token_endpoint") and self.kind != "microsoft":
            yield Fault("token_endpoint", "the server's token endpoint is missing")
        proofs = {
            "client_secret": self.client_secret.get_secret_value(),
            "client_secret_file": self.client_secret_file,
            "certificate_file": self.certificate_file if self.kind == "microsoft" else None,
        }
        if self.certificate_file is not None and self.kind != "microsoft":
            yield Fault("certificate_file", f"only Microsoft takes a certificate; leave it out for kind {self.kind}")
        given = [name for name, value in proofs.items() if value]
        if len(given) > 1:
            yield Fault(given[-1], f"{given[0]} is given too; leave one of them out")
        elif not given and self.kind == "microsoft":
            yield Fault("client_secret", "give one of client_secret, client_secret_file and certificate_file")
