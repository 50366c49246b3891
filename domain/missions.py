"""The register of Missions: the addresses and domains of each State's Mission, and the language in which it is written to. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from domain.webmail import is_nobodys_own


class Origin(StrEnum):
    """How we came to know an address."""

    IMPORTED = "imported"
    """It stood in a file that the operator imported."""
    ACCEPTED = "accepted"
    """An officer accepted a submission that was sent from it."""


@dataclass(frozen=True, slots=True)
class Known:
    """One address or domain (what has no @) of a State's Mission, in canonical form."""

    state: str
    value: str
    origin: Origin = Origin.IMPORTED
    name: str = ""
    """The display name under which it wrote; empty where none is known."""
    since: datetime | None = None

    @property
    def is_domain(self) -> bool:
        """True where every address of the domain is meant."""
        return "@" not in self.value

    @property
    def domain(self) -> str:
        """The domain, or that of the address."""
        return self.value.rpartition("@")[2]


@dataclass(frozen=True, slots=True)
class Mission:
    """What is known of one State's Mission; `language` is None where nobody said in which language it is written to."""

    state: str
    language: str | None = None
    known: tuple[Known, ...] = ()

    @property
    def addresses(self) -> tuple[str, ...]:
        """Its addresses."""
        return tuple(one.value for one in self.known if not one.is_domain)

    @property
    def domains(self) -> tuple[str, ...]:
        """The domains that are its own as a whole."""
        return tuple(one.value for one in self.known if one.is_domain)


@dataclass(frozen=True)
class Register:
    """Every Mission that is known, to be asked who stands behind an address."""

    known: tuple[Known, ...] = ()
    _by_value: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        found: dict[str, set[str]] = {}
        for one in self.known:
            found.setdefault(one.value, set()).add(one.state)
        object.__setattr__(self, "_by_value", {value: tuple(sorted(states)) for value, states in found.items()})

    @cached_property
    def domains(self) -> Mapping[str, tuple[str, ...]]:
        """Each domain from which a Mission writes with its States: those that are known as such, and those of known addresses.

        Others may have addresses there too: it is what look-alikes are compared with, and makes no stranger known."""
        return _by_domain(self.known)

    @cached_property
    def whole_domains(self) -> Mapping[str, tuple[str, ...]]:
        """Each domain that is known as a Mission's as a whole, with its States."""
        return _by_domain(one for one in self.known if one.is_domain)

    def at_address(self, address: str) -> tuple[str, ...]:
        """The States whose Mission has this address (canonical), mostly one or none."""
        return self._by_value.get(address, ()) if "@" in address else ()

    def at_domain(self, host: str) -> tuple[str, ...]:
        """The States to whose Mission's domain this host belongs, itself or by lying under it."""
        return _over(host, self.whole_domains)

    def beside(self, host: str) -> tuple[str, ...]:
        """The States whose Mission writes from this host, or from one that it lies under, whosever that is."""
        return _over(host, self.domains)

    def of_state(self, state: str) -> tuple[Known, ...]:
        """What is known of this State's Mission."""
        return tuple(one for one in self.known if one.state == state)

    def own_domains(self, state: str) -> tuple[str, ...]:
        """The domains of this State's Mission, those left out that are nobody's own."""
        return tuple(sorted(domain for domain, states in self.domains.items() if state in states))


def _by_domain(known: Iterable[Known]) -> Mapping[str, tuple[str, ...]]:
    """Anybody may have an address at a webmail provider, and any Mission at un.int, so their domains are nobody's."""
    found: dict[str, set[str]] = {}
    for one in known:
        if not is_nobodys_own(one.domain):
            found.setdefault(one.domain, set()).add(one.state)
    return {domain: tuple(sorted(states)) for domain, states in found.items()}


def _over(host: str, domains: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The States of the domain that is this host, or else of the nearest above it."""
    labels = host.split(".")
    above = (domains.get(".".join(labels[start:])) for start in range(len(labels) - 1))
    return next((states for states in above if states), ())
