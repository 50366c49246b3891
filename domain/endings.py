"""Endings of domains: under which of them anybody may register a name, and under which only a Government (endings.toml). Pure."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from domain.hosts import shown
from domain.states import STATES


@dataclass(frozen=True, slots=True)
class Registered:
    """The name under which somebody registered, and its ending: kenya and org of ny.kenya.org, kenya and co.ke of kenya.co.ke."""

    name: str
    ending: str


@lru_cache(maxsize=8192)
def registered(host: str) -> Registered:
    """By what name, and under which ending, somebody registered the domain of this host."""
    labels = shown(host).split(".")
    if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _endings().second_labels:
        return Registered(labels[-3], ".".join(labels[-2:]))
    return Registered(labels[-2] if len(labels) > 1 else host, labels[-1])


def is_governments(host: str, of: str | None = None) -> bool:
    """True where only a Government can register: that of the State `of`, where one is given."""
    labels = host.split(".")
    country = STATES[of].alpha2.lower() if of is not None and of in STATES else None
    if country is None and labels[-1] in _endings().government_endings:
        return True
    own = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _endings().government
    return own and country in (None, labels[-1], {"uk": "gb"}.get(labels[-1]))


def is_ending(host: str) -> bool:
    """True for an ending under which anybody may register, such as ke or co.ke; gov.mt is a Government's, and its domain, too."""
    labels = host.split(".")
    return len(labels) == 1 or (len(labels) == 2 and len(labels[1]) == 2 and labels[0] in _endings().open_labels)


def second_labels() -> frozenset[str]:
    """Labels under a country's ending that name no organisation, such as co in co.ke."""
    return _endings().second_labels


@dataclass(frozen=True, slots=True)
class _Endings:
    second_labels: frozenset[str]
    open_labels: frozenset[str]
    government: frozenset[str]
    government_endings: frozenset[str]


@cache
def _endings() -> _Endings:
    rows = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return _Endings(**{name: frozenset(words) for name, words in rows.items()})
