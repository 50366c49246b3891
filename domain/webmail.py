"""Webmail: domains at which anybody may have an address, so that they tell nothing of whose it is (webmail.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class _Providers:
    domains: frozenset[str]
    families: frozenset[str]
    endings: frozenset[str]


@cache
def _providers() -> _Providers:
    rows = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    families, endings = rows.pop("families"), rows.pop("endings")
    return _Providers(
        frozenset(domain for region in rows.values() for domain in region), frozenset(families), frozenset(endings)
    )


def is_webmail(host: str) -> bool:
    """True where anybody may have an address at this host (canonical)."""
    known = _providers()
    if host in known.domains:
        return True
    family, *ending = host.split(".")
    return family in known.families and (len(ending) == 1 or (len(ending) == 2 and ending[0] in known.endings))
