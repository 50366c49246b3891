"""The programme as the project ships it, for tests that read or check whole messages."""

from __future__ import annotations

import tomllib
from pathlib import Path

from domain.programme import Programme

ROOT = Path(__file__).parents[2]


def programme() -> Programme:
    """The programme of config/programme.toml."""
    return Programme.model_validate(tomllib.loads((ROOT / "config" / "programme.toml").read_text(encoding="utf-8")))
