"""The sender's standing: what the register of Missions says of whoever wrote. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.acknowledgement import is_secretariat
from domain.endings import is_governments
from domain.hosts import canonical_address, unseen_letters
from domain.likeness import Resemblance, resemblance
from domain.missions import Register
from domain.programme import Programme
from domain.reading import Reading
from domain.webmail import is_webmail


class Standing(StrEnum):
    """Who writes, as far as an address can tell. None of it proves who wrote: that is what the verdicts are for."""

    KNOWN = "known"
    """From an address of a Mission."""
    KNOWN_DOMAIN = "known_domain"
    """From another address of a domain that is a Mission's as a whole, or its Government's."""
    WEBMAIL = "webmail"
    """From where anybody may have an address, as some Missions do: never refused, never trusted."""
    UNKNOWN = "unknown"
    LOOK_ALIKE = "look_alike"
    """From an address or under a name that may be taken for a Mission's or the Secretariat's, and is not."""
    SECRETARIAT = "secretariat"


@dataclass(frozen=True, slots=True)
class Sender:
    """Whoever wrote: `states` are those whose Mission is known by this address or domain, mostly one or none."""

    standing: Standing
    address: str
    states: tuple[str, ...] = ()
    resembles: Resemblance | None = None
    """Not None for a look-alike."""


def sender_of(reading: Reading, register: Register, programme: Programme) -> Sender | None:
    """Who wrote; None where the message names no single sender."""
    envelope = reading.envelope
    if envelope.sender is None or "@" not in envelope.sender.address:
        return None
    address = canonical_address(envelope.sender.address)
    host = address.rpartition("@")[2]
    if not unseen_letters(host) and (known := _known(address, host, register, programme)) is not None:
        return known
    resembles = resemblance(envelope.sender, reading.submission.state, register, programme)
    if resembles is not None:
        return Sender(Standing.LOOK_ALIKE, address, resembles=resembles)
    return Sender(Standing.WEBMAIL if is_webmail(host) else Standing.UNKNOWN, address)


def _known(address: str, host: str, register: Register, programme: Programme) -> Sender | None:
    if is_secretariat(address, programme):
        return Sender(Standing.SECRETARIAT, address)
    if states := register.at_address(address):
        return Sender(Standing.KNOWN, address, states)
    if states := register.at_domain(host) or _of_governments(host, register):
        return Sender(Standing.KNOWN_DOMAIN, address, states)
    return None


def _of_governments(host: str, register: Register) -> tuple[str, ...]:
    """The States whose Mission is known by an address here, where only their own Government can register."""
    return tuple(state for state in register.beside(host) if is_governments(host, of=state))
