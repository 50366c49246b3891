"""Settings of the server that carries our mail."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from config.account import ADDRESS, Account
from config.section import Fault


class SmtpSettings(Account):
    """The server that carries our mail, and in whose name we write."""

    kind: Literal["smtp", "graph"] = "smtp"
    security: Literal["tls", "starttls", "none"] = "starttls"
    sender: str = ""
    """Our From address; empty: the programme's mailbox."""
    sender_name: str = ""
    """Our display name; empty: the programme's office in its first language."""
    round_seconds: float = Field(default=30.0, gt=0)
    sender_a_day: int = Field(default=5, ge=0)
    """Acknowledgements to one address within 24 hours; further ones are held for an officer."""
    all_an_hour: int = Field(default=200, ge=0)
    """Answers that the machine gives within an hour; further ones are held for an officer."""
    delivery_reports: bool = False
    """Whether the server is asked to report what arrived, too (RFC 3461); such reports settle what was uncertain."""
    reply_tokens: bool = False
    """Whether answers go to a plus-address with a token, `poc+re17-...@host`: the mailbox's server has to deliver such mail."""

    def faults(self) -> Iterator[Fault]:
        """What does not go together, or into a header."""
        of_any_account = tuple(super().faults())
        yield from of_any_account
        if self.kind == "graph" and self.delivery_reports:
            yield Fault("delivery_reports", "Microsoft Graph asks nobody for them; leave it out")
        told = any(fault.setting == "security" for fault in of_any_account)
        if self.kind == "smtp" and self.security == "none" and self.login and not told:
            yield Fault("security", "no password is sent to a mail server without encryption; take tls, or clear login")
        if self.sender and not ADDRESS.fullmatch(self.sender):
            yield Fault("sender", "write one plain address, such as poc-directory@example.int")
        if any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in self.sender_name):
            yield Fault("sender_name", "a name is one line without control characters")
