"""Domains that tell nothing of whose an address there is (webmail.toml): webmail, and those that many Missions share."""

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
    missions: frozenset[str]


@cache
def _providers() -> _Providers:
    rows = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    families, endings, missions = (frozenset(rows.pop(name)) for name in ("families", "endings", "missions"))
    return _Providers(frozenset(domain for region in rows.values() for domain in region), families, endings, missions)


def is_webmail(host: str) -> bool:
    """True where anybody may have an address at this host (canonical)."""
    known = _providers()
    if host in known.domains:
        return True
    family, *ending = host.split(".")
    return family in known.families and (len(ending) == 1 or (len(ending) == 2 and ending[0] in known.endings))


def is_many_missions(host: str) -> bool:
    """True where several Missions have their addresses side by side (canonical), and nobody else has."""
    return host in _providers().missions


def is_nobodys_own(host: str) -> bool:
    """True where an address at this host (canonical) says nothing of whose the next one there is."""
    return is_webmail(host) or is_many_missions(host)
