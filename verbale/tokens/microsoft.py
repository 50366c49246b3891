"""Tokens of Microsoft 365 for the application itself (client credentials), by Microsoft's own library."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from domain.access import NoToken
from domain.alarms import AlarmCode
from verbale.tokens.keeper import Granted
from verbale.tokens.web import Web, place_of, refusal, seconds_of

SCOPE = "https://outlook.office365.com/.default"
"""All that the administrator has consented to for Exchange Online."""
_BLOCK = re.compile(r"-----BEGIN ([A-Z ]+)-----.+?-----END \1-----", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Application:
    """An application as it is registered: it proves itself by a secret, or by a certificate with its key in one PEM text."""

    tenant: str
    client_id: str
    secret: str = field(default="", repr=False)
    certificate: str = field(default="", repr=False)
    authority: str = "https://login.microsoftonline.com"
    scope: str = SCOPE

    def ask(self, web: Web) -> Granted:
        """A new token; NoToken where none is given. Nothing is kept: that is the keeper's part."""
        from msal import ConfidentialClientApplication

        credential = self._credential()
        url = f"{self.authority.rstrip('/')}/{self.tenant}"
        place = place_of(url)
        try:
            # Made anew each time, an hour apart: msal keeps tokens and refusals of its own, and we would get those.
            application = ConfidentialClientApplication(
                self.client_id,
                client_credential=credential,
                authority=url,
                instance_discovery=False,
                http_client=web,
            )
            said: dict[str, Any] = application.acquire_token_for_client([self.scope])
        except (ValueError, KeyError, RuntimeError):  # msal's ways of saying that the tenant could not be discovered
            raise NoToken(
                f"{place} knows no tenant {self.tenant}; correct tenant or authority", AlarmCode.SIGN_IN_REFUSED
            ) from None
        if "access_token" not in said:
            raise refusal(said, place)
        return Granted(str(said["access_token"]), seconds_of(said.get("expires_in")))

    def _credential(self) -> str | dict[str, str]:
        if not self.certificate:
            return self.secret
        from cryptography.exceptions import UnsupportedAlgorithm
        from cryptography.hazmat.primitives.serialization import load_pem_private_key
        from cryptography.x509 import load_pem_x509_certificate

        blocks = {match[1]: match[0] for match in _BLOCK.finditer(self.certificate)}
        key = next((text for kind, text in blocks.items() if kind.endswith("PRIVATE KEY")), "")
        certificate = blocks.get("CERTIFICATE", "")
        try:
            load_pem_private_key(key.encode(), None)
            load_pem_x509_certificate(certificate.encode())
        except (ValueError, TypeError, UnsupportedAlgorithm):
            raise NoToken(
                "the certificate file does not hold a certificate and its key without a password, as PEM; correct it",
                AlarmCode.SIGN_IN_REFUSED,
            ) from None
        return {"private_key": key, "public_certificate": certificate}
