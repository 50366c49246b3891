"""Domains of which one lies in another. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


class Nested:
    """Domains (canonical), to be asked for those that are the same as another, lie above it or lie below it."""

    def __init__(self, domains: Iterable[str] = ()) -> None:
        self._below: dict[str, dict[str, None]] = {}
        self._own: set[str] = set()
        for domain in domains:
            self.add(domain)

    def add(self, domain: str) -> None:
        """Afterwards the domain is one of them."""
        self._own.add(domain)
        for above in _above(domain):
            self._below.setdefault(above, {})[domain] = None

    def touching(self, domain: str) -> list[str]:
        """Those above the domain, itself, and those below it, as far as they are in here."""
        above = [one for one in _above(domain) if one in self._own]
        return [*above[::-1], *([domain] if domain in self._own else []), *self._below.get(domain, ())]


def _above(domain: str) -> Iterator[str]:
    """The domains above this one, the nearest first."""
    while domain := domain.partition(".")[2]:
        yield domain
