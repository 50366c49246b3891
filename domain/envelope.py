"""Addressing facts of a message: who wrote, to whom, in answer to what, and what the receiving server vouches for."""

from __future__ import annotations

from typing import Literal

from domain.submission import Fact

Outcome = Literal["pass", "fail", "softfail", "neutral", "none", "policy", "temperror", "permerror", "unknown"]


class Address(Fact):
    """One mailbox: `address` lower-cased, `name` decoded."""

    address: str
    name: str = ""

    @property
    def domain(self) -> str:
        """The part behind the last @, or nothing."""
        return self.address.rpartition("@")[2]


class Authentication(Fact):
    """The receiver's verdicts (RFC 8601), None where the receiver said nothing; `by` is its authserv-id as written."""

    spf: Outcome | None = None
    dkim: Outcome | None = None
    dmarc: Outcome | None = None
    by: str | None = None
    checked_here: bool = False
    """True where the receiver had no word on DKIM, and a signature of the sender's own domain holds by our own check."""
    sealed_by: str = ""
    """The forwarder (ARC) whose verdicts these are; empty for those of the receiver itself."""

    @property
    def against(self) -> tuple[str, ...]:
        """The methods that speak against the From line: DMARC, or, where it neither passed nor failed, SPF and DKIM."""
        if self.dmarc == "fail":
            return ("DMARC",)
        if self.dmarc == "pass" or self.checked_here:
            return ()
        return tuple(name for name, verdict in (("SPF", self.spf), ("DKIM", self.dkim)) if verdict == "fail")


class Signed(Fact):
    """What our own check of a message's signatures found: `dkim` is true where one of the sender's own domain holds; `sealed` is
    what the listed forwarder `sealer` says that it saw (ARC), None where there is no such seal that holds."""

    dkim: bool = False
    sealer: str = ""
    sealed: Authentication | None = None

    def added_to(self, verdicts: Authentication | None) -> Authentication | None:
        """The receiver's verdicts with this: a forwarder's count where the receiver has none or could not confirm the mail for
        having been forwarded, our own check where the receiver has no word on DKIM."""
        known = verdicts or Authentication()
        if self.sealed is not None and self.sealed.dmarc == "pass" and known.dmarc != "pass":
            return self.sealed.model_copy(update={"sealed_by": self.sealer})
        if self.dkim and known.dkim is None:
            return known.model_copy(update={"dkim": "pass", "checked_here": True})
        return verdicts


class Envelope(Fact):
    """Addressing facts. `return_path` is None where the header is absent, "" for the null sender."""

    from_: tuple[Address, ...] = ()
    reply_to: tuple[Address, ...] = ()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    return_path: str | None = None
    message_id: str | None = None
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    subject: str = ""
    date: str | None = None
    automatic: tuple[str, ...] = ()
    """Why the message counts as automatic (RFC 3834): the headers that say so, as `name: value`; empty for a person's mail."""
    absent: bool = False
    """True where the subject says that a machine answers in the stead of somebody absent, whatever the headers say."""
    report: bool = False
    """True for a delivery status notification (RFC 3464)."""
    authentication: Authentication | None = None

    @property
    def sender(self) -> Address | None:
        """The one From address, None where there is none or more than one."""
        return self.from_[0] if len(self.from_) == 1 else None
