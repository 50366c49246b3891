"""The States that may nominate: the Members of the United Nations and its observer States."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class State:
    """One State by its ISO 3166-1 codes; `name` is the United Nations' short name in English, `observer` tells a non-member."""

    alpha3: str
    alpha2: str
    name: str
    formal_name: str
    observer: bool = False


def _read(path: Path) -> dict[str, State]:
    rows = tomllib.loads(path.read_text(encoding="utf-8"))
    return {alpha3: State(alpha3, **row) for alpha3, row in rows.items()}


STATES: Mapping[str, State] = MappingProxyType(_read(Path(__file__).with_name("states.toml")))
"""alpha-3 code -> State, in the English alphabetical order of the file, observers last."""
