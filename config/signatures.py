"""Settings of our own check of signatures: off unless somebody turns it on, for it asks DNS."""

from __future__ import annotations

from ipaddress import ip_address

from pydantic import field_validator

from config.section import Section


class SignatureSettings(Section):
    """What we check ourselves of a message's signatures; all of it asks DNS for keys."""

    dkim: bool = False
    """Whether a signature of the sender's own domain is checked where the receiving server has no word on DKIM."""
    arc_sealers: tuple[str, ...] = ()
    """Forwarders by the domain of their seals (ARC), whose word on what they received is believed."""
    nameserver: str = ""
    """Address of the DNS server that is asked, with its port behind a # where that is not 53; empty: the system's."""

    @field_validator("arc_sealers", mode="before")
    @classmethod
    def _joined_by_commas(cls, value: object) -> object:
        """The environment's form."""
        return [name.strip() for name in value.split(",") if name.strip()] if isinstance(value, str) else value

    @field_validator("nameserver")
    @classmethod
    def _an_address(cls, value: str) -> str:
        address, _, port = value.partition("#")
        try:
            if value:
                ip_address(address)
                int(port or 53)
        except ValueError:
            raise ValueError("write an address such as 192.0.2.53, or 192.0.2.53#5353") from None
        return value
