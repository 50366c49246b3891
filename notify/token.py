"""Signing in to a mail server by a token, in the way that it offers."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass, field

from domain.access import AccessToken, SignedIn, Tokens, signed_in_by
from domain.bearer import Bearer, Mechanism, mechanism_of


class TokenRefused(smtplib.SMTPAuthenticationError):
    """The server does not take our token; `objection` is what it says of it, in plain words, or nothing."""

    def __init__(self, code: int, answer: bytes | str, objection: str) -> None:
        super().__init__(code, answer)
        self.objection = objection


@dataclass(frozen=True, slots=True)
class TokenSignIn:
    """Signs in by name and token; a token refused before its time is replaced once."""

    user: str
    tokens: Tokens = field(repr=False)

    def __call__(self, smtp: smtplib.SMTP) -> SignedIn:
        """Afterwards the conversation is signed in; TokenRefused for a token that was new."""
        mechanism = mechanism_of(smtp.esmtp_features.get("auth", "").upper().split())
        if mechanism is None:
            raise smtplib.SMTPNotSupportedError("no way to sign in by token")
        token = self.tokens.current()
        try:
            self._say(smtp, mechanism, token)
        except TokenRefused as refused:
            newer = self.tokens.instead_of(token) if refused.smtp_code >= 500 else None
            if newer is None:
                raise
            token = newer
            self._say(smtp, mechanism, token)
        return signed_in_by(mechanism, token, self.tokens)

    def _say(self, smtp: smtplib.SMTP, mechanism: Mechanism, token: AccessToken) -> None:
        bearer = Bearer(mechanism, self.user, token.text)
        try:
            smtp.auth(mechanism, bearer.answer)
        except smtplib.SMTPAuthenticationError as error:
            raise TokenRefused(error.smtp_code, error.smtp_error, bearer.objection) from None
